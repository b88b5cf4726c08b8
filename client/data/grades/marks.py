"""A cell of a sheet as a text that drafts keep: "14.5", or a word such as "absent"; how people write it."""

from decimal import Decimal

from client.core.errors import UserError
from client.core.i18n import N_, _
from shared.grading import Cell, PointsRefusedError, read_points
from shared.models.grades import ABSENT, ANNULLED, EXCUSED, NOT_ADMITTED, POINTS, RECOGNISED

#: What stands in a cell without points, short enough for a narrow column.
SIGNS = {
    ABSENT: N_("abs."),
    EXCUSED: N_("exc."),
    NOT_ADMITTED: N_("n/a"),
    ANNULLED: N_("ann."),
}
#: What people type for it, in any script: the first letters of the words.
TYPED = {
    **dict.fromkeys(("k", "к", "a", "а", "h", "н", "abs", "abs.", "kelmadi", "келмади", "-", "–"), ABSENT),
    **dict.fromkeys(("s", "с", "e", "exc", "exc.", "sababli", "сабабли", "у", "уваж"), EXCUSED),
    **dict.fromkeys(("b", "б", "ann", "ann.", "bekor", "бекор"), ANNULLED),
}


def stored(kind: str | None, points: Decimal | None) -> str | None:
    """Return the text of a stored cell."""
    if kind is None:
        return None
    if points is None:
        return kind
    text = f"{points.normalize():f}"
    return f"r{text}" if kind == RECOGNISED else text


def is_recognised(value: str | None) -> bool:
    """Tell whether a text is of a recognised result."""
    return (value or "").startswith("r")


def cell(value: str | None) -> Cell | None:
    """Return what a text says."""
    if value is None:
        return None
    if value in SIGNS:
        return Cell(value)
    kind, digits = (RECOGNISED, value[1:]) if is_recognised(value) else (POINTS, value)
    return Cell(kind, Decimal(digits))


def read(text: str, maximum: Decimal, step: int) -> str:
    """Return the text of a typed mark; a UserError says why it is none and what to do."""
    if (kind := TYPED.get(text.strip().casefold())) is not None:
        return kind
    try:
        return f"{read_points(text, maximum, step).normalize():f}"
    except PointsRefusedError as refused:
        raise UserError(refused.sentence, **refused.values) from refused


def show(value: str) -> str:
    """Write a mark as people read it."""
    if value in SIGNS:
        return _(SIGNS[value])
    points = value.removeprefix("r").replace(".", ",")
    return _("{points} rec.", points=points) if is_recognised(value) else points
