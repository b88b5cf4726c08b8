"""What a university chooses for all its people: each setting knows its default, its bounds and what it is for."""

from dataclasses import dataclass
from typing import Any

from shared.text import N_


@dataclass(frozen=True)
class UniversitySetting:
    """A whole number or a text that the university may choose."""

    key: str
    label: str
    help: str
    default: int | str
    minimum: int = 0
    maximum: int = 0
    #: The heading it stands under, and what its number counts.
    group: str = ""
    unit: str = ""

    @property
    def chosen(self) -> str:
        """What the university chose, within the bounds, or the default: an expression of SQL, of a number only."""
        return f"system.chosen('{self.key}', {self.minimum}, {self.maximum}, {self.default})"

    def fits(self, value: Any) -> bool:
        """Tell whether a stored value can be used; another counts as absent."""
        if isinstance(self.default, int):
            return type(value) is int and self.minimum <= value <= self.maximum
        return isinstance(value, str)


SECURITY, TIMETABLE, IMPORTS = N_("Security"), N_("Timetable"), N_("Import")
RESOURCES, MEGABYTES = N_("Resources of subjects"), N_("MB")
ATTENDANCE, GRADES, MOVEMENT = N_("Attendance"), N_("Grades"), N_("Student movement")
ATTESTATION, PEOPLE, PERCENT = N_("Attestation"), N_("people"), "%"
BLANKS, DIPLOMAS = N_("Blanks"), N_("Diplomas")
HOURS, TENTHS, HUNDREDTHS, SOUMS = N_("hours"), N_("tenths"), N_("hundredths"), N_("soums")
MINUTES, DAYS, LESSONS = N_("minutes"), N_("days"), N_("lessons")
PAIR, A_DAY = N_("number of the pair"), N_("a day")


def _pair(key: str, label: str, help_: str, default: int) -> UniversitySetting:
    """Return a setting that says where the shift of a group begins or ends."""
    return UniversitySetting(key, label, help_, default, minimum=1, maximum=12, group=TIMETABLE, unit=PAIR)


LOCK_AT_MOST = UniversitySetting(
    "lock.minutes_at_most",
    N_("Lock after minutes without work, at most"),
    N_("Nobody's window stays open longer than this when nobody works in it; 0 leaves it to each person."),
    60,
    maximum=240,
    group=SECURITY,
    unit=MINUTES,
)
DAYS_BACK = UniversitySetting(
    "timetable.days_back",
    N_("Days in which a past lesson is still corrected"),
    N_("So long after a lesson the dean's office may cancel, restore or substitute it, and has to say why."),
    7,
    maximum=60,
    group=TIMETABLE,
    unit=DAYS,
)
LESSONS_AT_ONCE = UniversitySetting(
    "timetable.lessons_at_once",
    N_("Lessons of a faculty at the same time, at most"),
    N_("A faculty takes no more places on the common board for one pair of a day than this."),
    150,
    minimum=1,
    maximum=2000,
    group=TIMETABLE,
    unit=LESSONS,
)
MORNING_UNTIL = _pair(
    "timetable.morning_until",
    N_("Daytime groups: the last pair of their shift"),
    N_("A generated timetable gives daytime groups the pairs up to this one, first years before all others."),
    4,
)
EVENING_FROM = _pair(
    "timetable.evening_from",
    N_("Evening groups: the first pair of their shift"),
    N_("A generated timetable gives evening groups this pair and later ones."),
    6,
)
MASTERS_FROM = _pair(
    "timetable.masters_from",
    N_("Masters: the first pair of their shift"),
    N_("A generated timetable gives groups of masters this pair and later ones."),
    4,
)
EXTRAMURAL_FROM = _pair(
    "timetable.extramural_from",
    N_("Correspondence and distance groups: the first pair of their shift"),
    N_("A generated timetable gives groups that study by correspondence this pair and later ones."),
    4,
)
SHIFT_COST = UniversitySetting(
    "timetable.shift_cost",
    N_("How unwelcome a pair outside the shift is"),
    N_(
        "Each pair away from the shift costs so much, twice for first years and four times for evening groups; "
        "0 leaves shifts alone. A group with wishes of its own follows those."
    ),
    1,
    maximum=10,
    group=TIMETABLE,
)
NUMBERS_A_DAY = UniversitySetting(
    "imports.numbers_a_day",
    N_("PINFL that a person looks for in a day, at most"),
    N_("An import looks for the PINFL of its file; nobody looks for more of them in one day than this."),
    20_000,
    minimum=100,
    maximum=100_000,
    group=IMPORTS,
    unit=A_DAY,
)
FILE_SIZE = UniversitySetting(
    "topics.file_size",
    N_("A file under a topic, at most"),
    N_("A larger file is refused: it is put somewhere else and kept as a link."),
    200,
    minimum=1,
    maximum=1000,
    group=RESOURCES,
    unit=MEGABYTES,
)
SUBJECT_QUOTA = UniversitySetting(
    "topics.subject_quota",
    N_("All files of a subject, at most"),
    N_("What stands under the topics of a subject of a department together."),
    2000,
    minimum=1,
    maximum=1_000_000,
    group=RESOURCES,
    unit=MEGABYTES,
)
DEPARTMENT_QUOTA = UniversitySetting(
    "topics.department_quota",
    N_("All files of a department, at most"),
    N_("What stands under the topics of all subjects of a department together."),
    20_000,
    minimum=1,
    maximum=10_000_000,
    group=RESOURCES,
    unit=MEGABYTES,
)
MARKED_AFTER = UniversitySetting(
    "attendance.days_after",
    N_("Days after a lesson in which its teacher still marks it"),
    N_("0 is the lesson's day alone. Afterwards the dean's office corrects, with a reason."),
    1,
    maximum=60,
    group=ATTENDANCE,
    unit=DAYS,
)
LATE_HOURS = UniversitySetting(
    "attendance.late_hours",
    N_("Hours of absence that coming late counts"),
    N_("A pair has two hours; 0 counts coming late as present."),
    0,
    maximum=2,
    group=ATTENDANCE,
    unit=HOURS,
)
POINTS_STEP = UniversitySetting(
    "grades.step",
    N_("Step of points in grade sheets, in tenths of a point"),
    N_("10 allows whole points only, 5 also halves, 1 also tenths."),
    5,
    minimum=1,
    maximum=10,
    group=GRADES,
    unit=TENTHS,
)
POINTS_AFTER = UniversitySetting(
    "rating_journal.days_after",
    N_("Days after a lesson in which its teacher still enters points"),
    N_("Written work is graded within three days; 0 is the lesson's day alone."),
    3,
    maximum=60,
    group=GRADES,
    unit=DAYS,
)
DAYS_TO_GRADE = UniversitySetting(
    "grades.days_to_grade",
    N_("Days after a final in which its grade sheet is filled"),
    N_("Written work is graded within three days. A sheet that is not closed afterwards is late."),
    3,
    maximum=30,
    group=GRADES,
    unit=DAYS,
)
CURRENT_DIRECTLY = UniversitySetting(
    "grades.current_directly",
    N_("Points of current control may be typed into the grade sheet"),
    N_("0: they are taken over from the rating journal only. 1: they may be typed as well."),
    1,
    maximum=1,
    group=GRADES,
)
FAILED_IN_GPA = UniversitySetting(
    "grades.failed",
    N_("How a failed subject enters the GPA"),
    N_("0: as zero, its credits count. 1: as 2. 2: it is left out with its credits."),
    0,
    maximum=2,
    group=GRADES,
)
PASS_IN_GPA = UniversitySetting(
    "grades.pass_fail",
    N_("Subjects that end with a pass enter the GPA"),
    N_("0: they bring credits only. 1: they enter the GPA as others do."),
    0,
    maximum=1,
    group=GRADES,
)
CREDIT_PRICE = UniversitySetting(
    "grades.credit_price",
    N_("Price of a credit that is studied again"),
    N_("The cost of re-study of a debtor is this price for each credit of a failed subject."),
    500_000,
    maximum=100_000_000,
    group=GRADES,
    unit=SOUMS,
)
APPEAL_HOURS = UniversitySetting(
    "grades.appeal_hours",
    N_("Hours in which a student may appeal"),
    N_("So long after the examiner has signed an application against the result is taken."),
    24,
    minimum=1,
    maximum=240,
    group=GRADES,
    unit=HOURS,
)
UNEXCUSED_PERCENT = UniversitySetting(
    "grades.unexcused_percent",
    N_("Unexcused absence that keeps from the final, in per cent of a subject's hours"),
    N_("From this share of the contact hours on a student is not admitted to the final."),
    25,
    minimum=1,
    maximum=100,
    group=GRADES,
    unit=N_("per cent"),
)
COMMISSION = UniversitySetting(
    "grades.commission_at_least",
    N_("People in the commission of a third attempt, at least"),
    N_("A sheet 12b is opened, admitted to and signed only when so many people hold its final together."),
    3,
    minimum=2,
    maximum=9,
    group=GRADES,
)
UNPAID_KEEPS = UniversitySetting(
    "grades.unpaid_keeps",
    N_("A payment hold keeps from the final"),
    N_("1: who has one is not admitted when the admission is decided. 0: holds are shown and keep nobody."),
    1,
    maximum=1,
    group=GRADES,
)
GPA_LIMIT = UniversitySetting(
    "movement.gpa_limit",
    N_("GPA of the year from which a student is promoted, in hundredths"),
    N_("Whose GPA of the year is below it is retained, not promoted; the rules allow 2.40 to 3.00."),
    240,
    minimum=240,
    maximum=300,
    group=MOVEMENT,
    unit=HUNDREDTHS,
)
DIFFERENCE_LIMIT = UniversitySetting(
    "movement.difference_limit",
    N_("Differing subjects with which a student whose GPA is too low is transferred, at most"),
    N_("A transfer needs the GPA of a promotion or no more differing subjects than these; the rules say 4."),
    4,
    minimum=0,
    maximum=30,
    group=MOVEMENT,
)
HONOURS = UniversitySetting(
    "graduation.fives_percent",
    N_("Per cent of marks “5” for a diploma with honours"),
    N_("All other marks are “4”, and the attestation and the thesis are “5”; the rules say 75."),
    75,
    minimum=75,
    maximum=100,
    group=MOVEMENT,
)
FACULTIES_HOLD_BLANKS = UniversitySetting(
    "blanks.faculties_hold",
    N_("Faculties hold blanks of their own"),
    N_("1: the registrar hands ranges over to faculties. 0: the registrar keeps all blanks."),
    1,
    maximum=1,
    group=BLANKS,
)
THESES = UniversitySetting(
    "attestation.theses_at_most",
    N_("Theses of one supervisor in an academic year, at most"),
    N_("A supervisor who has so many gets no further thesis."),
    10,
    minimum=1,
    maximum=99,
    group=ATTESTATION,
)
MEMBERS = UniversitySetting(
    "attestation.members_at_least",
    N_("Members of an attestation commission, at least"),
    N_("A smaller commission is not approved; the chair counts as one of them."),
    5,
    minimum=3,
    maximum=25,
    group=ATTESTATION,
    unit=PEOPLE,
)
QUORUM = UniversitySetting(
    "attestation.quorum",
    N_("Members who must be at an attestation session, at least"),
    N_("With a smaller share of its members a commission opens no session and decides about nobody."),
    66,
    minimum=50,
    maximum=100,
    group=ATTESTATION,
    unit=PERCENT,
)
MARK_BY_CREDITS = UniversitySetting(
    "diplomas.mark_by_credits",
    N_("The mark of a subject of several semesters"),
    N_(
        "0: the mark of its last semester. 1: the mean of its points, weighted by credits."
        " 2: the last one, unless the dean's office chooses another."
    ),
    0,
    maximum=2,
    group=DIPLOMAS,
)
CLEARANCE_KEEPS = UniversitySetting(
    "diplomas.clearance_keeps",
    N_("Open points of the clearance sheet keep the diploma"),
    N_("1: a diploma is handed out when the clearance sheet is confirmed. 0: the sheet is a note."),
    1,
    maximum=1,
    group=DIPLOMAS,
)
OFFLINE_DAYS = UniversitySetting(
    "offline.days",
    N_("Days for which printing without the server is granted"),
    N_("A workstation prints on for so long after it last spoke with the server."),
    30,
    minimum=1,
    maximum=180,
    group=DIPLOMAS,
    unit=DAYS,
)
SETTINGS = (
    LOCK_AT_MOST, DAYS_BACK, LESSONS_AT_ONCE, MORNING_UNTIL, EVENING_FROM, MASTERS_FROM, EXTRAMURAL_FROM, SHIFT_COST,
    NUMBERS_A_DAY, MARKED_AFTER, LATE_HOURS, POINTS_STEP, POINTS_AFTER, DAYS_TO_GRADE, CURRENT_DIRECTLY,
    FAILED_IN_GPA, PASS_IN_GPA, CREDIT_PRICE, APPEAL_HOURS, UNEXCUSED_PERCENT, COMMISSION, UNPAID_KEEPS, FILE_SIZE,
    SUBJECT_QUOTA,
    DEPARTMENT_QUOTA, GPA_LIMIT, DIFFERENCE_LIMIT, HONOURS, FACULTIES_HOLD_BLANKS, THESES, MEMBERS, QUORUM,
    MARK_BY_CREDITS, CLEARANCE_KEEPS, OFFLINE_DAYS,
)  # fmt: skip
