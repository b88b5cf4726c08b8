"""Reading from the server what the rows of a file may refer to: units, specialties, groups, classifiers."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import bindparam, func, select

from client.core.i18n import translation
from client.data.imports.fields import ImportKind
from client.data.imports.lookups import (
    KnownGroup,
    KnownSpecialty,
    KnownStudent,
    KnownSubject,
    KnownUnit,
    Labels,
    Lookups,
    Marking,
    Names,
)
from client.data.server.gateway import Verbs
from client.data.students.take_over import is_closed
from shared.codes import MarkingSystem, StructureType
from shared.grading import Scale
from shared.models import structure, students
from shared.models.classifiers import Classifier, Item
from shared.models.subjects import Subject

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


_SUBJECTS = select(
    Subject.id, Subject.code, Subject.name_uz, Subject.name_oz, Subject.name_ru, Subject.name_en
)
_STUDENTS = """
select s.id, s.number, s.full_name, s.cyrillic_name, s.faculty_id, s.entry_year,
       (select p.marking_system_id
          from curriculum.group_curriculum g
          join curriculum.curriculum p on p.id = g.curriculum_id
         where g.group_id = s.group_id
         limit 1),
       array(select m.number from students.student m where m.merged_into_id = s.id)
  from students.student s
 where s.faculty_id = any (security.my_units()) and s.merged_into_id is null
"""
_MARKINGS = """
select m.id, m.code, m.maximum, m.pass_percent,
       jsonb_agg(jsonb_build_object('from', t.lower_bound, 'mark', t.mark, 'passed', t.passed,
                                    'grade', coalesce(t.grade::text, t.mark)))
         filter (where t.grade is not null or t.mark ~ '^[0-9]([.][0-9]+)?$')
  from curriculum.marking_system m
  join curriculum.grade_type t on t.marking_system_id = m.id
 group by m.id
"""


def load(verbs: Verbs, kind: ImportKind) -> Lookups:
    """Read the lookups of a kind of import under the rights of the person."""
    classifiers = {one.listed for one in kind.fields if one.kind == "code"}
    of_students, of_results = kind.server_kind == "students", kind.key == "results"
    return Lookups(
        labels=_labels(verbs, classifiers) | _own_words(kind),
        units=[_unit(*row) for row in verbs.rows(_UNITS)],
        specialties=[_specialty(*row) for row in verbs.rows(_SPECIALTIES)] if of_students else (),
        groups=[KnownGroup(*row) for row in verbs.rows(_GROUPS)] if of_students else (),
        subjects=[_subject(*row) for row in verbs.rows(_SUBJECTS)] if of_results else (),
        students=list(_students(verbs)) if of_results else (),
        only_applied=of_students and is_closed(verbs),
        own_units=frozenset(verbs.scalar(select(func.security.my_units(func.security.my_role()))) or ()),
    )


def _unit(number: int, code: str, short_name: str | None, kind: str, *names: Any) -> KnownUnit:
    return KnownUnit(
        number, code, (names[0], names[1], names[2], names[3]), short_name, kind == StructureType.FACULTY
    )


def _specialty(number: int, faculty: int, code: str, education_type: str, *names: Any) -> KnownSpecialty:
    return KnownSpecialty(number, faculty, code, (names[0], names[1], names[2], names[3]), education_type)


def _own_words(kind: ImportKind) -> dict[str, Labels]:
    """Return the lists that columns carry themselves: each word in every language."""
    return {
        one.listed: Labels(
            one.listed, {code: _in_all_languages(words) for code, words in one.info["words"].items()}
        )
        for one in kind.fields
        if one.listed and one.kind != "code"
    }


def _in_all_languages(words: str) -> Names:
    uz, oz, ru, en = (translation(words, code) for code in ("uz", "oz", "ru", "en"))
    return uz, oz, ru, en


def _subject(number: int, code: str, *names: Any) -> KnownSubject:
    return KnownSubject(number, code, (names[0], names[1], names[2], names[3]))


def _students(verbs: Verbs) -> Iterator[KnownStudent]:
    """Give the own students but merged rows, each with the marking system of the plan, else that of credits."""
    markings, usual = {}, None
    for number, code, maximum, pass_percent, steps in verbs.rows(_MARKINGS):
        markings[number] = Marking(Scale.of(steps or ()), maximum, pass_percent)
        usual = markings[number] if code == MarkingSystem.CREDIT else usual
    for number, code, name, cyrillic, faculty, entry_year, system, former in verbs.rows(_STUDENTS):
        marking = markings.get(system, usual)
        yield KnownStudent(number, code, name, cyrillic, faculty, entry_year, marking, tuple(former))


def _labels(verbs: Verbs, classifiers: Iterable[str]) -> dict[str, Labels]:
    items: dict[str, dict[str, Names]] = {name: {} for name in classifiers}
    for classifier, code, *texts in verbs.rows(_ITEMS, classifiers=sorted(items)):
        uz, oz, ru, en = texts
        items[classifier][code] = (uz, oz, ru, en)
    return {name: Labels(name, known) for name, known in items.items()}
