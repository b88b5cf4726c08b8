"""How a supplement lies on its pages: two columns of languages, the list of results across both, a head and a foot."""

from collections.abc import Callable, Sequence

from reportlab.lib.units import mm

from reports.common import page
from reports.common.fonts import SERIF, SERIF_BOLD
from reports.common.ink import Ink, lines_of
from reports.common.page import HEIGHT, WIDTH
from reports.diplomas import supplement_words as words
from reports.diplomas.supplement_words import Both

LEFT, RIGHT, TOP, BOTTOM = 18 * mm, WIDTH - 12 * mm, HEIGHT - 19 * mm, 17 * mm
ROOM = RIGHT - LEFT
GAP = 5 * mm
COLUMN = (ROOM - GAP) / 2
COLUMNS = (LEFT, LEFT + COLUMN + GAP)
TEXT, LABEL, HEADING, SMALL = 8.5, 7.5, 8.5, 7.0
LEADING, CLOSE = 10.2, 8.6
NUMBER = 8 * mm
#: Widths of the list of results, in millimetres; the second column takes what is left.
_FIXED = (8, 0, 15, 12, 13, 14, 21)
WIDTHS = tuple(each * mm if each else ROOM - sum(_FIXED) * mm for each in _FIXED)
EDGES = tuple(LEFT + sum(WIDTHS[:place]) for place in range(len(WIDTHS) + 1))
CELL = 2.0
QR_SIDE = 26 * mm
#: So many lines of a text stay together.
WHOLE = 5
#: Draws with the ink a block whose upper edge is at y.
Draw = Callable[[Ink, float], None]
#: How high it is, and what draws it.
Block = tuple[float, Draw]
#: From one item of the certification to the next: there has to be room to sign.
PITCH = 33


class Pages:
    """Collects what stands where; it is drawn when it is known how many pages there are."""

    def __init__(self, number: Both, holder: str, *, duplicate: bool) -> None:
        self._number, self._holder, self._duplicate = number, holder, duplicate
        self._pages: list[list[tuple[float, Draw]]] = [[]]
        self._y = TOP
        #: What comes with the next block onto its page.
        self._held: list[Block] = []

    def title(self, university: Both) -> None:
        """Begin with what it is, whose it is, and what such a paper is for."""
        self._add(
            _height_of_title(university, self._duplicate), _title(university, self._number, self._duplicate)
        )
        self.paragraphs(words.ABOUT, SMALL)

    def heading(self, number: str, told: Both) -> None:
        """Add the title of a section; it is never the last of a page."""
        columns = [lines_of(f"{number} {each}", SERIF_BOLD, HEADING, COLUMN - 4) for each in told]
        height = max(map(len, columns)) * LEADING + 8

        def draw(ink: Ink, y: float) -> None:
            ink.shade(LEFT, y - height + 2, ROOM, height - 5)
            for x, lines in zip(COLUMNS, columns, strict=True):
                ink.lines(x + 2, y - 4.5 - HEADING, lines, SERIF_BOLD, HEADING, LEADING)

        self._hold(height, draw)

    def label(self, number: str, told: Both) -> None:
        """Add the name of an item whose content comes next."""
        columns = [lines_of(f"{number} {each}", SERIF_BOLD, LABEL, COLUMN) for each in told]

        def draw(ink: Ink, y: float) -> None:
            for x, lines in zip(COLUMNS, columns, strict=True):
                ink.lines(x, y - LABEL, lines, SERIF_BOLD, LABEL, CLOSE)

        self._hold(max(map(len, columns)) * CLOSE + 3, draw)

    def item(self, number: str, label: Both, told: Both) -> None:
        """Add an item in both languages; one that says nothing is left out."""
        if any(told):
            self.label(number, label)
            self.paragraphs(told)

    def paragraphs(self, told: Both, size: float = TEXT) -> None:
        """Add a text in both languages side by side; a long one goes on on the next page."""
        leading = LEADING * size / TEXT
        left, right = (lines_of(each, SERIF, size, COLUMN) for each in told)
        many = max(len(left), len(right))
        start = 0
        while start < many:
            fits = max(1, min(many - start, int((self._room() - 3) / leading)))
            if many <= WHOLE:
                fits = many
            self._add(
                fits * leading + 3,
                _beside(left[start : start + fits], right[start : start + fits], size, leading),
            )
            start += fits

    def rows(self, rows: Sequence[tuple[Both, tuple[str, ...] | None]], total: Sequence[str]) -> None:
        """Add the list of results: its head stands on every page, and what belongs together on one.

        The title of a part comes with its first row, the sums with the last row.
        """
        together: list[Block] = [_HEAD]
        for place, (told, cells) in enumerate(rows, start=1):
            together.append(_part(told) if cells is None else _row(told, cells))
            if cells is None:
                continue
            if place == len(rows):
                together.append(_total(total))
            if not self._fits(sum(height for height, _draw in together)) and self._pages[-1]:
                self._turn()
                together = together if together[0] is _HEAD else [_HEAD, *together]
            self._put(together)
            together = []

    def distribution(self, grades: Sequence[tuple[str, str]]) -> None:
        """Add how the passing grades of the field are spread."""
        self.paragraphs(words.DISTRIBUTION, SMALL)
        width = min(24 * mm, ROOM / (len(grades) + 1))

        def draw(ink: Ink, y: float) -> None:
            shown = [
                (f"{words.HEADS[6].uz} / {words.HEADS[6].en}", f"{words.SHARE.uz} / {words.SHARE.en}"),
                *grades,
            ]
            for place, (grade, share) in enumerate(shown):
                x = LEFT + place * width
                ink.middle(x + width / 2, y - 10, grade, SERIF_BOLD, SMALL)
                ink.middle(x + width / 2, y - 22, share, SERIF, SMALL)
                ink.rule(x, y - 1, x, y - 26)
            end = LEFT + len(shown) * width
            ink.rule(end, y - 1, end, y - 26)
            for under in (1, 14, 26):
                ink.rule(LEFT, y - under, end, y - under)

        self._add(31, draw)

    def certification(self, day: str, rector: Both, city: Both, code: str) -> None:
        """Add day, signature, capacity, the place of the seal and the QR code: together on one page."""
        rows = (
            ("7.1", words.DAY, Both(*(", ".join(filter(None, (each, day))) for each in city))),
            ("7.2", words.SIGNATURE, Both("____________________________", "")),
            (
                "7.3",
                words.CAPACITY,
                Both(*(f"{post} {name}" for post, name in zip(words.RECTOR, rector, strict=True))),
            ),
            ("7.4", words.SEAL, Both("", "")),
        )

        def draw(ink: Ink, y: float) -> None:
            for place, (number, label, told) in enumerate(rows):
                base = y - 9 - place * PITCH
                ink.text(LEFT, base, f"{number} {label.uz} / {label.en}", SERIF_BOLD, LABEL)
                for turn, text in enumerate(dict.fromkeys(filter(None, told)), start=1):
                    ink.fitted(LEFT, base - turn * LEADING, text, SERIF, TEXT, ROOM - QR_SIDE - GAP)
            if code:
                ink.literal(page.qr_commands(code, RIGHT - QR_SIDE, y - QR_SIDE - 4, QR_SIDE))

        self._add(max(len(rows) * PITCH + 8, QR_SIDE + 10), draw)

    def draw(self, ink: Ink, uuid: str, *, draft: bool) -> None:
        """Draw all pages with head and foot."""
        for number, blocks in enumerate(self._pages, start=1):
            if draft:
                page.draw_draft_mark(ink.canvas, words.DRAFT)
            for y, block in blocks:
                block(ink, y)
            if number > 1:
                self._head(ink)
            self._foot(ink, uuid, f"{number}/{len(self._pages)}")
            ink.end_page()

    def _head(self, ink: Ink) -> None:
        told = f"{words.TITLE.uz} / {words.TITLE.en} · {self._holder}"
        room = ROOM * (0.75 if self._duplicate else 1)
        ink.fitted(LEFT, HEIGHT - 13 * mm, told, SERIF, LABEL, room)
        if self._duplicate:
            ink.right(
                RIGHT, HEIGHT - 13 * mm, f"{words.DUPLICATE.uz} / {words.DUPLICATE.en}", SERIF_BOLD, LABEL
            )
        ink.rule(LEFT, HEIGHT - 14.5 * mm, RIGHT, HEIGHT - 14.5 * mm)

    def _foot(self, ink: Ink, uuid: str, which: str) -> None:
        ink.rule(LEFT, 13 * mm, RIGHT, 13 * mm)
        ink.fitted(LEFT, 9.5 * mm, f"{self._number.uz} / {self._number.en}", SERIF, SMALL, ROOM * 0.9)
        ink.text(LEFT, 6.5 * mm, f"UUID {uuid}", SERIF, SMALL)
        ink.right(RIGHT, 9.5 * mm, which, SERIF_BOLD, LABEL)

    def _room(self) -> float:
        return self._y - BOTTOM - sum(height for height, _draw in self._held)

    def _fits(self, height: float) -> bool:
        return height <= self._room()

    def _turn(self) -> None:
        self._pages.append([])
        self._y = TOP

    def _hold(self, height: float, draw: Draw) -> None:
        """Keep a block for the page of the next one."""
        self._held.append((height, draw))

    def _add(self, height: float, draw: Draw) -> None:
        if not self._fits(height) and self._pages[-1]:
            self._turn()
        self._put([(height, draw)])

    def _put(self, blocks: Sequence[Block]) -> None:
        for height, draw in (*self._held, *blocks):
            self._pages[-1].append((self._y, draw))
            self._y -= height
        self._held = []


def _height_of_title(university: Both, duplicate: bool) -> float:
    names = (lines_of(each, SERIF_BOLD, 10, COLUMN) for each in university)
    return max(map(len, names)) * 12.0 + 44 + (14 if duplicate else 0)


def _title(university: Both, number: Both, duplicate: bool) -> Draw:
    names = [lines_of(each, SERIF_BOLD, 10, COLUMN) for each in university]
    under = max(map(len, names)) * 12.0

    def draw(ink: Ink, y: float) -> None:
        for x, lines, title, told in zip(COLUMNS, names, words.TITLE, number, strict=True):
            ink.lines(x, y - 10, lines, SERIF_BOLD, 10, 12)
            ink.text(x, y - under - 16, title, SERIF_BOLD, 13)
            ink.fitted(x, y - under - 29, told, SERIF, LABEL, COLUMN)
        if duplicate:
            for x, told in zip(COLUMNS, words.DUPLICATE, strict=True):
                ink.text(x, y - under - 44, told, SERIF_BOLD, 12)

    return draw


def _beside(left: Sequence[str], right: Sequence[str], size: float, leading: float) -> Draw:
    def draw(ink: Ink, y: float) -> None:
        for x, lines in zip(COLUMNS, (left, right), strict=True):
            ink.lines(x, y - size, lines, SERIF, size, leading)

    return draw


def _boxes(ink: Ink, y: float, height: float) -> None:
    """Draw the lines around the cells of a row."""
    for x in EDGES:
        ink.rule(x, y, x, y - height)
    ink.rule(LEFT, y - height, RIGHT, y - height)


def _head() -> tuple[float, Draw]:
    height = 2 * CLOSE + 4

    def draw(ink: Ink, y: float) -> None:
        ink.rule(LEFT, y, RIGHT, y)
        for place, told in enumerate(words.HEADS):
            middle = EDGES[place] + WIDTHS[place] / 2
            ink.middle(middle, y - LABEL - 1, told.uz, SERIF_BOLD, LABEL)
            ink.middle(middle, y - LABEL - 1 - CLOSE, told.en, SERIF, SMALL)
        _boxes(ink, y, height)

    return height, draw


_HEAD = _head()


def _row(told: Both, cells: Sequence[str]) -> tuple[float, Draw]:
    """Return a subject: its title in both languages beneath one another, the rest to the right of it."""
    room = WIDTHS[1] - 2 * CELL
    uz, en = lines_of(told.uz, SERIF, TEXT, room), lines_of(told.en, SERIF, SMALL, room) if told.en else ()
    number, *others = cells
    beside = [lines_of(text, SERIF, TEXT, WIDTHS[place] - CELL) for place, text in enumerate(others, start=2)]
    height = max(len(uz) * LEADING + len(en) * CLOSE, max(map(len, beside)) * LEADING) + 3

    def draw(ink: Ink, y: float) -> None:
        base = y - TEXT
        ink.middle(EDGES[0] + WIDTHS[0] / 2, base, number, SERIF, TEXT)
        ink.lines(EDGES[1] + CELL, base, uz, SERIF, TEXT, LEADING)
        ink.lines(EDGES[1] + CELL, base - len(uz) * LEADING + 1, en, SERIF, SMALL, CLOSE)
        for place, lines in enumerate(beside, start=2):
            for turn, line in enumerate(lines):
                ink.middle(EDGES[place] + WIDTHS[place] / 2, base - turn * LEADING, line, SERIF, TEXT)
        _boxes(ink, y, height)

    return height, draw


def _part(told: Both) -> tuple[float, Draw]:
    height = LEADING + 3

    def draw(ink: Ink, y: float) -> None:
        ink.text(LEFT + CELL, y - TEXT - 0.5, f"{told.uz} / {told.en}", SERIF_BOLD, TEXT)
        ink.rule(LEFT, y, LEFT, y - height)
        ink.rule(RIGHT, y, RIGHT, y - height)
        ink.rule(LEFT, y - height, RIGHT, y - height)

    return height, draw


def _total(cells: Sequence[str]) -> tuple[float, Draw]:
    height = LEADING + 3

    def draw(ink: Ink, y: float) -> None:
        ink.text(EDGES[1] + CELL, y - TEXT - 0.5, cells[1], SERIF_BOLD, TEXT)
        for place, told in enumerate(cells):
            if place > 1:
                ink.middle(EDGES[place] + WIDTHS[place] / 2, y - TEXT - 0.5, told, SERIF_BOLD, TEXT)
        _boxes(ink, y, height)

    return height + 4, draw
