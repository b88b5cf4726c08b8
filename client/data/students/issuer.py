"""The university as it issues papers in a language: its name, its signatories, its words for codes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.employees.chiefs import deans
from client.data.server.gateway import Gateway
from reports.students.reference_words import ENGLISH, WORDS, city_in
from shared.models.classifiers import Classifier, Item
from shared.models.structure import University
from shared.names import signed
from shared.scripts import name_in, named_in

NAMES = ("name_uz", "name_oz", "name_ru", "name_en")


class Issuer:
    """What papers say of the university; the labels are those of the lists that are named."""

    def __init__(
        self, gateway: Gateway, language: str, faculties: Iterable[int], classifiers: Sequence[str]
    ) -> None:
        self.language = language
        self.words = WORDS[language]
        self.labels = _labels(gateway, classifiers)
        columns = University.__table__.columns
        row = gateway.one(select(*columns))
        if row is None:
            raise UserError(
                N_("The university is not described yet. Human resources fill in “About the university”.")
            )
        self._university = dict(zip(columns.keys(), row, strict=True))
        self._deans = deans(gateway, faculties)

    @property
    def university(self) -> str:
        return self.named(self._university)

    @property
    def city(self) -> str:
        return city_in(self.language, self._university["city_uz"])

    @property
    def contacts(self) -> str:
        university = self._university
        address = ", ".join(filter(None, (university["postcode"], university["address"])))
        written = name_in(self.language, address)
        return " · ".join(
            filter(None, (written, university["phone"], university["email"], university["website"]))
        )

    def named(self, row: Mapping[str, Any], prefix: str = "") -> str:
        """Return the name of a row in the language of the paper."""
        return named_in(self.language, *(row[f"{prefix}{name}"] for name in NAMES))

    def label(self, classifier: str, code: str) -> str:
        """Return what a code is called in the language of the paper."""
        item = self.labels.get((classifier, code))
        if item is None:
            return code
        if self.language == "en" and not item["name_en"]:
            return ENGLISH.get(classifier, {}).get(code) or str(item["name_uz"])
        return self.named(item)

    def signatories(self, faculty: int) -> tuple[tuple[str, str], ...]:
        """Return the rector and the dean, each with the post."""
        rector = (self.words.rector, name_in(self.language, signed(self._university["rector"])))
        if faculty not in self._deans:
            return (rector,)
        return rector, (self.words.dean, name_in(self.language, self._deans[faculty]))

    def alike(self, row: Mapping[str, Any], executor: str) -> dict[str, Any]:
        """Return what every paper about a student says; `row` is the student with its faculty."""
        return {
            "language": self.language,
            "university": self.university,
            "contacts": self.contacts,
            "city": self.city,
            "name": name_in(self.language, row["full_name"], row["cyrillic_name"]),
            "student_number": row["number"],
            "signatories": self.signatories(row["faculty_id"]),
            "executor": name_in(self.language, executor),
        }


def _labels(gateway: Gateway, classifiers: Sequence[str]) -> dict[tuple[str, str], dict[str, str | None]]:
    statement = (
        select(Classifier.code, Item.code, *(getattr(Item, name) for name in NAMES))
        .join(Classifier, Classifier.id == Item.classifier_id)
        .where(Classifier.code.in_(classifiers))
    )
    return {(row[0], row[1]): dict(zip(NAMES, row[2:], strict=True)) for row in gateway.rows(statement)}
