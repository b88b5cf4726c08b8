"""The filters above a list as chips that are changed and removed; without filters they take no room."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.data.records.list_filters import OPERATORS, Filter
from client.widgets.columns import ColumnSpec
from client.widgets.flow_layout import FlowLayout
from client.widgets.formatting import shown
from client.widgets.record_list.screen import Screen
from client.widgets.workplace import Workplace

#: So many values are named on a chip.
FEW = 4
SIGNS = {"equals": "=", "one_of": "=", "none_of": "≠"}


class Chips(QWidget):
    """Holds the filters of a list; `changed` when there are others."""

    changed = Signal()
    #: A filter is to be made, or one that there is changed.
    asked = Signal(object)

    def __init__(self, workplace: Workplace, screen: Screen) -> None:
        super().__init__()
        self.filters: tuple[Filter, ...] = ()
        self.allowed = frozenset(screen.filters)
        self._workplace = workplace
        self._screen = screen
        self._layout = FlowLayout(self)
        self.hide()

    def set(self, filters: tuple[Filter, ...]) -> None:
        """Filter by these from now on."""
        self.filters = filters
        self._show()
        self.changed.emit()

    def put(self, former: Filter, made: Filter | None) -> None:
        """Set a filter in the place of a former one, or behind the others; None takes it away."""
        new = () if made is None else (made,)
        place = self.filters.index(former) if former in self.filters else len(self.filters)
        self.set((*self.filters[:place], *new, *self.filters[place + 1 :]))

    def allow(self, paths: frozenset[str]) -> None:
        """Offer only filters on columns that the role may read."""
        self.allowed = paths
        self.filters = tuple(each for each in self.filters if each.path in paths)
        self._show()

    def describe(self) -> list[str]:
        """Return a sentence for each filter, as the chips show it."""
        return [self._text(each) for each in self.filters]

    def short(self) -> list[str]:
        """Return the same in so few words that they find room on a chip and in the name of a file."""
        return [self._text(each, FEW) for each in self.filters]

    def retranslate(self) -> None:
        """Show the labels again: the lists of codes have come."""
        self._show()

    def _show(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, each in enumerate(self.filters):
            self._layout.addWidget(self._chip(place, each))
        self.setVisible(bool(self.filters))

    def _chip(self, place: int, wanted: Filter) -> QWidget:
        chip = QPushButton(self._text(wanted, FEW).replace("&", "&&") + "  ✕")
        chip.setFlat(True)
        chip.setProperty("chip", True)
        hint = _("Click to change, click the cross to remove")
        chip.setToolTip(f"{self._text(wanted)}\n{hint}")
        chip.setAccessibleName(_("Filter: {filter}", filter=self._text(wanted)))
        menu = QMenu(chip)
        menu.addAction(icon("edit"), _("Change…"), lambda: self._edit(place))
        menu.addAction(icon("clear"), _("Remove"), lambda: self._remove(place))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda at: menu.popup(chip.mapToGlobal(at)))
        chip.clicked.connect(lambda: self._clicked(chip, place))
        return chip

    def _clicked(self, chip: QPushButton, place: int) -> None:
        """A click on the cross removes, elsewhere it changes; from the keyboard it changes."""
        at = chip.mapFromGlobal(chip.cursor().pos())
        if chip.underMouse() and at.x() > chip.width() - 24:
            self._remove(place)
        else:
            self._edit(place)

    def _edit(self, place: int) -> None:
        self.asked.emit(self.filters[place])

    def _remove(self, place: int) -> None:
        self.set(self.filters[:place] + self.filters[place + 1 :])

    def _text(self, wanted: Filter, most: int | None = None) -> str:
        column = self._screen.column(wanted.path)
        words = _(OPERATORS[wanted.operator][0])
        values = list(wanted.texts) or [self._shown(value, column) for value in wanted.values]
        if most is not None and len(values) > most:
            values[most - 1 :] = [_("{count} more", count=len(values) - most + 1)]
        if wanted.operator in SIGNS:
            return f"{column.label} {SIGNS[wanted.operator]} {', '.join(values)}"
        if wanted.operator == "between":
            limits = dict.fromkeys(
                "" if value is None else self._shown(value, column) for value in wanted.values
            )
            return f"{column.label}: {' – '.join(limits)}"
        return f"{column.label} {words} {' '.join(values)}".rstrip()

    def _shown(self, value: Any, column: ColumnSpec) -> str:
        if value is None:
            return _("(empty)")
        if column.kind in {"day", "moment"} and isinstance(value, str):
            return _day_text(value)
        return shown(value, column.classifier, self._workplace.catalogue)


def _day_text(text: str) -> str:
    """Write a remembered date the usual way."""
    parts = text.split("-")
    return ".".join(reversed(parts)) if len(parts) == 3 and len(parts[0]) == 4 else text  # noqa: PLR2004
