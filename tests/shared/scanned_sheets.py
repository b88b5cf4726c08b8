"""Sheets of signatures as they come from scanners: turned, shadowed, grainy, torn, packed as JPEG."""

import random
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw

from reports.attendance.sign_in_sheet import SignInSheet, render
from shared.attendance.sign_in import ROWS, box

#: What is drawn into a box, and how often.
KINDS = {
    "empty": 40,
    "line": 12,
    "tick": 10,
    "cross": 10,
    "scribble": 10,
    "signature": 15,
    "speck": 2,
    "cancelled": 1,
}
THERE = ("tick", "cross", "scribble", "signature")
#: Shades of grey of usual pens, and of pencils that hardly write.
PENS, PENCILS = (20, 90), (150, 200)


def sheet_of(lesson, digest, count=ROWS):
    """A sheet with so many students."""
    return SignInSheet(
        "Imzo varagʻi", ("Mineralogiya · Maʼruza · 24-03", "30.11.2026, 4-juftlik"), ("№", "Talaba", "Imzo"),
        "Kelgan talaba katak ichiga imzo qoʻyadi.", lesson, digest,
        tuple(f"Abduqodirov Fazliddin Alisher oʻgʻli {number}" for number in range(count)),
    )  # fmt: skip


def pages(sheet, dots):
    """The pages as a printer prints them, in shades of grey."""
    document = pypdfium2.PdfDocument(render(sheet))
    return [page.render(scale=dots / 72, grayscale=True).to_pil().convert("L") for page in document]


def fill(picture, kinds, dots, chance, pens=PENS):
    """Draw into the boxes of a page, one kind a row."""
    for row, kind in enumerate(kinds):
        _Box(picture, row, dots / 25.4, chance, pens).draw(kind)


def scanned(picture, chance):
    """The picture as a careless scanner gives it back."""
    turned = picture.rotate(
        chance.uniform(-5, 5), Image.Resampling.BICUBIC, expand=True, fillcolor=chance.choice((255, 245, 0))
    )
    seen = np.asarray(turned, dtype=float) * chance.uniform(0.75, 1) + chance.uniform(0, 15)
    seen *= np.linspace(chance.uniform(0.6, 1), chance.uniform(0.8, 1), seen.shape[1])[None, :]
    seen *= np.linspace(chance.uniform(0.75, 1), 1, seen.shape[0])[:, None]
    grain = np.random.default_rng(chance.randrange(2**32)).normal(0, chance.uniform(2, 14), seen.shape)
    found = Image.fromarray(np.clip(seen + grain, 0, 255).astype(np.uint8))
    if chance.random() < 0.4:
        _tear(found, chance)
    packed = BytesIO()
    found.save(packed, "JPEG", quality=40)
    return packed.getvalue()


def _tear(picture, chance):
    width, height = picture.size
    size, x, y = 0.17 * width, *chance.choice(((0, 0), (width, 0), (0, height), (width, height)))
    away = (size if x == 0 else -size, size if y == 0 else -size)
    corner = [(x, y), (x + away[0], y), (x, y + away[1])]
    ImageDraw.Draw(picture).polygon(corner, fill=chance.choice((0, 128, 255)))


class _Box:
    """A box that somebody writes into with a pen of their own."""

    def __init__(self, picture, row, dots, chance, pens):
        self.pencil, self.chance = ImageDraw.Draw(picture), chance
        self.left, self.top, self.width, self.height = (each * dots for each in box(row))
        self.ink, self.pen = chance.randint(*pens), max(1, round(dots * chance.uniform(0.3, 0.6)))
        self.dots = dots

    def draw(self, kind):
        getattr(self, f"_{kind}")()

    def _line_through(self, *points):
        there = [(self.left + self.width * x, self.top + self.height * y) for x, y in points]
        self.pencil.line(there, fill=self.ink, width=self.pen, joint="curve")

    def _empty(self):
        pass

    def _tick(self):
        at = self.chance.uniform(0.1, 0.7)
        self._line_through((at, 0.5), (at + 0.05, 0.85), (at + 0.15, 0.15))

    def _cross(self):
        at = self.chance.uniform(0.1, 0.8)
        self._line_through((at, 0.15), (at + 0.12, 0.85))
        self._line_through((at + 0.12, 0.15), (at, 0.85))

    def _scribble(self):
        self._signature()

    def _signature(self):
        count, first = self.chance.randint(8, 25), self.chance.uniform(0.05, 0.3)
        wide = self.chance.uniform(0.5, 0.95) - first
        self._line_through(*(
            (first + wide * n / count + self.chance.uniform(-0.03, 0.03), self.chance.uniform(0.12, 0.9))
            for n in range(count)
        ))  # fmt: skip

    def _line(self):
        middle = self.chance.uniform(0.35, 0.65)
        ends = self.chance.uniform(-0.02, 0.05), self.chance.uniform(0.95, 1.02)
        self._line_through(*((x, middle + self.chance.uniform(-0.1, 0.1)) for x in ends))

    def _speck(self):
        x = self.left + self.width * self.chance.uniform(0.1, 0.9)
        y = self.top + self.height * self.chance.uniform(0.2, 0.8)
        wide = self.dots * self.chance.uniform(0.15, 0.45)
        self.pencil.ellipse([x - wide, y - wide, x + wide, y + wide], fill=self.ink)

    def _cancelled(self):
        self._signature()
        self._line()


def some_page(seed, sheet, pens=PENS):
    """A filled page as it comes from the scanner, and what stands in its boxes."""
    chance = random.Random(seed)  # noqa: S311 - a seed
    dots = chance.choice((150, 200, 300))
    picture = pages(sheet, dots)[0]
    kinds = chance.choices(tuple(KINDS), tuple(KINDS.values()), k=ROWS)
    fill(picture, kinds, dots, chance, pens)
    return scanned(picture, chance), kinds
