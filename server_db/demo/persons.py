"""Believable people: names in the Uzbek manner, birth dates, personal numbers, addresses and phones."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from server_db.demo import name_lists as lists
from server_db.demo.places import District
from shared import pinfl
from shared.pinfl import FEMALE, MALE
from shared.scripts import to_cyrillic, to_latin

UZBEK, RUSSIAN, KOREAN = "1161", "1001", "1088"
_OTHERS = ("1142", "1073", "1077", "1083")  # Tajiks, Kazakhs, Karakalpaks and Kyrgyz bear the same names
_OPERATORS = ("33", "50", "77", "88", "90", "91", "93", "94", "95", "97", "98", "99")
_STREETS = (
    "Navoiy",
    "Bogʻishamol",
    "Mustaqillik",
    "Doʻstlik",
    "Nurafshon",
    "Tinchlik",
    "Gulzor",
    "Chinor",
    "Yangi hayot",
)
_RUSSIANS, _KOREANS, _UZBEKS, _FORMAL = 0.025, 0.01, 0.93, 0.15  # shares


@dataclass(frozen=True)
class Name:
    """The name of a person as the papers have it; the Cyrillic only where the rule would miss it."""

    surname: str
    given: str
    patronymic: str | None
    nationality: str
    cyrillic: str | None = None

    @property
    def full(self) -> str:
        return " ".join(filter(None, (self.surname, self.given, self.patronymic)))


class Population:
    """Draws people from one source of chance; no two have the same personal number, passport or phone."""

    def __init__(self, random: Random, districts: tuple[District, ...]) -> None:
        self._random = random
        self._districts = districts
        self._taken: set[str] = set()
        self._mailboxes: Counter[str] = Counter()

    def name(self, gender: str, *, formal: bool) -> Name:
        """Draw a name; `formal` patronymics end in -ovich and -ovna, younger people are oʻgʻli and qizi."""
        chance = self._random.random()
        if chance < _RUSSIANS:
            return self._russian(gender)
        if chance < _RUSSIANS + _KOREANS:
            return self._korean(gender)
        woman = gender == FEMALE
        stem = self._random.choice(lists.SURNAME_STEMS)
        given = self._random.choice(lists.WOMEN if woman else lists.MEN)
        nationality = UZBEK if self._random.random() < _UZBEKS else self._random.choice(_OTHERS)
        surname = stem + ending(stem) + ("a" if woman else "")
        return Name(surname, given, self._patronymic(woman=woman, formal=formal), nationality)

    def _patronymic(self, *, woman: bool, formal: bool) -> str:
        father = self._random.choice(lists.MEN)
        if formal or self._random.random() < _FORMAL:
            return father + ending(father) + ("na" if woman else "ich")
        return f"{father} {'qizi' if woman else 'oʻgʻli'}"

    def _russian(self, gender: str) -> Name:
        woman = gender == FEMALE
        given = self._random.choice(lists.RUSSIAN_WOMEN if woman else lists.RUSSIAN_MEN)
        father = self._random.choice(lists.RUSSIAN_FATHERS) + ("на" if woman else "ич")
        return _from_cyrillic(self._random.choice(lists.RUSSIAN_SURNAMES)[woman], given, father, RUSSIAN)

    def _korean(self, gender: str) -> Name:
        given = self._random.choice(lists.RUSSIAN_WOMEN if gender == FEMALE else lists.RUSSIAN_MEN)
        return _from_cyrillic(self._random.choice(lists.KOREAN_SURNAMES), given, None, KOREAN)

    def birth_date(self, first_year: int, last_year: int) -> date:
        days = (date(last_year, 12, 31) - date(first_year, 1, 1)).days
        return date(first_year, 1, 1) + timedelta(self._random.randrange(days + 1))

    def pinfl(self, born: date, gender: str) -> str:
        return self._new(
            lambda: pinfl.make(born, gender, self._random.randrange(1, 210), self._random.randrange(1000))
        )

    def passport(self) -> str:
        series = self._random.choice(("AA", "AB", "AC", "AD", "AE"))
        return self._new(lambda: f"{series}{self._random.randrange(1_000_000, 10_000_000)}")

    def phone(self) -> str:
        def draw() -> str:
            digits = f"{self._random.randrange(1_000_000, 10_000_000)}"
            return f"+998 {self._random.choice(_OPERATORS)} {digits[:3]} {digits[3:5]} {digits[5:]}"

        return self._new(draw)

    def home(self) -> tuple[str, str]:
        """Return the code of a district and an address in it."""
        district = self._random.choice(self._districts)
        street, house = self._random.choice(_STREETS), self._random.randrange(1, 120)
        return district.code, f"{district.region}, {district.name}, {street} koʻchasi, {house}-uy"

    def email(self, name: Name) -> str:
        local = re.sub("[^a-z.]", "", f"{name.given[0]}.{name.surname}".lower())
        self._mailboxes[local] += 1
        number = self._mailboxes[local]
        return f"{local}{number if number > 1 else ''}@geologiya.example"

    def gender(self, share_of_women: float) -> str:
        return FEMALE if self._random.random() < share_of_women else MALE

    def _new(self, draw: Callable[[], str]) -> str:
        while (value := draw()) in self._taken:
            pass
        self._taken.add(value)
        return value


def ending(stem: str) -> str:
    """Return what makes a surname of a stem: Karim and -ov, Norboy and -ev, Ali and -yev."""
    if stem.endswith("y"):
        return "ev"
    return "yev" if stem[-1] in "aeiou" else "ov"


def _from_cyrillic(surname: str, given: str, patronymic: str | None, nationality: str) -> Name:
    parts = (surname, given, patronymic)
    cyrillic = " ".join(filter(None, parts))
    latin = to_latin(cyrillic)
    name = Name(to_latin(surname), to_latin(given), patronymic and to_latin(patronymic), nationality)
    return name if to_cyrillic(latin) == cyrillic else replace(name, cyrillic=cyrillic)
