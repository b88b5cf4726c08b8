"""Graduation: the accreditation by which a faculty accepts the academic record of a graduate, frozen from then on.

Rules: MoJ reg. 3069 of 26.09.2018; honours by the share of excellent marks, a setting of the university.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, decimal, flag, moment, refers, text, whole
from shared.models.curriculum import Curriculum
from shared.models.movement import Decree
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.text import N_

ACCEPTED, ASKED, TAKEN_BACK = "accepted", "asked", "taken_back"
STATES = {
    ACCEPTED: N_("Accepted for graduation"),
    ASKED: N_("Asked to be taken back"),
    TAKEN_BACK: N_("Taken back"),
}
#: What keeps a student from graduation, or is worth knowing before; the words of the lists.
FINDINGS = {
    "no_plan": N_("The group follows no curriculum"),
    "semesters": N_("The semesters of the plan are not over"),
    "missing": N_("Subject of the plan without a result"),
    "debt": N_("Subject that was not passed"),
    "credits": N_("Fewer credits than the plan has"),
    "attestation": N_("State attestation not passed or not taken"),
    "open_sheet": N_("Grade sheet that is not closed"),
    "open_appeal": N_("Appeal or rectification that waits"),
    "unaccepted": N_("Earlier result that nobody has accepted"),
    "passport": N_("No passport"),
    "name": N_("An order that changes the name waits"),
    "photo": N_("No photo"),
    "prior_education": N_("Previous education is not complete"),
    "english_title": N_("No English title"),
    "clearance": N_("Clearance sheet with open points"),
    "payment": N_("Payment hold"),
}


class Acceptance(Record):
    """The accreditation of a graduate: what the record said when it was accepted, and who takes that back."""

    __tablename__ = "acceptance"
    __table_args__ = (
        index_key("acceptance_standing_key", "student_id",
                  sentence=N_("This student is accepted for graduation already."), where="state <> 'taken_back'"),
        rule("state", "state in ('accepted', 'asked', 'taken_back')",
             N_("An accreditation changes its state by an act only.")),
        rule("asked", "num_nulls(asked_at, asked_by, ask_reason) in (0, 3)"
             " and (state <> 'asked' or asked_at is not null)",
             N_("Who asks that an accreditation be taken back gives a reason.")),
        rule("two_people", "decided_by <> asked_by",
             N_("Who asks that an accreditation be taken back does not decide it. Another person does.")),
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        Index("acceptance_scope_idx", "faculty_id", "student_id"),
        {"schema": "graduation"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Accreditation of a graduate"),
        N_("Accreditation of graduates"),
        "student_name",
        "faculty_id",
    )

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True, state=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True, state=True)
    student_name: Mapped[str] = text(256, N_("Student"), state=True, spelled=True)
    student_number: Mapped[str] = text(12, N_("Student number"), state=True)
    group_name: Mapped[str | None] = text(64, N_("Group"), optional=True, state=True)
    curriculum_id: Mapped[int] = refers(Curriculum, N_("Curriculum"), state=True)
    state: Mapped[str] = text(16, N_("State"), words=STATES, state=True)
    subjects: Mapped[int] = whole(N_("Subjects"), minimum=0, default=0, state=True)
    credits: Mapped[Decimal] = decimal(N_("Credits"), 6, 1)
    gpa: Mapped[Decimal | None] = decimal(N_("GPA"), 4, 2, optional=True)
    fives: Mapped[int] = whole(N_("Marks “5”"), minimum=0, default=0, state=True)
    fours: Mapped[int] = whole(N_("Marks “4”"), minimum=0, default=0, state=True)
    marked: Mapped[int] = whole(N_("Marks that count for honours"), minimum=0, default=0, state=True)
    honours: Mapped[bool] = flag(N_("With honours"), default=False)
    #: The lines of the academic record as they were accepted, and the SHA-256 over them.
    content: Mapped[str] = text(60000, N_("Accepted record"), state=True)
    digest: Mapped[str] = text(64, N_("Digest"), pattern="^[0-9a-f]{64}$", state=True)
    accepted_at: Mapped[datetime] = moment(N_("Accepted at"), now=True)
    accepted_by: Mapped[str] = actor(N_("Accepted by"), state=True)
    ask_reason: Mapped[str | None] = text(512, N_("Why taken back"), optional=True, state=True)
    asked_at: Mapped[datetime | None] = moment(N_("Asked at"), optional=True)
    asked_by: Mapped[str | None] = actor(N_("Asked by"), optional=True, state=True)
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    decided_by: Mapped[str | None] = actor(N_("Decided by"), optional=True, state=True)
    #: The order by which the studies ended.
    decree_id: Mapped[int | None] = refers(Decree, N_("Order"), optional=True, state=True)
