"""The widths of a list's columns: from what the first rows hold, within the view, kept where a person chose one."""

from collections.abc import Mapping

from PySide6.QtGui import QFontMetrics

from client.widgets.columns import ColumnSpec
from client.widgets.record_list.filter_header import ARROW
from client.widgets.record_list.rows import Rows

NARROWEST, MARGIN = 40, 14
#: Nearly every cell is whole: the longest few in a hundred do not make a column wide.
WHOLE = 0.97
#: What a column of a kind usually holds, as long as no row has come.
EXAMPLES = {
    "day": "24.11.2026",
    "moment": "24.11.2026 23:59",
    "number": "10 000",
    "decimal": "1 000 000,00",
    "flag": "yes",
    "code": "Toʻlov-shartnoma",
    "reference": "Geologiya fakulteti",
    "text": "Abdurahmonova Dilfuza Rustam qizi",
}
#: The kinds that give way where not all columns find room, and take what is left.
FLEXIBLE = {"text", "reference", "code"}


class Widths:
    """Measures a column once, when its first rows have come: nothing moves when others come later."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._measured: dict[str, int] = {}
        self._heads: dict[str, int] = {}

    def fitting(self, kept: Mapping[str, int], room: int, metrics: QFontMetrics) -> list[int]:
        """Return the width of each column; those that a person chose stay as they are."""
        columns = self._rows.columns
        self._measure(metrics)
        wanted = {
            column.path: max(NARROWEST, kept.get(column.path) or self._usual(column, metrics))
            for column in columns
        }
        flexible = [each.path for each in columns if each.kind in FLEXIBLE and each.path not in kept]
        spare = room - sum(wanted.values())
        if spare < 0:
            self._give_way(wanted, flexible, -spare)
        elif texts := [each.path for each in columns if each.path in flexible and each.kind != "code"]:
            for path in texts:
                wanted[path] += spare // len(texts)
        return [wanted[column.path] for column in columns]

    def forget(self) -> None:
        """Measure again: the letters have another size."""
        self._measured, self._heads = {}, {}

    def _measure(self, metrics: QFontMetrics) -> None:
        for place, column in enumerate(self._rows.columns):
            head = metrics.horizontalAdvance(f"{column.label} ▲2") + ARROW + MARGIN
            self._heads[column.path] = head
            if column.path not in self._measured and (texts := self._rows.first_texts(place)):
                lengths = sorted(metrics.horizontalAdvance(text) for text in texts)
                cell = lengths[int((len(lengths) - 1) * WHOLE)]
                self._measured[column.path] = max(head, cell + MARGIN)

    def _usual(self, column: ColumnSpec, metrics: QFontMetrics) -> int:
        example = metrics.horizontalAdvance(EXAMPLES.get(column.kind, EXAMPLES["text"])) + MARGIN
        return self._measured.get(column.path) or max(self._heads[column.path], example)

    def _give_way(self, wanted: dict[str, int], flexible: list[str], lacking: int) -> None:
        """Take from the widest first, down to the next widest, but leave each its head."""
        while lacking > 0:
            able = [path for path in flexible if wanted[path] > self._heads[path]]
            if not able:
                return
            widest = max(wanted[path] for path in able)
            wide = [path for path in able if wanted[path] == widest]
            floor = max(
                [self._heads[path] for path in wide] + [wanted[path] for path in able if path not in wide]
            )
            taken = min(widest - floor, -(-lacking // len(wide)))
            for path in wide:
                wanted[path] -= max(1, taken)
            lacking -= max(1, taken) * len(wide)
