"""Numbers that a university writes: phone, passport, student and employee numbers, codes of units.

Each function takes what was typed and returns the one form that is stored, or raises `InvalidValue`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from shared.text import N_


class InvalidValue(ValueError):
    """What was typed cannot be stored: a sentence to translate, with its named parts."""

    def __init__(self, msgid: str, **params: object) -> None:
        super().__init__(msgid.format(**params))
        self.msgid = msgid
        self.params = params


_SEPARATORS = re.compile(r"[\s()\u2010-\u2015\u2212.-]+")


def phone(text: str) -> str:
    """Return a number of Uzbekistan as +998 XX XXX XX XX, typed with or without the country's code."""
    found = re.fullmatch(r"(?:\+?998)?([0-9]{2})([0-9]{3})([0-9]{2})([0-9]{2})", _SEPARATORS.sub("", text))
    if found is None:
        raise InvalidValue(
            N_("{text} is not a phone number. Write nine digits after the country code: +998 90 123 45 67."),
            text=text,
        )
    return "+998 " + " ".join(found.groups())


# Cyrillic capitals that look like the Latin ones of a passport's series.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")


def passport(text: str) -> str:
    """Return the series and number of a passport or identity card as AA1234567."""
    number = _SEPARATORS.sub("", text).upper().translate(_LOOKALIKES).replace("№", "")
    if not re.fullmatch("[A-Z]{2}[0-9]{7}", number):
        raise InvalidValue(
            N_("{text} is not a passport number. Write two Latin letters and seven digits: AA1234567."),
            text=text,
        )
    return number


_EMAIL = re.compile(r"[A-Za-z0-9_%+'-]+(?:\.[A-Za-z0-9_%+'-]+)*@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}")


def email(text: str) -> str:
    """Return an e-mail address as it is written; a link's mailto: and a sentence's full stop are no part of it."""
    address = re.sub(r"^mailto:\s*|[.,;\s]+$", "", text.strip(), flags=re.IGNORECASE)
    if not _EMAIL.fullmatch(address):
        raise InvalidValue(N_("{text} is not an e-mail address. Write it as name@example.uz."), text=text)
    return address


@dataclass(frozen=True)
class StudentNumber:
    """A student's number: university, year of entry, education type and a sequence number."""

    university: str
    entry_year: int
    education_type: str
    sequence: int

    def __str__(self) -> str:
        return f"{self.university}{self.entry_year % 100:02}{self.education_type}{self.sequence:05}"


def student_number(text: str) -> StudentNumber:
    """Read a student's number of 12 digits."""
    found = re.fullmatch("([0-9]{3})([0-9]{2})([0-9]{2})([0-9]{5})", _SEPARATORS.sub("", text))
    if found is None:
        raise InvalidValue(
            N_("{text} is not a student number. It has 12 digits: university, year, type, sequence."),
            text=text,
        )
    university, year, education_type, sequence = found.groups()
    return StudentNumber(university, 2000 + int(year), education_type, int(sequence))


def employee_number(text: str) -> str:
    """Return an employee's number of 10 digits."""
    number = _SEPARATORS.sub("", text)
    if not re.fullmatch("[0-9]{10}", number):
        raise InvalidValue(N_("{text} is not an employee number. It has 10 digits."), text=text)
    return number


class UnitKind(StrEnum):
    """What a unit of the university is, as its code says."""

    FACULTY = "faculty"
    DEPARTMENT = "department"
    SECTION = "section"


_UNIT_CODES = {
    UnitKind.FACULTY: "[0-9]{3}-1[0-9]{2}",
    UnitKind.DEPARTMENT: "[0-9]{3}-1[0-9]{2}-[0-9]{2}",
    UnitKind.SECTION: "[0-9]{3}-2[0-9]{2}",
}


def unit_kind(code: str) -> UnitKind:
    """Tell the kind of unit from its code: 403-101 a faculty, 403-101-05 a department, 403-205 a section."""
    for kind, pattern in _UNIT_CODES.items():
        if re.fullmatch(pattern, code):
            return kind
    raise InvalidValue(
        N_("{text} is not a code of a unit. Write 403-101, 403-101-05 or 403-201."),
        text=code,
    )


SPECIALTY_CODE = "(?:5A)?[0-9]{6,8}"


def specialty_code(text: str, pattern: str = SPECIALTY_CODE) -> str:
    """Return the code of a specialty; the pattern is a setting of the university."""
    code = _SEPARATORS.sub("", text).upper().replace("А", "A")
    if not re.fullmatch(pattern, code):
        raise InvalidValue(
            N_("{text} is not a code of a specialty. Write it as in the national list."), text=text
        )
    return code
