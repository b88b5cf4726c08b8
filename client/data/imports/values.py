"""From a cell to the value that is stored: each function returns it or raises `InvalidValue` with the sentence."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from client.core.i18n import N_
from client.data.imports.cells import Broken
from client.data.imports.fields import FULL_NAME, Field
from client.data.imports.person_names import person_name
from shared import identifiers, pinfl
from shared.identifiers import InvalidValue

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


def converter(field: Field) -> Convert:
    """Return the function that turns cells of this field into its values; empty cells give None."""
    by_name = _BY_NAME.get(field.key)
    if by_name is not None:
        return lambda cell: by_name(text) if (text := plain(cell)) else None
    if field.kind == "day":
        return lambda cell: _day(cell, field.info["earliest"], field.info["latest"])
    if field.kind == "number":
        return lambda cell: _whole(plain(cell), field.info["minimum"], field.info["maximum"])
    if field.kind == "decimal":
        return lambda cell: _decimal(plain(cell), field.info["digits"], field.info["places"])
    length = field.info.get("length", 512)
    return lambda cell: _text(plain(cell), length)


def _text(text: str, length: int) -> str | None:
    if len(text) > length:
        raise InvalidValue(
            N_("The text is too long: {count} characters, at most {length}."), count=len(text), length=length
        )
    return text or None


def _unshortened(text: str) -> str:
    if _SHORTENED.fullmatch(text):
        raise InvalidValue(
            N_("Excel has shortened the number to {text}. Format the column as text and enter it again."),
            text=text,
        )
    return text


def _pinfl(text: str) -> str:
    return pinfl.read(_unshortened(text)).text


def _student_number(text: str) -> str:
    return str(identifiers.student_number(_unshortened(text)))


def _employee_number(text: str) -> str:
    return identifiers.employee_number(_unshortened(text))


def _email(text: str) -> str:
    address = text.replace(" ", "")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}", address):
        raise InvalidValue(N_("{text} is not an e-mail address. Write it as name@example.uz."), text=text)
    return address


_BY_NAME: dict[str, Callable[[str], Any]] = {
    "surname": person_name,
    "given_name": person_name,
    "patronymic": person_name,
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


_EXCEL_DAY_ZERO = date(1899, 12, 30)
#: Numbers that can only be days as Excel counts them: of 1927 to 2064.
_EXCEL_DAYS = range(10_000, 60_000)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?: y\.?| г\.?)?(?: 0?0:00(?::00)?)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(?:[T ]0?0:00(?::00)?)?")


def _day(cell: Any, earliest: date, latest: date) -> date | None:
    found = _any_day(cell)
    if found is not None and not earliest <= found <= latest:
        message = (
            N_("The date {day} is what Excel makes of an empty or wrong date. Write the day, month and year.")
            if found.year < earliest.year
            else N_("The date {day} is too far in the future. Look at the year.")
        )
        raise InvalidValue(message, day=f"{found.day:02}.{found.month:02}.{found.year:04}")
    return found


def _any_day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, time | timedelta):
        raise InvalidValue(
            N_(
                "There is a time of day, or the 1899 that Excel makes of an empty date. Write the day, month and year."
            )
        )
    if isinstance(cell, int | float) and int(cell) in _EXCEL_DAYS:
        return _EXCEL_DAY_ZERO + timedelta(days=int(cell))
    text = plain(cell)
    return _written_day(text) if text else None


def _written_day(text: str) -> date:
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise InvalidValue(N_("{text} is not a date. Write it as 24.11.2006."), text=text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidValue(N_("There is no day {text} in the calendar."), text=text) from error


def _whole(text: str, minimum: int | None, maximum: int | None) -> int | None:
    if not text:
        return None
    found = re.fullmatch(r"([0-9]{1,9})(?:[-/–][0-9]{4})?(?: ?y\.?| ?г\.?)?", text)
    if found is None:
        raise InvalidValue(N_("{text} is not a whole number."), text=text)
    number = int(found[1])
    if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
        raise InvalidValue(
            N_("{text} lies outside {minimum} – {maximum}."), text=text, minimum=minimum, maximum=maximum
        )
    return number


def _decimal(text: str, digits: int, places: int) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(re.sub(r"\s", "", text).replace(",", "."))
        rounded = number.quantize(Decimal(1).scaleb(-places))
    except InvalidOperation as error:
        raise InvalidValue(N_("{text} is not a number."), text=text) from error
    if number < 0 or rounded != number or rounded.adjusted() >= digits - places:
        raise InvalidValue(
            N_("{text} cannot be stored: at most {places} digits after the comma, not below zero."),
            text=text,
            places=places,
        )
    return rounded
