"""The parts of an official A4 paper: margins, letterhead, paragraphs, QR, footer and the mark of a draft."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import IO, Generic, Literal, TypeVar

import segno
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from reports.common import fonts
from reports.common.archival import CREATOR, ArchivalCanvas

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 15 * mm, 20 * mm, 20 * mm
TEXT_WIDTH = WIDTH - LEFT - RIGHT
#: So many letters of an issuer's name fit on a line of the letterhead.
LETTERS_A_LINE = 55
QR_MASK = 3
rl_config.useA85 = 0  # streams as bytes: smaller and faster than as letters

Says = TypeVar("Says")
Align = Literal["left", "center", "right", "justify"]
ALIGNED: dict[Align, Literal[0, 1, 2, 4]] = {"left": 0, "center": 1, "right": 2, "justify": 4}


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper: the lines above the name, the name, and how to reach the issuer."""

    above: tuple[str, ...]
    name: str
    contacts: str


@dataclass(frozen=True)
class Stamp:
    """What registering gives a paper; without it a paper is a draft."""

    register_number: str
    registered_on: date
    uuid: str
    digest: str

    def qr_text(self) -> str:
        """Return what the QR says: enough to find the paper and to see that its content is the registered one.

        In capitals, which a QR code packs tighter: fewer and larger squares.
        """
        return f"HEMIS {self.register_number} {self.uuid} {self.digest[:16]}".upper()


@dataclass(frozen=True)
class Paper(Generic[Says]):
    """What a registered paper says, with its stamp; without a stamp it is a draft and says so."""

    says: Says
    stamp: Stamp | None = None


def canvas_for(
    target: IO[bytes], title: str, size: tuple[float, float] = A4, *, archival: bool = False
) -> Canvas:
    """Return a canvas that draws the same bytes for the same data; an archival one writes PDF/A-2b."""
    fonts.register()
    kind = ArchivalCanvas if archival else Canvas
    canvas = kind(target, pagesize=size, invariant=1, pageCompression=1, lang="uz")
    canvas.setTitle(title)
    canvas.setCreator(CREATOR)
    return canvas


@lru_cache(maxsize=64)
def style(size: float, align: Align = "left") -> ParagraphStyle:
    """Return the style of a paragraph; words longer than a line are broken."""
    fonts.register()
    return ParagraphStyle(
        f"{align} {size}",
        fontName=fonts.SERIF,
        fontSize=size,
        leading=round(size * 1.3, 2),
        alignment=ALIGNED[align],
        splitLongWords=True,
    )


def draw_paragraph(canvas: Canvas, paragraph: Paragraph, x: float, y: float, width: float) -> float:
    """Draw `paragraph` with its upper edge at `y` and return its lower edge."""
    _, height = paragraph.wrap(width, HEIGHT)
    paragraph.drawOn(canvas, x, y - height)
    return y - height


def draw_fitted(
    canvas: Canvas,
    text: str,
    font: str,
    size: float,
    place: tuple[float, float, float],
    align: Align = "left",
) -> None:
    """Draw one line inside (x, y, width), smaller if it must be; a line break is a space."""
    x, y, width = place
    text = fonts.shown(" ".join(text.split()), font)
    natural = stringWidth(text, font, size)
    canvas.setFont(font, size if natural <= width else size * width / natural)
    if align == "left":
        canvas.drawString(x, y, text)
    elif align == "right":
        canvas.drawRightString(x + width, y, text)
    else:
        canvas.drawCentredString(x + width / 2, y, text)


def letterhead_parts(head: Letterhead) -> list[Paragraph]:
    """Return the paragraphs of a letterhead; a long name takes a smaller size before it takes many lines."""
    lines = -(-len(head.name) // LETTERS_A_LINE)
    above = [Paragraph(markup(line), style(10.5, "center")) for line in head.above]
    name = Paragraph(f"<b>{markup(head.name)}</b>", style(max(11, 17 - 2 * lines), "center"))
    return [*above, name, Paragraph(markup(head.contacts), style(8.5, "center"))]


def draw_letterhead(canvas: Canvas, parts: Sequence[Paragraph], y: float) -> float:
    """Draw the letterhead with its double rule and return the lower edge."""
    for part in parts:
        y = draw_paragraph(canvas, part, LEFT, y, TEXT_WIDTH) - 2
    canvas.setLineWidth(1.4)
    canvas.line(LEFT, y - 4, WIDTH - RIGHT, y - 4)
    canvas.setLineWidth(0.4)
    canvas.line(LEFT, y - 6.5, WIDTH - RIGHT, y - 6.5)
    return y - 8


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """Draw `text` as a QR code with its lower left corner at (x, y)."""
    canvas.addLiteral(qr_commands(text, x, y, side))


def qr_commands(text: str, x: float, y: float, side: float) -> str:
    """Return what draws a QR code: one path, its unit a module."""
    # Any mask reads well over a text as random as a digest; choosing the best takes longer than the whole page.
    rows = segno.make(text, error="m", micro=False, mask=QR_MASK).matrix
    unit = side / len(rows)
    dark = (
        f"{start} {height} {length} 1 re"
        for height, row in enumerate(reversed(rows))
        for start, length in _runs(row)
    )
    return "\n".join((f"q 0 g {unit:.6f} 0 0 {unit:.6f} {x:.3f} {y:.3f} cm", *dark, "f Q"))


def _runs(row: bytearray) -> Iterator[tuple[int, int]]:
    """Give (start, length) of the dark runs of a row."""
    place = 0
    for dark, modules in groupby(row):
        length = len(tuple(modules))
        if dark:
            yield place, length
        place += length


def draw_footer(canvas: Canvas, left: str, right: str, size: tuple[float, float] = A4) -> None:
    """Draw the line at the foot of a page: what paper this is, and which page."""
    width = size[0] - LEFT - RIGHT
    canvas.setLineWidth(0.3)
    canvas.line(LEFT, 14 * mm, size[0] - RIGHT, 14 * mm)
    draw_fitted(canvas, left, fonts.SERIF, 7.5, (LEFT, 10.5 * mm, width * 0.88))
    draw_fitted(canvas, right, fonts.SERIF, 7.5, (LEFT + width * 0.9, 10.5 * mm, width * 0.1), "right")


def draw_draft_mark(canvas: Canvas, word: str) -> None:
    """Draw `word` large, pale and aslant under the text: this paper is not registered."""
    canvas.saveState()
    canvas.setFillGray(0.88)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(52)
    draw_fitted(canvas, word, fonts.SERIF_BOLD, 110, (-HEIGHT * 0.4, -35, HEIGHT * 0.8), "center")
    canvas.restoreState()


def markup(text: str) -> str:
    """Return `text` so that a paragraph shows it as it is; reportlab reads tags."""
    drawn = fonts.shown(text, fonts.SERIF)
    return drawn.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, font: str, size: float, room: float) -> list[str]:
    """Return the lines of a text; a word wider than `room` is broken."""
    lines: list[str] = []
    for line in simpleSplit(fonts.shown(text, font), font, size, room):
        lines.append("")
        for letter in line:
            if lines[-1] and stringWidth(lines[-1] + letter, font, size) > room:
                lines.append("")
            lines[-1] += letter
    return lines
