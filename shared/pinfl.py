"""PINFL, the personal number of 14 digits: gender and century, birth date, district, serial, control."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from shared.codes import Gender
from shared.identifiers import InvalidValue
from shared.text import N_

MALE, FEMALE = Gender.MALE, Gender.FEMALE
_WEIGHTS = (7, 3, 1) * 5
_LENGTH = 14


@dataclass(frozen=True)
class Pinfl:
    """A personal number that has been read: it is in order."""

    text: str
    birth_date: date
    gender: str

    def __str__(self) -> str:
        return self.text


def read(text: str) -> Pinfl:
    """Read a PINFL, or raise `InvalidValue` with the sentence for what is wrong."""
    digits = re.sub(r"[\s-]+", "", text)
    if not re.fullmatch("[0-9]*", digits):
        raise InvalidValue(N_("A PINFL has digits only; {text} has other signs."), text=text)
    if len(digits) != _LENGTH:
        raise InvalidValue(N_("A PINFL has 14 digits; {text} has {count}."), text=text, count=len(digits))
    if int(digits[13]) != control_digit(digits[:13]):
        raise InvalidValue(
            N_("The control digit of the PINFL {text} is wrong: a digit was mistyped."), text=text
        )
    return Pinfl(digits, _birth_date(digits), MALE if int(digits[0]) % 2 else FEMALE)


def make(birth_date: date, gender: str, district: int, serial: int) -> str:
    """Return the PINFL of these parts, with its control digit."""
    century = {18: 1, 19: 3, 20: 5}[birth_date.year // 100] + (gender == FEMALE)
    digits = f"{century}{birth_date:%d%m%y}{district:03}{serial:03}"
    return f"{digits}{control_digit(digits)}"


def check(text: str, *, birth_date: date | None = None, gender: str | None = None) -> Pinfl:
    """Read a PINFL and see that it belongs to a person born that day and of that gender."""
    pinfl = read(text)
    if birth_date is not None and birth_date != pinfl.birth_date:
        raise InvalidValue(
            N_("The PINFL {text} belongs to a person born on {inside}, not on {given}."),
            text=text,
            inside=f"{pinfl.birth_date:%d.%m.%Y}",
            given=f"{birth_date:%d.%m.%Y}",
        )
    if gender in (MALE, FEMALE) and gender != pinfl.gender:
        raise InvalidValue(
            N_("The PINFL {text} belongs to a man, but the card says a woman.")
            if pinfl.gender == MALE
            else N_("The PINFL {text} belongs to a woman, but the card says a man."),
            text=text,
        )
    return pinfl


def control_digit(digits: str) -> int:
    """Return the last digit for the first thirteen: their sum by the weights 7, 3, 1, modulo 10."""
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 10


def _birth_date(digits: str) -> date:
    century = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}.get(digits[0])
    if century is not None:
        with suppress(ValueError):
            return date(century + int(digits[5:7]), int(digits[3:5]), int(digits[1:3]))
    raise InvalidValue(
        N_("The PINFL {text} holds no real birth date: its first seven digits are wrong."), text=digits
    )
