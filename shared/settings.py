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

    def fits(self, value: Any) -> bool:
        """Tell whether a stored value can be used; another counts as absent."""
        if isinstance(self.default, int):
            return type(value) is int and self.minimum <= value <= self.maximum
        return isinstance(value, str)


SECURITY, TIMETABLE, IMPORTS = N_("Security"), N_("Timetable"), N_("Import")
RESOURCES, MEGABYTES = N_("Resources of subjects"), N_("MB")
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
SETTINGS = (
    LOCK_AT_MOST, DAYS_BACK, LESSONS_AT_ONCE, MORNING_UNTIL, EVENING_FROM, MASTERS_FROM, EXTRAMURAL_FROM, SHIFT_COST,
    NUMBERS_A_DAY, FILE_SIZE, SUBJECT_QUOTA, DEPARTMENT_QUOTA,
)  # fmt: skip
