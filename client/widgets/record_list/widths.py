"""The widths of a list's columns: from what the first rows hold, within the view, kept where a person chose one."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from client.data.records.list_paths import find
from client.widgets.columns import ColumnSpec
from client.widgets.record_list.filter_header import ARROW
from client.widgets.record_list.rows import Rows

NARROWEST, MARGIN, STEP = 40, 10, 4
#: What names the rows, and people, keep so much of their width, whatever else there is.
LEAST = 0.9
#: Letters of a long name that are read at least; and where the list has to be scrolled sideways anyway.
BEGINNING, READABLE = 10, 24
#: Of the room, in percent, what one column takes at most where the list has to be scrolled.
MOST = 60
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

    def fitting(self, kept: Mapping[str, int], room: int, metrics: QFontMetrics) -> list[int]:
        """Return the width of each column; those that a person chose stay as they are."""
        columns = self._rows.columns
        heads = {column.path: self._head(place, metrics) for place, column in enumerate(columns)}
        self._measure(metrics)
        wanted = {each.path: kept.get(each.path) or self._usual(each, heads, metrics) for each in columns}
        flexible = [each.path for each in columns if each.kind in FLEXIBLE and each.path not in kept]
        spare = room - sum(wanted.values())
        if spare < 0:
            self._give_way(wanted, flexible, heads, -spare, metrics.averageCharWidth())
        elif texts := [each.path for each in columns if each.path in flexible and each.kind != "code"]:
            for path in texts:
                wanted[path] += spare // len(texts)
        return [max(NARROWEST, wanted[column.path]) for column in columns]

    def _give_way(
        self, wanted: dict[str, int], flexible: list[str], heads: Mapping[str, int], lacking: int, letter: int
    ) -> None:
        """Long names go first, then words of codes, and a little of what names the row and of people."""
        title = [path for path in flexible if path == self._title() or self._is_person(path)]
        codes = [each.path for each in self._rows.columns if each.kind == "code" and each.path in flexible]
        names = [path for path in flexible if path not in (*title, *codes)]
        whole, all_lacking = dict(wanted), lacking
        some = {path: max(heads[path], min(whole[path], letter * BEGINNING)) for path in names}
        lacking = _narrow(wanted, names, some, lacking)
        for share, paths in ((0, codes), (LEAST, title)):
            least = {path: max(heads[path], int(whole[path] * share)) for path in paths}
            lacking = _narrow(wanted, paths, least, lacking)
        if lacking:  # one has to scroll anyway, but sees more than one column
            most = max(letter * READABLE, (sum(whole.values()) - all_lacking) * MOST // 100)
            wanted |= {path: max(heads[path], min(whole[path], most)) for path in (*title, *codes)}
            wanted |= {path: max(some[path], min(whole[path], letter * READABLE)) for path in names}

    def forget(self) -> None:
        """Measure again: the letters have another size."""
        self._measured = {}

    def _title(self) -> str:
        """What names the rows; nobody wants to read it cut."""
        query = self._rows.query
        title = "" if query is None else query.model.title.removesuffix("_id")
        return title if any(each.path == title for each in self._rows.columns) else ""

    def _is_person(self, path: str) -> bool:
        """Whether a column shows the full names of people: half a name is nobody's."""
        query = self._rows.query
        return query is not None and find(query.model, path).column.name == "full_name"

    def _head(self, place: int, metrics: QFontMetrics) -> int:
        text = str(self._rows.headerData(place, Qt.Orientation.Horizontal))
        return metrics.horizontalAdvance(text) + ARROW + MARGIN

    def _measure(self, metrics: QFontMetrics) -> None:
        for place, column in enumerate(self._rows.columns):
            if column.path not in self._measured and (texts := self._rows.first_texts(place)):
                lengths = sorted(metrics.horizontalAdvance(text) for text in texts)
                # A rare state is as much a state as the usual one.
                share = 1 if column.kind == "code" else WHOLE
                self._measured[column.path] = lengths[int((len(lengths) - 1) * share)] + MARGIN

    def _usual(self, column: ColumnSpec, heads: Mapping[str, int], metrics: QFontMetrics) -> int:
        example = metrics.horizontalAdvance(EXAMPLES.get(column.kind, EXAMPLES["text"])) + MARGIN
        return max(heads[column.path], self._measured.get(column.path, example))


def _narrow(wanted: dict[str, int], flexible: list[str], least: Mapping[str, int], lacking: int) -> int:
    """Take from the widest first, a little at a time, but leave each its head; return what is still lacking."""
    while lacking > 0:
        able = [path for path in flexible if wanted[path] > least[path]]
        if not able:
            break
        widest = max(able, key=lambda path: wanted[path])
        taken = min(STEP, lacking, wanted[widest] - least[widest])
        wanted[widest] -= taken
        lacking -= taken
    return max(0, lacking)
