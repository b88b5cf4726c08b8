"""The register of papers and the print log, as lists."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.documents import papers
from client.data.records.listing import Sort
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.models.documents import Paper, Printing

MAKERS = ("faculty", "registrar", "academic_office")


def show_papers(workplace: Workplace, _parent: QWidget, ids: list[int]) -> None:
    """Show the chosen papers together, to look at or to print again."""
    if len(ids) == 1:
        workplace.navigator.open("paper", record_id=ids[0])
    else:
        workplace.navigator.open("paper", paper_ids=tuple(ids))


def cancel_paper(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask for the reason and declare the chosen papers void."""
    question = _(
        "Why is it cancelled? The register keeps the paper with this reason; nobody can print it again."
    )

    def done() -> None:
        workplace.changes.announce("documents.paper")
        workplace.navigator.say(_("Cancelled."))

    work = partial(papers.cancel, workplace.gateway, ids)
    key = f"cancel-paper/{','.join(map(str, ids))}"
    ReasonDialog(workplace, ReasonedAct(key, _("Cancel the paper"), question, work, done), parent).open()


REGISTER = list_of(
    Paper,
    "register_number",
    "registered_at",
    "subject",
    "faculty",
    "kind",
    "language",
    "registered_by",
    "cancelled_at",
    more=("student", "student.number", "cancelled_by", "cancel_reason", "digest"),
    search=("register_number", "subject"),
    filters=(
        "registered_at",
        "kind",
        "language",
        "faculty",
        "subject",
        "student",
        "registered_by",
        "cancelled_at",
    ),
    sort=(Sort("registered_at", descending=True),),
    icon="documents",
    card="paper",
    actions=(
        ListAction(Command(N_("Show and print again"), ("Ctrl+P",), "print"), show_papers),
        ListAction(Command(N_("Cancel the paper"), (), "cancel"), cancel_paper, roles=MAKERS),
    ),
)
PRINT_LOG = list_of(
    Printing,
    "at",
    "paper",
    "login",
    "way",
    "copies",
    "workstation",
    "faculty",
    filters=("at", "login", "way", "workstation", "faculty"),
    sort=(Sort("at", descending=True),),
    icon="log",
)
