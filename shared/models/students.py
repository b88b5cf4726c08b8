"""Students: specialties, qualifications, groups, the student base and what belongs to a student.

The *state* of a student (faculty, specialty, group, year of study, semester, form, payment, status …) is set when the
row is made and never granted for update afterwards: orders change it (VMQ 578 of 13.09.2025). `faculty_id` is
repeated in hot tables as their scope and made unforgeable by composite foreign keys.
"""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import coded, computed, day, flag, image, refers, text, whole
from shared.models.employees import Employee
from shared.models.person import CYRILLIC_NAME, NAME, passport, phone_number, pinfl
from shared.models.record import Record, Table
from shared.models.rules import belongs_to, key, rule
from shared.models.structure import Unit
from shared.models.students_papers import CERTIFICATE, LETTER, REFERENCE, STUDY_CARD, TRANSCRIPT
from shared.text import N_

#: What a student brought along: the document of the education before, and the basis of the admission.
DOCUMENTS = {
    "school": N_("Certificate of general secondary education"),
    "lyceum": N_("Diploma of an academic lyceum"),
    "college": N_("Diploma of a college or technical school"),
    "bachelor": N_("Bachelor's diploma"),
    "master": N_("Master's diploma"),
    "foreign": N_("Foreign document"),
    "other": N_("Other document"),
}
BASES = {
    "test": N_("State test"),
    "creative": N_("Creative or professional examination"),
    "interview": N_("Interview"),
    "privilege": N_("Privileged quota"),
    "olympiad": N_("Olympiad or certificate"),
    "target": N_("Targeted admission"),
    "transfer": N_("Transfer from elsewhere"),
    "foreigner": N_("Admission of foreign citizens"),
    "other": N_("Other basis"),
}


#: In what a student is written to, and an order is written.
SCRIPTS = {"uz": N_("Uzbek Latin"), "oz": N_("Uzbek Cyrillic"), "ru": N_("Russian")}


class Specialty(Record):
    """A bachelor's or master's programme that a faculty teaches, linked to the national list."""

    __tablename__ = "specialty"
    __table_args__ = (
        key("id", "faculty_id"),
        key("code", "faculty_id"),
        {"schema": "students"},
    )
    label, plural, title, scope = N_("Specialty"), N_("Specialties"), "name_uz", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"))
    code: Mapped[str] = text(16, N_("Code"), pattern="^[0-9A-Z]{5,16}$")
    education_type: Mapped[str] = coded("h_education_type", N_("Education type"))
    bachelor_code: Mapped[str | None] = coded(
        "h_bachelor_speciality", N_("National code (bachelor)"), optional=True
    )
    master_code: Mapped[str | None] = coded(
        "h_master_speciality", N_("National code (master)"), optional=True
    )
    name_uz: Mapped[str] = text(256, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(256, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(256, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(256, N_("Name (English)"), optional=True)
    active: Mapped[bool] = flag(N_("In use"))


class Qualification(Record):
    """The qualification that graduates of a specialty receive."""

    __tablename__ = "qualification"
    __table_args__ = (
        belongs_to("students.specialty", "specialty_id", "faculty_id"),
        Index("qualification_scope_idx", "faculty_id", "specialty_id"),
        {"schema": "students"},
    )
    label, plural, title, scope = N_("Qualification"), N_("Qualifications"), "name_uz", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    specialty_id: Mapped[int] = refers(Specialty, N_("Specialty"), covered=True)
    name_uz: Mapped[str] = text(256, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(256, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(256, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(256, N_("Name (English)"), optional=True)
    active: Mapped[bool] = flag(N_("In use"))


class Group(Record):
    """An academic group, such as 21-03."""

    __tablename__ = "group"
    __table_args__ = (
        key("id", "specialty_id", "faculty_id"),
        key("faculty_id", "name", "entry_year"),
        belongs_to("students.specialty", "specialty_id", "faculty_id"),
        Index("group_scope_idx", "faculty_id", "specialty_id"),
        {"schema": "students"},
    )
    label, plural, title, scope = N_("Group"), N_("Groups"), "name", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    specialty_id: Mapped[int] = refers(Specialty, N_("Specialty"), covered=True)
    name: Mapped[str] = text(32, N_("Name"))
    entry_year: Mapped[int] = whole(N_("Entry year"), minimum=1990, maximum=2100)
    education_form: Mapped[str] = coded("h_education_form", N_("Education form"))
    language: Mapped[str] = coded("h_language", N_("Language of study"))
    active: Mapped[bool] = flag(N_("In use"))


class TutorGroup(Record):
    """The period in which an employee is the tutor of a group."""

    __tablename__ = "tutor_group"
    __table_args__ = (
        rule(
            "period",
            "ends_on is null or ends_on >= starts_on",
            N_("The tutor's period ends before it begins. Correct a date."),
        ),
        belongs_to("students.group", "group_id", "specialty_id", "faculty_id"),
        Index("tutor_group_scope_idx", "faculty_id", "group_id", "specialty_id"),
        {"schema": "students"},
    )
    label, plural, title, scope = N_("Tutor of a group"), N_("Tutors of groups"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    specialty_id: Mapped[int] = refers(Specialty, N_("Specialty"), covered=True)
    group_id: Mapped[int] = refers(Group, N_("Group"), covered=True)
    employee_id: Mapped[int] = refers(Employee, N_("Tutor"))
    starts_on: Mapped[date] = day(N_("From"))
    ends_on: Mapped[date | None] = day(N_("Until"), optional=True)


class Student(Record):
    """A student: name, birth, and the state of study that only enrolment, import and orders set."""

    __tablename__ = "student"
    __table_args__ = (
        key("id", "faculty_id"),
        key("id", "entry_year"),
        belongs_to("students.specialty", "specialty_id", "faculty_id"),
        belongs_to("students.group", "group_id", "specialty_id", "faculty_id"),
        rule(
            "correspondence",
            "correspondence in ('uz', 'oz', 'ru')",
            N_("A student is written to in Uzbek Latin, Uzbek Cyrillic or Russian."),
        ),
        Index("student_scope_name_idx", "faculty_id", "sort_key", "id"),
        Index("student_scope_name_oz_idx", "faculty_id", "sort_key_oz", "id"),
        Index("student_scope_name_ru_idx", "faculty_id", "sort_key_ru", "id"),
        Index("student_name_idx", "sort_key", "id"),
        Index("student_name_oz_idx", "sort_key_oz", "id"),
        Index("student_name_ru_idx", "sort_key_ru", "id"),
        Index("student_specialty_scope_idx", "faculty_id", "specialty_id"),
        Index("student_group_scope_idx", "group_id", "specialty_id", "faculty_id"),
        Index("student_merged_idx", "merged_into_id", postgresql_where=sql("merged_into_id is not null")),
        {"schema": "students"},
    )
    label, plural, title, scope = N_("Student"), N_("Students"), "full_name", "faculty_id"
    papers = (REFERENCE, CERTIFICATE, LETTER, TRANSCRIPT, STUDY_CARD)

    number: Mapped[str] = text(
        12,
        N_("Student number"),
        unique=True,
        pattern="^[0-9]{12}$",
        sentence=N_("A student number has 12 digits."),
        given=True,
    )
    surname: Mapped[str] = text(64, N_("Surname"), spelled=True)
    given_name: Mapped[str] = text(64, N_("Given name"), spelled=True)
    patronymic: Mapped[str | None] = text(64, N_("Patronymic"), spelled=True, optional=True)
    cyrillic_name: Mapped[str | None] = text(200, N_("Name in Cyrillic, if not by rule"), optional=True)
    full_name: Mapped[str] = computed(N_("Full name"), NAME, spelled=True)
    sort_key: Mapped[str] = computed(N_("Sort key"), f"naming.sort_key({NAME})")
    sort_key_oz: Mapped[str] = computed(N_("Sort key"), f"naming.sort_key_oz({CYRILLIC_NAME})")
    sort_key_ru: Mapped[str] = computed(N_("Sort key"), f"naming.sort_key_ru({CYRILLIC_NAME})")
    birth_date: Mapped[date] = day(N_("Birth date"))
    gender: Mapped[str] = coded("h_gender", N_("Gender"))
    citizenship: Mapped[str] = coded("h_citizenship_type", N_("Citizenship"), default="11")
    nationality: Mapped[str | None] = coded("h_nationality", N_("Nationality"), optional=True)
    correspondence: Mapped[str | None] = text(
        2, N_("Language of correspondence"), optional=True, words=SCRIPTS
    )
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), state=True, covered=True)
    specialty_id: Mapped[int] = refers(Specialty, N_("Specialty"), state=True, covered=True)
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True, state=True, covered=True)
    education_type: Mapped[str] = coded("h_education_type", N_("Education type"), state=True)
    education_form: Mapped[str] = coded("h_education_form", N_("Education form"), state=True)
    payment_form: Mapped[str] = coded("h_payment_form", N_("Payment form"), state=True)
    kind: Mapped[str] = coded("h_student_type", N_("Student type"), state=True, default="11")
    language: Mapped[str] = coded("h_language", N_("Language of study"), state=True)
    year_of_study: Mapped[str] = coded("h_course", N_("Year of study"), state=True, stored_as="course")
    semester: Mapped[str] = coded("h_semester", N_("Semester"), state=True)
    status: Mapped[str] = coded("h_student_status", N_("Status"), state=True, default="11")
    entry_year: Mapped[int] = whole(N_("Entry year"), minimum=1990, maximum=2100, state=True)
    #: The row of the same study that stays: this one was a double, has no state of its own and is found as a pointer.
    merged_into_id: Mapped[int | None] = mapped_column(
        BigInteger,
        ForeignKey("students.student.id", ondelete="RESTRICT", onupdate="RESTRICT"),
        info={"kind": "reference", "label": N_("Merged into"), "refers": "students.student", "state": True,
              "optional": True},
    )  # fmt: skip


class Private(Record):
    """Private data of a student: nobody selects it; logged functions read it."""

    __tablename__ = "private"
    __table_args__ = (
        key(
            "pinfl",
            "entry_year",
            sentence=N_(
                "A student with this PINFL has already entered in this year. "
                "Find that card instead of making a second one."
            ),
        ),
        belongs_to("students.student", "student_id", "entry_year"),
        {"schema": "students"},
    )
    label, plural, title, sensitive = (
        N_("Private data of the student"),
        N_("Private data of students"),
        "student_id",
        True,
    )

    student_id: Mapped[int] = refers(Student, N_("Student"), unique=True, covered=True)
    entry_year: Mapped[int] = whole(N_("Entry year"), minimum=1990, maximum=2100)
    pinfl: Mapped[str | None] = pinfl()
    passport: Mapped[str | None] = passport()
    passport_issued_on: Mapped[date | None] = day(N_("Passport issued on"), optional=True)
    passport_issued_by: Mapped[str | None] = text(128, N_("Passport issued by"), optional=True)
    country: Mapped[str | None] = coded("h_country", N_("Country"), optional=True)
    district: Mapped[str | None] = coded("h_soato", N_("Region or district"), optional=True)
    address: Mapped[str | None] = text(256, N_("Address"), optional=True)
    current_address: Mapped[str | None] = text(256, N_("Current address"), optional=True)
    accommodation: Mapped[str | None] = coded("h_accommodation", N_("Accommodation"), optional=True)
    phone: Mapped[str | None] = phone_number(N_("Phone"))
    parent_phone: Mapped[str | None] = phone_number(N_("Parents' phone"))
    email: Mapped[str | None] = text(128, N_("E-mail"), optional=True)
    social_category: Mapped[str | None] = coded("h_social_category", N_("Social category"), optional=True)
    health: Mapped[str | None] = text(256, N_("Health"), optional=True)


class Photo(Record):
    """The photo of a student, a JPEG or PNG."""

    __tablename__ = "photo"
    __table_args__ = (
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        {"schema": "students"},
    )
    label, plural, title, scope = (
        N_("Photo of the student"),
        N_("Photos of students"),
        "student_id",
        "faculty_id",
    )

    student_id: Mapped[int] = refers(Student, N_("Student"), unique=True, covered=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    image: Mapped[bytes] = image(N_("Photo"))


class Award(Record):
    """A scholarship, prize or contest won by a student."""

    __tablename__ = "award"
    __table_args__ = (
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        Index("award_scope_idx", "faculty_id", "student_id"),
        {"schema": "students"},
    )
    label, plural, title, scope = N_("Award"), N_("Awards"), "kind", "faculty_id"

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    kind: Mapped[str] = coded("h_student_success", N_("Award"))
    awarded_on: Mapped[date] = day(N_("Awarded on"))
    document_number: Mapped[str | None] = text(64, N_("Document number"), optional=True)
    note: Mapped[str | None] = text(512, N_("Note"), optional=True)


class PriorEducation(Record):
    """The education of a student before this one, by its document, and the basis of the admission."""

    __tablename__ = "prior_education"
    __table_args__ = (
        key("student_id", sentence=N_("The previous education of this student is recorded already. Open that record.")),
        rule(
            "document_kind",
            "document_kind in ('school', 'lyceum', 'college', 'bachelor', 'master', 'foreign', 'other')",
            N_("Choose the document of education from the list."),
        ),
        rule(
            "basis",
            "basis in ('test', 'creative', 'interview', 'privilege', 'olympiad', 'target', 'transfer', 'foreigner',"
            " 'other')",
            N_("Choose the basis of admission from the list."),
        ),
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        Index("prior_education_scope_idx", "faculty_id", "student_id"),
        {"schema": "students"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Previous education"),
        N_("Previous education of students"),
        "institution",
        "faculty_id",
    )

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    #: Written by the server: that of the student.
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    institution: Mapped[str | None] = text(256, N_("Previous institution"), optional=True)
    document_kind: Mapped[str | None] = text(16, N_("Document of education"), optional=True, words=DOCUMENTS)
    document_number: Mapped[str | None] = text(32, N_("Series and number of the document"), optional=True)
    document_date: Mapped[date | None] = day(N_("Document issued on"), optional=True)
    school_country: Mapped[str | None] = coded("h_country", N_("Country of the institution"), optional=True)
    school_language: Mapped[str | None] = coded(
        "h_language", N_("Language of instruction there"), optional=True
    )
    basis: Mapped[str | None] = text(16, N_("Basis of admission"), optional=True, words=BASES)


class SearchWord(Table):
    """A folded word of a student's name or number with its scope, kept by trigger: no key guards it, a trigger does.

    The operator `^@` is leakproof, so that row security does not spoil the index.
    """

    __tablename__ = "search_word"
    __table_args__ = (
        Index("search_word_scope_idx", "faculty_id", "word", "student_id"),
        Index("search_word_word_idx", "word", "student_id"),
        {"schema": "students"},
    )
    audited = False

    student_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    word: Mapped[str] = mapped_column(Text, primary_key=True)
    faculty_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int | None] = mapped_column(BigInteger)
