"""Two small questions about a lesson: to which time and room it moves, with which lesson it changes places."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.data.timetable.lessons import DatedLesson
from client.data.timetable.substitutions import FreeRoom, LessonMove, Swap, free_rooms, partners
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.formatting import shown
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from reports.timetable.pair_time import PairTime


class MoveLesson(QDialog):
    """Day, pair, and one of the rooms that are free then."""

    decided = Signal(object, str)

    def __init__(
        self,
        workplace: Workplace,
        lesson: DatedLesson,
        pairs: tuple[PairTime, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._lesson = workplace, lesson
        self.setWindowTitle(_("Move the lesson"))
        self.message = MessageLine()
        self.day, self.pair, self.room = DayEdit(lesson.day), Combo(), Combo()
        for pair in pairs:
            self.pair.addItem(f"{pair.number} ({pair.starts_at}–{pair.ends_at})", pair.number)
        self._build()
        self._draft = keep_dialog(
            workplace, self, f"move/{lesson.id}", day=self.day, pair=self.pair, room=self.room
        )
        self._draft.begin()
        self.find_rooms()

    def find_rooms(self) -> None:
        """Ask which rooms are free at the chosen time."""
        day, pair = self.day.date().toPython(), self.pair.currentData()
        work = partial(free_rooms, self._workplace.gateway, day, pair, self._lesson.size or 0)  # type: ignore[arg-type]  # a date, the stubs say object
        self._workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def take(self) -> None:
        """Take what was chosen."""
        day, pair = self.day.date().toPython(), self.pair.currentData()
        words = _("{day}, pair {pair}", day=shown(day), pair=pair)
        told = ", ".join(filter(None, (words, self.room.currentText())))
        self.decided.emit(LessonMove(day, pair, self.room.currentData()), told)  # type: ignore[arg-type]  # a date
        self.accept()

    def _offer(self, rooms: tuple[FreeRoom, ...]) -> None:
        with QSignalBlocker(self.room):
            self.room.clear()
            for room in rooms:
                self.room.addItem(f"{room.building}, {room.name} ({room.capacity})", room.id)
            own = self.room.findData(self._lesson.room_id)
            self.room.setCurrentIndex(max(own, 0))
            self._draft.lay("room")
        if not rooms:
            self.message.say(_("No room of this size is free then. Choose another time."))

    def _build(self) -> None:
        lesson = self._lesson
        self.pair.setCurrentIndex(self.pair.findData(lesson.pair))
        self.day.dateChanged.connect(lambda _day: self.find_rooms())
        self.pair.currentIndexChanged.connect(lambda _index: self.find_rooms())
        form = QFormLayout()
        form.addRow(QLabel(f"{lesson.subject} · {lesson.students}"))
        form.addRow(_("Day"), self.day)
        form.addRow(_("Pair"), self.pair)
        form.addRow(_("Room"), self.room)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(_buttons(self, self.take))
        self.setMinimumWidth(letters_wide(self, 60))


class SwapLesson(QDialog):
    """The lessons of the same groups around that day."""

    decided = Signal(object, str)

    def __init__(self, workplace: Workplace, lesson: DatedLesson, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Change places with another lesson"))
        self.message = MessageLine()
        self.others = QListWidget()
        self._found: tuple[DatedLesson, ...] = ()
        self.others.itemActivated.connect(lambda _item: self.take())
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addWidget(QLabel(f"{lesson.subject} · {lesson.students} · {shown(lesson.day)}"))
        layout.addWidget(self.others, 1)
        layout.addWidget(_buttons(self, self.take))
        self.resize(560, 380)
        workplace.tasks.run(
            self, partial(partners, workplace.gateway, lesson), self._offer, self.message.refuse
        )

    def take(self) -> None:
        """Take the lesson that is current."""
        row = self.others.currentRow()
        if row < 0:
            self.message.say(_("Choose the other lesson."))
            return
        other = self._found[row]
        self.decided.emit(Swap(other.id, other.version), self.others.item(row).text())
        self.accept()

    def _offer(self, found: tuple[DatedLesson, ...]) -> None:
        self._found = found
        for other in found:
            when = _("{day}, pair {pair}", day=shown(other.day), pair=other.pair)
            self.others.addItem(QListWidgetItem(f"{when} · {other.subject} · {other.teacher_signed()}"))
        if not found:
            self.message.say(_("These students have no lesson of another teacher around that day."))


def _buttons(dialog: MoveLesson | SwapLesson, take: object) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Take"))
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
    buttons.accepted.connect(take)
    buttons.rejected.connect(dialog.reject)
    return buttons
