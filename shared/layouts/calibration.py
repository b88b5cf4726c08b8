"""The calibration of a printer: from where four crosses of a test sheet came out to what corrects it.

A printer puts what is sent to `x` at `R·S·x + o`: it scales along its own axes, and the paper lies turned and moved in
it. So what is sent is turned, scaled and moved by the inverse of that, which has the form that is looked for here.
Millimetres from the upper left corner, to the right and down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, degrees, hypot, radians, sin

from shared.text import N_

Point = tuple[float, float]
#: Crosses stand so far from the edges of the page.
MARGIN = 20.0
CROSSES = (N_("upper left"), N_("upper right"), N_("lower left"), N_("lower right"))
#: What a ruler explains, in millimetres at a cross.
RULER = 0.4
#: What a printer explains: moved so many millimetres, scaled by such a share, turned so many degrees.
FARTHEST, MOST_SCALED, MOST_TURNED = 15.0, 0.03, 2.0
ONE_IS_WRONG = N_("The figures of the cross {cross} do not fit the others. Measure it once more.")
ONE_OF_TWO = N_(
    "The figures of the cross {cross} or of the cross {other} do not fit the others. Measure both once more."
)
ALL_DOUBTFUL = N_("The figures do not fit each other. Measure all four crosses once more.")
NO_PRINTER = N_(
    "With these figures the printer would be {move} mm off, scale by {scale} % and turn by {turn}°: no printer does "
    "that. Measure from the left and the upper edge of the paper."
)
_GOLDEN = (5**0.5 - 1) / 2
_TURNS = 80
#: Two crosses explain a mistake alike when the one does not clearly strain less than the other.
_ALIKE = 0.7


class BadFiguresError(ValueError):
    """Figures that cannot be: a message id and the values of its placeholders."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message, self.values = message, values


@dataclass(frozen=True)
class Calibration:
    """What is done to every point before it is sent to the printer."""

    offset_x: Decimal = Decimal(0)
    offset_y: Decimal = Decimal(0)
    scale_x: Decimal = Decimal(1)
    scale_y: Decimal = Decimal(1)
    #: Degrees, clockwise on the paper.
    rotation: Decimal = Decimal(0)

    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """Return a, b, c, d, e, f of x' = a·x + c·y + e, y' = b·x + d·y + f."""
        turn, across, along = radians(self.rotation), float(self.scale_x), float(self.scale_y)
        return (
            across * cos(turn), along * sin(turn), -across * sin(turn), along * cos(turn),
            float(self.offset_x), float(self.offset_y),
        )  # fmt: skip

    def sent(self, point: Point) -> Point:
        """Return where something has to be sent to that it comes out at this point."""
        a, b, c, d, e, f = self.matrix()
        return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


NONE = Calibration()


@dataclass(frozen=True)
class Solution:
    """The correction, and how far it leaves each cross from where it should be, in millimetres."""

    calibration: Calibration
    residuals: tuple[float, ...]

    @property
    def residual(self) -> Decimal:
        """The largest of them."""
        return Decimal(str(max(self.residuals))).quantize(Decimal("0.001"))


def crosses(width: float, height: float) -> tuple[Point, ...]:
    """Return where the four crosses of a page are sent to: upper left, upper right, lower left, lower right."""
    right, bottom = width - MARGIN, height - MARGIN
    return (MARGIN, MARGIN), (right, MARGIN), (MARGIN, bottom), (right, bottom)


def solve(measured: Sequence[Point], width: float, height: float) -> Solution:
    """Return the correction by least squares; of figures that contradict each other the cross is named."""
    sent = crosses(width, height)
    found = _fit(measured, sent)
    if max(found.residuals) > RULER:
        raise _mistake(measured, sent, (width, height))
    _require_believable(found.calibration, (width, height))
    return found


def _fit(measured: Sequence[Point], sent: Sequence[Point]) -> Solution:
    """Least squares: for a given turn scale and offset follow; the turn is searched."""

    def error(turn: float) -> float:
        return _at(turn, measured, sent)[1]

    parameters, _sum = _at(_least(error, radians(-8), radians(8)), measured, sent)
    turn, across, along, right, down = parameters
    made = Calibration(
        _rounded(right, 3), _rounded(down, 3), _rounded(across, 6), _rounded(along, 6),
        _rounded(degrees(turn), 4),
    )  # fmt: skip
    left = (
        hypot(x - to_x, y - to_y) for (x, y), (to_x, to_y) in zip(map(made.sent, measured), sent, strict=True)
    )
    return Solution(made, tuple(left))


def _at(
    turn: float, measured: Sequence[Point], sent: Sequence[Point]
) -> tuple[tuple[float, float, float, float, float], float]:
    """Return turn, scales and offsets, and the sum of the squares that they leave."""
    turned = [(x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)) for x, y in measured]
    across, right, one = _line([x for x, _y in turned], [x for x, _y in sent])
    along, down, other = _line([y for _x, y in turned], [y for _x, y in sent])
    return (turn, across, along, right, down), one + other


def _line(given: Sequence[float], wanted: Sequence[float]) -> tuple[float, float, float]:
    """Return slope and start of the straight line through pairs of numbers, and the squares that are left."""
    count = len(given)
    middle, height = sum(given) / count, sum(wanted) / count
    spread = sum((each - middle) ** 2 for each in given)
    together = sum((one - middle) * (two - height) for one, two in zip(given, wanted, strict=True))
    slope = together / spread if spread else 1.0
    start = height - slope * middle
    left = sum((slope * one + start - two) ** 2 for one, two in zip(given, wanted, strict=True))
    return slope, start, left


def _least(of: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function of one valley is least."""
    for _turn in range(_TURNS):
        span = (high - low) * _GOLDEN
        if of(high - span) < of(low + span):
            high = low + span
        else:
            low = high - span
    return (low + high) / 2


def _mistake(measured: Sequence[Point], sent: Sequence[Point], page: Point) -> BadFiguresError:
    """Return which cross was measured or typed wrongly: the one without which the printer is least off."""
    strains = []
    for left_out in range(len(sent)):
        others = [place for place in range(len(sent)) if place != left_out]
        found = _fit([measured[place] for place in others], [sent[place] for place in others])
        if max(found.residuals) <= RULER:
            strains.append((_strain(found.calibration, page), left_out))
    strains.sort()
    if not strains or strains[0][0] > MOST_SCALED * max(page):
        return BadFiguresError(ALL_DOUBTFUL)
    first, cross = strains[0]
    if len(strains) > 1 and first > _ALIKE * strains[1][0]:
        return BadFiguresError(ONE_OF_TWO, cross=CROSSES[cross], other=CROSSES[strains[1][1]])
    return BadFiguresError(ONE_IS_WRONG, cross=CROSSES[cross])


def _strain(found: Calibration, page: Point) -> float:
    """Return how far scale and turn carry the corners of a page, in millimetres; an offset costs nothing."""
    width, height = page
    turned = radians(abs(float(found.rotation))) * max(page)
    return hypot(abs(float(found.scale_x) - 1) * width, abs(float(found.scale_y) - 1) * height, turned)


def _require_believable(found: Calibration, page: Point) -> None:
    middle = page[0] / 2, page[1] / 2
    x, y = found.sent(middle)
    move = hypot(x - middle[0], y - middle[1])
    scale = max(abs(float(found.scale_x) - 1), abs(float(found.scale_y) - 1))
    turn = abs(float(found.rotation))
    if move > FARTHEST or scale > MOST_SCALED or turn > MOST_TURNED:
        raise BadFiguresError(
            NO_PRINTER, move=round(move, 1), scale=round(scale * 100, 1), turn=round(turn, 2)
        )


def _rounded(value: float, places: int) -> Decimal:
    return Decimal(str(round(value, places)))
