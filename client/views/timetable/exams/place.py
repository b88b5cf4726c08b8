"""Where one control stands: day, pair, one of the free rooms, one who may examine."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.data.timetable import examinations
from client.data.timetable.examinations import ExamSession
from client.data.timetable.lessons import DatedExamination
from client.data.timetable.substitutions import FreeRoom
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace


class PlaceFinal(QDialog):
    """Asks, stores, and says what the database refuses."""

    placed = Signal()

    def __init__(
        self,
        workplace: Workplace,
        session: ExamSession,
        final: DatedExamination,
        parent: QWidget | None = None,
        day: date | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._session, self._final = workplace, session, final
        begin = day or final.day or (session.days[0] if session.days else session.term.ends_on)
        self.setWindowTitle(_("Place of a control"))
        self.message = MessageLine()
        self.day, self.pair = DayEdit(begin), Combo()
        self.room, self.examiner = Combo(), Combo()
        self._build()
        self._draft = keep_dialog(
            workplace,
            self,
            f"exam-place/{final.id}",
            day=self.day,
            pair=self.pair,
            room=self.room,
            examiner=self.examiner,
        )
        self._draft.begin()
        self.find_rooms()

    def find_rooms(self) -> None:
        """Ask which rooms are free then and hold the group."""
        work = partial(
            examinations.rooms_at,
            self._workplace.gateway,
            self._session,
            self._final,
            self.day.day(),
            self.pair.currentData(),
        )
        self._workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def store(self) -> None:
        """Store what was chosen."""
        values: dict[str, Any] = {
            "day": self.day.day(),
            "pair": self.pair.currentData(),
            "room_id": self.room.currentData(),
            "employee_id": self.examiner.currentData(),
        }
        work = partial(examinations.put, self._workplace.gateway, self._final, values)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, _nothing: None) -> None:
        self.placed.emit()
        self.accept()

    def _offer(self, rooms: tuple[FreeRoom, ...]) -> None:
        final = self._final
        with QSignalBlocker(self.room):
            self.room.clear()
            if final.room_id is not None and (final.day, final.pair) == (
                self.day.day(),
                self.pair.currentData(),
            ):
                self.room.addItem(final.place, final.room_id)
            for room in rooms:
                self.room.addItem(f"{room.building}, {room.name} ({room.capacity})", room.id)
            self._draft.lay("room")

    def _build(self) -> None:
        final, session = self._final, self._session
        for pair in session.pairs:
            self.pair.addItem(f"{pair.number} ({pair.starts_at}–{pair.ends_at})", pair.number)
        self.pair.setCurrentIndex(max(0, self.pair.findData(final.pair)))
        self.examiner.addItem(_("not chosen yet"), None)
        for each in session.examiners.get(final.id, ()):
            self.examiner.addItem(each.name, each.id)
        self.examiner.setCurrentIndex(max(0, self.examiner.findData(final.employee_id)))
        self.day.dateChanged.connect(lambda _day: self.find_rooms())
        self.pair.currentIndexChanged.connect(lambda _index: self.find_rooms())
        form = QFormLayout()
        form.addRow(QLabel(f"{final.subject} · {final.group}"))
        for title, field in (
            (_("Day"), self.day),
            (_("Pair"), self.pair),
            (_("Room"), self.room),
            (_("Examiner"), self.examiner),
        ):
            form.addRow(title, field)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Save"), self.store)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(letters_wide(self, 60))
