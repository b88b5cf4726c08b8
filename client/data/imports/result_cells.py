"""How people write points, marks, credits, semesters and years of study; what may mean another thing is asked about."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from client.core.i18n import N_
from client.data.imports.doubts import Doubtful
from client.data.imports.values import plain
from shared import numbers
from shared.identifiers import InvalidValue
from shared.names import fold

FIVE, HUNDRED = Decimal(5), Decimal(100)
_DAY = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?:[0-9]{2}){1,2}")
_OF = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)?) ?/ ?(?P<maximum>5|100)")
_WITH_WORD = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)?) ?(?:b\.?|ball|б\.?|балл(?:а|ов)?)")
_NAMED = re.compile(r"(?P<number>[2-5]) ?[(\[] ?(?P<word>[^\W\d_][^)\]]*?) ?[)\]]")
_SEMESTER = re.compile(r"(?P<number>[0-9]{1,2})[- ]*(?:chi|й|ый)?[- ]*(?:semestr|sem\.?|семестр|сем\.?)")
_YEARS = re.compile(r"(?P<first>(?:19|20)[0-9]{2}) ?[-/–] ?(?P<last>[0-9]{2}|[0-9]{4})(?P<rest>[^0-9]*)")
_YEAR_WORDS = frozenset(
    map(fold, ("", "oʻquv yili", "oʻquv yil", "yil", "y", "уч год", "учебный год", "г", "гг", "год"))
)
#: Marks in words, as old sheets have them.
_MARKS = {
    fold(word): mark
    for mark, words in {
        5: "aʼlo, a’lo, отлично, отл, excellent",
        4: "yaxshi, хорошо, хор, good",
        3: "qoniqarli, qoniq, удовлетворительно, удов, удовл, satisfactory",
        2: "qoniqarsiz, неудовлетворительно, неуд, неудовл, unsatisfactory",
    }.items()
    for word in words.split(", ")
}


@dataclass(frozen=True)
class OtherScale:
    """What stood in the column of the other scale: points among marks, or a mark among points."""

    value: Decimal


def _refuse_day(cell: Any, maximum: Decimal) -> None:
    """A day that Excel has made of 14.5 is shown with the number that was probably typed, and never taken."""
    found = _DAY.fullmatch(plain(cell)) if isinstance(cell, date | str) else None
    if found is None:
        return
    typed = Decimal(f"{int(found['day'])}.{int(found['month'])}")
    if typed > maximum:
        raise InvalidValue(N_("There is a day instead of a number. Write the number, with a comma."))
    raise Doubtful(
        N_("Excel has made the day {day} of a number. Is {number} meant?"),
        typed,
        day=found[0],
        number=written(typed),
    )


def _decimal(text: str, places: int = 2) -> Decimal:
    number = numbers.decimal(text, places)
    if number < 0:
        raise InvalidValue(N_("{text} is below zero."), text=text)
    return number


def _number(cell: Any) -> Decimal:
    if type(cell) in (int, float):  # what Excel keeps as a number has no gaps and commas to wonder about
        return _decimal(plain(cell).replace(".", ","))
    text = plain(cell)
    found = _WITH_WORD.fullmatch(text.lower())
    return _decimal(found["number"] if found else text)


def _of_maximum(cell: Any) -> tuple[Decimal, Decimal] | None:
    """Return number and maximum of 86/100 and 4/5."""
    found = _OF.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return None if found is None else (_decimal(found["number"]), Decimal(found["maximum"]))


def read_hundred(cell: Any) -> Decimal | OtherScale | None:
    """Return points of 100; a number up to five may be a mark and is asked about."""
    _refuse_day(cell, HUNDRED)
    if not plain(cell):
        return None
    told = _of_maximum(cell)
    number = told[0] if told else _number(cell)
    if told and told[1] == FIVE:
        return OtherScale(_within(number, FIVE))
    if told is None and 0 < number <= FIVE:
        raise Doubtful(
            N_(
                "{number} looks like a mark of five points. Is it one? If it is {number} of 100, write {number}/100."
            ),
            OtherScale(number),
            number=written(number),
        )
    return _within(number, HUNDRED)


def read_five(cell: Any) -> Decimal | OtherScale | None:
    """Return a mark of five points, also from its word; a greater number may be points and is asked about."""
    _refuse_day(cell, FIVE)
    text = plain(cell)
    if not text:
        return None
    if (known := _MARKS.get(fold(text))) is not None:
        return Decimal(known)
    if (named := _NAMED.fullmatch(text)) is not None:
        return _named(text, int(named["number"]), named["word"])
    told = _of_maximum(cell)
    number = told[0] if told else _number(cell)
    if told and told[1] == HUNDRED:
        return OtherScale(_within(number, HUNDRED))
    if told is None and FIVE < number <= HUNDRED:
        raise Doubtful(
            N_("{number} is more than five. Are these points of 100?"),
            OtherScale(number),
            number=written(number),
        )
    return _within(number, FIVE)


def _named(text: str, number: int, word: str) -> Decimal:
    if _MARKS.get(fold(word), number) != number:
        raise InvalidValue(
            N_("Figure and word of {text} do not agree. Write the one that is right."), text=text
        )
    return Decimal(number)


def _within(number: Decimal, maximum: Decimal) -> Decimal:
    if number > maximum:
        raise InvalidValue(
            N_("{number} is not between 0 and {maximum}."), number=written(number), maximum=written(maximum)
        )
    return number


def read_credits(cell: Any) -> Decimal | None:
    """Return credits with one figure after the comma."""
    _refuse_day(cell, Decimal(60))
    if not plain(cell):
        return None
    number = _number(cell)
    if number != round(number, 1) or number > Decimal(60):
        raise InvalidValue(
            N_("{number} are no credits: at most 60, with one figure after the comma."),
            number=written(number),
        )
    return round(number, 1)


def read_semester(cell: Any) -> int | None:
    """Return the semester, also of “3-semestr”."""
    text = plain(cell)
    found = _SEMESTER.fullmatch(text.lower())
    number = numbers.whole(found["number"] if found else text) if text else None
    if number is not None and not 1 <= number <= 12:  # noqa: PLR2004 - six courses
        raise InvalidValue(N_("{text} is no semester: 1 to 12."), text=text)
    return number


def read_year(cell: Any) -> int | None:
    """Return the year in which a year of study begins: 2023, 2023/2024, 2023-24 oʻquv yili."""
    text = plain(cell)
    if not text:
        return None
    found = _YEARS.fullmatch(text.lower())
    if found is None:
        number = numbers.whole(text)
    else:
        number, last = int(found["first"]), found["last"]
        following = str(number + 1)
        if last not in (following, following[2:]) or fold(found["rest"]) not in _YEAR_WORDS:
            raise InvalidValue(N_("{text} is no year of study. Write it as 2023/2024."), text=text)
    if not 1990 <= number <= 2100:  # noqa: PLR2004 - the bounds of the column
        raise InvalidValue(N_("{text} is no year of study. Write it as 2023/2024."), text=text)
    return number


def written(number: Decimal) -> str:
    """Write a number with the comma of the office and no zeros behind it."""
    return f"{number.normalize():f}".replace(".", ",")
