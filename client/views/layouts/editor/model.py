"""What is edited: a layout with its scan, the chosen fields, and the steps that can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal

from shared.layouts.field import CENTER, TENTH, Field
from shared.layouts.layout import MOST_FIELDS, Layout
from shared.layouts.placing import Glyphs, Placed, Problem, place, problems
from shared.layouts.texts import QR

#: So many steps can be taken back.
KEPT_STEPS = 200
NEW_SIZE = Decimal(60), Decimal(8)
QR_SIZE = Decimal(22), Decimal(22)


@dataclass(frozen=True)
class Step:
    """What stood there before or after a step."""

    layout: Layout
    background: bytes | None


class Editing(QObject):
    """Every change is another `Layout`; the view shows what it is told."""

    #: The layout or its scan is another one.
    changed = Signal()
    #: Other fields are chosen.
    selected = Signal()

    def __init__(
        self, glyphs: Glyphs, step: Step, texts: Mapping[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._glyphs, self._texts = glyphs, texts
        self.stored, self._now = step, step
        self.selection: tuple[int, ...] = ()
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        #: What the last step was: steps of one kind with the same fields are one step.
        self._last: tuple[Any, ...] = ()
        self._dragged_from: Step | None = None
        self.placed: tuple[Placed, ...] = ()
        self._lay_out()

    @property
    def layout(self) -> Layout:
        return self._now.layout

    @property
    def background(self) -> bytes | None:
        return self._now.background

    @property
    def dirty(self) -> bool:
        """Tell whether something is not stored."""
        return self._now != self.stored

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def problems(self) -> tuple[Problem, ...]:
        """Return the texts of the sample that cannot be printed."""
        return problems(self.placed)

    def chosen(self) -> list[Field]:
        return [self.layout.fields[place_] for place_ in self.selection]

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """See the layout with another graduate."""
        self._texts = texts
        self._lay_out()
        self.changed.emit()

    def begin(self, step: Step) -> None:
        """This is stored, and what is edited from now on."""
        self.stored = step
        self._put(step)

    def lay_over(self, step: Step) -> None:
        """What came back from this computer stands over what is stored, as a step that can be taken back."""
        self._step(step)

    def change(self, layout: Layout, kind: tuple[Any, ...] = ()) -> None:
        """Do a step; one of the same kind as the last goes on with it."""
        if layout != self.layout:
            self._step(replace(self._now, layout=layout), kind)

    def lay_scan(self, background: bytes | None) -> None:
        """Lay another scan under the fields."""
        self._step(replace(self._now, background=background))

    def resize_page(self, width: Decimal, height: Decimal) -> None:
        """Give the page another size; fields that would lie beyond it move in."""
        fields = tuple(_inside(each, width, height) for each in self.layout.fields)
        self.change(Layout(width, height, fields), ("page",))

    def select(self, places: Iterable[int]) -> None:
        """Choose fields."""
        wanted = tuple(dict.fromkeys(each for each in places if 0 <= each < len(self.layout.fields)))
        if wanted != self.selection:
            self.selection = wanted
            self._last = ()
            self.selected.emit()

    def select_next(self, step: int) -> None:
        """Choose the next field in the order of the list."""
        count = len(self.layout.fields)
        if count:
            now = self.selection[-1] if self.selection else (-1 if step > 0 else count)
            self.select([(now + step) % count])

    def add(self, text: str, words: str = "") -> None:
        """Put a field for a text into the middle of the page."""
        if len(self.layout.fields) >= MOST_FIELDS:
            return
        width, height = QR_SIZE if text == QR else NEW_SIZE
        made = Field(
            text,
            ((self.layout.width - width) / 2).quantize(TENTH),
            ((self.layout.height - height) / 2).quantize(TENTH),
            width.quantize(TENTH), height.quantize(TENTH), align=CENTER, words=words,
        )  # fmt: skip
        self.change(self.layout.with_more(made))
        self.select([len(self.layout.fields) - 1])

    def double(self) -> None:
        """Put the chosen fields there once more, a little lower."""
        fresh = [
            _inside(replace(each, y=each.y + each.height), self.layout.width, self.layout.height)
            for each in self.chosen()
        ]
        if fresh and len(self.layout.fields) + len(fresh) <= MOST_FIELDS:
            first = len(self.layout.fields)
            self.change(self.layout.with_more(*fresh))
            self.select(range(first, first + len(fresh)))

    def remove(self) -> None:
        """Take the chosen fields away."""
        gone = frozenset(self.selection)
        if gone:
            self.selection = ()
            self.change(self.layout.without(gone))
            self.selected.emit()

    def move(self, right: Decimal, down: Decimal) -> None:
        """Move the chosen fields, all by the same, as far as the page goes."""
        self.change(self.moved(self.layout, right, down), ("move", self.selection))

    def stretch(self, wider: Decimal, higher: Decimal) -> None:
        """Make the chosen fields larger or smaller."""
        fields = {
            place_: self._bounded(
                replace(each, width=max(TENTH, each.width + wider), height=max(TENTH, each.height + higher))
            )
            for place_, each in zip(self.selection, self.chosen(), strict=True)
        }
        self.change(self.layout.put(fields), ("stretch", self.selection))

    def moved(self, layout: Layout, right: Decimal, down: Decimal) -> Layout:
        """Return a layout with the chosen fields moved."""
        fields = [layout.fields[place_] for place_ in self.selection]
        if not fields:
            return layout
        right = min(max(right, -min(f.x for f in fields)), *(layout.width - f.x - f.width for f in fields))
        down = min(max(down, -min(f.y for f in fields)), *(layout.height - f.y - f.height for f in fields))
        return layout.put(
            {
                place_: replace(
                    layout.fields[place_], x=layout.fields[place_].x + right, y=layout.fields[place_].y + down
                )
                for place_ in self.selection
            }
        )

    def set_part(self, part: str, value: Any) -> None:
        """Give a part of all chosen fields a value."""
        fields = {
            place_: self._bounded(_with(each, part, value))
            for place_, each in zip(self.selection, self.chosen(), strict=True)
        }
        self.change(self.layout.put(fields), (part, self.selection))

    def drag(self, layout: Layout) -> None:
        """Show what is dragged; it is no step before it is dropped."""
        if self._dragged_from is None:
            self._dragged_from = self._now
        self._put(replace(self._now, layout=layout))

    def drop(self, *, keep: bool = True) -> None:
        """End dragging: what stands there is a step, or all is as it was."""
        before, self._dragged_from = self._dragged_from, None
        if before is not None:
            now = self._now
            self._now = before
            self._step(now) if keep and now != before else self._put(before)

    def undo(self) -> None:
        """Take the last step back."""
        self._turn(self._undo, self._redo)

    def redo(self) -> None:
        """Do it again."""
        self._turn(self._redo, self._undo)

    def _turn(self, source: list[Step], target: list[Step]) -> None:
        if source:
            target.append(self._now)
            self._last = ()
            self._put(source.pop())

    def _step(self, step: Step, kind: tuple[Any, ...] = ()) -> None:
        if not kind or kind != self._last:
            self._undo.append(self._now)
            del self._undo[:-KEPT_STEPS]
        self._last = kind
        self._redo.clear()
        self._put(step)

    def _put(self, step: Step) -> None:
        self._now = step
        kept = tuple(each for each in self.selection if each < len(step.layout.fields))
        if lost := kept != self.selection:
            self.selection = kept
        self._lay_out()
        self.changed.emit()
        if lost:
            self.selected.emit()

    def _lay_out(self) -> None:
        self.placed = place(self.layout, self._texts, self._glyphs)

    def _bounded(self, field: Field) -> Field:
        return _inside(field, self.layout.width, self.layout.height)


def _inside(field: Field, width: Decimal, height: Decimal) -> Field:
    """A field that lies on the page: it moves in, and is as large as the page at most."""
    wide, high = min(field.width, width), min(field.height, height)
    x, y = min(max(field.x, Decimal(0)), width - wide), min(max(field.y, Decimal(0)), height - high)
    return replace(
        field,
        x=x.quantize(TENTH),
        y=y.quantize(TENTH),
        width=wide.quantize(TENTH),
        height=high.quantize(TENTH),
    )


def _with(field: Field, part: str, value: Any) -> Field:
    """A field with another part; its least size is never larger than its size."""
    made = replace(field, **{part: value})
    if made.least > made.size:
        made = replace(made, least=made.size) if part == "size" else replace(made, size=made.least)
    return made
