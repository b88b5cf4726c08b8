"""Each demonstration person tries every command on every table; the outcome is what the rights say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from server_db.demo.people import PEOPLE
from shared.models.everything import BY_RELATION, MODELS
from tests.security import attempts
from tests.security.pointers import split
from tests.security.rights import RIGHTS, Right

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GOLDEN = Path(__file__).parent / "access_matrix.tsv"
ACTING = [(person.login, role, unit) for person in PEOPLE for role, unit in person.roles]
NAMES = [f"{login} as {role.removeprefix('hemis_')}" for login, role, _ in ACTING]
#: Reaches that go through what is taught, with the table each is the keys of.
_GRADES = ("sheets", "appeals", "made", "debts")
_ORDERS = ("sent", "ordered", "asked")
#: A dean's office keeps files with orders of others in which its students stand, and writes none of them: an update
#: that would reach one is refused as a whole.
_REFUSED_TOGETHER = {"movement.decree"}
_ATTESTED = ("supervised", "attends")
_TAUGHT = {
    "department": "",
    "classes": "teaching.class",
    "courses": "curriculum.course",
    "plans": "curriculum.curriculum",
    "taught": "students.group",
    "subjects": "subjects.subject",
    "banks": "topics.question",
    "examined": "timetable.examination",
}
#: Who holds which lesson in the demonstration depends on the day it is made: substitutions are around today.
DATED = {
    "timetable.lesson",
    "timetable.lesson_part",
    "timetable.examination",
    "timetable.examinee",
    "timetable.examiner",
    "teaching.member",
    "students.period",
}
#: What these hold is filled until the day before, so how much it is says nothing about rights.
DATED_SCHEMAS = {"topics", "attendance", "grades", "rating_journal", "movement", "differences", "attestation"}
RELATIONS = sorted(f"{model.__table__.schema}.{model.__table__.name}" for model in MODELS)


class Reach:
    """The keys of a table's rows that each kind of reach contains, computed by the administrator."""

    def __init__(self, admin: attempts.Connection, login: str, unit_code: str, role: str = "") -> None:
        self._admin = admin
        self._role = role
        self._login = login
        self._units = self._column(
            """with recursive below as (
                   select id from structure.unit where code = %s
                   union all select u.id from structure.unit u join below b on u.parent_id = b.id)
               select id from below""",
            unit_code,
        )

    def keys(self, relation: str, reach: str) -> set[Any]:
        """The keys within `reach` (`all`, `units`, `department`, `groups`, `own` or `-`)."""
        key, table = attempts.key_of(relation), attempts.identifier(relation).as_string(self._admin)
        if reach == "-":
            return set()
        if reach == "all":
            return set(self._column(f"select {key} from {table}"))
        return set(self._column(f"select {key} from {table} where {self._condition(relation, reach)}"))

    def split(self, relation: str, reach: str) -> tuple[set[Any], set[Any]]:
        """The keys within `reach` and those outside it."""
        inside = self.keys(relation, reach)
        return inside, self.keys(relation, "all") - inside

    def _condition(self, relation: str, reach: str) -> str:
        for reaches, condition in (
            (_TAUGHT, self._taught), (_GRADES, self._graded), (_ORDERS, self._ordered), (("cleared",), self._cleared),
            (("graduated",), self._graduates), (("held", "signs"), self._of_blanks),
            (_ATTESTED, self._attested),
        ):  # fmt: skip
            if reach in reaches:
                return condition(relation, reach)
        columns = BY_RELATION[relation].__table__.columns
        if reach == "own":
            own = self._column("select employee_id from security.account where login = %s", self._login)
            return f"{'id' if relation == 'employees.employee' else 'employee_id'} = {own[0]}"
        if reach == "groups":
            groups = self._column(
                """select group_id from students.tutor_group t
                   join security.account a on a.employee_id = t.employee_id
                   where a.login = %s and current_date between t.starts_on and coalesce(t.ends_on, 'infinity')""",
                self._login,
            )
            return self._of_groups(relation, columns, groups)
        if relation.startswith("employees.") and relation != "employees.position":
            key = "id" if relation == "employees.employee" else "employee_id"
            return f"""{key} in (select employee_id from employees.position where unit_id = any('{{{self._list}}}')
                and current_date between starts_on and coalesce(ends_on, 'infinity'))"""
        if relation.startswith("merging."):
            units = f"any('{{{self._list}}}')"
            both = f"(faculty_id = {units} or other_faculty_id = {units})"
            return (
                both if reach == "units" else f"proposal_id in (select id from merging.proposal where {both})"
            )
        scope = BY_RELATION[relation].scope
        return f"{scope} = any('{{{self._list}}}')"

    @staticmethod
    def _graduates(relation: str, _reach: str) -> str:
        """Acceptances on which an order of graduation stands, diplomas that are issued."""
        return (
            "state = 'issued'"
            if relation == "diplomas.diploma"
            else "decree_id is not null and state = 'accepted'"
        )

    def _cleared(self, relation: str, _reach: str) -> str:
        """Clearance sheets and points: those of one's students, or those with a point of the own office."""
        office = self._role.removeprefix("hemis_")
        if office in ("faculty", "tutor"):
            of_sheet = self._condition("clearance.sheet", "units" if office == "faculty" else "groups")
            return f"sheet_id in (select id from clearance.sheet where {of_sheet})"
        own = f"office = '{office}'" + (
            f" and unit_id = any('{{{self._list}}}')" if office == "service" else ""
        )
        return (
            own
            if relation == "clearance.line"
            else f"id in (select sheet_id from clearance.line where {own})"
        )

    def _of_blanks(self, relation: str, reach: str) -> str:
        """Acts on blanks and their lines: of and to the own holding, or those that one signs."""
        mine = f"(select employee_id from security.account where login = '{self._login}')"
        signed = f"(select act_id from blanks.member where employee_id = {mine})"
        signs = f"{'id' if relation == 'blanks.act' else 'act_id'} in {signed}"
        if reach == "signs":
            return signs
        units = f"any('{{{self._list}}}')"
        if relation == "blanks.act":
            return f"(unit_id = {units} or to_unit_id = {units} or {signs})"
        return f"(unit_id = {units} or unit_before_id = {units})"

    def _attested(self, relation: str, reach: str) -> str:
        """What a teacher has with the attestation: free topics, the own supervision, the own commissions."""
        mine = f"(select employee_id from security.account where login = '{self._login}')"
        if reach == "attends":
            key = "id" if relation == "attestation.commission" else "commission_id"
            return f"{key} in (select commission_id from attestation.member where employee_id = {mine})"
        others = ", adviser_id, reviewer_id" if relation == "attestation.thesis" else ""
        return f"{mine} in (supervisor_id{others})"

    def _ordered(self, relation: str, reach: str) -> str:
        """What hangs on orders: those of a dean's office, those with its students, those an office is asked about."""
        units = f"any('{{{self._list}}}')"
        office = self._role.removeprefix("hemis_")
        mine = f"(select employee_id from security.account where login = '{self._login}')"
        groups = f"select group_id from students.tutor_group where employee_id = {mine}"
        tutored = f"student_id in (select id from students.student where group_id in ({groups}))"
        lines = tutored if office == "tutor" else f"faculty_id = {units} or new_faculty_id = {units}"
        with_lines = f"id in (select decree_id from movement.line where {lines})"
        agreed = "select decree_id from movement.agreement where office = 'accounting'"
        decrees = {
            "sent": "state <> 'draft'",
            "asked": f"state <> 'draft' and (order_type in ('18', '23') or id in ({agreed}))",
            "ordered": f"state <> 'draft' and {with_lines}"
            if office == "tutor"
            else f"(faculty_id = {units} or {with_lines})",
        }[reach]
        if relation == "movement.decree":
            return decrees
        if relation == "students.period":  # who reads a student reads the whole life, also in other groups
            if office == "tutor":
                return tutored
            own = f"select id from students.student where students.student.faculty_id = {units}"
            return f"(faculty_id = {units} or student_id in ({own}))"
        of_decrees = f"decree_id in (select id from movement.decree where {decrees})"
        if relation == "movement.signature":
            return of_decrees
        if relation == "movement.line":
            return f"({lines}) and {of_decrees}" if reach == "ordered" else of_decrees
        return f"office = '{office}'" if reach == "asked" else f"(unit_id = {units} or {of_decrees})"

    def _graded(self, relation: str, reach: str) -> str:
        """What hangs on grade sheets, appeals and the record."""
        units = f"any('{{{self._list}}}')"
        if reach == "made":
            return f"(faculty_id = {units} or origin_id = {units})"
        if reach == "debts":
            return "counts and not passed"
        mine = f"(select employee_id from security.account where login = '{self._login}')"
        graded = f"select sheet_id from grades.grader where employee_id = {mine}"
        judged = f"select appeal_id from grades.appeal_member where employee_id = {mine}"
        if reach == "appeals":
            key = "id" if relation == "grades.appeal" else "appeal_id"
            own = f"select component_id from grades.grader where employee_id = {mine}"
            of_graded = f"select id from grades.appeal where component_id in ({own})"
            return f"{key} in ({judged} union {of_graded})"
        groups = f"select group_id from students.tutor_group where employee_id = {mine}"
        sheets = "select id from grades.sheet where " + {
            "hemis_department_head": f"department_id = {units}",
            "hemis_teacher": f"id in ({graded}) or id in (select sheet_id from grades.appeal where id in ({judged}))",
            "hemis_tutor": f"state = 'closed' and group_id in ({groups})",
        }.get(self._role, "state = 'closed'")
        return {
            "employees.employee": f"id in (select employee_id from grades.grader where sheet_id in ({sheets}))",
            "grades.record": f"line_id in (select id from grades.line where sheet_id in ({sheets}))",
            "grades.appeal_member": f"appeal_id in (select id from grades.appeal where sheet_id in ({sheets}))",
            "grades.sheet": f"id in ({sheets})",
        }.get(relation, f"sheet_id in ({sheets})")

    def _taught(self, relation: str, reach: str) -> str:
        """What hangs on the department of the person, or on the classes of the person."""
        if reach == "department":
            return f"department_id = any('{{{self._list}}}')"
        own = f"""select class_id from teaching.assignment join security.account using (employee_id)
                where login = '{self._login}'"""
        if reach == "banks":
            return f"""(subject_id, department_id) in (select c.subject_id, k.department_id from curriculum.course c
                join teaching.class k on k.course_id = c.id where k.id in ({own}))"""
        role_is_head = self._role.endswith("department_head")
        of_department = f"where department_id = any('{{{self._list}}}')"
        classes = f"select id from teaching.class {of_department}" if role_is_head else own
        courses = (
            f"select id from curriculum.course {of_department}"
            if role_is_head
            else f"select course_id from teaching.part where class_id in ({own})"
        )
        plans = f"select curriculum_id from curriculum.course where id in ({courses})"
        groups = f"select group_id from teaching.part where class_id in ({classes})"
        subjects = (
            f"select subject_id from curriculum.course where faculty_id = any('{{{self._list}}}')"
            if self._role.endswith("faculty")
            else f"select subject_id from curriculum.course c join teaching.class k on k.course_id = c.id "
            f"where k.id in ({own})"
        )
        held = f"""select x.id from timetable.examination x join security.account a using (employee_id)
                where a.login = '{self._login}' union select m.examination_id from timetable.examiner m
                join security.account a using (employee_id) where a.login = '{self._login}'"""
        examined = f"select id from timetable.examination {of_department}" if role_is_head else held
        wanted = {
            "examined": examined,
            "classes": classes, "courses": courses, "plans": plans, "taught": groups, "subjects": subjects,
        }[reach]  # fmt: skip
        key = "id" if relation == _TAUGHT[reach] else f"{_TAUGHT[reach].rpartition('.')[2]}_id"
        if relation == "students.student":  # and guests of those classes
            seated = f"select student_id from teaching.member where class_id in ({classes})"
            return f"({key} in ({wanted}) or id in ({seated}))"
        return f"{key} in ({wanted})"

    @property
    def _list(self) -> str:
        return ",".join(map(str, self._units))

    @staticmethod
    def _of_groups(relation: str, columns: Any, groups: list[Any]) -> str:
        listed = ",".join(map(str, groups)) or "-1"
        if relation == "students.group":
            return f"id in ({listed})"
        if relation == "timetable.examination":  # and retakes that own students are listed for
            retaken = f"select examination_id from timetable.examinee where group_id in ({listed})"
            return f"(group_id in ({listed}) or id in ({retaken}))"
        if "group_id" in columns:
            return f"group_id in ({listed})"
        if relation == "timetable.lesson":
            return f"id in (select lesson_id from timetable.lesson_part where group_id in ({listed}))"
        return f"student_id in (select id from students.student where group_id in ({listed}))"

    def _column(self, query: str, *values: Any) -> list[Any]:
        return [value for (value,) in self._admin.execute(query, values)]  # type: ignore[arg-type]


@dataclass(frozen=True)
class Acting:
    """A person who acts in one role."""

    connection: attempts.Connection
    role: str
    reach: Reach

    def rights(self) -> Iterator[tuple[str, Right]]:
        """Every table with the right of this role on it."""
        for relation, roles in sorted(RIGHTS.items()):
            yield relation, roles.get(self.role, Right())


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_closed(database: str) -> None:
    """Take back what was accepted and published: what that locks is locked for all roles alike, and tried elsewhere."""
    with psycopg.connect(database) as admin:
        admin.execute("update curriculum.curriculum set accepted_at = null, accepted_by = null")
        admin.execute("delete from topics.approval")
        admin.execute("alter table movement.decree disable trigger keep_words")
        admin.execute("set session_replication_role = replica")
        admin.execute("update timetable.version set state = 'shared' where state = 'published'")
        admin.execute("update attestation.commission set approved_at = null, approved_by = null")
        admin.execute("update attestation.sitting set state = 'planned', started_at = null, closed_at = null")
        admin.execute("update grades.result set accepted_at = null, accepted_by = null")


@pytest.fixture(params=ACTING, ids=NAMES)
def acting(request: pytest.FixtureRequest, as_person: Any, admin: attempts.Connection) -> Acting:
    """Each demonstration person in each of the own roles."""
    login, role, unit = request.param
    return Acting(as_person(login, role=role), role.removeprefix("hemis_"), Reach(admin, login, unit, role))


def test_person_sees_exactly_the_rows_of_the_right(acting: Acting) -> None:
    wrong = []
    for relation, right in acting.rights():
        seen = attempts.visible(acting.connection, relation)
        if (seen or set()) != acting.reach.keys(relation, right.read) or (right.read != "-" and seen is None):
            wrong.append(f"{relation}: sees {len(seen or ())} rows instead of {right.read}")
    assert not wrong


def test_blind_update_reaches_no_row_outside_the_right(acting: Acting, admin: attempts.Connection) -> None:
    split(admin)
    wrong = []
    for relation, right in acting.rights():
        columns = attempts.updatable_columns(acting.connection, relation)
        if bool(columns) != (right.update != "-"):
            wrong.append(f"{relation}: may update {columns} instead of {right.update}")
        inside = acting.reach.keys(relation, right.update)
        if columns and inside:
            found = _widest_update(acting.connection, admin, relation, columns)
            if found is None and relation in _REFUSED_TOGETHER:
                continue
            if found != len(inside):
                wrong.append(f"{relation}: updates {found} instead of {len(inside)} rows")
    assert not wrong


def _widest_update(
    connection: attempts.Connection, admin: attempts.Connection, relation: str, columns: tuple[str, ...]
) -> int | None:
    """How many rows a blind update reaches, by the first column whose least value may stand in all rows."""
    for column in attempts.plain_columns(relation, columns):
        constant = attempts.least(admin, relation, column)
        try:
            return attempts.blind_update(connection, relation, column, constant)
        except psycopg.Error as error:
            if error.sqlstate not in {"23505", "23514", "23P01", "HM001"}:
                raise
    return None


def test_person_adds_rows_only_within_the_right(acting: Acting, admin: attempts.Connection) -> None:
    wrong = []
    for relation, right in acting.rights():
        inside, outside = acting.reach.split(relation, right.insert)
        for keys, may in ((inside, True), (outside, False)):
            if keys:
                outcome = attempts.insert(
                    acting.connection, relation, attempts.twin(admin, relation, min(keys))
                )
                if (outcome != attempts.REFUSED) != may:
                    wrong.append(f"{relation}: an insert {'in' if may else 'out'}side the right is {outcome}")
    assert not wrong


def test_person_deletes_rows_only_within_the_right(acting: Acting) -> None:
    wrong = []
    for relation, right in acting.rights():
        inside, outside = acting.reach.split(relation, right.delete)
        for keys, allowed in ((inside, ("deleted", "referred to")), (outside, (attempts.REFUSED, "unseen"))):
            if keys and (outcome := attempts.delete(acting.connection, relation, min(keys))) not in allowed:
                wrong.append(f"{relation}: a delete is {outcome} instead of {allowed}")
    assert not wrong


def test_state_of_a_student_is_updated_by_nobody(acting: Acting) -> None:
    model = BY_RELATION["students.student"]
    state = {column.name for column in model.__table__.columns if column.info.get("state")}
    assert state.isdisjoint(attempts.updatable_columns(acting.connection, "students.student"))


def test_whoever_reads_a_key_of_names_reads_that_of_every_alphabet(acting: Acting) -> None:
    """Lists ask for the key of the alphabet they are shown in."""
    for relation in RELATIONS:
        columns = BY_RELATION[relation].__table__.columns
        keys = {column.name for column in columns if column.name.startswith("sort_key")}
        granted = keys.intersection(attempts.granted(acting.connection, relation, "select"))
        assert granted in (set(), keys), relation


def test_nobody_writes_identity_or_version(acting: Acting) -> None:
    for relation in RELATIONS:
        granted = attempts.granted(acting.connection, relation, "update")
        assert {"id", "row_version"}.isdisjoint(granted), relation


def test_matrix_is_the_reviewed_one(as_person: Any, golden: Callable[[Path, str], None]) -> None:
    """The whole matrix, line by line; a change is reviewed after `--rewrite` has written the file anew."""
    lines = ["relation\tperson\trole\tselects\tinserts\tupdates\tdeletes"]
    for login, role, _ in ACTING:
        connection = as_person(login, role=role)
        for relation in RELATIONS:
            cells = _cells(connection, relation)
            if any(cells):
                lines.append("\t".join((relation, login, role, *cells)))
    golden(GOLDEN, "\n".join([lines[0], *sorted(lines[1:])]) + "\n")


def _cells(connection: attempts.Connection, relation: str) -> tuple[str, ...]:
    seen = attempts.visible(connection, relation)
    reads = attempts.granted(connection, relation, "select")
    inserts = attempts.granted(connection, relation, "insert")
    updates = attempts.granted(connection, relation, "update")
    deletes = attempts.delete(connection, relation, -1)
    whole = len(BY_RELATION[relation].__table__.columns)
    # How many lines a journal has tells nothing about rights, and it grows with every test.
    dated = relation in DATED or relation.partition(".")[0] in DATED_SCHEMAS
    counted = relation in RIGHTS and not dated
    count = "" if seen is None else str(len(seen)) if counted else "some" if seen else "no"
    return (
        count and f"{count} rows, {'all columns' if len(reads) == whole else ','.join(reads)}",
        ",".join(inserts),
        ",".join(updates),
        "" if deletes == attempts.REFUSED else "yes",
    )
