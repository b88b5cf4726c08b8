"""A lesson opened by hand by its teacher: in which own class, when, and in which of the rooms that are free."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.timetable import opening
from client.data.timetable.opening import ClassToOpen
from client.data.timetable.substitutions import FreeRoom
from client.views.timetable.week.lesson_details import TRAININGS
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from reports.timetable.pair_time import PairTime

LETTERS = 64


class OpenLesson(QDialog):
    """Asks, stores, and says what the database refuses; closed classes are not offered."""

    opened = Signal(object)

    def __init__(
        self, workplace: Workplace, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._classes: dict[int, ClassToOpen] = {}
        self.setWindowTitle(_("Open a lesson"))
        self.message = MessageLine()
        self.taught, self.day, self.pair, self.room = Combo(), DayEdit(today()), Combo(), Combo()
        self._build()
        self._draft = keep_dialog(
            workplace, self, "open-lesson", taught=self.taught, day=self.day, pair=self.pair, room=self.room
        )
        workplace.tasks.run(self, self._read, self._offer, self.message.refuse)

    def find_rooms(self) -> None:
        """Ask which rooms are free at the chosen time."""
        chosen, pair = self._classes.get(self.taught.currentData()), self.pair.currentData()
        if chosen is None or pair is None:
            return
        work = partial(opening.rooms_for, self._workplace.gateway, self.day.day(), pair, chosen.size)
        self._workplace.tasks.run(self, work, self._offer_rooms, self.message.refuse)

    def store(self) -> None:
        """Open the lesson that was chosen."""
        class_id = self.taught.currentData()
        if class_id is None:
            return
        work = partial(
            opening.open_lesson,
            self._workplace.gateway,
            class_id,
            self.day.day(),
            self.pair.currentData(),
            self.room.currentData(),
        )
        self.buttons.ask(work, self._done, self.message.refuse)

    def _read(self) -> tuple[tuple[ClassToOpen, ...], tuple[PairTime, ...]]:
        self._workplace.catalogue.ensure((TRAININGS,))
        return opening.classes_to_open(self._workplace.gateway)

    def _offer(self, read: tuple[tuple[ClassToOpen, ...], tuple[PairTime, ...]]) -> None:
        classes, pairs = read
        self._classes = {each.id: each for each in classes}
        with QSignalBlocker(self.taught), QSignalBlocker(self.pair):
            for each in classes:
                self.taught.addItem(self._named(each), each.id)
            for pair in pairs:
                self.pair.addItem(f"{pair.number} ({pair.starts_at}–{pair.ends_at})", pair.number)
        self.buttons.sure.setEnabled(bool(classes))
        if not classes:
            self.message.say(_("The lessons of all your classes stand in the timetable."))
        self._draft.begin()
        self.find_rooms()

    def _named(self, each: ClassToOpen) -> str:
        training = self._workplace.catalogue.label(TRAININGS, each.training)
        left = _("{hours} hours left", hours=each.hours_left)
        return f"{each.subject} · {training} · {each.students} · {left}"

    def _offer_rooms(self, rooms: tuple[FreeRoom, ...]) -> None:
        with QSignalBlocker(self.room):
            self.room.clear()
            self.room.addItem(_("without a room"), None)
            for room in rooms:
                self.room.addItem(f"{room.building}, {room.name} ({room.capacity})", room.id)
            self._draft.lay("room")

    def _done(self, _number: int) -> None:
        self.opened.emit(self.day.day())
        self.accept()

    def _build(self) -> None:
        for changed in (self.day.dateChanged, self.taught.currentIndexChanged, self.pair.currentIndexChanged):
            changed.connect(lambda _what: self.find_rooms())
        form = QFormLayout()
        for title, field in (
            (_("Class"), self.taught),
            (_("Day"), self.day),
            (_("Pair"), self.pair),
            (_("Room"), self.room),
        ):
            form.addRow(title, field)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Open"), self.store)
        self.buttons.sure.setEnabled(False)
        layout = QVBoxLayout(self)
        for widget in (self.message, self.buttons):
            layout.addWidget(widget)
        layout.insertLayout(1, form)
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self.finished.connect(self.deleteLater)
