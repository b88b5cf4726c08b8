"""Who and what is free at a time: rooms by seats and kind, teachers by how little they have."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.i18n import N_, _
from client.widgets.combo import Combo
from client.widgets.week_board.model import words
from client.widgets.week_board.model.board import BoardModel
from shared.timetabling.model import EVEN, EVERY, ODD
from shared.timetabling.week.finder import free_people, free_rooms

MOST_SEATS = 2000


class Wanted(Enum):
    """What is looked for."""

    ROOM = N_("Free rooms")
    TEACHER = N_("Free teachers")


class Finder(QWidget):
    """Looks again whenever the week or the question changes."""

    #: A room (Wanted.ROOM, its number) or a teacher (Wanted.TEACHER, the person's number) was asked for.
    chosen = Signal(object, int)

    def __init__(self, board: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._wanted, self._day, self._slot, self._phase = (Combo() for _box in range(4))
        self._kind, self._seats = Combo(), QSpinBox()
        self._count, self.list = QLabel(), QListWidget()
        self._fill()
        self._build()
        self.search()

    def look(self, time: int) -> None:
        """Ask for another time."""
        day, slot, phase = self._board.week.problem.grid.place(time)
        for box, value in ((self._day, day), (self._slot, slot), (self._phase, phase)):
            box.setCurrentIndex(max(0, box.findData(value)))

    def search(self) -> None:
        wanted = self._wanted.currentData()
        self._kind.setEnabled(wanted is Wanted.ROOM)
        self._seats.setEnabled(wanted is Wanted.ROOM)
        self.list.clear()
        found = self._rooms() if wanted is Wanted.ROOM else self._teachers()
        for number, text in found:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.list.addItem(item)
        self._count.setText(_("Free: {count}", count=len(found)))

    def open(self) -> None:
        """Ask the owner for the week of what is chosen."""
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(self._wanted.currentData(), item.data(Qt.ItemDataRole.UserRole))

    def _time(self) -> int:
        day, slot, phase = (box.currentData() for box in (self._day, self._slot, self._phase))
        return self._board.week.problem.grid.time(day, slot, phase)

    def _rooms(self) -> list[tuple[int, str]]:
        rooms = self._board.week.problem.rooms
        found = free_rooms(
            self._board.week, self._time(), seats=self._seats.value(), kind=self._kind.currentData()
        )
        text = N_("{name}, {seats} seats")
        return [(room, _(text, name=rooms[room].name, seats=rooms[room].capacity)) for room in found]

    def _teachers(self) -> list[tuple[int, str]]:
        people = self._board.week.problem.people
        return [(person, people[person].name) for person in free_people(self._board.week, self._time())]

    def _fill(self) -> None:
        problem = self._board.week.problem
        for wanted in Wanted:
            self._wanted.addItem(_(wanted.value), wanted)
        for day in range(problem.grid.days):
            self._day.addItem(words.day_name(problem, day), day)
        for slot in range(problem.grid.slots):
            self._slot.addItem(_("Pair {number}", number=slot + 1), slot)
        for phase in (EVERY, ODD, EVEN) if problem.grid.phases > 1 else (EVERY,):
            self._phase.addItem(_(words.PHASES[phase]), phase)
        self._kind.addItem(_("any kind"), "")
        for kind in sorted({room.kind for room in problem.rooms if room.kind}):
            self._kind.addItem(kind, kind)
        self._seats.setRange(0, MOST_SEATS)
        self._seats.setPrefix(_("seats from "))

    def _build(self) -> None:
        self.setFocusProxy(self._wanted)
        form = QGridLayout()
        form.setSpacing(4)
        places = ((self._wanted, 0, 0), (self._phase, 0, 1), (self._day, 1, 0), (self._slot, 1, 1),
                  (self._kind, 2, 0), (self._seats, 2, 1))  # fmt: skip
        names = (
            N_("What is looked for"),
            N_("Weeks"),
            N_("Day"),
            N_("Pair"),
            N_("Kind of room"),
            N_("Seats"),
        )
        for (widget, row, column), name in zip(places, names, strict=True):
            widget.setAccessibleName(_(name))
            form.addWidget(widget, row, column)
        for box in (self._wanted, self._phase, self._day, self._slot, self._kind):
            box.currentIndexChanged.connect(self.search)
        self._seats.valueChanged.connect(self.search)
        self._count.setProperty("quiet", True)
        self.list.setAccessibleName(_("What is free"))
        self.list.itemDoubleClicked.connect(lambda _item: self.open())
        actions.action(self.list, actions.OPEN, self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(form)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._count)
        self._board.changed.connect(self.search)
