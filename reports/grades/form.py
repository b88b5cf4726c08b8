"""The official forms of a grade sheet (1-, 8-, 12-, 12a-, 12b-shakl, course work) on A4, upright, with signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page
from reports.grades.words import WORDS, FormWords

LEFT, RIGHT, TOP, BOTTOM = 18 * mm, 12 * mm, 14 * mm, 18 * mm
ROOM = page.WIDTH - LEFT - RIGHT
SIZE, LEADING, ROW = 9.5, 12.5, 15.5
#: What stands under the last row keeps together: counts, digest and signatures.
CLOSING = 24 * mm
DEEPEST = 21


@dataclass(frozen=True)
class FormColumn:
    """A column of the table: its head, its width in millimetres, empty: what is left."""

    head: str
    width: float | None
    centred: bool = True


@dataclass(frozen=True)
class SheetForm:
    """A grade sheet as its form says it; every text is already in the language of the paper."""

    language: str
    #: "12-shakl" and the like, in the upper right corner.
    form: str
    title: str
    university: str
    faculty: str
    #: Pairs of a label and what stands behind it, two beside each other.
    facts: tuple[tuple[str, str], ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    #: "kelmadi: 2" and the like.
    counts: tuple[str, ...]
    #: Posts and names under the rows.
    signatures: tuple[tuple[str, str], ...]
    digest: str = ""


def render(form: SheetForm) -> bytes:
    """Return the form as PDF."""
    return render_all((form,))


def render_all(forms: Sequence[SheetForm]) -> bytes:
    """Return many forms in one file, each beginning on a page of its own."""
    target = BytesIO()
    canvas = page.canvas_for(target, forms[0].title if forms else "")
    for each in forms:
        _Form(canvas, each).draw()
    canvas.save()
    return target.getvalue()


class _Form:
    """Draws one form; the heads of the columns come again on every page."""

    def __init__(self, canvas: Canvas, form: SheetForm) -> None:
        self.canvas, self.form, self.words = canvas, form, WORDS[form.language]
        given = sum(column.width or 0 for column in form.columns) * mm
        free = (ROOM - given) / max(1, sum(column.width is None for column in form.columns))
        self.widths = [free if column.width is None else column.width * mm for column in form.columns]
        self.heads = [
            page.wrapped(column.head, fonts.SERIF_BOLD, 8.5, width - 4)
            for column, width in zip(form.columns, self.widths, strict=True)
        ]
        self.pages = 1

    def draw(self) -> None:
        y = self._draw_table_head(self._draw_head())
        for row in self.form.rows:
            if y - ROW < BOTTOM:
                self._end_page()
                y = self._draw_table_head(page.HEIGHT - TOP)
            y = self._draw_row(row, y)
        needed = CLOSING + 9 * mm * len(self.form.signatures)
        if y - needed < BOTTOM:
            self._end_page()
            y = page.HEIGHT - TOP
        self._draw_closing(y)
        self._end_page()

    def _draw_head(self) -> float:
        form, y = self.form, page.HEIGHT - TOP
        place = (LEFT, y - 9, ROOM)
        page.draw_fitted(self.canvas, form.form, fonts.SERIF_BOLD, 10, place, "right")
        y -= 26
        for text, font, size in (
            (form.university, fonts.SERIF_BOLD, 11.5), (form.faculty, fonts.SERIF, 10.5),
            (form.title, fonts.SERIF_BOLD, 13),
        ):  # fmt: skip
            if text:
                page.draw_fitted(self.canvas, text, font, size, (LEFT, y, ROOM), "center")
                y -= size + 6
        half = (len(form.facts) + 1) // 2
        for number, (label, value) in enumerate(form.facts):
            column, line = divmod(number, half)
            x, at = LEFT + column * (ROOM / 2 + 4), y - line * LEADING
            wide = stringWidth(f"{label}: ", fonts.SERIF, SIZE)
            page.draw_fitted(self.canvas, f"{label}:", fonts.SERIF, SIZE, (x, at, ROOM / 2 - 4))
            place = (x + wide, at, ROOM / 2 - 4 - wide)
            page.draw_fitted(self.canvas, value, fonts.SERIF_BOLD, SIZE, place)
        return y - half * LEADING - 2

    def _draw_table_head(self, top: float) -> float:
        height = max(map(len, self.heads)) * 10 + 6
        x = LEFT
        for lines, width in zip(self.heads, self.widths, strict=True):
            self._box(x, top, width, height)
            y = top - (height - len(lines) * 10) / 2 - 8
            for line in lines:
                page.draw_fitted(self.canvas, line, fonts.SERIF_BOLD, 8.5, (x + 2, y, width - 4), "center")
                y -= 10
            x += width
        return top - height

    def _draw_row(self, row: tuple[str, ...], top: float) -> float:
        x = LEFT
        for text, column, width in zip(row, self.form.columns, self.widths, strict=True):
            self._box(x, top, width, ROW)
            align: page.Align = "center" if column.centred else "left"
            place = (x + 2.5, top - ROW + 4.5, width - 5)
            page.draw_fitted(self.canvas, text, fonts.SERIF, SIZE, place, align)
            x += width
        return top - ROW

    def _draw_closing(self, y: float) -> None:
        y -= LEADING + 2
        if self.form.counts:
            page.draw_fitted(self.canvas, "; ".join(self.form.counts), fonts.SERIF, SIZE, (LEFT, y, ROOM))
            y -= LEADING
        if self.form.digest:
            text = f"SHA-256: {self.form.digest}"
            page.draw_fitted(self.canvas, text, fonts.SERIF, 7.5, (LEFT, y, ROOM))
            y -= LEADING
        for post, name in self.form.signatures:
            y -= 9 * mm
            page.draw_fitted(self.canvas, post, fonts.SERIF, SIZE, (LEFT, y, 72 * mm))
            self.canvas.setLineWidth(0.5)
            self.canvas.line(LEFT + 76 * mm, y - 2, LEFT + 116 * mm, y - 2)
            page.draw_fitted(self.canvas, name, fonts.SERIF, SIZE, (LEFT + 120 * mm, y, ROOM - 120 * mm))
            self._under(self.words, y)

    def _under(self, words: FormWords, y: float) -> None:
        place = (LEFT + 76 * mm, y - 9, 40 * mm)
        page.draw_fitted(self.canvas, words.signature, fonts.SERIF, 7, place, "center")

    def _box(self, x: float, top: float, width: float, height: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(x, top - height, width, height)

    def _end_page(self) -> None:
        left = " · ".join(filter(None, (self.form.form, self.form.title, self.form.facts[0][1])))
        page.draw_footer(self.canvas, left, str(self.pages))
        self.canvas.showPage()
        self.pages += 1
