"""Diplomas as lists: the register, what belongs to one on its card, and the wording that all have alike."""

from client.core.actions import Command
from client.core.i18n import N_
from client.data.diplomas.finding import by_code_or_name
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.views.diplomas.list_acts import check_code, print_receipt, write_public_file
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import ListAction, RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.diplomas import Diploma, Line, Printing, Wording

CARD = "diploma-card"
CHECK = ListAction(Command(N_("Check a paper"), ("Ctrl+Shift+F",), "qr"), check_code, needs_rows=False)
RECEIPT = ListAction(Command(N_("Receipt list"), ("Ctrl+Shift+P",), "print"), print_receipt, ("registrar",))
PUBLIC = ListAction(
    Command(N_("Write the file of the public check …"), (), "file"),
    write_public_file,
    ("registrar",),
    needs_rows=False,
)
DIPLOMAS = list_of(
    Diploma,
    "student_name",
    "number",
    "register_number",
    "curriculum.specialty",
    "category",
    "state",
    "issued_on",
    "issued_to",
    more=("student_number", "group_name", "faculty", "education_type", "year", "registered_on", "issue_document",
          "cause", "cause_document", "replaces.register_number", "duplicate_of.register_number", "uuid", "cancelled_at",
          "cancel_reason", "signed_at", "signed_with", "prepared_at", "accepted_at"),
    search=("student_name", "number", "register_number", "student_number", "issued_to"),
    filters=("state", "category", "education_type", "year", "issued_on", "registered_on", "faculty", "group_name",
             "cause", "number", "register_number"),
    only=(Filter("register_number", "filled"),),
    sort=(Sort("registered_on", descending=True), Sort("register_number", descending=True)),
    icon="list",
    title=N_("List of diplomas"),
    card=CARD,
    actions=(CHECK, RECEIPT, PUBLIC),
    panels=(HistoryPanel, NotesPanel),
    finder=by_code_or_name,
    noted="student_name",
)  # fmt: skip
OF_STUDENT = list_of(
    Diploma,
    "state",
    "category",
    "number",
    "register_number",
    "registered_on",
    "issued_on",
    "issued_to",
    "cause",
    more=("cause_document", "cancel_reason", "uuid"),
    sort=(Sort("id"),),
    icon="award",
    card=CARD,
    key="diplomas.card.student",
)
LINES = list_of(
    Line,
    "section",
    "place",
    "title_uz",
    "title_en",
    "semesters",
    "hours",
    "credits",
    "points",
    "mark",
    "letter",
    "recognised",
    sort=(Sort("section"), Sort("place")),
    icon="list",
    key="diplomas.card.line",
)
PRINTS = list_of(
    Printing,
    "day",
    "form",
    "number",
    "outcome",
    "reason",
    "workstation",
    "printed_by",
    "recorded_at",
    sort=(Sort("recorded_at"),),
    icon="print",
    key="diplomas.card.printing",
)
WORDING = form_of(
    Wording,
    ("", ("education_type",)),
    (N_("Degree"), ("degree_uz", "degree_en")),
    (N_("Admission"), ("admission_uz", "admission_en")),
    (N_("Grading system"), ("grading_system_uz", "grading_system_en")),
    (N_("Accreditation of the university"), ("accreditation_uz", "accreditation_en")),
    (N_("Access to further study"), ("further_study_uz", "further_study_en")),
    (N_("Professional status"), ("professional_status_uz", "professional_status_en")),
    (N_("City"), ("city_uz", "city_en")),
)
WORDINGS = list_of(
    Wording,
    "education_type",
    "degree_uz",
    "degree_en",
    "city_uz",
    more=("admission_uz", "grading_system_uz", "accreditation_uz", "further_study_uz", "professional_status_uz",
          "city_en"),
    sort=(Sort("education_type"),),
    icon="documents",
    form=WORDING,
    panels=(HistoryPanel, NotesPanel),
)  # fmt: skip


def diplomas_of(workplace: Workplace, student_id: int) -> RecordList:
    """The diplomas of a student: what stands, duplicates, and what was cancelled."""
    return RecordList(workplace, OF_STUDENT, (Filter("student_id", "equals", (student_id,)),))


def lines_of(workplace: Workplace, diploma_id: int) -> RecordList:
    """The rows of the supplement."""
    return RecordList(workplace, LINES, (Filter("diploma_id", "equals", (diploma_id,)),))


def prints_of(workplace: Workplace, diploma_id: int) -> RecordList:
    """What was printed on which blank."""
    return RecordList(workplace, PRINTS, (Filter("diploma_id", "equals", (diploma_id,)),))
