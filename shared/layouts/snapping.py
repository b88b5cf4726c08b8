"""What a dragged edge snaps to: the edges and middles of other fields, the middle of the page, a grid."""

from collections.abc import Iterable
from decimal import Decimal

from shared.layouts.field import TENTH, Field

Guides = tuple[Decimal, ...]


def guides(fields: Iterable[Field], width: Decimal, height: Decimal) -> tuple[Guides, Guides]:
    """Return where lines across and down lie that something can snap to."""
    across, down = {Decimal(0), width / 2, width}, {Decimal(0), height / 2, height}
    for each in fields:
        across |= {each.x, each.x + each.width / 2, each.x + each.width}
        down |= {each.y, each.y + each.height / 2, each.y + each.height}
    return tuple(sorted(across)), tuple(sorted(down))


def snapped(
    edges: Iterable[Decimal], lines: Guides, reach: Decimal, grid: Decimal = Decimal(0)
) -> tuple[Decimal, Decimal | None]:
    """Return how far to move so that one of the edges lies on a line, and on which; the first edge may lie on the grid.

    The nearest line within `reach` wins; without one the grid does, and else nothing is moved but to a tenth.
    """
    places = tuple(edges)
    near = [
        (abs(line - edge), line - edge, line)
        for edge in places
        for line in lines
        if abs(line - edge) <= reach
    ]
    if near:
        _far, by, line = min(near)
        return by, line
    step = grid or TENTH
    first = places[0]
    return (first / step).to_integral_value() * step - first, None
