"""What laying texts out has to know of the embedded fonts."""

from functools import lru_cache

import segno
from reportlab.pdfbase.pdfmetrics import stringWidth

from reports.common import fonts
from reports.common.page import QR_MASK

FAMILIES = {
    ("serif", False): fonts.SERIF,
    ("serif", True): fonts.SERIF_BOLD,
    ("sans", False): fonts.SANS,
    ("sans", True): fonts.SANS_BOLD,
}


class EmbeddedGlyphs:
    """The widths of the letters that will be printed."""

    def __init__(self) -> None:
        fonts.register()

    def width(self, text: str, font: str, *, bold: bool) -> float:
        """Return how wide a text is in letters of size one."""
        return _width(text, FAMILIES[font, bold])

    def lacking(self, text: str, font: str, *, bold: bool) -> str:
        """Return the letters that the font does not have."""
        return fonts.lacking(text, (FAMILIES[font, bold],))

    def modules(self, text: str) -> int:
        """Return how many squares the side of the QR of a text has."""
        return _modules(text)


@lru_cache(maxsize=4096)
def _width(text: str, family: str) -> float:
    return float(stringWidth(text, family, 1))


@lru_cache(maxsize=256)
def _modules(text: str) -> int:
    return len(segno.make(text, error="m", micro=False, mask=QR_MASK).matrix)


@lru_cache(maxsize=64)
def qr_rows(text: str) -> tuple[bytes, ...]:
    """Return the squares of a QR as it is printed: a row of bytes each, dark ones not zero."""
    return tuple(map(bytes, segno.make(text, error="m", micro=False, mask=QR_MASK).matrix))
