"""What the mouse does on the sheet: choose, drag, pull at a handle, or span a frame around fields."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt

from client.views.layouts.editor.model import Editing
from client.views.layouts.editor.painting import box, handles
from shared.layouts.field import TENTH, Field
from shared.layouts.layout import Layout
from shared.layouts.snapping import guides, snapped

#: A pointer is this near to something, in pixels.
REACH = 6
CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
}


@dataclass(frozen=True)
class _Held:
    """Where the mouse was pressed, what stood there, and the handle: none for the whole field."""

    at: QPointF
    layout: Layout
    handle: tuple[int, int] | None


class Pointing:
    """All places are millimetres on the page; `repaint` is called when there is something else to see."""

    def __init__(self, repaint: Callable[[], object]) -> None:
        self.editing: Editing | None = None
        self.scale = 1.0
        #: The grid in millimetres, none where it is zero, and whether edges snap to others.
        self.grid = Decimal(0)
        self.snaps = True
        self.lines: list[tuple[bool, float]] = []
        self.frame: QRectF | None = None
        self._repaint = repaint
        self._held: _Held | None = None

    def press(self, at: QPointF, *, more: bool) -> None:
        """Choose what is there, and hold it; `more` adds it to what is chosen."""
        editing = self.editing
        if editing is None:
            return
        handle = self.handle_at(at)
        found = None if handle else self.field_at(at)
        if found is not None and more:
            chosen = set(editing.selection)
            editing.select(chosen - {found} if found in chosen else (*editing.selection, found))
        elif found is not None and found not in editing.selection:
            editing.select([found])
        elif found is None and handle is None:
            editing.select(editing.selection if more else ())
            self.frame = QRectF(at, at)
        self._held = _Held(at, editing.layout, handle)

    def move(self, at: QPointF, *, free: bool) -> None:
        """Drag what is held; `free` of lines and grid."""
        editing, held = self.editing, self._held
        if editing is None or held is None:
            return
        if self.frame is not None:
            self.frame = QRectF(held.at, at).normalized()
        elif editing.selection:
            by = _tenths(at.x() - held.at.x()), _tenths(at.y() - held.at.y())
            editing.drag(
                self._pulled(held, by, free=free) if held.handle else self._moved(held, by, free=free)
            )
        self._repaint()

    def release(self) -> None:
        """What was dragged is a step; what lies in the frame is chosen."""
        if self.editing is not None:
            if self.frame is not None:
                self.editing.select(
                    number
                    for number, each in enumerate(self.editing.layout.fields)
                    if self.frame.intersects(box(each))
                )
            self.editing.drop()
        self._end()

    def give_up(self) -> bool:
        """Esc while something is held: all is as it was; tell whether something was."""
        if self._held is None:
            return False
        if self.editing is not None:
            self.editing.drop(keep=False)
        self._end()
        return True

    def field_at(self, at: QPointF) -> int | None:
        """Return the field under the pointer, the smallest if several lie there."""
        if self.editing is None:
            return None
        reach = REACH / 2 / self.scale
        hit = [
            (float(each.width * each.height), number)
            for number, each in enumerate(self.editing.layout.fields)
            if box(each).adjusted(-reach, -reach, reach, reach).contains(at)
        ]
        return min(hit)[1] if hit else None

    def handle_at(self, at: QPointF) -> tuple[int, int] | None:
        """Return the handle under the pointer, of the one field that is chosen."""
        if self.editing is None or len(self.editing.selection) != 1:
            return None
        reach = 2 / self.scale
        for edges, area in handles(self.editing.chosen()[0], self.scale).items():
            if area.adjusted(-reach, -reach, reach, reach).contains(at):
                return edges
        return None

    def cursor_at(self, at: QPointF) -> Qt.CursorShape:
        """Return what the pointer looks like there."""
        if handle := self.handle_at(at):
            return CURSORS[handle]
        return Qt.CursorShape.ArrowCursor if self.field_at(at) is None else Qt.CursorShape.SizeAllCursor

    def _end(self) -> None:
        self._held, self.frame = None, None
        self.lines.clear()
        self._repaint()

    def _moved(self, held: _Held, by: tuple[Decimal, Decimal], *, free: bool) -> Layout:
        assert self.editing is not None  # noqa: S101 - whoever calls has asked
        first = held.layout.fields[self.editing.selection[-1]]
        right, down = by
        if not free:
            across, along = self._guides(held)
            right += self._snap(_edges(first.x + right, first.width), across, across=True)
            down += self._snap(_edges(first.y + down, first.height), along, across=False)
        return self.editing.moved(held.layout, right, down)

    def _pulled(self, held: _Held, by: tuple[Decimal, Decimal], *, free: bool) -> Layout:
        assert self.editing is not None and held.handle is not None  # noqa: S101, PT018 - as above
        place = self.editing.selection[0]
        field = held.layout.fields[place]
        across, along = self._guides(held)
        left, right = _span(field.x, field.width, held.handle[0], by[0], held.layout.width)
        top, bottom = _span(field.y, field.height, held.handle[1], by[1], held.layout.height)
        if not free:
            if held.handle[0]:
                shift = self._snap((left if held.handle[0] < 0 else right,), across, across=True)
                left, right = _span(field.x, field.width, held.handle[0], by[0] + shift, held.layout.width)
            if held.handle[1]:
                shift = self._snap((top if held.handle[1] < 0 else bottom,), along, across=False)
                top, bottom = _span(field.y, field.height, held.handle[1], by[1] + shift, held.layout.height)
        made: Field = replace(field, x=left, y=top, width=right - left, height=bottom - top)
        return held.layout.put({place: made})

    def _guides(self, held: _Held) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]]:
        self.lines.clear()
        if not self.snaps or self.editing is None:
            return (), ()
        others = [
            each for place, each in enumerate(held.layout.fields) if place not in self.editing.selection
        ]
        return guides(others, held.layout.width, held.layout.height)

    def _snap(self, edges: tuple[Decimal, ...], lines: tuple[Decimal, ...], *, across: bool) -> Decimal:
        by, line = snapped(edges, lines, Decimal(str(REACH / self.scale)), self.grid)
        if line is not None:
            self.lines.append((across, float(line)))
        return by


def _edges(start: Decimal, length: Decimal) -> tuple[Decimal, ...]:
    return start, start + length, start + length / 2


def _span(start: Decimal, length: Decimal, edge: int, by: Decimal, page: Decimal) -> tuple[Decimal, Decimal]:
    """Where a side begins and ends when an edge of it is pulled: never turned round, never beyond the page."""
    end = start + length
    if edge < 0:
        return max(Decimal(0), min(start + by, end - TENTH)).quantize(TENTH), end
    if edge > 0:
        return start, min(page, max(end + by, start + TENTH)).quantize(TENTH)
    return start, end


def _tenths(value: float) -> Decimal:
    return Decimal(str(round(value, 1)))
