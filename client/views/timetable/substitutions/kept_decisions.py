"""What was decided about lessons and is not applied yet, also of teachers and weeks that are not shown just now."""

from dataclasses import astuple
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from client.data.timetable.lessons import DatedLesson
from client.data.timetable.substitutions import Cancel, Decision, LessonMove, Restore, Substitute, Swap
from client.views.timetable.substitutions.decision import DecisionBox
from client.widgets.kept_input import KeptField

#: The words are data at workstations: drafts keep them.
KINDS: dict[str, type[Decision]] = {
    "substitute": Substitute,
    "cancel": Cancel,
    "restore": Restore,
    "move": LessonMove,
    "swap": Swap,
}
NAMES = {kind: name for name, kind in KINDS.items()}


class Decided(NamedTuple):
    """A decision, how it was told, and the lesson it was made about."""

    version: int
    day: date
    decision: Decision
    words: str


class KeptDecisions(QObject):
    """Carries decisions from one reading of the lessons to the next, to the draft and back from it."""

    changed = Signal()

    def __init__(self, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._today = today
        self._decided: dict[int, Decided] = {}

    def field(self) -> KeptField:
        """Return how a draft keeps them."""
        return KeptField(self._drafted, self._take_draft, self.changed.connect)

    def __bool__(self) -> bool:
        return bool(self._decided)

    def take(self, box: DecisionBox) -> None:
        """Learn what was chosen in the list of a lesson."""
        lesson, decision = box.lesson, box.decision()
        if decision is None:
            self._decided.pop(lesson.id, None)
        else:
            self._decided[lesson.id] = Decided(lesson.version, lesson.day, decision, box.currentText())
        self.changed.emit()

    def bring_back(self, box: DecisionBox) -> bool:
        """Show again what was decided; false if the lesson has changed since, or it is not possible any more."""
        known = self._decided.get(box.lesson.id)
        if known is None or (_same(box.lesson, known) and box.bring_back(known.decision, known.words)):
            return True
        self.forget(box.lesson.id)
        return False

    def forget(self, *lessons: int) -> None:
        """These were applied, or cannot be."""
        for number in lessons:
            self._decided.pop(number, None)
        self.changed.emit()

    def _drafted(self) -> list[list[Any]]:
        return [
            [lesson, each.version, each.day, each.words, NAMES[type(each.decision)], *astuple(each.decision)]
            for lesson, each in self._decided.items()
        ]

    def _take_draft(self, drafted: list[list[Any]]) -> None:
        """Take what was kept, without lessons that are over."""
        self._decided = {
            lesson: Decided(version, day, KINDS[kind](*values), words)
            for lesson, version, day, words, kind, *values in drafted
            if day >= self._today
        }


def _same(lesson: DatedLesson, known: Decided) -> bool:
    return lesson.version == known.version
