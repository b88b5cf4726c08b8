"""Numbers as people write them, understood whole or refused: what is left over never falls away."""

import re
from decimal import Decimal

from shared.identifiers import InvalidValue
from shared.text import N_

_GAPS = re.compile(r"(?<=[0-9])[ \u00a0\u202f\u2009](?=[0-9]{3}(?![0-9]))")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:[.,][0-9]{0,18})?")
#: 1,250 is a thousand and some to one and one and a quarter to another.
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_FEW = 3
#: Between the thousands of sums; `_GAPS` reads it.
GAP = "\u00a0"


def _joined(text: str) -> str:
    """Return the text without gaps before groups of three digits: 1 250 000, not 1 2."""
    return _GAPS.sub("", text.strip())


def whole(text: str) -> int:
    """Read a whole number, with or without gaps between thousands."""
    compact = _joined(text)
    if not _WHOLE.fullmatch(compact):
        raise InvalidValue(N_("{text} is not a whole number."), text=text.strip())
    return int(compact)


def decimal(text: str, places: int) -> Decimal:
    """Read an exact decimal with a comma or a point; a comma that may part thousands is not guessed about."""
    compact = _joined(text)
    if not _NUMBER.fullmatch(compact):
        raise InvalidValue(N_("{text} is not a number. Write it as 1250,50."), text=text.strip())
    value = Decimal(compact.replace(",", "."))
    if value != round(value, places) or (places < _FEW and _THOUSANDS.fullmatch(compact)):
        raise InvalidValue(N_("At most {places} figures after the comma."), places=places)
    return round(value, places)


def exact(value: Decimal) -> str:
    """Write a decimal with all its places: 2 500 000,00, with gaps that do not break and a comma."""
    return f"{value:,f}".replace(",", GAP).replace(".", ",")


def written(value: float) -> str:
    """Write a number as people here do: gaps that do not break between thousands, a comma before one figure."""
    rounded = round(value, 1)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"
    return text.replace(",", "\u202f").replace(".", ",")
