"""The demonstration university: its units, programmes and buildings, and what the national lists say of them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

CODE = "403"
FACULTY, DEPARTMENT = "11", "12"  # of the classifier of units

UNIVERSITY = {
    "code": CODE,
    "name_uz": "Geologiya fanlari universiteti",
    "name_oz": "Геология фанлари университети",
    "name_ru": "Университет геологических наук",
    "name_en": "University of Geological Sciences",
    "form": "12",
    "ownership": "11",
    "region": "1726",
    "city_uz": "Toshkent shahri",
    "address": "Toshkent shahri, Mirzo Ulugʻbek tumani, Namuna koʻchasi, 1-uy",
    "postcode": "100041",
    "phone": "+998 71 200 04 03",
    "email": "devon@geologiya.example",
    "website": "https://geologiya.example",
    "tax_number": "200000403",
}

BUILDINGS = (
    "Bosh bino",
    "Geologiya binosi",
    "Konchilik binosi",
    "Laboratoriya korpusi",
    "Kutubxona va axborot markazi",
    "Geofizika binosi",
    "Neft va gaz binosi",
    "Metallurgiya korpusi",
    "Axborot texnologiyalari binosi",
    "Iqtisodiyot binosi",
    "Ekologiya binosi",
    "Energetika binosi",
)


@dataclass(frozen=True)
class Unit:
    """A faculty, department or section as units.tsv lists it."""

    code: str
    kind: str
    name_uz: str
    name_ru: str
    name_en: str
    short_name: str


@dataclass(frozen=True)
class Programme:
    """A specialty of a faculty by its code in the national lists, and what its graduates are called."""

    faculty: str
    code: str
    name_ru: str
    name_en: str
    qualification_uz: str
    qualification_ru: str
    qualification_en: str

    @property
    def masters(self) -> bool:
        return self.code.startswith("5A")


def units(faculties: int) -> tuple[Unit, ...]:
    """Return the first faculties with their departments, and all sections."""
    last = f"{CODE}-1{faculties:02}"
    return tuple(
        unit
        for unit in (Unit(**row) for row in read_rows("units.tsv"))
        if unit.kind not in (FACULTY, DEPARTMENT) or unit.code[: len(last)] <= last
    )


def programmes(faculty: str) -> tuple[Programme, ...]:
    """Return what a faculty teaches."""
    return tuple(Programme(**row) for row in read_rows("programmes.tsv") if row["faculty"] == faculty)


def read_rows(name: str) -> Iterator[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


@dataclass(frozen=True)
class District:
    """A district or town of the national list, with the region it lies in."""

    code: str
    name: str
    region: str


@dataclass(frozen=True)
class National:
    """What the demonstration takes from the classifiers of the installed database."""

    specialties: dict[str, str]
    districts: tuple[District, ...]


def read_national(connection: psycopg.Connection[Any]) -> National:
    """Read the names of specialties and the districts from the national classifiers."""
    lists: dict[str, dict[str, str]] = {"h_bachelor_speciality": {}, "h_master_speciality": {}, "h_soato": {}}
    for classifier, code, name in connection.execute(
        "select classifier.code, item.code, item.name_uz"
        " from classifiers.item join classifiers.classifier on classifier.id = item.classifier_id"
        ' where classifier.code = any (%s) order by item.code collate "C"',
        [list(lists)],
    ):
        lists[classifier][code] = name
    bachelor, master, places = lists.values()
    districts = tuple(
        District(code, name, places[code[:4]])
        for code, name in places.items()
        if code[:4] in places and code[4:]
    )
    return National(bachelor | master, districts)
