"""Blanks, their ledger and their acts as lists; the kinds and workstations that the registrar keeps."""

from client.core.actions import Command
from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.views.blanks.list_acts import asking, destroy, print_acts, receive, sign, withdraw
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import ListAction, RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.blanks import (
    GIVE_BACK,
    HAND_OVER,
    ISSUE,
    LOSE,
    PRINT,
    RELEASE,
    RESERVE,
    RETURN,
    SPOIL,
    Act,
    Batch,
    Blank,
    Entry,
    Kind,
    Member,
    Workstation,
)

REGISTRAR, HOLDERS = ("registrar",), ("registrar", "faculty")
BLANK_CARD, ACT_CARD = "blank", "blank-act"


def _act(title: str, keys: str, icon: str, deed: str, roles: tuple[str, ...] = HOLDERS) -> ListAction:
    return ListAction(Command(title, (keys,), icon), asking(deed), roles)


ACTS_ON_BLANKS = (
    ListAction(Command(N_("Receive …"), ("Ins",), "add"), receive, REGISTRAR, needs_rows=False),
    _act(N_("Hand over …"), "Ctrl+Alt+H", "movement", HAND_OVER, REGISTRAR),
    _act(N_("Give back …"), "Ctrl+Alt+B", "back", GIVE_BACK),
    _act(N_("Reserve …"), "Ctrl+Alt+R", "lock", RESERVE),
    _act(N_("End the reservation …"), "Ctrl+Alt+E", "unlock", RELEASE),
    _act(N_("Printed …"), "Ctrl+Alt+P", "print", PRINT),
    _act(N_("Issue …"), "Ctrl+Alt+I", "check", ISSUE),
    _act(N_("Spoiled …"), "Ctrl+Alt+S", "cancel", SPOIL),
    _act(N_("Lost …"), "Ctrl+Alt+L", "warning", LOSE),
    ListAction(Command(N_("Destroy …"), ("Ctrl+Alt+D",), "delete"), destroy, REGISTRAR),
    _act(N_("Return to the supplier …"), "Ctrl+Alt+T", "undo", RETURN, REGISTRAR),
)
BLANKS = list_of(
    Blank,
    "number",
    "kind",
    "state",
    "unit",
    "workstation",
    "person",
    "moved_on",
    more=(
        "year",
        "series",
        "kind.category",
        "chosen",
        "batch.supplier",
        "batch.invoice_number",
        "batch.invoice_day",
    ),
    search=("number", "person"),
    filters=("kind", "state", "unit", "workstation", "year", "series", "moved_on", "number", "chosen"),
    sort=(Sort("number"),),
    icon="doctoral",
    title=N_("Diploma blanks"),
    card=BLANK_CARD,
    actions=ACTS_ON_BLANKS,
)
SIGN = ListAction(Command(N_("Sign the act"), ("Ctrl+Return",), "check"), sign)
WITHDRAW = ListAction(Command(N_("Withdraw …"), (), "cancel"), withdraw, REGISTRAR)
PRINT_ACT = ListAction(Command(N_("Print the act"), ("Ctrl+P",), "print"), print_acts, HOLDERS)
ACTS = list_of(
    Act,
    "number",
    "day",
    "deed",
    "state",
    "blanks",
    "numbers",
    "unit",
    "document",
    "person",
    "reason",
    more=("to_unit", "workstation", "office", "recorded_by", "recorded_at", "withdraw_reason"),
    search=("number", "numbers", "document", "person"),
    filters=("deed", "state", "day", "unit", "to_unit", "workstation", "recorded_at"),
    sort=(Sort("day", descending=True), Sort("number", descending=True)),
    icon="documents",
    title=N_("Acts on blanks"),
    card=ACT_CARD,
    actions=(SIGN, WITHDRAW, PRINT_ACT),
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
)
#: The life of a blank; a line opens its act with the document behind it.
LIFE = list_of(
    Entry,
    "day",
    "deed",
    "after",
    "unit",
    "workstation",
    "person",
    "act.document",
    "act.number",
    more=("before", "unit_before", "act.reason", "act.recorded_by", "act.recorded_at"),
    sort=(Sort("act.recorded_at"),),
    icon="history",
    key="blanks.card.entry",
)
OF_ACT = list_of(
    Entry,
    "number",
    "kind",
    "before",
    "after",
    "person",
    more=("unit_before", "unit", "workstation"),
    sort=(Sort("number"),),
    icon="doctoral",
    key="blanks.card.act",
)
MEMBERS = list_of(
    Member,
    "name",
    "post",
    "chair",
    "signed_at",
    more=("signed_by",),
    sort=(Sort("chair", descending=True), Sort("name")),
    icon="group",
    key="blanks.card.member",
)
KIND = form_of(
    Kind,
    ("", ("form", "education_type", "category", "series", "digits", "by_hand", "active")),
    (N_("Name"), ("name_uz", "name_oz", "name_ru", "name_en")),
)
KINDS = list_of(
    Kind,
    "name_uz",
    "form",
    "education_type",
    "category",
    "series",
    "digits",
    "by_hand",
    "active",
    more=("name_oz", "name_ru", "name_en"),
    filters=("form", "education_type", "category", "active"),
    sort=(Sort("name_uz"),),
    icon="classifiers",
    form=KIND,
    panels=(HistoryPanel, NotesPanel),
)
BATCHES = list_of(
    Batch,
    "act.day",
    "kind",
    "year",
    "first_number",
    "last_number",
    "quantity",
    "supplier",
    "invoice_number",
    "invoice_day",
    more=("act",),
    search=("first_number", "last_number", "supplier", "invoice_number"),
    filters=("kind", "year", "supplier", "invoice_day"),
    sort=(Sort("act.day", descending=True), Sort("first_number")),
    icon="list",
)
STATION = form_of(Workstation, ("", ("name", "unit_id", "place", "active")))
STATIONS = list_of(
    Workstation,
    "name",
    "unit",
    "place",
    "active",
    sort=(Sort("name"),),
    icon="print",
    form=STATION,
    panels=(HistoryPanel, NotesPanel),
)


def life_of(workplace: Workplace, blank_id: int) -> RecordList:
    """The life of a blank."""
    return RecordList(workplace, LIFE, (Filter("blank_id", "equals", (blank_id,)),))


def blanks_of(workplace: Workplace, act_id: int) -> RecordList:
    """The blanks of an act that is carried out."""
    return RecordList(workplace, OF_ACT, (Filter("act_id", "equals", (act_id,)),))


def members_of(workplace: Workplace, act_id: int) -> RecordList:
    """The commission of an act of destruction."""
    return RecordList(workplace, MEMBERS, (Filter("act_id", "equals", (act_id,)),))
