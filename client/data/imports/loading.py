"""Reading from the server what the rows of a file may refer to: units, specialties, groups, classifiers."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, func, select

from client.data.imports.fields import ImportKind
from client.data.imports.lookups import KnownGroup, KnownSpecialty, KnownUnit, Labels, Lookups, Names
from client.data.server.gateway import Verbs
from shared.codes import StructureType
from shared.models import structure, students
from shared.models.classifiers import Classifier, Item

_UNIT, _SPECIALTY = structure.Unit, students.Specialty
_ITEMS = (
    select(Classifier.code, Item.code, Item.name_uz, Item.name_oz, Item.name_ru, Item.name_en)
    .join(Classifier, Classifier.id == Item.classifier_id)
    .where(Classifier.code.in_(bindparam("classifiers", expanding=True)))
    .order_by(Item.position, Item.code)
)
_UNITS = select(
    _UNIT.id,
    _UNIT.code,
    _UNIT.short_name,
    _UNIT.kind,
    _UNIT.name_uz,
    _UNIT.name_oz,
    _UNIT.name_ru,
    _UNIT.name_en,
)
_SPECIALTIES = select(
    _SPECIALTY.id,
    _SPECIALTY.faculty_id,
    _SPECIALTY.code,
    _SPECIALTY.education_type,
    _SPECIALTY.name_uz,
    _SPECIALTY.name_oz,
    _SPECIALTY.name_ru,
    _SPECIALTY.name_en,
)
_GROUP = students.Group
_GROUPS = select(
    _GROUP.id,
    _GROUP.faculty_id,
    _GROUP.specialty_id,
    _GROUP.name,
    _GROUP.entry_year,
    _GROUP.education_form,
    _GROUP.language,
)


def load(verbs: Verbs, kind: ImportKind) -> Lookups:
    """Read the lookups of a kind of import under the rights of the person."""
    classifiers = {one.info["classifier"] for one in kind.fields if one.kind == "code"}
    of_students = kind.key == "students"
    return Lookups(
        labels=_labels(verbs, classifiers),
        units=[_unit(*row) for row in verbs.rows(_UNITS)],
        specialties=[_specialty(*row) for row in verbs.rows(_SPECIALTIES)] if of_students else (),
        groups=[KnownGroup(*row) for row in verbs.rows(_GROUPS)] if of_students else (),
        own_units=frozenset(verbs.scalar(select(func.security.my_units(func.security.my_role()))) or ()),
    )


def _unit(number: int, code: str, short_name: str | None, kind: str, *names: Any) -> KnownUnit:
    return KnownUnit(
        number, code, (names[0], names[1], names[2], names[3]), short_name, kind == StructureType.FACULTY
    )


def _specialty(number: int, faculty: int, code: str, education_type: str, *names: Any) -> KnownSpecialty:
    return KnownSpecialty(number, faculty, code, (names[0], names[1], names[2], names[3]), education_type)


def _labels(verbs: Verbs, classifiers: Iterable[str]) -> dict[str, Labels]:
    items: dict[str, dict[str, Names]] = {name: {} for name in classifiers}
    for classifier, code, *texts in verbs.rows(_ITEMS, classifiers=sorted(items)):
        uz, oz, ru, en = texts
        items[classifier][code] = (uz, oz, ru, en)
    return {name: Labels(name, known) for name, known in items.items()}
