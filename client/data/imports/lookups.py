"""Finding codes and records by what people write: a code, or a name in any of the four languages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from client.core.i18n import N_, names
from shared.codes import CitizenshipType, Gender, PaymentForm, StudentStatus
from shared.identifiers import InvalidValue
from shared.names import fold

Names = tuple[str, str | None, str | None, str | None]
_SHOWN = 6
#: So many letters of a word are enough to mean its label: “Oʻzbek” for “Oʻzbeklar”.
_TELLING = 3

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


@dataclass(frozen=True)
class Labels:
    """A classifier, searched by code or label."""

    classifier: str
    items: Mapping[str, Names]
    _folded: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code, texts in self.items.items():
            for text in texts:
                if text:
                    self._folded.setdefault(fold(text), set()).add(code)

    def find(self, text: str) -> str:
        """Return the code: of the code itself, the label, its beginning, or words of only one label."""
        if text in self.items or text.upper() in self.items:
            return text if text in self.items else text.upper()
        key = fold(_rate(text) if self.classifier == "h_employment_staff" else text)
        for found in self._candidates(key):
            if len(found) == 1:
                return next(iter(found))
        known = ", ".join(names(*texts) for texts in list(self.items.values())[:_SHOWN])
        raise InvalidValue(
            N_("{text} is not in the list. Known are: {known} …")
            if len(self.items) > _SHOWN
            else N_("{text} is not in the list. Known are: {known}."),
            text=text,
            known=known,
        )

    def _candidates(self, key: str) -> Iterable[set[str]]:
        yield self._folded.get(key, set())
        yield {code} if (code := _HABITS.get(self.classifier, {}).get(key)) in self.items and code else set()
        for begins in (f"{key} ", key) if len(key) >= _TELLING else (f"{key} ",):
            yield set().union(*(codes for label, codes in self._folded.items() if label.startswith(begins)))
        yield set().union(*(codes for label, codes in self._folded.items() if f" {key} " in f" {label} "))


def _rate(text: str) -> str:
    """Write 1, 0.5 and 0,75 as the labels of the rates do: 1,00."""
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


@dataclass(frozen=True)
class KnownSpecialty:
    id: int
    faculty_id: int
    code: str
    names: Names
    education_type: str


@dataclass(frozen=True)
class KnownGroup:
    id: int
    faculty_id: int
    specialty_id: int
    name: str
    entry_year: int
    education_form: str
    language: str


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


def by_text(things: Iterable[tuple[int, Iterable[str | None]]]) -> dict[str, set[int]]:
    """Index ids by the folded texts they are known by; several may answer to one."""
    index: dict[str, set[int]] = {}
    for number, texts in things:
        for text in texts:
            if text:
                index.setdefault(fold(text), set()).add(number)
    return index
