"""Blocks of cells as text, the way spreadsheets put them on the clipboard."""

import csv
import io
from collections.abc import Iterable, Sequence


def to_text(rows: Iterable[Sequence[str]]) -> str:
    """Return tab-separated lines; texts with line ends, tabs or quotes are quoted."""
    target = io.StringIO()
    csv.writer(target, "excel-tab", lineterminator="\n").writerows(rows)
    return target.getvalue()


def from_text(text: str) -> list[list[str]]:
    """Return the rows of a copied block; the line end after the last row makes no further row."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), "excel-tab", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in plain.split("\n")]
    return [row or [""] for row in rows]
