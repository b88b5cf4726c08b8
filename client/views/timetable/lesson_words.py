"""What a dated lesson says on the screen: its letter, its lines, and by symbol and words what was changed."""

from collections.abc import Iterable

from PySide6.QtGui import QFontMetrics

from client.core.i18n import N_, _, language, names
from client.data.server.error_messages import SHORT_WEEKDAYS
from client.data.timetable.lessons import DatedLesson, Whose
from client.widgets.formatting import shown
from reports.timetable.pair_time import PairTime
from reports.timetable.words import letter_of
from shared.codes import TrainingType

DAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"))
SHORT_DAYS = SHORT_WEEKDAYS[: len(DAYS)]
#: The colour of a training type's edge; the letter always stands beside it.
EDGES = {
    TrainingType.LECTURE: 0,
    TrainingType.LABORATORY: 1,
    TrainingType.PRACTICE: 2,
    TrainingType.SEMINAR: 3,
    TrainingType.WORKSHOP: 4,
    TrainingType.COURSE_WORK: 5,
}
EXAMINATION = "!"


def day_names(letters: QFontMetrics, room: int) -> tuple[str, ...]:
    """Return how the days are called above their columns: shortly, where one of them would be cut."""
    whole = max(letters.horizontalAdvance(_(day)) for day in DAYS) <= room
    return tuple(map(_, DAYS if whole else SHORT_DAYS))


def letter(lesson: DatedLesson) -> str:
    """Return the letter of the training type; an examination has its own sign."""
    return EXAMINATION if lesson.examination_id else letter_of(language(), lesson.training or "")


def lines(lesson: DatedLesson, whose: Whose) -> tuple[str, ...]:
    """Return what stands under the subject: the other two of students, teacher and room."""
    parts = {"group": lesson.students, "teacher": lesson.teacher_signed(), "room": lesson.place}
    told = (text for kind, text in parts.items() if text and (kind != whose or _names_others(kind, text)))
    return tuple(told)


def _names_others(kind: str, text: str) -> bool:
    """Tell whether the students are a subgroup or several groups."""
    return kind == "group" and ("/" in text or "," in text)


def marks(lesson: DatedLesson) -> tuple[tuple[str, str], ...]:
    """Return (symbol, words) of everything that is otherwise than planned."""
    if lesson.cancelled:
        return (("✕", _("Cancelled")),)
    found = []
    if lesson.moved:
        was = _("From {day}, pair {pair}", day=f"{lesson.planned_day:%d.%m}", pair=lesson.planned_pair)
        found.append(("⇄", was))
    if lesson.substituted:
        found.append(("↻", _("Substituted")))
    if lesson.elsewhere:
        found.append(("⌂", _("Another room")))
    if lesson.held:
        found.append(("✓", _("Held")))
    return tuple(found)


def hours(pairs: Iterable[PairTime], number: int) -> str:
    return next((f"{pair.starts_at}–{pair.ends_at}" for pair in pairs if pair.number == number), "")


def sentence(lesson: DatedLesson, whose: Whose) -> str:
    """Return the whole lesson in one line, for readers of screens and for copying."""
    parts = (lesson.subject, *lines(lesson, whose), *(words for _symbol, words in marks(lesson)))
    return ", ".join(filter(None, parts))


def facts(lesson: DatedLesson, pairs: Iterable[PairTime], kind: str) -> tuple[tuple[str, str], ...]:
    """Return (what, value) of everything that is known of a lesson; `kind` names the training or control."""
    told = (
        (
            _("Day"),
            f"{shown(lesson.day)}, {_(DAYS[lesson.day.weekday()])}"
            if lesson.day.weekday() < len(DAYS)
            else shown(lesson.day),
        ),
        (_("Pair"), f"{lesson.pair} ({hours(pairs, lesson.pair)})"),
        (_("Type"), kind),
        (_("Students"), f"{lesson.students} ({lesson.size})" if lesson.size else lesson.students),
        (_("Teacher"), names(lesson.teacher or "")),
        (_("Room"), lesson.place),
        (_("Week"), week_words(lesson.week)),
        (_("State"), "; ".join(f"{symbol} {words}" for symbol, words in marks(lesson))),
        (_("Planned teacher"), names(lesson.planned_teacher or "") if lesson.substituted else ""),
        (_("Planned room"), lesson.planned_room or "" if lesson.elsewhere else ""),
        (_("Reason"), lesson.reason or ""),
        (_("Marked by"), f"{names(lesson.marker or '')}, {shown(lesson.held_at)}" if lesson.held else ""),
    )
    return tuple((what, value) for what, value in told if value)


def week_words(number: int | None) -> str:
    """Return a week of the semester with its parity in words."""
    if number is None:
        return ""
    if number % 2:
        return _("week {number}, odd", number=number)
    return _("week {number}, even", number=number)
