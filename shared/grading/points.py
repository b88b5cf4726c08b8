"""Points as people type and paste them: comma and point; a day that Excel made of "14.5" is refused."""

import re
from datetime import date, datetime
from decimal import Decimal

from shared.text import N_

NUMBER = re.compile(r"[-\u2212]?[0-9]{1,4}([.,][0-9]{1,2})?")
#: "14.05.2026", "14.May", "2026-05-14": what Excel shows of a 14.5 that it took for a day.
DAY = re.compile(
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}[. -][^\W\d_]{3,}\.?.*"
)
MADE_A_DAY = N_(
    "“{text}” is a day: Excel has made it of points such as 14.5. Set the column of the sheet to Text, "
    "write the points anew with a comma, and paste again."
)
NO_POINTS = N_("“{text}” is no number of points. Write digits, such as 14 or 14,5.")
OUTSIDE = N_("{points} is not between 0 and {maximum}.")
OFF_THE_STEP = N_("{points} does not fit the step of {step} points.")


class PointsRefusedError(Exception):
    """Text that is no possible number of points; the sentence says why and what to do."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


def read_points(written: object, maximum: Decimal, step: int = 1) -> Decimal:
    """Return the points of a text or of a cell of Excel; `step` is in tenths. Nothing is clamped or rounded."""
    if isinstance(written, date | datetime):
        raise PointsRefusedError(MADE_A_DAY, text=f"{written:%d.%m.%Y}")
    text = str(written).strip()
    if DAY.fullmatch(text):
        raise PointsRefusedError(MADE_A_DAY, text=text)
    if not NUMBER.fullmatch(text):
        raise PointsRefusedError(NO_POINTS, text=text)
    points = Decimal(text.replace(",", ".").replace("\u2212", "-"))
    if not 0 <= points <= maximum:
        raise PointsRefusedError(OUTSIDE, points=_shown(points), maximum=_shown(maximum))
    if points * 10 % step:
        raise PointsRefusedError(OFF_THE_STEP, points=_shown(points), step=_shown(Decimal(step) / 10))
    return points


def _shown(points: Decimal) -> str:
    """Write with the comma of the office and no zeros behind it."""
    text = f"{points:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
