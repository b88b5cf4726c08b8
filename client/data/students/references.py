"""What student references say: read under the reader's rights, in the words of the paper's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, literal, select

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.documents import papers
from client.data.employees.chiefs import deans
from client.data.records.list_paths import Paths, find
from client.data.records.list_sorting import sorted_by
from client.data.server.gateway import Gateway
from reports.common import fonts
from reports.students.reference import Reference
from reports.students.reference_words import ENGLISH, WORDS, city_in
from shared.codes import IN_CONTINGENT, EducationType, Gender, StudentStatus
from shared.models.classifiers import Classifier, Item
from shared.models.structure import Unit, University
from shared.models.students import Group, Specialty, Student
from shared.names import signed
from shared.scripts import name_in, named_in

LABELS = ("h_education_type", "h_education_form", "h_payment_form", "h_language", "h_student_status")
#: Codes of courses count from 11 for the first.
BEFORE_FIRST_COURSE = 10
NAMES = ("name_uz", "name_oz", "name_ru", "name_en")


@dataclass(frozen=True)
class Prepared:
    """References that can be registered, by student, and why others cannot."""

    references: tuple[tuple[int, Reference], ...]
    refused: tuple[tuple[int, UserError], ...]


def of_group(gateway: Gateway, group_id: int) -> list[int]:
    """Return the students of a group that get references, by name."""
    students = select(Student.id).where(Student.group_id == group_id, Student.status.in_(IN_CONTINGENT))
    by_name = sorted_by(Paths(Student), "full_name", find(Student, "full_name"))
    return [number for (number,) in gateway.rows(students.order_by(by_name, Student.id))]


def prepare(
    gateway: Gateway, student_ids: Sequence[int], language: str, place: str, executor: str
) -> Prepared:
    """Read what the references of these students say, in the order given; nothing is registered."""
    students = _students(gateway, student_ids)
    issuer = _Issuer(gateway, language, {student["faculty_id"] for student in students.values()})
    references, refused = [], []
    for number in student_ids:
        student = students.get(number)
        if student is None:
            gone = N_("A chosen student is not among yours any more. Choose again.")
            refused.append((number, UserError(gone)))
        elif student["status"] in IN_CONTINGENT:
            reference = issuer.reference(student, place, executor)
            if letters := fonts.lacking(reference.content()):
                refused.append((number, UserError(papers.UNDRAWABLE, letters=" ".join(letters))))
            else:
                references.append((number, reference))
        else:
            refused.append((number, issuer.refusal(student)))
    return Prepared(tuple(references), tuple(refused))


def by_number(gateway: Gateway, numbers: Sequence[str]) -> list[int]:
    """Return the ids of students by their student numbers; an unknown number is named."""
    rows = gateway.rows(select(Student.number, Student.id).where(Student.number.in_(numbers)))
    found = {number: student for number, student in rows}  # noqa: C416 - rows are tuples of any length
    if unknown := [number for number in numbers if number not in found]:
        raise UserError(N_("No student of yours has the number {numbers}."), numbers=", ".join(unknown))
    return [found[number] for number in numbers]


def names_of(gateway: Gateway, ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """Return (id, name, number) of students in the order of the ids; who may not be read is left out."""
    rows = gateway.rows(select(Student.id, Student.full_name, Student.number).where(_among(ids)))
    found = {row[0]: (row[0], names(row[1]), row[2]) for row in rows}
    return [found[number] for number in ids if number in found]


def _among(ids: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition as one array: a list of a thousand parameters is slow to read."""
    return Student.id == any_(literal(list(ids), ARRAY(BigInteger)))


def _students(gateway: Gateway, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Read the students with the names of their faculty and specialty, by id."""
    own = Student.__table__.columns
    named = [
        getattr(model, name).label(f"{model.__tablename__}_{name}")
        for model in (Unit, Specialty)
        for name in NAMES
    ]
    others = (Specialty.code.label("specialty_code"), Group.name.label("group_name"))
    statement = (
        select(*own, *named, *others)
        .join(Unit, Unit.id == Student.faculty_id)
        .join(Specialty, Specialty.id == Student.specialty_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(_among(ids))
    )
    keys = [str(column.key) for column in statement.selected_columns]
    rows = (dict(zip(keys, row, strict=True)) for row in gateway.rows(statement))
    return {row["id"]: row for row in rows}


class _Issuer:
    """The university in the language of the paper: its name, its signatories, its words for codes."""

    def __init__(self, gateway: Gateway, language: str, faculties: Iterable[int]) -> None:
        self._language = language
        self._words = WORDS[language]
        self._labels = _labels(gateway)
        columns = University.__table__.columns
        row = gateway.one(select(*columns))
        if row is None:
            raise UserError(
                N_("The university is not described yet. Human resources fill in “About the university”.")
            )
        self._university = dict(zip(columns.keys(), row, strict=True))
        self._deans = deans(gateway, faculties)

    def reference(self, student: Mapping[str, Any], place: str, executor: str) -> Reference:
        university = self._university
        specialty = self._named(student, "specialty_")
        return Reference(
            language=self._language,
            university=self._named(university),
            contacts=self._contacts(),
            city=city_in(self._language, university["city_uz"]),
            name=name_in(self._language, student["full_name"], student["cyrillic_name"]),
            birth_date=student["birth_date"],
            female=student["gender"] == Gender.FEMALE,
            course=int(student["course"]) - BEFORE_FIRST_COURSE,
            faculty=self._named(student, "unit_"),
            specialty=f"{student['specialty_code']} – {specialty}",
            master=student["education_type"] == EducationType.MASTER,
            education_type=self._label("h_education_type", student["education_type"]),
            education_form=self._label("h_education_form", student["education_form"]),
            payment_form=self._label("h_payment_form", student["payment_form"]),
            study_language=self._label("h_language", student["language"]),
            group=student["group_name"] or "",
            entry_year=student["entry_year"],
            student_number=student["number"],
            on_leave=student["status"] == StudentStatus.ON_LEAVE,
            place=" ".join(place.split()) or self._words.anywhere,
            signatories=self._signatories(student["faculty_id"]),
            executor=name_in(self._language, executor),
        )

    def refusal(self, student: Mapping[str, Any]) -> UserError:
        """Say in the language of the interface why this student gets no reference."""
        status = self._labels.get(("h_student_status", student["status"]))
        return UserError(
            N_(
                "{name} gets no reference: the status is “{status}”, not “studying”. Take the student off the list."
            ),
            name=student["full_name"],
            status=names(*status.values()) if status else student["status"],  # type: ignore[arg-type]
        )

    def _named(self, row: Mapping[str, Any], prefix: str = "") -> str:
        return named_in(self._language, *(row[f"{prefix}{name}"] for name in NAMES))

    def _label(self, classifier: str, code: str) -> str:
        item = self._labels.get((classifier, code))
        if item is None:
            return code
        if self._language == "en" and not item["name_en"]:
            return ENGLISH.get(classifier, {}).get(code) or str(item["name_uz"])
        return self._named(item)

    def _contacts(self) -> str:
        university = self._university
        address = ", ".join(filter(None, (university["postcode"], university["address"])))
        written = name_in(self._language, address)
        return " · ".join(
            filter(None, (written, university["phone"], university["email"], university["website"]))
        )

    def _signatories(self, faculty: int) -> tuple[tuple[str, str], ...]:
        rector = (self._words.rector, name_in(self._language, signed(self._university["rector"])))
        if faculty not in self._deans:
            return (rector,)
        return rector, (self._words.dean, name_in(self._language, self._deans[faculty]))


def _labels(gateway: Gateway) -> dict[tuple[str, str], dict[str, str | None]]:
    statement = (
        select(Classifier.code, Item.code, *(getattr(Item, name) for name in NAMES))
        .join(Classifier, Classifier.id == Item.classifier_id)
        .where(Classifier.code.in_(LABELS))
    )
    return {(row[0], row[1]): dict(zip(NAMES, row[2:], strict=True)) for row in gateway.rows(statement)}
