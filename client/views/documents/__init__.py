"""Official papers: making references, the register, checking a paper."""

from collections.abc import Callable

from client.core.i18n import N_
from client.core.roles import EVERYBODY
from client.data.records.start_blocks import Read, StartBlock
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.record_paper import RecordPaper
from client.widgets.windows import Make, Window

HEADING = "records"
MAKERS = ("faculty", "registrar")
READERS = (*MAKERS, "academic_office")


def reference() -> Make:
    from client.views.documents.references import References

    return References


def paper_register() -> Make:
    from client.views.documents.register import REGISTER

    return listed(REGISTER)


def print_log() -> Make:
    from client.views.documents.register import PRINT_LOG

    return listed(PRINT_LOG)


def paper_check() -> Make:
    from client.views.documents.check import Check

    return Check


def registered_paper() -> Make:
    from client.views.documents.paper import Papers

    return Papers


def papers_of_student() -> Make:
    from client.widgets.panel_tab import Panels
    from client.widgets.panels.papers import PapersPanel

    return Panels("students.student", PapersPanel)


def reference_of_student() -> Callable[..., object]:
    from client.views.documents.record_papers import reference_of_student

    return reference_of_student


def references_of_group() -> Callable[..., object]:
    from client.views.documents.record_papers import references_of_group

    return references_of_group


def papers_by_month() -> Read:
    from client.data.documents.statistics import BY_MONTH

    return BY_MONTH


MODULE = Module(
    windows=(
        Window("reference", N_("Student references"), HEADING, MAKERS, reference, "print"),
        Window("paper-register", N_("Register of papers"), HEADING, READERS, paper_register, "documents"),
        Window("print-log", N_("Print log"), HEADING, READERS, print_log, "log"),
        Window("paper-check", N_("Check a paper"), HEADING, EVERYBODY, paper_check, "qr"),
        Window("paper", N_("Paper"), HEADING, READERS, registered_paper, "documents", listed=False),
    ),
    tabs=(CardTab("student-card", "documents", N_("Documents"), papers_of_student),),
    blocks=(StartBlock(("documents.paper",), "paper-register", MAKERS, papers_by_month),),
    papers=(
        RecordPaper("students.student", N_("Student reference"), reference_of_student, MAKERS),
        RecordPaper("students.group", N_("References of the whole group"), references_of_group, MAKERS),
    ),
)
