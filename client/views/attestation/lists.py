"""Theses, free topics, commissions with their members and sessions, and students before commissions as lists."""

from typing import Any

from client.core.actions import Command
from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.views.attestation import READERS
from client.views.attestation.list_acts import approve_commissions, enter_sitting, reopen_commissions
from client.widgets.panel_tab import Panels
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.record_list import ListAction, RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.attestation import Candidate, Commission, Member, Offer, Sitting, Thesis

CARD = "commission"
RELATION = "attestation.commission"
APPROVE = ListAction(
    Command(N_("Approve the commission"), ("Ctrl+Return",), "check"),
    approve_commissions,
    ("academic_office",),
)
REOPEN = ListAction(
    Command(N_("Take the approval back"), (), "undo"), reopen_commissions, ("academic_office",)
)
ENTER = ListAction(Command(N_("Open the session"), ("Ctrl+Return",), "edit"), enter_sitting, READERS)

THESES = list_of(
    Thesis,
    "student_name",
    "group_name",
    "title_uz",
    "title_en",
    "supervisor",
    "state",
    "order_number",
    more=(
        "department",
        "faculty",
        "year",
        "education_type",
        "student_number",
        "adviser",
        "reviewer",
        "outside_reviewer",
        "outside_place",
        "ordered_on",
        "offer",
    ),
    search=("student_name", "title_uz", "title_en", "supervisor"),
    filters=(
        "year",
        "state",
        "department",
        "faculty",
        "education_type",
        "group_name",
        "supervisor",
        "title_uz",
        "title_en",
        "order_number",
    ),
    sort=(Sort("year", descending=True), Sort("group_name"), Sort("student_name")),
    icon="documents",
    title=N_("List of theses"),
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
)
OWN_THESIS = list_of(
    Thesis,
    "title_uz",
    "title_en",
    "supervisor",
    "state",
    "order_number",
    more=("department", "year", "adviser", "reviewer", "outside_reviewer", "outside_place", "ordered_on"),
    sort=(Sort("year", descending=True),),
    icon="documents",
    key="attestation.card.thesis",
)
OFFER = form_of(
    Offer, ("", ("title_uz", "title_en", "education_type", "year", "supervisor_id", "department_id", "about"))
)
OFFERS = list_of(
    Offer,
    "title_uz",
    "title_en",
    "supervisor",
    "education_type",
    "year",
    more=("department", "about"),
    search=("title_uz", "title_en", "supervisor"),
    filters=("year", "education_type", "supervisor", "department"),
    sort=(Sort("year", descending=True), Sort("title_uz")),
    icon="list",
    title=N_("Free topics of theses"),
    form=OFFER,
    panels=(HistoryPanel,),
)
COMMISSION = form_of(
    Commission,
    ("", ("name", "kind", "department_id", "year", "order_number", "ordered_on")),
    (N_("Approval"), ("approved_at", "approved_by")),
)
COMMISSIONS = list_of(
    Commission,
    "name",
    "kind",
    "department",
    "year",
    "order_number",
    "ordered_on",
    "approved_at",
    more=("faculty", "approved_by"),
    search=("name", "order_number"),
    filters=("year", "kind", "department", "faculty", "approved_at", "ordered_on"),
    sort=(Sort("year", descending=True), Sort("department"), Sort("name")),
    icon="group",
    title=N_("Attestation commissions"),
    card=CARD,
    actions=(APPROVE, REOPEN),
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
)
MEMBER = form_of(Member, ("", ("role", "employee_id", "full_name", "workplace", "position")))
MEMBERS = list_of(
    Member,
    "full_name",
    "role",
    "workplace",
    "position",
    more=("employee",),
    sort=(Sort("role"), Sort("full_name")),
    icon="employees",
    key="attestation.card.member",
    form=MEMBER,
)
SITTING = form_of(Sitting, ("", ("number", "day", "starts", "room_id", "subject_id")))
SITTINGS = list_of(
    Sitting,
    "number",
    "day",
    "starts",
    "room",
    "students",
    "state",
    more=("subject", "started_at", "closed_at", "closed_by"),
    sort=(Sort("day", descending=True),),
    icon="calendar",
    key="attestation.card.sitting",
    form=SITTING,
    actions=(ENTER,),
)
ALL_SITTINGS = list_of(
    Sitting,
    "day",
    "starts",
    "commission",
    "number",
    "room",
    "students",
    "state",
    more=("department", "subject", "started_at", "closed_at", "closed_by", "commission.kind"),
    search=("commission",),
    filters=("state", "day", "commission", "department", "commission.kind", "room"),
    sort=(Sort("day", descending=True), Sort("starts")),
    icon="calendar",
    title=N_("Attestation sessions"),
    form=SITTING,
    actions=(ENTER,),
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
)
CANDIDATES = list_of(
    Candidate,
    "name",
    "topic",
    "sitting.day",
    "state",
    "score",
    "mark",
    "decision",
    "honours",
    more=(
        "student_number",
        "group",
        "supervisor",
        "attempt",
        "protocol",
        "commission",
        "commission.year",
        "department",
        "faculty",
        "questions",
    ),
    search=("name", "topic", "student_number"),
    filters=(
        "state",
        "mark",
        "decision",
        "honours",
        "sitting.day",
        "commission",
        "commission.year",
        "department",
        "supervisor",
        "attempt",
    ),
    sort=(Sort("sitting.day", descending=True), Sort("name")),
    icon="students",
    title=N_("Students before commissions"),
    panels=(HistoryPanel,),
)


def thesis_of(workplace: Workplace, student_id: int) -> RecordList:
    """The thesis of a student."""
    return RecordList(workplace, OWN_THESIS, (Filter("student_id", "equals", (student_id,)),))


def members_of(workplace: Workplace, commission_id: int, department_id: int) -> RecordList:
    """The members of a commission."""
    fixed = (Filter("commission_id", "equals", (commission_id,)),)
    return RecordList(workplace, MEMBERS, fixed, commission_id=commission_id, department_id=department_id)


def sittings_of(workplace: Workplace, commission_id: int, department_id: int) -> RecordList:
    """The sessions of a commission."""
    fixed = (Filter("commission_id", "equals", (commission_id,)),)
    return RecordList(workplace, SITTINGS, fixed, commission_id=commission_id, department_id=department_id)


COMMISSION_CARD = CardSpec(
    (
        Tab(N_("Attestation commission"), (COMMISSION,)),
        Tab(N_("Members of the commission"), inside=members_of, passes=("department_id",)),
        Tab(N_("Sessions of the commission"), inside=sittings_of, passes=("department_id",)),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
        Tab(N_("Attachments"), inside=Panels(RELATION, AttachmentsPanel)),
    )
)


def commission_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a commission, or an empty one that begins with the given values."""
    return RecordForm(workplace, COMMISSION_CARD, **arguments)
