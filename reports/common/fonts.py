"""The embedded fonts: a serif for papers and a sans for lists, both with every letter of the four languages."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from threading import Lock
from typing import Any

import font_roboto
import font_source_serif_pro
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

SERIF, SERIF_BOLD = "SourceSerifPro", "SourceSerifProBold"
SANS, SANS_BOLD = "Roboto", "RobotoBold"


class _Face(TTFontFace):
    """A face that papers drawn at the same time share: while its letters are cut out it remembers where it reads."""

    _cutting = Lock()

    def makeSubset(self, subset: Any) -> Any:  # noqa: N802 - the name of reportlab
        with self._cutting:
            return super().makeSubset(subset)


@cache
def register() -> None:
    """Make the fonts known to reportlab, once a process.

    The serif's italics have no Cyrillic: italic text in a paper stays upright instead of losing its letters.
    """
    serif, sans = font_source_serif_pro.font_files_ttf, font_roboto.font_files
    for name, files in ((SERIF, serif), (SERIF_BOLD, serif), (SANS, sans), (SANS_BOLD, sans)):
        font = TTFont(name, files[name])
        font.face.__class__ = _Face
        pdfmetrics.registerFont(font)
    for regular, bold in ((SERIF, SERIF_BOLD), (SANS, SANS_BOLD)):
        for italic in (0, 1):
            addMapping(regular, 0, italic, regular)
            addMapping(regular, 1, italic, bold)


#: What stands for a letter that the font lacks: it must be seen that something is missing.
STAND_IN = "?"
_INVISIBLE = "Cf"
_GAPS = re.compile(r"[\t\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


@cache
def _letters(font: str) -> frozenset[int]:
    register()
    made = pdfmetrics.getFont(font)
    assert isinstance(made, TTFont)  # noqa: S101 - we register no others
    return frozenset(made.face.charToGlyph)


def shown(text: str, font: str) -> str:
    """Return `text` as the font can draw it: no letter vanishes, one that it lacks is a question mark."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", _GAPS.sub(" ", text.replace("\r\n", "\n")))
    return "".join(
        letter if letter == "\n" or ord(letter) in _letters(font) else _stand_in(letter)
        for letter in composed
    )


def _stand_in(letter: str) -> str:
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) == _INVISIBLE else STAND_IN


def lacking(content: Any, families: Sequence[str] = (SERIF, SERIF_BOLD)) -> str:
    """Return the letters of a paper's content, whatever its form, that some of its fonts cannot draw."""
    if isinstance(content, bytes):
        return ""
    if isinstance(content, str):
        composed = unicodedata.normalize("NFC", content)
        strange = (
            letter for letter in composed if any(ord(letter) not in _letters(font) for font in families)
        )
        return "".join(dict.fromkeys(letter for letter in strange if _stand_in(letter) == STAND_IN))
    if is_dataclass(content):
        content = [getattr(content, field.name) for field in fields(content)]
    parts = (
        content.values() if isinstance(content, Mapping) else content if isinstance(content, Sequence) else ()
    )
    return "".join(dict.fromkeys("".join(lacking(part, families) for part in parts)))
