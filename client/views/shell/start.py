"""The start page of a role: counters of the work that waits, each opening the list behind it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from client.core.i18n import _, names
from client.core.icons import icon
from client.core.roles import role_title
from client.core.theme import colours
from client.data.records.counters import Counter, count
from client.widgets.workplace import Workplace

COLUMNS = 3


class StartPage(QWidget):
    """What a person sees first in the morning."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Start page")
        self._workplace = workplace
        self._role = workplace.session.role or ""
        self._counters = _counters_of(workplace)
        self.buttons: list[QPushButton] = []
        self.told = QLabel()
        self._grid = QGridLayout()
        self._build()
        relations = {each.relation for each in self._counters}
        subscription = workplace.changes.subscribe(relations, lambda _relation: self._stale())
        self.destroyed.connect(subscription.end)
        self._is_stale = False
        self.reload()

    def reload(self) -> None:
        """Count again."""
        self._is_stale = False
        if self._counters:
            work = partial(count, self._workplace.gateway, self._counters)
            self._workplace.tasks.run(self, work, self._show, lambda error: self.told.setText(error.text()))

    def _build(self) -> None:
        greeting = QLabel(_("Good day, {person}", person=names(self._workplace.session.person.name)))
        greeting.setProperty("title", True)
        self.told.setText(
            "" if self._counters else _("Nothing waits for you. Open a window from the menu on the left.")
        )
        self.told.setProperty("quiet", True)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(greeting)
        layout.addWidget(QLabel(_("You act as: {role}", role=role_title(self._role))))
        layout.addLayout(self._grid)
        layout.addWidget(self.told)
        layout.addStretch(1)
        self._grid.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _show(self, counted: list[tuple[Counter, int]]) -> None:
        for button in self.buttons:
            button.deleteLater()
        self.buttons = [self._button(counter, number) for counter, number in counted]
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        waits = any(number for counter, number in counted if counter.urgent)
        self.told.setText(_("A number opens the list behind it.") if waits else _("Nothing waits for you."))

    def _button(self, counter: Counter, number: int) -> QPushButton:
        text = f"{number:,}".replace(",", " ")
        button = QPushButton(f"{text}\n{_(counter.title)}")
        button.setIcon(icon(counter.icon))
        button.setMinimumSize(240, 72)
        edge = colours().warning if counter.urgent and number else colours().line
        button.setStyleSheet(f"text-align: left; padding: 8px 12px; border-left: 4px solid {edge};")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(partial(self._open, counter))
        return button

    def _open(self, counter: Counter, _checked: bool = False) -> None:  # noqa: FBT002 - Qt passes it
        filters = [each.to_json() for each in counter.conditions()]
        arguments = {"filters": filters} if counter.narrows else {}
        self._workplace.navigator.open(counter.window, **arguments)

    def _stale(self) -> None:
        """Count again now if somebody looks, otherwise when somebody does."""
        if self.isVisible():
            self.reload()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.reload()


def _counters_of(workplace: Workplace) -> list[Counter]:
    """Return the counters of the acting role whose windows it has; what is urgent comes first."""
    role, has = workplace.session.role or "", workplace.navigator.has
    own = (each for each in workplace.counters if each.is_for(role) and has(each.window))
    return sorted(own, key=lambda each: not each.urgent)
