"""Payment holds as a list and on the card of a student; releasing them with a reason."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.finance import acts
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import ListAction, RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.finance import PaymentHold

RELATION = "finance.payment_hold"


def release(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Release the chosen holds."""

    def done() -> None:
        workplace.changes.announce(RELATION)
        workplace.navigator.say(_("Released. Whose admission is decided from now on is not kept by it."))

    question = _("{count} payment holds are released. Why?", count=len(ids))
    work = partial(acts.release_holds, workplace.gateway, ids)
    key = f"finance/release/{','.join(map(str, ids))}"
    ReasonDialog(workplace, ReasonedAct(key, _("Release"), question, work, done), parent).open()


RELEASE = ListAction(Command(N_("Release …"), (), "check"), release, ("accounting",))

HOLD = form_of(
    PaymentHold,
    ("", ("student_id", "starts_on", "amount", "contract", "reason", "faculty_id")),
    fills={"student_id": ("faculty_id",)},
)
OWN_HOLD = form_of(PaymentHold, ("", ("starts_on", "amount", "contract", "reason")))

HOLDS = list_of(
    PaymentHold,
    "student",
    "student.group",
    "starts_on",
    "amount",
    "contract",
    "reason",
    "released_at",
    more=(
        "put_by",
        "put_at",
        "released_by",
        "release_reason",
        "student.course",
        "student.payment_form",
        "faculty",
    ),
    search=("student", "contract"),
    filters=("released_at", "student.group", "starts_on", "amount", "student.course", "faculty"),
    sort=(Sort("released_at", descending=True), Sort("starts_on"), Sort("student")),
    icon="finance",
    title=N_("Payment holds"),
    form=HOLD,
    actions=(RELEASE,),
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
)
OWN_HOLDS = list_of(
    PaymentHold,
    "starts_on",
    "amount",
    "contract",
    "reason",
    "released_at",
    "release_reason",
    more=("put_by", "put_at", "released_by"),
    sort=(Sort("starts_on", descending=True),),
    icon="finance",
    key="finance.card.payment-hold",
    form=OWN_HOLD,
    actions=(RELEASE,),
)


def holds_of(workplace: Workplace, student_id: int, faculty_id: int) -> RecordList:
    """Make the list of the payment holds of a student."""
    fixed = (Filter("student_id", "equals", (student_id,)),)
    return RecordList(workplace, OWN_HOLDS, fixed, student_id=student_id, faculty_id=faculty_id)
