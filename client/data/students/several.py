"""Changing several students at once where no order is needed: what would change for whom, and doing it as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import ARRAY, BigInteger, any_, bindparam, cast, select

from client.core.i18n import N_, names
from client.data.records import private
from client.data.server.gateway import Gateway
from shared.models.employees import Employee
from shared.models.students import Group, Private, Student, TutorGroup

#: What a dean's office changes without an order: of the student's own row, and of the private data.
OPEN = ("citizenship", "nationality", "correspondence")
PRIVATE = ("social_category", "accommodation", "country", "district")
TUTOR, SINCE = "tutor", "tutor_from"
RELATIONS = ("students.student", "students.tutor_group", "imports.run")
REASON = N_("Change of several students")
AT_A_TIME = 1_000

CHANGES, SAME = "changes", "same"
ELSEWHERE = N_("No student of your faculty any more.")
NO_GROUP = N_("Has no group, and so no tutor: an order brings into a group.")
LATER = N_("The group gets a tutor on that day or later already. Choose a later day.")
MEANWHILE = N_("Changed by somebody else meanwhile. Look at it on the card and choose again.")

_IDS = cast(bindparam("ids"), ARRAY(BigInteger))
_STUDENTS = (
    select(
        Student.id,
        Student.full_name,
        Student.row_version,
        Student.group_id,
        Group.name,
        *(Student.__table__.c[name] for name in OPEN),
    )
    .outerjoin(Group, Group.id == Student.group_id)
    .where(Student.id == any_(_IDS))
    .order_by(Student.sort_key, Student.id)
)
_TUTORS = (
    select(
        TutorGroup.group_id,
        TutorGroup.id,
        TutorGroup.employee_id,
        TutorGroup.starts_on,
        TutorGroup.ends_on,
        Employee.full_name,
    )
    .join(Employee, Employee.id == TutorGroup.employee_id)
    .where(TutorGroup.group_id == any_(_IDS))
    .order_by(TutorGroup.id)
)


@dataclass(frozen=True)
class TutorPeriod:
    """Somebody is the tutor of a group."""

    id: int
    employee_id: int
    starts_on: date
    ends_on: date | None
    name: str

    def reaches(self, day: date) -> bool:
        return self.ends_on is None or self.ends_on >= day


@dataclass
class Chosen:
    """The chosen students as they were looked at; private values only once somebody wants to change one."""

    ids: tuple[int, ...]
    students: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    tutors: dict[int, list[TutorPeriod]] = field(default_factory=dict)
    privates: dict[int, dict[str, Any]] | None = None
    #: Whom somebody else changed since they were looked at first.
    meanwhile: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Verdict:
    """What happens to one student: a change, nothing because it is so already, or nothing because of a sentence."""

    student_id: int
    name: str
    group: str
    #: The present values of what is to be changed.
    now: Mapping[str, Any]
    standing: str
    #: What the server is handed: the versions that were looked at.
    row: Mapping[str, Any] | None = None


def read(gateway: Gateway, ids: Sequence[int], *, with_private: bool, before: Chosen | None = None) -> Chosen:
    """Read the chosen students; whoever looks at private values is noted by the server."""
    chosen = Chosen(tuple(ids))
    columns = ("name", "version", "group_id", "group", *OPEN)
    for number, *values in gateway.rows(_STUDENTS, ids=list(ids)):
        chosen.students[number] = dict(zip(columns, values, strict=True))
    groups = {each["group_id"] for each in chosen.students.values() if each["group_id"] is not None}
    for group, number, employee, starts, ends, name in gateway.rows(_TUTORS, ids=sorted(groups)):
        chosen.tutors.setdefault(group, []).append(TutorPeriod(number, employee, starts, ends, names(name)))
    if with_private:
        chosen.privates = _privates(gateway, list(chosen.students))
    if before is not None:
        chosen.meanwhile = before.meanwhile | _moved(before, chosen)
    return chosen


def judge(chosen: Chosen, given: Mapping[str, Any]) -> list[Verdict]:
    """Say of each student what these values would do."""
    found = [Verdict(each, "", "", {}, ELSEWHERE) for each in chosen.ids if each not in chosen.students]
    return found + [_verdict(chosen, each, given) for each in chosen.students]


def change(gateway: Gateway, verdicts: Sequence[Verdict], given: Mapping[str, Any], title: str) -> int:
    """Write the values for all who change, or for nobody; return the run by which it is undone."""
    rows = [each.row for each in verdicts if each.row is not None]
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}
    return int(gateway.call("students.change_several", Jsonb(rows), plain, title))


def _privates(gateway: Gateway, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    return {
        row["student_id"]: row
        for start in range(0, len(ids), AT_A_TIME)
        for row in private.read(gateway, Private, ids[start : start + AT_A_TIME], REASON)
    }


def _moved(before: Chosen, now: Chosen) -> set[int]:
    """Return the students of whom anything is not as it was looked at."""
    return {
        number
        for number, student in now.students.items()
        if number in before.students
        and (
            student["version"] != before.students[number]["version"]
            or now.tutors.get(student["group_id"]) != before.tutors.get(student["group_id"])
            or (
                before.privates is not None
                and _private_version(now, number) != _private_version(before, number)
            )
        )
    }


def _private_version(chosen: Chosen, student_id: int) -> int:
    return int((chosen.privates or {}).get(student_id, {}).get("row_version", 0))


def _verdict(chosen: Chosen, student_id: int, given: Mapping[str, Any]) -> Verdict:
    student = chosen.students[student_id]
    secret = (chosen.privates or {}).get(student_id, {})
    now = {name: student[name] for name in OPEN if name in given}
    now |= {name: secret.get(name) for name in PRIVATE if name in given}
    row: dict[str, Any] = {}
    if any(now[name] != given[name] for name in OPEN if name in given):
        row["version"] = student["version"]
    if any(now[name] != given[name] for name in PRIVATE if name in given):
        row["private"] = _private_version(chosen, student_id)
    refusal = MEANWHILE if student_id in chosen.meanwhile else ""
    if TUTOR in given:
        present = [each for each in chosen.tutors.get(student["group_id"], ()) if each.reaches(given[SINCE])]
        now[TUTOR] = ", ".join(each.name for each in present)
        refusal = refusal or _no_tutor(student["group_id"], present, given)
        if [(each.employee_id, each.ends_on) for each in present] != [(given[TUTOR], None)]:
            row["tutors"] = [each.id for each in present]
    told = (student_id, names(student["name"]), student["group"] or "", now)
    if refusal and (row or refusal == NO_GROUP):
        return Verdict(*told, refusal)
    return Verdict(*told, CHANGES, {"student_id": student_id, **row}) if row else Verdict(*told, SAME)


def _no_tutor(group_id: int | None, present: Sequence[TutorPeriod], given: Mapping[str, Any]) -> str:
    """Say why the group of a student gets no tutor from that day on."""
    if group_id is None:
        return NO_GROUP
    already = [(each.employee_id, each.ends_on) for each in present] == [(given[TUTOR], None)]
    return LATER if not already and any(each.starts_on >= given[SINCE] for each in present) else ""
