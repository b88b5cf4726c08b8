"""The cells of a worksheet part, row by row: openpyxl's strings and styles, but a third of its time."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel

Row = tuple[Any, ...]

_PORTION = 1_000_000

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _VALUE, _FORMULA, _INLINE, _TEXT = (_MAIN + tag for tag in ("row", "v", "f", "is", "t"))

#: How a workbook writes yes.
TRUE = ("1", "true")

_ROOT = re.compile(rb"<((?:[\w.-]+:)?worksheet)\b[^>]*>")
_DATA = re.compile(rb"<((?:[\w.-]+:)?sheetData)>")
_ROW_ENDS = re.compile(rb"</(?:[\w.-]+:)?row>")


class Broken(Enum):
    """What stands in a cell instead of a value."""

    FORMULA = "a formula that was never calculated"


class SheetCells:
    """Reads one worksheet; `strings` and the numbers of the styles of a kind come from its workbook."""

    def __init__(
        self, strings: list[str], dates: set[int], durations: set[int], percents: set[int], epoch: datetime
    ) -> None:
        self._strings = strings
        self._dates = dates
        self._durations = durations
        self._percents = percents
        self._epoch = epoch
        self._columns: dict[str, int] = {}
        self._days: dict[tuple[int, str], Any] = {}
        #: Numbers of rows that people do not see in Excel: filtered out, or hidden by hand.
        self.hidden: set[int] = set()

    def rows(self, part: bytes) -> Iterator[tuple[int, Row]]:
        """Yield the number of each row that is written and its values, as far as the last cell of the row."""
        number = 0
        for portion in _portions(part):
            for element in portion.iter(_ROW):
                number = int(element.get("r", number + 1))
                if element.get("hidden") in TRUE:
                    self.hidden.add(number)
                yield number, self._row(element, len(str(number)))

    def _row(self, element: Element, digits: int) -> Row:
        row: list[Any] = []
        columns = self._columns
        for cell in element:
            value = self._value(cell)
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            letters = cell.get("r", "")[:-digits]
            place = columns.get(letters)
            if place is None:
                place = columns[letters] = column_index_from_string(letters) - 1 if letters else len(row)
            if place > len(row):
                row.extend([None] * (place - len(row)))
            row.append(value)
        return tuple(row)

    def _value(self, cell: Element) -> Any:
        text, formula = None, False
        for child in cell:
            if child.tag == _VALUE:
                text = child.text
            elif child.tag == _FORMULA:
                formula = True
            elif child.tag == _INLINE:
                return "".join(part.text or "" for part in child.iter(_TEXT))
        if text is None:
            return Broken.FORMULA if formula else None
        kind = cell.get("t", "n")
        if kind == "s":
            return self._strings[int(text)]
        if kind == "n":
            return self._number(text, cell.get("s"))
        if kind == "b":
            return text == "1"
        return datetime.fromisoformat(text).replace(tzinfo=None) if kind == "d" else text

    def _number(self, text: str, style: str | None) -> Any:
        number = -1 if style is None else int(style)
        if number in self._dates or number in self._durations:
            found = self._days.get((number, text))
            if found is None:
                found = self._days[number, text] = self._moment(float(text), number in self._durations)
            return found
        if number in self._percents:
            # Excel keeps 0.86 where people typed 86 and see 86%: which of the two is meant is not ours to say.
            return f"{(100 * Decimal(format(float(text), '.15g'))).normalize():f}%"
        return float(text) if "." in text or "E" in text or "e" in text else int(text)

    def _moment(self, number: float, duration: bool) -> Any:
        try:
            return from_excel(number, self._epoch, timedelta=duration)
        except (OverflowError, ValueError):
            return "#VALUE!"


def _portions(part: bytes) -> Iterator[Element]:
    """Parse the rows some thousand at a time: one by one is slow, all at once takes the memory of the computer."""
    root = _ROOT.search(part)
    data = _DATA.search(part)
    if root is None or data is None:
        return
    closing = b"</" + root[1] + b">"
    if not part.rstrip().endswith(closing):
        raise ValueError("the part is cut off")
    begin = data.end()
    end = part.rfind(b"</" + data[1] + b">")
    while begin < end:
        found = _ROW_ENDS.search(part, begin + _PORTION, end)
        close = end if found is None else found.end()
        # What Excel writes has no document type: opening refuses a part with definitions.
        yield fromstring(root[0] + part[begin:close] + closing)  # noqa: S314
        begin = close
