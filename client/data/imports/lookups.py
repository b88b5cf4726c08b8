"""Finding codes and records by what people write: a code, or a name in any of the four languages."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from client.core.i18n import N_, names
from client.data.imports.doubts import Unlisted
from shared.codes import CitizenshipType, Gender, PaymentForm, StudentStatus
from shared.grading import Scale
from shared.identity import Known, identity
from shared.names import fold
from shared.scripts import to_cyrillic, to_latin

Names = tuple[str, str | None, str | None, str | None]
_SHOWN = 6
#: So many letters of a word are enough to propose its label: “Oʻzbek” for “Oʻzbeklar”.
_TELLING = 3
#: The list of nationalities speaks of peoples, a person is one of them: Oʻzbeklar, Oʻzbek.
_PLURALS = ("lar", "лар")
_WORD = re.compile(r"\w+")

#: What people write that begins or is part of no label, by classifier: folded word -> code.
_HABITS: Mapping[str, Mapping[str, str]] = {
    "h_gender": dict.fromkeys(("m", "e", "male", fold("Мужской"), fold("муж")), Gender.MALE)
    | dict.fromkeys(("j", "a", "f", "female", fold("Женский"), fold("жен")), Gender.FEMALE),
    "h_payment_form": dict.fromkeys((fold("Бюджет"), fold("Byudjet")), PaymentForm.GRANT)
    | dict.fromkeys(("kontrakt", "contract"), PaymentForm.CONTRACT),
    "h_citizenship_type": dict.fromkeys(
        (fold("Oʻzbekiston"), fold("Узбекистан"), "uz", "uzb"), CitizenshipType.UZBEKISTAN
    ),
    "h_student_status": {
        fold("Учится"): StudentStatus.STUDYING,
        "studying": StudentStatus.STUDYING,
        "expelled": StudentStatus.EXPELLED,
        "graduated": StudentStatus.GRADUATED,
    },
}


class Labels:
    """A classifier, searched by code or label."""

    def __init__(self, classifier: str, items: Mapping[str, Names]) -> None:
        self.classifier, self.items = classifier, items
        plurals = _PLURALS if classifier == "h_nationality" else ()
        self._known = Known(
            (text, code)
            for code, texts in items.items()
            for label in all_names(texts)
            for text in (label, *(label.removesuffix(ending) for ending in plurals))
        )

    def find(self, text: str) -> str:
        """Return the code: of the code itself, the label, a habit, or words that only one label has."""
        if text in self.items or text.upper() in self.items:
            return text if text in self.items else text.upper()
        written = _rate(text) if self.classifier == "h_employment_staff" else text
        found = self._known.find(written) or self._by_habit(written) or self._by_words(written)
        if len(found) == 1:
            return next(iter(found))
        raise self._several(text, found) if found else self._unknown(text)

    def _by_habit(self, text: str) -> set[str]:
        code = _HABITS.get(self.classifier, {}).get(fold(text))
        return {code} if code in self.items and code else set()

    def _by_words(self, text: str) -> set[str]:
        """Return the codes of labels with these words; “Sirtqi” is not “Maxsus sirtqi”, which is a kind of it."""
        wanted = f" {_words(text)} "
        having = {
            (code, label)
            for code, texts in self.items.items()
            for label in map(_words, all_names(texts))
            if wanted.strip() and wanted in f" {label} "
        }
        plain = {
            code
            for code, label in having
            if all(f" {label} " in f" {other} " for of, other in having if of != code)
        }
        return plain if len(plain) == 1 else {code for code, _label in having}

    def _several(self, text: str, codes: set[str]) -> Unlisted:
        return Unlisted(
            N_("{text} may mean several of the list: {known}. Write the one that is meant."),
            text,
            sorted(codes),
            known=self._shown(sorted(codes)),
        )

    def _unknown(self, text: str) -> Unlisted:
        near = sorted(self._near(text))
        if len(near) == 1:
            return Unlisted(
                N_("{text} is not in the list. Is {near} meant?"),
                text,
                near,
                near=names(*self.items[near[0]]),
            )
        return Unlisted(
            N_("{text} is not in the list. Known are: {known} …")
            if len(self.items) > _SHOWN
            else N_("{text} is not in the list. Known are: {known}."),
            text,
            near,
            known=self._shown(self.items),
        )

    def _near(self, text: str) -> set[str]:
        """Return what the text may mean: labels that a search would take for it, or that it begins."""
        if near := self._known.near(text):
            return near
        key = fold(text)
        return {
            code
            for code, texts in self.items.items()
            for label in all_names(texts)
            if len(key) >= _TELLING and fold(label).startswith(key)
        }

    def _shown(self, codes: Iterable[str]) -> str:
        return ", ".join(names(*self.items[code]) for code in list(codes)[:_SHOWN])


@lru_cache(maxsize=1 << 13)  # the lists are long and the same at every judgement
def all_names(texts: Names) -> tuple[str, ...]:
    """Return every name of a record once, also as it stands in the other alphabet."""
    known = list(filter(None, texts))
    return tuple(dict.fromkeys((*known, *map(to_latin, known), to_cyrillic(texts[0]))))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(identity(text)))


def _rate(text: str) -> str:
    """Write 1, 0.5, 0,75 and 75% as the labels of the rates do: 1,00."""
    if (percent := re.fullmatch(r"([0-9]{1,3}) ?%", text)) is not None:
        return f"{Decimal(percent[1]) / 100:.2f}".replace(".", ",")
    number = re.fullmatch(r"([01])(?:[.,]([0-9]{1,2}))?", text)
    return text if number is None else f"{number[1]},{(number[2] or '').ljust(2, '0')}"


@dataclass(frozen=True)
class KnownUnit:
    id: int
    code: str
    names: Names
    short_name: str | None
    faculty: bool

    @property
    def title(self) -> str:
        return names(*self.names)

    def texts(self) -> Iterator[str | None]:
        """Give everything the unit is known by."""
        yield self.code
        yield self.short_name
        yield from all_names(self.names)


@dataclass(frozen=True)
class KnownSpecialty:
    id: int
    faculty_id: int
    code: str
    names: Names
    education_type: str

    @property
    def title(self) -> str:
        return f"{self.code} {names(*self.names)}"

    def texts(self) -> Iterator[str]:
        """Give everything the specialty is known by, also its code and name together."""
        yield self.code
        for name in all_names(self.names):
            yield from (name, f"{self.code} {name}")


@dataclass(frozen=True)
class KnownGroup:
    id: int
    faculty_id: int
    specialty_id: int
    name: str
    entry_year: int
    education_form: str
    language: str

    @property
    def title(self) -> str:
        return f"{self.name} ({self.entry_year})"

    def texts(self) -> Iterator[str]:
        """Give everything the group is known by."""
        yield from (self.name, self.title)


@dataclass(frozen=True)
class KnownSubject:
    id: int
    code: str
    names: Names

    @property
    def title(self) -> str:
        return f"{names(*self.names)} ({self.code})"

    def texts(self) -> Iterator[str]:
        """Give everything the subject is known by, also its code and name together."""
        yield self.code
        for name in all_names(self.names):
            yield from (name, f"{name} ({self.code})", f"{self.code} {name}")


@dataclass(frozen=True)
class KnownStudent:
    id: int
    number: str
    name: str
    cyrillic_name: str | None
    faculty_id: int
    entry_year: int
    marking: "Marking | None" = None
    #: The numbers of the rows that were merged into this one.
    former: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"{names(self.name)} ({self.number})"

    def texts(self) -> Iterator[str | None]:
        """Give every spelling of the name."""
        yield from (self.name, to_cyrillic(self.name), self.cyrillic_name)


@dataclass(frozen=True)
class Marking:
    """A marking system: which mark points of 100 are."""

    scale: Scale
    maximum: Decimal
    pass_percent: Decimal


@dataclass(frozen=True)
class Lookups:
    """What the rows of a file may refer to, as the person importing sees it."""

    labels: Mapping[str, Labels]
    units: Sequence[KnownUnit]
    specialties: Sequence[KnownSpecialty] = ()
    groups: Sequence[KnownGroup] = ()
    #: The units whose records the person may write.
    own_units: frozenset[int] = frozenset()
    university: str = ""
    subjects: Sequence[KnownSubject] = ()
    students: Sequence[KnownStudent] = ()
    #: The take-over is closed: whoever is new is applied and has no group.
    only_applied: bool = False

    @cached_property
    def subject(self) -> Mapping[int, KnownSubject]:
        """The subjects by their ids."""
        return {one.id: one for one in self.subjects}

    @cached_property
    def student(self) -> Mapping[int, KnownStudent]:
        """The students by their ids."""
        return {one.id: one for one in self.students}


def the_one(known: Known[int], text: str, *, several: str, none: str, title: Callable[[int], str]) -> int:
    """Return the record that a text names, or raise the sentence for several or none; a near one is proposed."""
    found = known.find(text)
    if len(found) == 1:
        return next(iter(found))
    if not found and len(near := known.near(text)) == 1:
        number = next(iter(near))
        raise Unlisted(N_("There is no {text}. Is {near} meant?"), text, near, near=title(number))
    raise Unlisted(several if found else none, text, sorted(found))
