"""Blocks of cells as text, the way spreadsheets put them on the clipboard."""

import re
from collections.abc import Iterable, Iterator, Sequence

#: A cell in quotation marks: its own are doubled, and behind it the cell, the row or the block ends.
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


def to_text(rows: Iterable[Sequence[str]]) -> str:
    """Return tab-separated lines; texts with line ends, tabs or quotation marks are quoted."""
    return "".join("\t".join(map(_written, row)) + "\n" for row in rows)


def _written(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if re.search(r'["\n\r\t]', text) else text


def from_text(text: str) -> list[list[str]]:
    """Return the rows of a copied block; the line end after the last row makes no further row."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    for cell, end in _cells(plain):
        rows[-1].append(cell)
        if end == "\n":
            rows.append([])
    return rows


def _cells(text: str) -> Iterator[tuple[str, str]]:
    """Give each cell and the sign behind it."""
    place = 0
    while True:
        quoted = _QUOTED.match(text, place)
        # A spreadsheet quotes a cell only where it must: one that only begins with a quotation mark stands as it is.
        if quoted is not None and re.search('[\n\t]|""', quoted[1]):
            cell, place = quoted[1].replace('""', '"'), quoted.end()
        else:
            found = _PLAIN.match(text, place)
            cell, place = (found[0], found.end()) if found else ("", place)
        yield cell, text[place : place + 1]
        if place >= len(text):
            return
        place += 1
