"""Theses (BMI, magistrlik dissertatsiyasi): topics offered, chosen and approved by an order of type 20.

The head of the department writes a thesis until an order approves it; then it stays as the order has it until another
order of that type. Commissions and what is held before them: `attestation_sitting`. Rules: VMQ 836 of 13.12.2024.
"""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.attestation_sitting import (
    ABSENT,
    CANDIDATE_STATES,
    CHAIR,
    CLOSED,
    COMMON_PROTOCOL,
    DECISIONS,
    DEFENCE,
    DEPUTY,
    EXAM,
    EXCUSED,
    HELD,
    KINDS,
    MEMBER,
    MEMBER_ROLES,
    OWN_PROTOCOL,
    PLANNED,
    RUNNING,
    SECRETARY,
    SITTING_STATES,
    WAITING,
    Candidate,
    Commission,
    Member,
    Presence,
    Sitting,
    Vote,
)
from shared.models.attestation_topic import (
    APPROVED,
    CHANGING,
    OPEN,
    THESIS_STATES,
    TITLE_LENGTH,
    TITLE_MINIMUM,
    Offer,
    Thesis,
)
from shared.models.columns import actor, day, moment, refers, text
from shared.models.employees import Employee
from shared.models.movement import Line
from shared.models.record import Record
from shared.models.rules import belongs_to
from shared.models.structure import Unit
from shared.text import N_

#: Whoever speaks of the attestation imports from here, as the schema is one.
__all__ = [
    "ABSENT",
    "APPROVED",
    "CANDIDATE_STATES",
    "CHAIR",
    "CHANGING",
    "CLOSED",
    "COMMON_PROTOCOL",
    "DECISIONS",
    "DEFENCE",
    "DEPUTY",
    "EXAM",
    "EXCUSED",
    "HELD",
    "KINDS",
    "MEMBER",
    "MEMBER_ROLES",
    "OPEN",
    "OWN_PROTOCOL",
    "PLANNED",
    "RUNNING",
    "SECRETARY",
    "SITTING_STATES",
    "THESIS_STATES",
    "TITLE_LENGTH",
    "TITLE_MINIMUM",
    "WAITING",
    "Candidate",
    "Commission",
    "Member",
    "Offer",
    "OrderedTopic",
    "Presence",
    "Sitting",
    "Thesis",
    "Vote",
]


class OrderedTopic(Record):
    """What an applied order of type 20 approved for a student; the one that stands is the last not taken back."""

    __tablename__ = "ordered_topic"
    __table_args__ = (
        belongs_to("attestation.thesis", "thesis_id", "department_id"),
        Index("ordered_topic_scope_idx", "department_id", "thesis_id"),
        {"schema": "attestation"},
    )
    label, plural, title, scope = (
        N_("Approved thesis topic"),
        N_("Approved thesis topics"),
        "title_uz",
        "department_id",
    )

    thesis_id: Mapped[int] = refers("attestation.thesis", N_("Thesis"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    line_id: Mapped[int] = refers(Line, N_("Student in an order"), unique=True)
    title_uz: Mapped[str] = text(TITLE_LENGTH, N_("Topic in Uzbek"), spelled=True)
    title_en: Mapped[str] = text(TITLE_LENGTH, N_("Topic in English"))
    supervisor_id: Mapped[int] = refers(Employee, N_("Supervisor"))
    adviser_id: Mapped[int | None] = refers(Employee, N_("Adviser"), optional=True)
    reviewer_id: Mapped[int | None] = refers(Employee, N_("Internal reviewer"), optional=True)
    outside_reviewer: Mapped[str | None] = text(200, N_("External reviewer"), spelled=True, optional=True)
    outside_place: Mapped[str | None] = text(
        256, N_("Workplace of the external reviewer"), spelled=True, optional=True
    )
    number: Mapped[str] = text(32, N_("Order number"))
    ordered_on: Mapped[date] = day(N_("Order date"))
    applied_at: Mapped[datetime] = moment(N_("Applied at"), now=True)
    applied_by: Mapped[str] = actor(N_("Applied by"))
    withdrawn_at: Mapped[datetime | None] = moment(N_("Taken back at"), optional=True)
