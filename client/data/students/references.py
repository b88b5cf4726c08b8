"""What student references say: read under the reader's rights, in the words of the paper's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, literal, select

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.documents import papers
from client.data.records.list_paths import Paths, find
from client.data.records.list_sorting import sorted_by
from client.data.server.gateway import Gateway
from client.data.students.issuer import NAMES, Issuer
from reports.common import fonts
from reports.students.reference import Reference
from shared.codes import IN_CONTINGENT, EducationType, Gender, StudentStatus
from shared.models.structure import Unit
from shared.models.students import Group, Specialty, Student
from shared.scripts import name_in

LABELS = ("h_education_type", "h_education_form", "h_payment_form", "h_language", "h_student_status")
#: Codes of courses count from 11 for the first.
BEFORE_FIRST_COURSE = 10


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
    students = rows_of(gateway, student_ids)
    faculties = {student["faculty_id"] for student in students.values()}
    issuer = Issuer(gateway, language, faculties, LABELS)
    references, refused = [], []
    for number in student_ids:
        student = students.get(number)
        if student is None:
            gone = N_("A chosen student is not among yours any more. Choose again.")
            refused.append((number, UserError(gone)))
        elif student["status"] in IN_CONTINGENT:
            reference = _reference(issuer, student, place, executor)
            if letters := fonts.lacking(reference.content()):
                refused.append((number, UserError(papers.UNDRAWABLE, letters=" ".join(letters))))
            else:
                references.append((number, reference))
        else:
            refused.append((number, _refusal(issuer, student)))
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


def rows_of(gateway: Gateway, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
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


def _reference(issuer: Issuer, student: Mapping[str, Any], place: str, executor: str) -> Reference:
    return Reference(
        language=issuer.language,
        university=issuer.university,
        contacts=issuer.contacts,
        city=issuer.city,
        name=name_in(issuer.language, student["full_name"], student["cyrillic_name"]),
        birth_date=student["birth_date"],
        female=student["gender"] == Gender.FEMALE,
        course=int(student["course"]) - BEFORE_FIRST_COURSE,
        faculty=issuer.named(student, "unit_"),
        specialty=f"{student['specialty_code']} – {issuer.named(student, 'specialty_')}",
        master=student["education_type"] == EducationType.MASTER,
        education_type=issuer.label("h_education_type", student["education_type"]),
        education_form=issuer.label("h_education_form", student["education_form"]),
        payment_form=issuer.label("h_payment_form", student["payment_form"]),
        study_language=issuer.label("h_language", student["language"]),
        group=student["group_name"] or "",
        entry_year=student["entry_year"],
        student_number=student["number"],
        on_leave=student["status"] == StudentStatus.ON_LEAVE,
        place=" ".join(place.split()) or issuer.words.anywhere,
        signatories=issuer.signatories(student["faculty_id"]),
        executor=name_in(issuer.language, executor),
    )


def _refusal(issuer: Issuer, student: Mapping[str, Any]) -> UserError:
    """Say in the language of the interface why this student gets no reference."""
    status = issuer.labels.get(("h_student_status", student["status"]))
    return UserError(
        N_(
            "{name} gets no reference: the status is “{status}”, not “studying”. Take the student off the list."
        ),
        name=student["full_name"],
        status=names(*status.values()) if status else student["status"],  # type: ignore[arg-type]
    )
