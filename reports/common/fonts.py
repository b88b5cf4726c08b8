"""The embedded fonts: a serif for papers and a sans for lists, both with every letter of the four languages."""

from functools import cache

import font_roboto
import font_source_serif_pro
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SERIF, SERIF_BOLD = "SourceSerifPro", "SourceSerifProBold"
SANS, SANS_BOLD = "Roboto", "RobotoBold"


@cache
def register() -> None:
    """Make the fonts known to reportlab, once a process.

    The serif's italics have no Cyrillic: italic text in a paper stays upright instead of losing its letters.
    """
    serif, sans = font_source_serif_pro.font_files_ttf, font_roboto.font_files
    for name, files in ((SERIF, serif), (SERIF_BOLD, serif), (SANS, sans), (SANS_BOLD, sans)):
        pdfmetrics.registerFont(TTFont(name, files[name]))
    for regular, bold in ((SERIF, SERIF_BOLD), (SANS, SANS_BOLD)):
        for italic in (0, 1):
            addMapping(regular, 0, italic, regular)
            addMapping(regular, 1, italic, bold)
