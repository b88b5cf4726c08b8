"""Pages of PDF as pictures; the library under it may be used by one thread at a time."""

import threading
from typing import Protocol

import pypdfium2
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
_one_at_a_time = threading.Lock()


class Pages(Protocol):
    """Something with pages that can be drawn; asked from a working thread."""

    @property
    def count(self) -> int:
        """How many pages there are."""

    def pdf(self, number: int) -> tuple[bytes, int]:
        """Return a PDF that holds the page, and which of its pages it is."""


class PdfPages:
    """The pages of one PDF."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._count = page_count(pdf)

    @property
    def count(self) -> int:
        return self._count

    def pdf(self, number: int) -> tuple[bytes, int]:
        return self._pdf, number


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_size(pdf: bytes, number: int = 0) -> tuple[float, float]:
    """Return width and height of a page in points."""
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        width, height = document[number].get_size()
        return float(width), float(height)


def picture(pdf: bytes, number: int, scale: float) -> QImage:
    """Draw a page; at scale 1 a point is a pixel."""
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[number].render(scale=scale, prefer_bgrx=True, rev_byteorder=True)
        form = QImage.Format.Format_RGBX8888
        return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
