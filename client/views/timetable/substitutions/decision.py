"""What is decided about one lesson: a list of who is free, and of what else can be done with it."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from client.core.i18n import _, names
from client.core.icons import icon
from client.data.timetable.lessons import DatedLesson
from client.data.timetable.substitutions import (
    Cancel,
    Decision,
    FreeTeacher,
    LessonMove,
    Restore,
    Substitute,
    Swap,
)
from client.widgets.combo import Combo
from shared.names import signed

MOVE, SWAP, TAKE_BACK = "move", "swap", "take_back"
#: Asks for the time or the partner, and answers with the decision and its words; or for the reason of taking back.
Ask = Callable[[DatedLesson, str], object]


class DecisionBox(Combo):
    """Nothing, a substitute, cancelled, moved or exchanged."""

    decided = Signal()

    def __init__(
        self, lesson: DatedLesson, free: Sequence[FreeTeacher], ask: Ask, *, takes_back: bool = False
    ) -> None:
        super().__init__()
        self._takes_back = takes_back
        self.lesson, self._ask = lesson, ask
        self._settled = 0
        self.setAccessibleName(_("What becomes of the lesson"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.addItem(_("stays as it is"), None)
        for teacher in free:
            self.addItem(
                icon("check" if teacher.knows_subject else "account"), _named(teacher), Substitute(teacher.id)
            )
        if lesson.held:
            self._keep_held()
        elif lesson.cancelled:
            self.addItem(icon("undo"), _("is held after all"), Restore())
        else:
            self.addItem(icon("cancel"), _("is cancelled"), Cancel())
            self.addItem(icon("calendar"), _("moves to another time …"), MOVE)
            self.addItem(icon("movement"), _("changes places …"), SWAP)
        self._able = [(n, each) for n, each in enumerate(free, 1) if each.knows_subject and not each.away]
        self.activated.connect(self._take)

    def decision(self) -> Decision | None:
        """Return what was decided."""
        found = self.currentData()
        return None if isinstance(found, str) else found

    def propose(self, given: Counter[tuple[int, date]]) -> bool:
        """Take who knows the subject and has the fewest lessons that day, with those already `given`."""
        if self.decision() is not None or not self._able:
            return self.decision() is not None
        day = self.lesson.day
        index, teacher = min(self._able, key=lambda able: able[1].pairs_that_day + given[able[1].id, day])
        given[teacher.id, day] += 1
        self._settle(index)
        return True

    def settle(self, decision: Decision, words: str) -> None:
        """Take the answer of a dialog as a line of the list."""
        self.addItem(icon("check"), words, decision)
        self._settle(self.count() - 1)

    def bring_back(self, decision: Decision, words: str) -> bool:
        """Show what was decided before; false if it is not possible any more."""
        index = next((n for n in range(self.count()) if self.itemData(n) == decision), None)
        if index is not None:
            self._settle(index)
        elif isinstance(decision, LessonMove | Swap) and not self.lesson.cancelled:
            self.settle(decision, words)
        return self.decision() == decision

    def _keep_held(self) -> None:
        """Say why nothing can be decided; who may take the holding back is offered that."""
        self.setItemText(0, _("was held and stays"))
        marker = signed(names(self.lesson.marker or ""))
        why = _("{who} has marked this lesson. Take the holding back first, with a reason.", who=marker)
        self.setItemData(0, why, Qt.ItemDataRole.ToolTipRole)
        self.setToolTip(why)
        if self._takes_back:
            self.addItem(icon("undo"), _("take the holding back …"), TAKE_BACK)
        else:
            self.setEnabled(False)

    def _take(self, index: int) -> None:
        kind = self.itemData(index)
        if isinstance(kind, str):
            self.setCurrentIndex(self._settled)
            self._ask(self.lesson, kind)
        else:
            self._settle(index)

    def _settle(self, index: int) -> None:
        self._settled = index
        self.setCurrentIndex(index)
        self.setToolTip(self.currentText())
        self.decided.emit()


def _named(teacher: FreeTeacher) -> str:
    parts = [signed(teacher.name)]
    if teacher.knows_subject:
        parts.append(_("knows the subject"))
    parts.append(_("lessons that day: {count}", count=teacher.pairs_that_day))
    if teacher.away:
        parts.append(_("would rather not"))
    return " · ".join(parts)
