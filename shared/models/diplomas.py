"""Diplomas: what one says until it is accepted and never again, its marks, its prints on blanks, and what became of it.

Rules: paragraph 6 of the domain's rules. The content is a snapshot in Uzbek and English.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Index, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from shared.diplomas.content import SECTIONS
from shared.models.blanks import CATEGORIES, FORMS, Blank, Workstation
from shared.models.columns import actor, coded, day, decimal, document, flag, moment, refers, text, whole
from shared.models.curriculum import Curriculum
from shared.models.graduation import Acceptance
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.models.subjects import Subject
from shared.text import N_

DRAFT, ACCEPTED, ASKED, PREPARED = "draft", "accepted", "asked", "prepared"
PRINTED, ISSUED, CANCELLED = "printed", "issued", "cancelled"
STATES = {
    DRAFT: N_("Draft"),
    ACCEPTED: N_("Accepted by the faculty"),
    ASKED: N_("Asked to be taken back"),
    PREPARED: N_("Prepared for printing"),
    PRINTED: N_("Printed"),
    ISSUED: N_("Issued"),
    CANCELLED: N_("Cancelled"),
}
LOST, UNUSABLE, RENAMED, MISTAKEN = "lost", "unusable", "renamed", "mistaken"
#: Why another diploma takes the place of one; only a mistake of the university makes no duplicate of it.
CAUSES = {
    LOST: N_("The diploma was lost"),
    UNUSABLE: N_("The diploma is unusable"),
    RENAMED: N_("The name was changed"),
    MISTAKEN: N_("The diploma was wrong"),
}
GOOD, SPOILED, TAKEN_IN = "good", "spoiled", "taken_in"
OUTCOMES = {GOOD: N_("Good"), SPOILED: N_("Spoiled"), TAKEN_IN: N_("Taken in")}


class Diploma(Record):
    """A diploma with its supplement: a draft of the dean's office, accepted, prepared and signed, printed, issued."""

    __tablename__ = "diploma"
    __table_args__ = (
        key("uuid"),
        key("register_number", sentence=N_("This register number belongs to another diploma.")),
        index_key("diploma_standing_key", "student_id", where="state <> 'cancelled' and duplicate_of_id is null",
                  sentence=N_("This student has a diploma already.")),
        index_key("diploma_duplicate_key", "duplicate_of_id", where="state <> 'cancelled'",
                  sentence=N_("There is a duplicate of this diploma already.")),
        key("id", "faculty_id"),
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        rule("state", "state in ('draft', 'accepted', 'asked', 'prepared', 'printed', 'issued', 'cancelled')",
             N_("A diploma changes its state by an act only.")),
        rule("category", "category in ('11', '12')", N_("A diploma is ordinary or with honours.")),
        rule("accepted", "state in ('draft', 'cancelled') or num_nulls(accepted_digest, accepted_at, accepted_by) = 0",
             N_("Who accepted a diploma, and what it said then, is recorded.")),
        rule("asked", "num_nulls(asked_at, asked_by, ask_reason) in (0, 3)"
             " and (state = 'asked') = (asked_at is not null)",
             N_("Who asks that a diploma be taken back gives a reason.")),
        rule("prepared", "state not in ('prepared', 'printed', 'issued')"
             " or num_nulls(register_number, registered_on, content, digest, prepared_at, prepared_by) = 0",
             N_("A prepared diploma has its number, its day and what it says.")),
        rule("signed", "num_nulls(signature, signed_with, code, signed_at, signed_by) in (0, 5)"
             " and (state not in ('printed', 'issued') or signature is not null)",
             N_("A diploma is signed before it is printed.")),
        rule("issued", "state <> 'issued' or num_nulls(issued_on, issued_to, issued_by) = 0",
             N_("To whom a diploma was handed out, and when, is recorded.")),
        rule("cancelled", "num_nulls(cancelled_at, cancelled_by, cancel_reason) in (0, 3)"
             " and (state = 'cancelled') = (cancelled_at is not null)", N_("A diploma is cancelled with a reason.")),
        rule("cause", "num_nulls(cause, replaces_id) in (0, 2) and (duplicate_of_id is null"
             " or (replaces_id is not null and (cause = 'mistaken' or duplicate_of_id = replaces_id)))",
             N_("What takes the place of a diploma says of which and why.")),
        Index("diploma_scope_idx", "faculty_id", "state"),
        Index("diploma_student_idx", "student_id", "faculty_id"),
        {"schema": "diplomas"},
    )  # fmt: skip
    label, plural, title, scope = N_("Diploma"), N_("Diplomas"), "student_name", "faculty_id"

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True, state=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True, state=True)
    acceptance_id: Mapped[int] = refers(Acceptance, N_("Accreditation of a graduate"), state=True)
    curriculum_id: Mapped[int] = refers(Curriculum, N_("Curriculum"), state=True)
    student_name: Mapped[str] = text(256, N_("Student"), state=True, spelled=True)
    student_number: Mapped[str] = text(12, N_("Student number"), state=True)
    group_name: Mapped[str | None] = text(64, N_("Group"), optional=True, state=True)
    education_type: Mapped[str] = coded("h_education_type", N_("Education type"), state=True)
    year: Mapped[int] = whole(N_("Year of graduation"), minimum=1990, maximum=2100, state=True)
    category: Mapped[str] = text(2, N_("Diploma category"), words=CATEGORIES, state=True)
    state: Mapped[str] = text(16, N_("State"), words=STATES, state=True)
    uuid: Mapped[UUID] = mapped_column(
        Uuid,
        nullable=False,
        server_default=func.gen_random_uuid(),
        info={"kind": "uuid", "label": N_("UUID"), "state": True},
    )
    #: The diploma whose place it takes; the same in `duplicate_of_id` where the word DUBLIKAT stands on it.
    replaces_id: Mapped[int | None] = refers(
        "diplomas.diploma", N_("Takes the place of"), optional=True, state=True
    )
    duplicate_of_id: Mapped[int | None] = refers(
        "diplomas.diploma", N_("Duplicate of"), optional=True, state=True
    )
    cause: Mapped[str | None] = text(16, N_("Cause"), words=CAUSES, optional=True, state=True)
    cause_document: Mapped[str | None] = text(256, N_("Application or act"), optional=True, state=True)
    #: What is written in both languages, by the keys of shared/diplomas/content.py.
    texts: Mapped[Any] = document(N_("Texts"))
    accepted_digest: Mapped[str | None] = text(
        64, N_("SHA-256 of what was accepted"), optional=True, state=True
    )
    accepted_at: Mapped[datetime | None] = moment(N_("Accepted at"), optional=True)
    accepted_by: Mapped[str | None] = actor(N_("Accepted by"), optional=True, state=True)
    ask_reason: Mapped[str | None] = text(512, N_("Why taken back"), optional=True, state=True)
    asked_at: Mapped[datetime | None] = moment(N_("Asked at"), optional=True)
    asked_by: Mapped[str | None] = actor(N_("Asked by"), optional=True, state=True)
    register_number: Mapped[str | None] = text(32, N_("Register number"), optional=True, state=True)
    registered_on: Mapped[date | None] = day(N_("Registered on"), optional=True)
    #: The whole snapshot as it is signed, printed and checked: the text whose SHA-256 is the digest.
    content: Mapped[str | None] = text(200_000, N_("Content"), optional=True, state=True)
    digest: Mapped[str | None] = text(64, N_("SHA-256"), pattern="^[0-9a-f]{64}$", optional=True, state=True)
    prepared_at: Mapped[datetime | None] = moment(N_("Prepared at"), optional=True)
    prepared_by: Mapped[str | None] = actor(N_("Prepared by"), optional=True, state=True)
    signature: Mapped[str | None] = text(512, N_("Signature"), optional=True, state=True)
    signed_with: Mapped[str | None] = text(64, N_("Signing key"), optional=True, state=True)
    #: The digits of its QR code, signed too: what is checked without a network.
    code: Mapped[str | None] = text(
        1000, N_("Signed code"), pattern="^860[0-9]{100,}$", optional=True, state=True
    )
    signed_at: Mapped[datetime | None] = moment(N_("Signed at"), optional=True)
    signed_by: Mapped[str | None] = actor(N_("Signed by"), optional=True, state=True)
    #: The number of the blank the diploma itself stands on: what people call the number of the diploma.
    number: Mapped[str | None] = text(13, N_("Diploma number"), optional=True, state=True)
    issued_on: Mapped[date | None] = day(N_("Issued on"), optional=True)
    issued_to: Mapped[str | None] = text(256, N_("Issued to"), optional=True, state=True, spelled=True)
    issue_document: Mapped[str | None] = text(256, N_("By what document"), optional=True, state=True)
    issued_by: Mapped[str | None] = actor(N_("Issued by"), optional=True, state=True)
    cancel_reason: Mapped[str | None] = text(512, N_("Reason of cancelling"), optional=True, state=True)
    cancelled_at: Mapped[datetime | None] = moment(N_("Cancelled"), optional=True)
    cancelled_by: Mapped[str | None] = actor(N_("Cancelled by"), optional=True, state=True)


class Line(Record):
    """A diploma mark: a row of the supplement, made of one or several lines of the accepted record."""

    __tablename__ = "line"
    __table_args__ = (
        belongs_to("diplomas.diploma", "diploma_id", "faculty_id", follows=True),
        key("diploma_id", "section", "place", name="line_place_key", at_the_end=True,
            sentence=N_("Two rows of a supplement stand in the same place.")),
        rule("section", "section in ('subject', 'course_work', 'practice', 'attestation')",
             N_("A row of a supplement is a subject, a course work, a practice or a part of the attestation.")),
        rule("sources", "cardinality(sources) > 0", N_("A row of a supplement comes from the academic record.")),
        Index("line_scope_idx", "faculty_id", "diploma_id"),
        {"schema": "diplomas"},
    )  # fmt: skip
    label, plural, title, scope = N_("Row of a supplement"), N_("Diploma marks"), "title_uz", "faculty_id"

    diploma_id: Mapped[int] = refers(Diploma, N_("Diploma"), covered=True, state=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True, state=True)
    subject_id: Mapped[int] = refers(Subject, N_("Subject"), state=True)
    section: Mapped[str] = text(16, N_("Section"), words=SECTIONS, state=True)
    place: Mapped[int] = whole(N_("Place"), minimum=1, state=True)
    title_uz: Mapped[str] = text(256, N_("Title (Uzbek)"), state=True, spelled=True)
    title_en: Mapped[str | None] = text(256, N_("Title (English)"), optional=True, state=True)
    semesters: Mapped[str] = text(32, N_("Semesters"), state=True)
    hours: Mapped[int] = whole(N_("Hours"), minimum=0, state=True)
    credits: Mapped[Decimal] = decimal(N_("Credits"), 6, 1)
    points: Mapped[Decimal | None] = decimal(N_("Points of 100"), 5, 2, optional=True)
    mark: Mapped[str | None] = text(16, N_("Mark"), optional=True, state=True)
    letter: Mapped[str | None] = text(4, N_("Letter"), optional=True, state=True)
    recognised: Mapped[bool] = flag(N_("Recognised"), default=False)
    #: The lines of the record it is made of, and the one whose mark was chosen among several.
    sources: Mapped[list[int]] = mapped_column(
        ARRAY(BigInteger),
        nullable=False,
        info={"kind": "json", "label": N_("Lines of the academic record"), "state": True},
    )
    chosen_id: Mapped[int | None] = refers("grades.record", N_("Mark taken from"), optional=True, state=True)


class Printing(Record):
    """A print of a diploma, supplement or duplicate on a blank; good, spoiled, or taken in after it was issued."""

    __tablename__ = "printing"
    __table_args__ = (
        key("blank_id", sentence=N_("Something was printed on this blank already.")),
        index_key("printing_good_key", "diploma_id", "form", where="outcome = 'good'",
                  sentence=N_("A diploma is printed well once.")),
        rule("form", "form in ('diploma', 'supplement', 'duplicate')",
             N_("A diploma, a supplement or a duplicate is printed.")),
        rule("outcome", "outcome in ('good', 'spoiled', 'taken_in')",
             N_("A print is good, spoiled or was taken in.")),
        belongs_to("diplomas.diploma", "diploma_id", "faculty_id", follows=True),
        Index("printing_scope_idx", "faculty_id", "diploma_id"),
        {"schema": "diplomas"},
    )  # fmt: skip
    label, plural, title, scope = N_("Print of a diploma"), N_("Prints of diplomas"), "number", "faculty_id"

    diploma_id: Mapped[int] = refers(Diploma, N_("Diploma"), covered=True, state=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True, state=True)
    form: Mapped[str] = text(16, N_("What was printed"), words=FORMS, state=True)
    blank_id: Mapped[int] = refers(Blank, N_("Blank"), state=True)
    number: Mapped[str] = text(13, N_("Blank number"), state=True)
    workstation_id: Mapped[int | None] = refers(Workstation, N_("Workstation"), optional=True, state=True)
    outcome: Mapped[str] = text(16, N_("Outcome"), words=OUTCOMES, state=True)
    reason: Mapped[str | None] = text(512, N_("Reason"), optional=True, state=True)
    day: Mapped[date] = day(N_("Day"))
    printed_by: Mapped[str] = actor(N_("Printed by"), state=True)
    recorded_at: Mapped[datetime] = moment(N_("Recorded"), now=True)


class Wording(Record):
    """What all diplomas of an education type say alike, in both languages; the registrar keeps it."""

    __tablename__ = "wording"
    __table_args__ = (
        key(
            "education_type",
            sentence=N_("The wording of this education type is there already. Change that one."),
        ),
        {"schema": "diplomas"},
    )
    label, plural, title = N_("Wording of diplomas"), N_("Wordings of diplomas"), "degree_uz"

    education_type: Mapped[str] = coded("h_education_type", N_("Education type"))
    degree_uz: Mapped[str] = text(128, N_("Degree (Uzbek)"), spelled=True)
    degree_en: Mapped[str] = text(128, N_("Degree (English)"))
    admission_uz: Mapped[str] = text(512, N_("Admission (Uzbek)"), spelled=True)
    admission_en: Mapped[str] = text(512, N_("Admission (English)"))
    grading_system_uz: Mapped[str] = text(1024, N_("Grading system (Uzbek)"), spelled=True)
    grading_system_en: Mapped[str] = text(1024, N_("Grading system (English)"))
    accreditation_uz: Mapped[str | None] = text(
        512, N_("Accreditation of the university (Uzbek)"), optional=True, spelled=True
    )
    accreditation_en: Mapped[str | None] = text(
        512, N_("Accreditation of the university (English)"), optional=True
    )
    further_study_uz: Mapped[str] = text(512, N_("Access to further study (Uzbek)"), spelled=True)
    further_study_en: Mapped[str] = text(512, N_("Access to further study (English)"))
    professional_status_uz: Mapped[str] = text(512, N_("Professional status (Uzbek)"), spelled=True)
    professional_status_en: Mapped[str] = text(512, N_("Professional status (English)"))
    city_uz: Mapped[str] = text(64, N_("City (Uzbek)"), spelled=True)
    city_en: Mapped[str] = text(64, N_("City (English)"))
