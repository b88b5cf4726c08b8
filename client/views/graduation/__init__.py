"""Graduation: the accreditation of graduates by the dean's office."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.graduation import ASKED, Acceptance

HEADING = "records"
KEEPERS = ("faculty", "academic_office", "registrar")
READERS = (*KEEPERS, "hr", "management")


def accreditation() -> Make:
    from client.views.graduation.accreditation import AccreditationWindow

    return AccreditationWindow


def acceptances() -> Make:
    from client.views.graduation.lists import ACCEPTANCES

    return listed(ACCEPTANCES)


def acceptances_of_student() -> Callable[..., QWidget]:
    from client.views.graduation.lists import acceptances_of

    return acceptances_of


MODULE = Module(
    windows=(
        Window("accreditation", N_("Accreditation of graduates"), HEADING, KEEPERS, accreditation, "check"),
        Window("acceptance", N_("Accepted graduates"), HEADING, READERS, acceptances, "award"),
    ),
    tabs=(CardTab("student-card", "study", N_("Graduation"), acceptances_of_student, roles=KEEPERS),),
    counters=(
        Counter(
            N_("Accreditations to be taken back?"),
            "undo",
            Acceptance,
            (Filter("state", "equals", (ASKED,)),),
            "accreditation",
            ("academic_office",),
        ),
    ),
)
