"""Codes of the national lists that the program itself asks for, by name, and sets of them named by their question.

A class is named after its classifier (`StudentStatus` is `h_student_status`); codes that are only data have no name.
SQL says `:student_status.graduated` for a code and `:students.with_group` for a set: `server_db/placeholders.py`
takes both from here. Which state of a student answers which question, and why: docs/student-states.md.
"""

import re


class StudentStatus:
    APPLIED, STUDYING, EXPELLED, ON_LEAVE, GRADUATED, RETAINED = "10", "11", "12", "13", "14", "15"


#: Between enrolment and expulsion or graduation: lists, counters, references.
IN_CONTINGENT = (StudentStatus.STUDYING, StudentStatus.ON_LEAVE, StudentStatus.RETAINED)
#: Studies everything that the own group studies: registration of whole groups, sizes of classes, load.
WITH_GROUP = (StudentStatus.STUDYING,)
#: May be registered for a subject one by one; who is retained takes the failed subjects only.
MAY_REGISTER = (StudentStatus.STUDYING, StudentStatus.RETAINED)
#: May sit the final of a subject that the student is registered for.
MAY_SIT_FINAL = MAY_REGISTER


class StudentType:
    ORDINARY = "11"


class StructureType:
    OTHER, FACULTY, DEPARTMENT, SECTION, DIRECTORATE, CENTRE, RECTORATE = (
        "10",
        "11",
        "12",
        "13",
        "14",
        "15",
        "16",
    )


#: Units that teach.
TEACHING_UNITS = (StructureType.FACULTY, StructureType.DEPARTMENT)


class TrainingType:
    LECTURE, LABORATORY, PRACTICE, SEMINAR, WORKSHOP, COURSE_WORK, INDEPENDENT = (
        "11", "12", "13", "14", "15", "16", "17",
    )  # fmt: skip


#: Hours of the load that are not taught in a room.
WITHOUT_CONTACT = (TrainingType.COURSE_WORK, TrainingType.INDEPENDENT)
#: Taught to a group in a kind of room that has the same code.
WITH_OWN_ROOM = (TrainingType.LABORATORY, TrainingType.PRACTICE, TrainingType.SEMINAR)


class AuditoriumType:
    LECTURE = "11"


class ExamType:
    """The controls: JN, ON and YaN, and the first and second ON of those who hold two."""

    CURRENT, MIDTERM, FINAL, OVERALL, FIRST_MIDTERM, SECOND_MIDTERM = "11", "12", "13", "14", "17", "18"
    FIRST_CURRENT, SECOND_CURRENT = "15", "16"


#: Controls of the work during a semester.
CURRENTS = (ExamType.CURRENT, ExamType.FIRST_CURRENT, ExamType.SECOND_CURRENT)
#: Controls in the middle of a semester.
MIDTERMS = (ExamType.MIDTERM, ExamType.FIRST_MIDTERM, ExamType.SECOND_MIDTERM)


class SheetType:
    """No national list but `curriculum.sheet_type`, a table of the university."""

    SUBJECT, COURSE_WORK, STATE_EXAM, PRACTICE, GRADUATION_WORK, FINAL_ONLY = (
        "11",
        "12",
        "13",
        "14",
        "15",
        "16",
    )


#: Sheets that teachers fill; a commission writes the others.
FILLED_BY_TEACHERS = (SheetType.SUBJECT, SheetType.COURSE_WORK, SheetType.PRACTICE, SheetType.FINAL_ONLY)


class RulingKind:
    """No national list: what an office ruled about an absence (rules of the domain, §4)."""

    EXCUSED, CORRECTED, MADE_UP, NOT_MADE_UP = "11", "12", "14", "15"


#: Absences that no longer count as without excuse.
MADE_GOOD = (RulingKind.EXCUSED, RulingKind.MADE_UP)


class ExamFinish:
    EXAM, PASS = "11", "12"


class SubjectType:
    COMPULSORY, ELECTIVE = "11", "12"


class SubjectBlock:
    """The first halves of the codes of blocks."""

    BACHELOR, MASTER = "11", "12"


class EducationWeekType:
    OTHER, TEACHING, ASSESSMENT, PLACEMENT, STATE_ATTESTATION, DEFENCE = "10", "11", "12", "13", "14", "15"
    HOLIDAYS, RESEARCH = "16", "18"


class SemestrType:
    AUTUMN, SPRING = "11", "12"


class EducationType:
    BACHELOR, MASTER, RESIDENCY = "11", "12", "13"


class EducationForm:
    DAYTIME, EVENING, EXTRAMURAL, SPECIAL_EXTRAMURAL, SECOND_HIGHER, DISTANCE, JOINT = (
        "11", "12", "13", "14", "15", "16", "17",
    )  # fmt: skip


class PaymentForm:
    GRANT, CONTRACT = "11", "12"


class Course:
    """The years of study count on from the first."""

    FIRST = "11"


class Semester:
    FIRST = "11"


class Language:
    UZBEK, RUSSIAN, KARAKALPAK, ENGLISH = "11", "12", "13", "14"


class DiplomaCategory:
    """No national list: paragraph 6 of the domain's rules."""

    ORDINARY, HONOURS = "11", "12"


class Gender:
    MALE, FEMALE = "11", "12"


class CitizenshipType:
    UZBEKISTAN, FOREIGN, NONE = "11", "12", "13"


#: Citizens of Uzbekistan and people without any citizenship have a PINFL.
WITH_PINFL = (CitizenshipType.UZBEKISTAN, CitizenshipType.NONE)


class EmployeeType:
    TEACHER = "12"


class EmploymentForm:
    MAIN, SECOND_HERE, SECOND_ELSEWHERE = "11", "12", "13"


class TeacherStatus:
    WORKING = "11"


class TeacherPositionType:
    HEAD, DEAN = "16", "25"


class AcademicDegree:
    NONE = "10"


class AcademicRank:
    NONE = "10"


class EmploymentStaff:
    """The share of a full post."""

    FULL, THREE_QUARTERS, HALF, QUARTER = "11", "12", "13", "14"


class MarkingSystem:
    """No national list but `curriculum.marking_system`, a table of the university."""

    RATING, FIVE_MARKS, CREDIT = "11", "12", "13"


class DecreeType:
    EXPULSION, LEAVE, RETENTION, PROMOTION, REINSTATEMENT, TRANSFER = "11", "12", "13", "14", "15", "16"
    GRADUATION, STIPEND, SCHEDULE, TOPICS, ENROLMENT, RENAME = "17", "18", "19", "20", "21", "22"
    PAYMENT, FORM, DISCIPLINE, CORRECTION, DIRECTIVE = "23", "24", "25", "26", "27"


class ExpelReason:
    """Grounds of expulsion (VMQ 578, §49); after two of them nobody comes back."""

    OWN_WISH, TRANSFER, ABSENCE, ENTRANCE_VIOLATION, DEATH = "11", "12", "15", "18", "19"


class AcademicReason:
    """Why somebody goes on academic leave (VMQ 344)."""

    HEALTH = "12"


class RenameReason:
    """No national list: why somebody's name changes."""

    MARRIAGE = "11"


class DisciplineMeasure:
    """No national list: what a disciplinary order says."""

    WARNING = "11"


#: Every list with named codes.
LISTS = (
    StudentStatus, StudentType, StructureType, TrainingType, AuditoriumType, ExamType, ExamFinish, SubjectType,
    SubjectBlock, EducationWeekType, SemestrType, EducationType, EducationForm, PaymentForm, Course, Semester,
    Language, Gender, CitizenshipType, EmployeeType, TeacherStatus, TeacherPositionType, AcademicDegree,
    AcademicRank, EmploymentForm, EmploymentStaff, MarkingSystem, SheetType, RulingKind, DiplomaCategory,
    DecreeType, ExpelReason, AcademicReason, DisciplineMeasure, RenameReason,
)  # fmt: skip
#: The sets as SQL names them.
QUESTIONS = {
    "students.in_contingent": IN_CONTINGENT,
    "students.with_group": WITH_GROUP,
    "students.may_register": MAY_REGISTER,
    "students.may_sit_final": MAY_SIT_FINAL,
    "units.teaching": TEACHING_UNITS,
    "trainings.without_contact": WITHOUT_CONTACT,
    "trainings.with_own_room": WITH_OWN_ROOM,
    "controls.midterms": MIDTERMS,
    "controls.currents": CURRENTS,
    "sheets.filled_by_teachers": FILLED_BY_TEACHERS,
    "rulings.made_good": MADE_GOOD,
}


def name_of(codes: type) -> str:
    """Return what a list is called in SQL: its classifier without the `h_`."""
    return re.sub(r"\B([A-Z])", r"_\1", codes.__name__).lower()


def codes_of(codes: type) -> dict[str, str]:
    """Return the named codes of a list as SQL names them."""
    return {name.lower(): code for name, code in vars(codes).items() if name.isupper()}
