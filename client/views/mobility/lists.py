"""Student exchanges as a list and on the student's card, with their learning agreements."""

from typing import Any

from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.widgets.panel_tab import Panels
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.record_list import RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.mobility import AgreedSubject, Exchange

CARD, RELATION = "exchange-card", "mobility.exchange"
PERIOD = ("direction", "partner", "country", "programme", "starts_on", "ends_on", "document")
EXCHANGE = form_of(
    Exchange, ("", ("student_id", *PERIOD, "faculty_id")), fills={"student_id": ("faculty_id",)}
)
AGREED = form_of(
    AgreedSubject, ("", ("name", "hours", "credits", "subject_id", "state", "mark", "result_id"))
)
EXCHANGES = list_of(
    Exchange,
    "student",
    "student.group",
    "direction",
    "partner",
    "country",
    "starts_on",
    "ends_on",
    more=("student.number", "programme", "document", "faculty"),
    search=("student", "partner", "programme"),
    filters=(
        "direction",
        "country",
        "partner",
        "programme",
        "starts_on",
        "ends_on",
        "student.group",
        "faculty",
    ),
    sort=(Sort("starts_on", descending=True), Sort("student")),
    icon="movement",
    title=N_("Student exchange"),
    card=CARD,
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
)
OWN_EXCHANGES = list_of(
    Exchange,
    "direction",
    "partner",
    "country",
    "programme",
    "starts_on",
    "ends_on",
    more=("document",),
    sort=(Sort("starts_on", descending=True),),
    icon="movement",
    key="mobility.card.exchange",
    card=CARD,
)
SUBJECTS = list_of(
    AgreedSubject,
    "name",
    "hours",
    "credits",
    "subject",
    "state",
    "mark",
    more=("result",),
    sort=(Sort("state"), Sort("name")),
    icon="subjects",
    key="mobility.card.agreement",
    form=AGREED,
)


def exchanges_of(workplace: Workplace, student_id: int, faculty_id: int) -> RecordList:
    """The exchanges of a student."""
    fixed = (Filter("student_id", "equals", (student_id,)),)
    return RecordList(workplace, OWN_EXCHANGES, fixed, student_id=student_id, faculty_id=faculty_id)


def agreement_of(workplace: Workplace, exchange_id: int, student_id: int, faculty_id: int) -> RecordList:
    """The learning agreement of an exchange."""
    fixed = (Filter("exchange_id", "equals", (exchange_id,)),)
    return RecordList(
        workplace, SUBJECTS, fixed, exchange_id=exchange_id, student_id=student_id, faculty_id=faculty_id
    )


EXCHANGE_CARD = CardSpec(
    (
        Tab(N_("Student exchange"), (EXCHANGE,)),
        Tab(N_("Learning agreement"), inside=agreement_of, passes=("student_id", "faculty_id")),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
        Tab(N_("Attachments"), inside=Panels(RELATION, AttachmentsPanel)),
    )
)


def exchange_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of an exchange, or an empty one that begins with the given values."""
    return RecordForm(workplace, EXCHANGE_CARD, **arguments)
