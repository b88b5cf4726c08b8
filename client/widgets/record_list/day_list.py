"""A list of days with how many rows have each, under their months and years, which are ticked as a whole."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QTreeWidgetItem

from client.core.i18n import language
from client.widgets.formatting import grouped
from client.widgets.record_list.value_list import VALUE, Line, ValueList, state_of

LOCALES = {"uz": "uz_Latn_UZ", "oz": "uz_Cyrl_UZ", "ru": "ru_RU", "en": "en_GB"}


class DayList(ValueList):
    """As Excel shows the days of a column: years, folded; in them months, in them days."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: dict[tuple[int, int], QTreeWidgetItem] = {}
        self.setRootIsDecorated(True)
        self.setIndentation(16)
        self.ticked_changed.connect(self._sum_up)

    def fill(self, lines: Iterable[Line]) -> None:
        """Show other days; years and months say how many rows theirs have."""
        self.clear()
        self._groups = {}
        rows: dict[tuple[int, int], int] = {}
        for line in lines:
            if isinstance(line.value, date):
                year, month = (line.value.year, 0), (line.value.year, line.value.month)
                self._group(month).addChild(self._item(line))
                for key in (year, month):
                    rows[key] = rows.get(key, 0) + line.rows
            else:
                self.addTopLevelItem(self._item(line))
        for key, count in rows.items():
            self._groups[key].setText(1, grouped(count) if count else "")
        self._sum_up()

    def narrow(self, typed: str) -> None:
        """Hide also the months and years of which nothing is left."""
        super().narrow(typed)
        for (_year, month), group in sorted(self._groups.items(), key=lambda each: -each[0][1]):
            children = (group.child(place) for place in range(group.childCount()))
            group.setHidden(all(child.isHidden() for child in children if child is not None))
            chosen = group.checkState(0) != Qt.CheckState.Unchecked
            alone = not month and len(self._years()) == 1
            group.setExpanded(bool(typed.strip()) or chosen or alone)

    def _group(self, key: tuple[int, int]) -> QTreeWidgetItem:
        """Return the year or month, made if it is not there yet."""
        if key not in self._groups:
            year, month = key
            made = QTreeWidgetItem([_month(month) if month else str(year)])
            made.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            made.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            made.setCheckState(0, Qt.CheckState.Unchecked)
            self._groups[key] = made
            if month:
                self._group((year, 0)).addChild(made)
            else:
                self.addTopLevelItem(made)
        return self._groups[key]

    def _years(self) -> list[QTreeWidgetItem]:
        return [group for (_year, month), group in self._groups.items() if not month]

    def _items(self) -> list[QTreeWidgetItem]:
        """The days, wherever they stand."""
        tops = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return [day for top in tops if top is not None for day in _days(top)]

    def _turn(self, item: QTreeWidgetItem) -> None:
        """A click on a year or month means all its days that are seen."""
        if not item.childCount():
            super()._turn(item)
            return
        ticked = item.checkState(0) != Qt.CheckState.Checked
        for day in _days(item):
            if not day.isHidden():
                self._tick(day, ticked)
        self.ticked_changed.emit()

    def _sum_up(self) -> None:
        """A year is ticked if all its days are, and half if some are."""
        for group in self._groups.values():
            held = {day.data(0, VALUE) in self.ticked for day in _days(group)}
            group.setCheckState(
                0, Qt.CheckState.PartiallyChecked if len(held) > 1 else state_of(held == {True})
            )


def _month(number: int) -> str:
    name = QLocale(LOCALES[language()]).standaloneMonthName(number)
    return name[:1].upper() + name[1:]


def _days(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    if not item.childCount():
        return [item]
    children = (item.child(place) for place in range(item.childCount()))
    return [day for child in children if child is not None for day in _days(child)]
