"""The start page: what a person sees first in the morning."""

from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from client.core import clock
from client.core.errors import HemisError
from client.core.i18n import _, names
from client.core.icons import icon
from client.core.roles import role_title
from client.core.theme import colours
from client.data.records.counters import Counter
from client.data.records.start_blocks import Opening
from client.views.shell.start.blocks import Block
from client.views.shell.start.reading import StartParts, StartReading
from client.widgets.flow_layout import FlowLayout
from client.widgets.formatting import grouped
from client.widgets.measures import letters_wide
from client.widgets.workplace import Workplace

#: A column is at least so many letters wide; there are never more of them than three.
COLUMN, MOST_COLUMNS = 62, 3
#: Columns whose heights differ by less are alike: the first of them is filled.
ALIKE = 24


class StartPage(QWidget):
    """Counters of what waits, lines of what is on, pictures of numbers; everything opens what is behind it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Start page")
        self._workplace = workplace
        self._parts = StartParts.of(workplace)
        self._reading: StartReading | None = None
        #: Tables that changed since they were read, and whether a reading is under way.
        self._stale: frozenset[str] = frozenset()
        self._asking = False
        self._day: date | None = None
        self._counted: dict[Counter, QPushButton] = {}
        self.blocks: list[Block] = []
        self.told = QLabel()
        self._numbers = QWidget()
        self._columns = QHBoxLayout()
        self._later = QTimer(self)
        self._build()
        subscription = workplace.changes.subscribe(self._parts.relations(), self._changed)
        self.destroyed.connect(subscription.end)
        self.reload()

    @property
    def buttons(self) -> list[QPushButton]:
        """What waits."""
        return list(self._counted.values())

    def reload(self) -> None:
        """Read everything again."""
        self._stale = frozenset()
        self._day = clock.today()
        self._ask(self._parts)

    def _ask(self, parts: StartParts) -> None:
        if not parts.counters and not parts.blocks:
            self._show(StartReading({}, {}))
            return
        self._asking = True
        work = partial(parts.read, self._workplace.gateway, self._workplace.catalogue)
        self._workplace.tasks.run(self, work, self._answered, self._failed)

    def _answered(self, reading: StartReading) -> None:
        self._asking = False
        self._show(self._reading.renewed(reading) if self._reading else reading)
        self._catch_up()

    def _failed(self, error: HemisError) -> None:
        self._asking = False
        self.told.setText(error.text())

    def _changed(self, relation: str) -> None:
        """Read what the change touches: now if somebody looks, otherwise when somebody does."""
        self._stale |= {relation}
        self._catch_up()

    def _catch_up(self) -> None:
        if not self._stale or self._asking or not self.isVisible():
            return
        relations, self._stale = self._stale, frozenset()
        self._ask(self._parts.touched(relations))

    def _show(self, reading: StartReading) -> None:
        self._reading = reading
        self._show_numbers(reading)
        parts = reading.parts()
        here = len(parts) == len(self.blocks) and all(
            block.fits(shown) for block, (_part, shown) in zip(self.blocks, parts, strict=True)
        )
        if here:
            for block, (_part, shown) in zip(self.blocks, parts, strict=True):
                block.show_again(shown)
        else:
            for block in self.blocks:
                block.hide()
                block.deleteLater()
            self.blocks = [Block(self._workplace, shown, self._open) for _part, shown in parts]
            self._arrange()
        self._show_told(reading)
        self._wait_for_the_next(reading.until())

    def _show_told(self, reading: StartReading) -> None:
        nothing = _("Nothing waits for you.")
        if not self.buttons and not self.blocks:
            nothing = _("Nothing waits for you. Open a window from the menu on the left.")
        self.told.setText("" if reading.waits() else nothing)
        self.told.setVisible(not reading.waits())

    def _show_numbers(self, reading: StartReading) -> None:
        former, self._counted = self._counted, {}
        for counter, number in reading.numbers():
            button = self._counted[counter] = (
                former.pop(counter) if counter in former else self._button(counter)
            )
            button.setText(f"{grouped(number)}  {_(counter.title)}")
            self._flow.removeWidget(button)
            self._flow.addWidget(button)
        for button in former.values():
            button.hide()
            button.deleteLater()
        self._numbers.setVisible(bool(self._counted))

    def _button(self, counter: Counter) -> QPushButton:
        button = QPushButton()
        button.setIcon(icon(counter.icon))
        button.setStyleSheet(
            f"text-align: left; padding: 8px 12px; border-left: 4px solid {colours().warning};"
        )
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        filters = [each.to_json() for each in counter.conditions()]
        opening = Opening(counter.window, {"filters": filters} if counter.narrows else {})
        button.clicked.connect(lambda: self._open(opening))
        return button

    def _open(self, opening: Opening) -> None:
        self._workplace.navigator.open(opening.window, **opening.arguments)

    def _arrange(self) -> None:
        """Put every block under the shortest column."""
        while (item := self._columns.takeAt(0)) is not None:
            if (column := item.layout()) is not None:
                while column.takeAt(0) is not None:
                    pass
                column.deleteLater()
        count = self._fitting()
        columns = [QVBoxLayout() for _number in range(count)]
        heights = [0] * count
        wide = (self.width() - 24) // count
        for column in columns:
            column.setSpacing(12)
            self._columns.addLayout(column, 1)
        for block in self.blocks:
            shortest = min(range(count), key=lambda place: heights[place] // ALIKE)
            columns[shortest].addWidget(block)
            wants = block.heightForWidth(wide) if block.hasHeightForWidth() else block.sizeHint().height()
            heights[shortest] += wants + 12
        for column in columns:
            column.addStretch(1)

    def _fitting(self) -> int:
        return max(
            1, min(MOST_COLUMNS, (self.width() - 24) // letters_wide(self, COLUMN), max(1, len(self.blocks)))
        )

    def _wait_for_the_next(self, until: datetime | None) -> None:
        """Read again when the day is over, or before, when something is no longer true by itself."""
        now = clock.now()
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), clock.ZONE)
        ends = min(midnight, until or midnight)
        self._later.start(max(1000, int((ends - now).total_seconds() * 1000) + 500))

    def _go_on(self) -> None:
        """Read what time has made untrue: everything on a new day. Unseen, it waits until somebody looks."""
        if not self.isVisible() or self._asking:
            return
        if self._day != clock.today():
            self.reload()
        elif self._reading and (over := self._reading.over(clock.now())):
            self._ask(StartParts.alone(over))

    def _build(self) -> None:
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._go_on)
        self._flow = FlowLayout(self._numbers, 8)
        self.told.setProperty("quiet", True)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(self._greeting())
        layout.addWidget(self._numbers)
        layout.addWidget(self.told)
        self._columns.setSpacing(12)
        layout.addLayout(self._columns)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _greeting(self) -> QHBoxLayout:
        session = self._workplace.session
        greeting = QLabel(_("Good day, {person}", person=names(session.person.name)))
        greeting.setProperty("title", True)
        acting = QLabel(_("You act as: {role}", role=role_title(session.role or "")))
        acting.setProperty("quiet", True)
        head = QHBoxLayout()
        head.addWidget(greeting)
        head.addWidget(acting, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        return head

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go_on()
        self._catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.blocks and self._fitting() != self._columns.count():
            self._arrange()
