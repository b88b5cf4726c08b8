"""Clearance sheets as a list, the points that an office answers, and the points that the academic office keeps."""

from client.core.actions import Command
from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.views.clearance import ANSWERERS
from client.views.clearance.list_acts import confirm, hand_out, object_to, open_sheets, print_sheets, withdraw
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import ListAction, RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.clearance import Line, Point, Sheet

CARD = "clearance-sheet"

OPEN = ListAction(
    Command(N_("Open clearance sheets …"), ("Ins",), "add"), open_sheets, ("faculty",), needs_rows=False
)
HAND_OUT = ListAction(Command(N_("Hand out the personal file …"), (), "check"), hand_out, ("faculty",))
WITHDRAW = ListAction(Command(N_("Withdraw …"), (), "cancel"), withdraw, ("faculty",))
PRINT = ListAction(
    Command(N_("Print the sheets"), ("Ctrl+P",), "print"),
    print_sheets,
    ("faculty", "academic_office", "registrar"),
)
CONFIRM = ListAction(Command(N_("Nothing is owed"), ("Ctrl+Return",), "check"), confirm, ANSWERERS)
OBJECT = ListAction(Command(N_("Something is owed …"), (), "cancel"), object_to, ANSWERERS)

SHEETS = list_of(
    Sheet,
    "student_name",
    "student_number",
    "group_name",
    "occasion",
    "opened_at",
    "open_points",
    "handed_at",
    "withdrawn_at",
    more=("faculty", "decree", "opened_by", "handed_to", "handed_by", "withdraw_reason", "withdrawn_by"),
    search=("student_name", "student_number", "group_name"),
    filters=("occasion", "open_points", "group_name", "opened_at", "handed_at", "withdrawn_at", "faculty"),
    sort=(Sort("opened_at", descending=True), Sort("student_name")),
    icon="documents",
    title=N_("Clearance sheets"),
    card=CARD,
    actions=(OPEN, HAND_OUT, WITHDRAW, PRINT),
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
)
OWN_SHEETS = list_of(
    Sheet,
    "occasion",
    "opened_at",
    "open_points",
    "handed_at",
    "withdrawn_at",
    "withdraw_reason",
    more=("decree", "opened_by", "handed_to", "handed_by"),
    sort=(Sort("opened_at", descending=True),),
    icon="documents",
    key="clearance.card.sheet",
    card=CARD,
    actions=(HAND_OUT, WITHDRAW, PRINT),
)
#: What is not handed out and not withdrawn; what is asked for stands first.
POINTS = list_of(
    Line,
    "student_name",
    "sheet.student_number",
    "sheet.group_name",
    "point",
    "answer",
    "note",
    "sheet.opened_at",
    more=("unit", "answered_at", "answered_by"),
    search=("student_name", "sheet.student_number", "sheet.group_name"),
    filters=("answer", "point", "sheet.group_name", "sheet.opened_at"),
    only=(Filter("sheet.handed_at", "empty"), Filter("sheet.withdrawn_at", "empty")),
    sort=(Sort("answer"), Sort("student_name")),
    icon="check",
    title=N_("Points to confirm"),
    actions=(CONFIRM, OBJECT),
    panels=(HistoryPanel,),
)
SHEET_POINTS = list_of(
    Line,
    "point",
    "office",
    "answer",
    "note",
    "answered_at",
    "answered_by",
    more=("unit", "point.place"),
    sort=(Sort("point.place"), Sort("point")),
    icon="check",
    key="clearance.card.point",
    actions=(CONFIRM, OBJECT),
)
KEPT_POINT = form_of(
    Point,
    ("", ("office", "unit_id", "at_leaving", "at_graduation", "place", "active")),
    (N_("Name"), ("name_uz", "name_oz", "name_ru", "name_en")),
)
KEPT_POINTS = list_of(
    Point,
    "place",
    "name_uz",
    "office",
    "unit",
    "at_leaving",
    "at_graduation",
    "active",
    more=("name_oz", "name_ru", "name_en"),
    filters=("office", "active"),
    sort=(Sort("place"), Sort("name_uz")),
    icon="check",
    title=N_("Points of clearance sheets"),
    form=KEPT_POINT,
    panels=(HistoryPanel, NotesPanel),
)


def own_points(role: str) -> tuple[Filter, ...]:
    """Leave the points that the office of a role answers; a dean's office reads those of the others too."""
    return (Filter("office", "equals", (role.removeprefix("hemis_"),)),)


def sheets_of(workplace: Workplace, student_id: int) -> RecordList:
    """The clearance sheets of a student."""
    return RecordList(workplace, OWN_SHEETS, (Filter("student_id", "equals", (student_id,)),))


def points_of(workplace: Workplace, sheet_id: int) -> RecordList:
    """The points of a clearance sheet."""
    return RecordList(workplace, SHEET_POINTS, (Filter("sheet_id", "equals", (sheet_id,)),))
