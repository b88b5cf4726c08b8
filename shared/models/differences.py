"""Difference of curricula (oʻquv rejalar farqi): what a student has studied against the plan that is joined.

A row a decision. The receiving faculty decides; what is recognised becomes results, what is not lines of a personal
schedule. Rules: VMQ 578 of 13.09.2025 (a transfer needs a GPA of 2.4 or at most four differing subjects).
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, coded, day, decimal, flag, moment, refers, text, whole
from shared.models.curriculum import Curriculum, CurriculumSubject
from shared.models.grades import PersonalSchedule, Result
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.models.subjects import Subject
from shared.paper_kind import PaperKind
from shared.text import N_

OPEN, DECIDED, ENTERED = "open", "decided", "entered"
STATES = {
    OPEN: N_("Being compared"),
    DECIDED: N_("Compared and decided"),
    ENTERED: N_("Results and schedule entered"),
}
RECOGNISED, MADE_UP = "recognised", "made_up"
DECISIONS = {RECOGNISED: N_("Recognised"), MADE_UP: N_("To be made up")}
PAPER = PaperKind(
    "difference",
    N_("Difference of curricula"),
    prefix="RF",
    facts="differences.paper_facts",
    issuers=("hemis_faculty",),
    readers=("hemis_academic_office", "hemis_registrar"),
    languages=("uz", "oz", "ru"),
)


class Difference(Record):
    """The comparison of a student with a plan up to the semester that the student joins."""

    __tablename__ = "difference"
    __table_args__ = (
        key("id", "faculty_id"),
        key("student_id", "curriculum_id", "semester",
            sentence=N_("This student is compared with that plan already. Open the comparison that is there.")),
        belongs_to("curriculum.curriculum", "curriculum_id", "faculty_id"),
        rule("state", "state in ('open', 'decided', 'entered')",
             N_("A comparison changes its state by an act only.")),
        Index("difference_scope_idx", "faculty_id", "curriculum_id"),
        {"schema": "differences"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Difference of curricula"),
        N_("Differences of curricula"),
        "student_name",
        "faculty_id",
    )
    papers = (PAPER,)

    faculty_id: Mapped[int] = refers(Unit, N_("Receiving faculty"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"))
    #: The receiving faculty need not read the student yet.
    student_name: Mapped[str] = text(256, N_("Student"), spelled=True)
    student_number: Mapped[str] = text(12, N_("Student number"))
    curriculum_id: Mapped[int] = refers(Curriculum, N_("Plan that is joined"), covered=True)
    semester: Mapped[int] = whole(N_("Semester that is joined"), minimum=1, maximum=13)
    elsewhere: Mapped[str | None] = text(256, N_("Where it was studied"), optional=True)
    state: Mapped[str] = text(16, N_("State"), words=STATES, state=True)
    #: Subjects of the plan that are to be made up, and their credits.
    differing: Mapped[int] = whole(N_("Differing subjects"), minimum=0, default=0, state=True)
    differing_credits: Mapped[Decimal] = decimal(N_("Credits to be made up"), 6, 1)
    made_on: Mapped[date] = day(N_("Made on"))
    made_by: Mapped[str] = actor(N_("Compared by"))
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    decided_by: Mapped[str | None] = actor(N_("Decided by"), optional=True)
    entered_at: Mapped[datetime | None] = moment(N_("Entered at"), optional=True)
    entered_by: Mapped[str | None] = actor(N_("Entered by"), optional=True)
    schedule_id: Mapped[int | None] = refers(PersonalSchedule, N_("Personal schedule"), optional=True)


class Studied(Record):
    """A subject that a student has studied, here by the academic record or elsewhere as somebody typed it."""

    __tablename__ = "studied"
    __table_args__ = (
        key("id", "difference_id"),
        belongs_to("differences.difference", "difference_id", "faculty_id"),
        rule("points_or_mark", "num_nonnulls(points, five) = 1",
             N_("Write the points of 100 or the mark of five points, one of the two.")),
        rule("of_hundred", "points <= 100", N_("There are at most 100 points.")),
        rule("of_five", "five <= 5", N_("The best mark is 5.")),
        Index("studied_scope_idx", "faculty_id", "difference_id"),
        {"schema": "differences"},
    )  # fmt: skip
    label, plural, title, scope = N_("Studied subject"), N_("Studied subjects"), "name", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Receiving faculty"), covered=True)
    difference_id: Mapped[int] = refers(Difference, N_("Difference of curricula"), covered=True)
    name: Mapped[str] = text(256, N_("Studied subject"), spelled=True)
    semester: Mapped[int | None] = whole(N_("Semester"), minimum=1, maximum=12, optional=True)
    year: Mapped[int | None] = whole(
        N_("First year of the academic year"), minimum=1990, maximum=2100, optional=True
    )
    hours: Mapped[int] = whole(N_("Hours"), minimum=0, maximum=2000)
    credits: Mapped[Decimal] = decimal(N_("Credits"), 5, 2, minimum=Decimal(0))
    points: Mapped[Decimal | None] = decimal(N_("Points of 100"), 5, 2, minimum=Decimal(0), optional=True)
    five: Mapped[Decimal | None] = decimal(N_("Mark of five points"), 3, 2, minimum=Decimal(0), optional=True)
    source_document: Mapped[str | None] = text(200, N_("Source document"), optional=True)
    #: A line of the academic record here; nobody writes it.
    own: Mapped[bool] = flag(N_("Studied here"), default=False)
    subject_id: Mapped[int | None] = refers(Subject, N_("Subject"), optional=True)


class Item(Record):
    """A subject of the plan, what it is paired with, and what was decided about it."""

    __tablename__ = "item"
    __table_args__ = (
        key("difference_id", "course_id"),
        belongs_to("differences.difference", "difference_id", "faculty_id"),
        belongs_to("differences.studied", "studied_id", "difference_id"),
        belongs_to("differences.studied", "proposed_id", "difference_id"),
        index_key("item_studied_key", "studied_id", where="studied_id is not null",
                  sentence=N_("What was studied is counted for another subject already. Choose something else.")),
        rule("decision", "decision in ('recognised', 'made_up')",
             N_("A subject is recognised or to be made up.")),
        rule("recognised", "decision <> 'recognised' or studied_id is not null",
             N_("Choose what the student has studied before the subject is recognised.")),
        rule("made_up", "decision <> 'made_up' or until is not null",
             N_("Write until when the subject is to be made up.")),
        Index("item_scope_idx", "faculty_id", "difference_id"),
        Index("item_proposed_idx", "proposed_id", "difference_id"),
        {"schema": "differences"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Decision on a subject of the plan"),
        N_("Decisions on subjects of the plan"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Receiving faculty"), covered=True)
    difference_id: Mapped[int] = refers(Difference, N_("Difference of curricula"), covered=True)
    semester: Mapped[int] = whole(N_("Semester"), minimum=1, maximum=12)
    course_id: Mapped[int] = refers(CurriculumSubject, N_("Subject of a curriculum"))
    subject_id: Mapped[int] = refers(Subject, N_("Subject of the plan"))
    hours: Mapped[int] = whole(N_("Hours"), minimum=0, maximum=2000)
    credits: Mapped[Decimal] = decimal(N_("Credits"), 4, 1, minimum=Decimal(0))
    ending: Mapped[str] = coded("h_exam_finish", N_("Exam or pass"))
    studied_id: Mapped[int | None] = refers(Studied, N_("What was studied"), optional=True, covered=True)
    #: Names that are equal in another spelling; a person makes a pair of them or not.
    proposed_id: Mapped[int | None] = refers(Studied, N_("Proposed pair"), optional=True, covered=True)
    decision: Mapped[str | None] = text(16, N_("Decision"), words=DECISIONS, optional=True)
    until: Mapped[date | None] = day(N_("To be made up until"), optional=True)
    note: Mapped[str | None] = text(256, N_("Note"), optional=True)
    result_id: Mapped[int | None] = refers(Result, N_("Recognised result"), optional=True)
