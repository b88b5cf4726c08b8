"""From a cell to the value that is stored: each function returns it or raises `InvalidValue` with the sentence."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from client.core.i18n import N_
from client.data.imports import days
from client.data.imports.cells import Broken
from client.data.imports.days import DAY_ZERO
from client.data.imports.doubts import Doubtful
from client.data.imports.fields import FULL_NAME, Field
from shared import identifiers, numbers, pinfl
from shared.identifiers import InvalidValue
from shared.identity import TO_LATIN
from shared.person_names import given_name, patronymic, person_name

Convert = Callable[[Any], Any]

#: What Excel writes where a formula could not be calculated.
_ERRORS = frozenset(("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SHORTENED = re.compile(r"[0-9][.,][0-9]+E\+[0-9]+", re.IGNORECASE)


def plain(cell: Any) -> str:
    """Return what a person sees in the cell, without needless spaces."""
    if isinstance(cell, str):
        if cell in _ERRORS:
            raise InvalidValue(
                N_("The formula in the file ends in {text}. Correct it, or write the value."), text=cell
            )
        return " ".join(cell.translate(_INVISIBLE).split())
    if cell is None:
        return ""
    if isinstance(cell, Broken):
        raise InvalidValue(
            N_("The formula was never calculated. Open the file in Excel, save it, and import it again.")
        )
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f")
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell)


def converter(field: Field, day_zero: date = DAY_ZERO) -> Convert:
    """Return the function that turns cells of this field into its values; empty cells give None.

    `day_zero` is the day from which the workbook counts its days.
    """
    by_name = _BY_NAME.get(field.key)
    if by_name is not None:
        return lambda cell: by_name(text) if (text := plain(cell)) else None
    if field.kind == "day":
        return lambda cell: days.read(cell, plain, field.info["earliest"], field.info["latest"], day_zero)
    if field.kind == "number":
        return lambda cell: _whole(plain(cell), field.info["minimum"], field.info["maximum"])
    if field.kind == "decimal":
        return lambda cell: _decimal(cell, field.info["digits"], field.info["places"])
    length = field.info.get("length", 512)
    return lambda cell: _text(plain(cell), length)


def _text(text: str, length: int) -> str | None:
    if len(text) > length:
        raise InvalidValue(
            N_("The text is too long: {count} characters, at most {length}."), count=len(text), length=length
        )
    return text or None


def unshortened(text: str) -> str:
    """Refuse a number that Excel has shortened to 4.03E+11."""
    if _SHORTENED.fullmatch(text):
        raise InvalidValue(
            N_("Excel has shortened the number to {text}. Format the column as text and enter it again."),
            text=text,
        )
    return text


def _pinfl(text: str) -> str:
    return pinfl.read(unshortened(text)).text


def _student_number(text: str) -> str:
    return str(identifiers.student_number(unshortened(text)))


def _employee_number(text: str) -> str:
    return identifiers.employee_number(unshortened(text))


def _email(text: str) -> str:
    """Return the address; letters of another alphabet that look right are asked about."""
    repaired = text.translate(TO_LATIN)
    address = identifiers.email(text if repaired == text else repaired)
    if repaired == text:
        return address
    raise Doubtful(
        N_("{text} has letters that are not Latin. Is {address} meant?"), address, text=text, address=address
    )


_BY_NAME: dict[str, Callable[[str], Any]] = {
    "surname": person_name,
    "given_name": given_name,
    "patronymic": patronymic,
    FULL_NAME: person_name,
    "pinfl": _pinfl,
    "passport": identifiers.passport,
    "phone": identifiers.phone,
    "parent_phone": identifiers.phone,
    "email": _email,
}


def number_converter(kind: str) -> Convert:
    """Return the function for the numbers that a university gives to students or employees."""
    read = _student_number if kind == "students" else _employee_number
    return lambda cell: read(text) if (text := plain(cell)) else None


#: A year of study is written 2025/2026 too: the year in which it begins is meant.
_YEARS = re.compile(r"((?:19|20)[0-9]{2}) ?[-/–] ?([0-9]{4})")
_YEAR = re.compile(r"((?:19|20)[0-9]{2}) ?(?:y|yil|-yil|г|год)\.?")


def _whole(text: str, minimum: int | None, maximum: int | None) -> int | None:
    if not text:
        return None
    if (years := _YEARS.fullmatch(text)) and int(years[2]) == int(years[1]) + 1:
        number = int(years[1])
    else:
        year = _YEAR.fullmatch(text)
        number = numbers.whole(year[1] if year else text)
    if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
        raise InvalidValue(
            N_("{text} lies outside {minimum} – {maximum}."), text=text, minimum=minimum, maximum=maximum
        )
    return number


def _decimal(cell: Any, digits: int, places: int) -> Decimal | None:
    text = plain(cell)
    if not text:
        return None
    # What Excel keeps as a number has no gaps and commas to wonder about.
    number = Decimal(text) if type(cell) in (int, float) else numbers.decimal(text, places)
    rounded = round(number, places)
    if number < 0 or rounded != number or rounded.adjusted() >= digits - places:
        raise InvalidValue(
            N_("{text} cannot be stored: at most {places} digits after the comma, not below zero."),
            text=text,
            places=places,
        )
    return rounded
