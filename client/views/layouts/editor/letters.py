"""The embedded letters as shapes on the screen: without kerning, as they will be printed."""

from functools import lru_cache

import font_roboto
import font_source_serif_pro
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QRawFont, QTransform

from shared.layouts.field import SANS, SERIF

FILES = {
    (SERIF, False): (font_source_serif_pro.font_files_ttf, "SourceSerifPro"),
    (SERIF, True): (font_source_serif_pro.font_files_ttf, "SourceSerifProBold"),
    (SANS, False): (font_roboto.font_files, "Roboto"),
    (SANS, True): (font_roboto.font_files, "RobotoBold"),
}
#: Shapes are made in letters of this size.
SIZE = 100.0


@lru_cache(maxsize=8)
def _font(font: str, *, bold: bool) -> QRawFont:
    files, name = FILES[font, bold]
    return QRawFont(str(files[name]), SIZE)


@lru_cache(maxsize=1024)
def shape(text: str, font: str, *, bold: bool) -> QPainterPath:
    """Return the shapes of a text in letters of `SIZE`, their feet on the line at 0."""
    made, raw = QPainterPath(), _font(font, bold=bold)
    glyphs = raw.glyphIndexesForString(text)
    at = QPointF(0, 0)
    for glyph, advance in zip(glyphs, raw.advancesForGlyphIndexes(glyphs), strict=True):
        made.addPath(QTransform.fromTranslate(at.x(), at.y()).map(raw.pathForGlyph(glyph)))
        at += advance
    return made
