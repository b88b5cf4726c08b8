"""Lessons of a period with how far they are marked: the teacher's own, or those an office looks after."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _, names
from client.data.attendance import lessons
from client.data.attendance.lessons import MarkedLesson
from client.views.attendance.period import Period
from client.views.attendance.searched_table import SearchedTable
from client.widgets.formatting import grouped, shown
from client.widgets.line_table import LineTable
from client.widgets.workplace import Workplace
from shared.names import fold, signed

TRAINING = "h_training_type"
JOURNALS = ("attendance-journal-own", "attendance-journal")
OPEN_JOURNAL = Command(N_("Open the journal"), ("Ctrl+O",), "attendance")
#: The head of a column and its width in letters; the first takes what is left.
COLUMNS = (
    (N_("Subject"), 26), (N_("Training type"), 14), (N_("Students"), 16), (N_("Day"), 11), (N_("Pair"), 5),
    (N_("Teacher"), 18), (N_("Room"), 10), (N_("Marked"), 9), (N_("Absent"), 8), (N_("State"), 18),
)  # fmt: skip
NUMBERS = (4, 7, 8)
WATCHED = timedelta(days=13)


class LessonList(SearchedTable):
    """A period above, its lessons below; Enter opens the journal at the lesson. `only` reads which are meant."""

    def __init__(
        self,
        workplace: Workplace,
        title: str,
        *,
        missing: bool = False,
        first: date | None = None,
        last: date | None = None,
        only: Callable[[], frozenset[int]] | None = None,
    ) -> None:
        table = LineTable(_(title), COLUMNS, NUMBERS)
        super().__init__(workplace, _(title), table, ("attendance.sheet", "timetable.lesson"))
        self.period = Period(first, last)
        self._only = only
        self.missing = QCheckBox(_("Without attendance only"))
        self.missing.setChecked(missing)
        self._read: tuple[MarkedLesson, ...] = ()
        self._shown: list[MarkedLesson] = []
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the period again."""
        self.ask(partial(self._read_lessons, *self.period.days()), self._take)

    def open_journal(self) -> None:
        """Open the journal of the chosen lesson, at that lesson."""
        row = self.table.currentRow()
        if not 0 <= row < len(self._shown):
            return
        lesson = self._shown[row]
        window = next((each for each in JOURNALS if self._workplace.navigator.has(each)), JOURNALS[0])
        self._workplace.navigator.open(window, class_id=lesson.class_id, lesson_id=lesson.id)

    def state(self) -> dict[str, Any]:
        first, last = self.period.days()
        return {
            "first": first.isoformat(), "last": last.isoformat(), "missing": self.missing.isChecked(),
            "search": self.search.text(),
        }  # fmt: skip

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the search; the days are those of now."""
        self.search.setText(state.get("search") or self.search.text())

    def _read_lessons(self, first: date, last: date) -> tuple[MarkedLesson, ...]:
        self._workplace.catalogue.ensure((TRAINING,))
        found = lessons.read(self._workplace.gateway, first, last)
        if self._only is None:
            return found
        chosen = self._only()
        return tuple(each for each in found if each.id in chosen)

    def _take(self, found: tuple[MarkedLesson, ...]) -> None:
        self._read = found
        self.show_found()

    def show_found(self) -> None:
        words, today = self.words(), clock.today()
        self._shown = [
            each
            for each in self._read
            if (not self.missing.isChecked() or each.is_missing(today))
            and all(word in self._searched(each) for word in words)
        ]
        self.table.show_lines(self._texts(each, today) for each in self._shown)
        late = sum(each.is_missing(today) for each in self._read)
        self.told.setText(
            _(
                "Lessons: {count}; without attendance: {late}",
                count=grouped(len(self._shown)),
                late=grouped(late),
            )
            if self._read
            else _("There are no lessons on these days.")
        )

    def _texts(self, lesson: MarkedLesson, today: date) -> tuple[str, ...]:
        return (
            lesson.subject,
            self._workplace.catalogue.label(TRAINING, lesson.training),
            names(lesson.students),
            shown(lesson.day),
            str(lesson.pair),
            signed(names(lesson.teacher or "")),
            names(lesson.room or ""),
            f"{lesson.entered} / {lesson.size}" if lesson.entered else "",
            str(lesson.absent or ""),
            _state(lesson, today),
        )

    def _searched(self, lesson: MarkedLesson) -> str:
        return fold(" ".join((lesson.subject, lesson.students, lesson.teacher or "", lesson.room or "")))

    def _build(self) -> None:
        self.lay_out((self.period, self.missing), [actions.action(self, OPEN_JOURNAL, self.open_journal)])
        self.period.changed.connect(self.reload)
        self.missing.toggled.connect(lambda _on: self.show_found())
        self.table.opened.connect(lambda _row: self.open_journal())


def _state(lesson: MarkedLesson, today: date) -> str:
    if lesson.cancelled:
        return _("Cancelled")
    if lesson.held_at is None:
        return _("without attendance") if lesson.day <= today else _("still to come")
    return _("held") if lesson.held_at.date() <= lesson.day else _("held, marked later")


def training_list(workplace: Workplace, **arguments: Any) -> LessonList:
    """Make the list of a teacher's own lessons."""
    return LessonList(workplace, N_("Holding lessons"), **arguments)


def lesson_monitoring(workplace: Workplace, **arguments: Any) -> LessonList:
    """Make the list that offices watch: what is missing of two weeks."""
    today = clock.today()
    asked = {"missing": True, "first": today - WATCHED, "last": today, **arguments}
    return LessonList(workplace, N_("Monitoring of lessons"), **asked)
