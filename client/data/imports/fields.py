"""What an import can fill: the columns of the models, the words of their headers, the parts of a record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Column

from client.core.i18n import LANGUAGES, translation
from shared.models.record import Table
from shared.names import fold

#: The names, split by the program: surname, given name, patronymic.
FULL_NAME = "full_name"
#: The column of the region; the program keeps the code of the district, which begins with that of the region.
REGION, DISTRICTS = "region", "h_soato"
#: The person setting that remembers which header means which field, by kind.
REMEMBERED = "import.{kind}.columns"


@dataclass(frozen=True)
class RecordPart:
    """One table that a row of the file fills; `link` is its column that refers to the main one."""

    name: str
    model: type[Table]
    link: str = ""
    #: The columns that tell several records of one person apart; empty: there is at most one.
    identity: tuple[str, ...] = ()
    #: The column that says that a record is settled and stays as it is.
    settled: str = ""

    @property
    def relation(self) -> str:
        return f"{self.model.__table__.schema}.{self.model.__table__.name}"


@dataclass(frozen=True)
class Field:
    """One value of a row: where it is stored and which words stand over it in people's files."""

    key: str
    part: str
    label: str
    column: Column[Any] | None
    words: tuple[str, ...] = ()
    #: It follows from others alone: no column of a file fills it.
    follows: bool = False
    #: One text may be given for all rows, also where there is no list to choose it from.
    for_all: bool = False

    @property
    def kind(self) -> str:
        return "text" if self.column is None else str(self.column.info["kind"])

    @property
    def listed(self) -> str:
        """The name of the list that its value is taken from: a classifier, or the words of the column itself."""
        words = f"{self.part}.{self.key}" if self.info.get("words") else ""
        return str(self.info["classifier"]) if self.kind == "code" else words

    @property
    def info(self) -> dict[str, Any]:
        return {"optional": True, "length": 200} if self.column is None else self.column.info

    @property
    def state(self) -> bool:
        return bool(self.info.get("state"))

    @cached_property
    def phrases(self) -> frozenset[str]:
        """The folded headers that mean this field, its label in every language among them."""
        labels = {translation(self.label, code) for code in LANGUAGES}
        return frozenset(filter(None, map(fold, (*self.words, *labels))))


@dataclass(frozen=True)
class ImportKind:
    """What is imported: students or employees."""

    key: str
    parts: tuple[RecordPart, ...]
    fields: tuple[Field, ...]
    #: What the database fills in if the file is silent; the import does it to show it beforehand.
    defaults: dict[str, Any] = field(default_factory=dict)
    #: What can be concluded when the file does not say it: field -> the fields that tell.
    concluded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: What cannot be found while something else is wrong: field -> the fields that narrow it.
    narrowed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: The columns by which a row is the same record; empty: people, known by number, PINFL, or name and birth date.
    identity: tuple[str, ...] = ()
    #: How cells are read where the column alone does not tell.
    readers: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    #: Fields of which a record has one alone: a value for the one empties the other.
    either: tuple[tuple[str, str], ...] = ()
    #: The kind as the server knows it, where that is another: who is admitted becomes a student.
    served: str = ""
    #: Every row is somebody who is not here yet: who is, is refused, and earlier studies are asked about.
    only_new: bool = False

    @property
    def server_kind(self) -> str:
        return self.served or self.key

    @property
    def main(self) -> RecordPart:
        return self.parts[0]

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {one.key: one for one in self.fields}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each field in the declaration: of two equal ones the first is meant."""
        return {one.key: place for place, one in enumerate(self.fields)}

    @cached_property
    def by_phrase(self) -> dict[str, list[str]]:
        """The fields that a folded header means."""
        known: dict[str, list[str]] = {}
        for one in self.fields:
            for phrase in one.phrases:
                known.setdefault(phrase, []).append(one.key)
        return known

    def causes(self, key: str) -> set[str]:
        """Return the field and all from which it follows: while one of them is wrong, it is no reason of its own."""
        found, new = set[str](), {key}
        while new:
            found |= new
            new = {cause for one in new for cause in self._directly(one)} - found
        return found

    def _directly(self, key: str) -> tuple[str, ...]:
        return (*self.concluded.get(key, ()), *self.narrowed.get(key, ()))

    def of(self, part: RecordPart) -> tuple[Field, ...]:
        """Return the fields of a part in the order of the declaration."""
        return tuple(one for one in self.fields if one.part == part.name)

    def required(self, part: RecordPart) -> tuple[Field, ...]:
        """Return the fields without which a record of the part cannot be made; numbers are allotted."""
        return tuple(
            one
            for one in self.of(part)
            if not one.info["optional"] and one.key not in self.defaults and one.key != "number"
        )


PERSON_CONCLUDED: dict[str, tuple[str, ...]] = {
    "surname": (FULL_NAME,),
    "given_name": (FULL_NAME,),
    "birth_date": ("pinfl",),
    "gender": ("pinfl",),
}


def fields_of(part: RecordPart, words: dict[str, str]) -> tuple[Field, ...]:
    """Declare the fields of a part: column name -> header words, separated by commas."""
    columns = part.model.__table__.columns
    return tuple(
        Field(
            name,
            part.name,
            str(columns[name].info["label"]),
            columns[name],
            tuple(word.strip() for word in said.split(",")),
        )
        for name, said in words.items()
    )
