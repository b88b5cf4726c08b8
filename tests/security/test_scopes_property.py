"""Random people do random things while their rights change: what they see and change is what the model says."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from psycopg import errors
from psycopg.conninfo import make_conninfo

from server_db import people
from server_db.roles import GROUPS
from tests.security import attempts
from tests.security.attacks.scene import constants
from tests.security.pointers import split
from tests.security.scopes import COLUMNS, UNIVERSITY_WIDE, Actor, Membership, University

PASSWORD = "Meteorit-4042"
ROLES = sorted(group.removeprefix("hemis_") for group in GROUPS)
#: Roles with more to get wrong are drawn more often.
WITH_MORE = ("faculty", "department_head", "tutor", "teacher", "hr")
A_ROLE = st.one_of(st.sampled_from(WITH_MORE), st.sampled_from(ROLES))
A_TABLE = st.sampled_from(sorted(COLUMNS))
WHO = st.integers(0, 2)
ANY = st.integers(0, 10**6)
#: From when to when, in days from today: over, live, of today alone, to come.
PERIODS = st.sampled_from(((-30, -1), (-30, None), (-30, 30), (0, 0), (0, None), (1, None), (-1, -1)))


def pick(items, number):
    ordered = sorted(items)
    return ordered[number % len(ordered)]


class Scopes(RuleBasedStateMachine):
    """Three people at connections that stay open, and an administrator who changes the world around them."""

    database = ""
    logins: tuple[str, ...] = ()

    def __init__(self):
        super().__init__()
        self.admin = psycopg.connect(self.database, autocommit=True)
        split(self.admin)
        self.connections = [
            psycopg.connect(make_conninfo(self.database, user=login, password=PASSWORD), autocommit=True)
            for login in self.logins
        ]
        self.university = University.read(self.admin)
        self.constants = constants(self.admin)
        found = self.admin.execute(
            "select login, id, employee_id from security.account where login = any (%s) order by login",
            [list(self.logins)],
        )
        self.actors = [Actor(*row) for row in found]
        self.undo = []

    def teardown(self):
        for statement, values in reversed(self.undo):
            self.admin.execute(statement, values)
        self.admin.execute(
            "delete from security.membership where account_id = any (%s)",
            [[actor.account for actor in self.actors]],
        )
        for actor in self.actors:
            self.admin.execute(
                "update security.account set must_change_password = false where id = %s", [actor.account]
            )
            self.admin.execute("select security.align(%s)", [actor.account])
        for connection in (*self.connections, self.admin):
            connection.close()

    # The world changes.

    @initialize(roles=st.lists(A_ROLE, min_size=3, max_size=3), unit=ANY)
    def everybody_begins_with_a_right(self, roles, unit):
        for number, role in enumerate(roles):
            self.grant(number, role, unit + number, (-30, None))
            self.switch(number, role)

    @rule(who=WHO, role=A_ROLE, unit=ANY, period=PERIODS)
    def grant(self, who, role, unit, period):
        actor, today = self.actors[who], self.university.today
        unit_id = None if role in UNIVERSITY_WIDE else pick(self.university.tables["structure.unit"], unit)
        starts_on, ends_on = (None if days is None else today + timedelta(days) for days in period)
        (number,) = self.admin.execute(
            "insert into security.membership (account_id, role, unit_id, starts_on, ends_on, granted_by) "
            "values (%s, %s, %s, %s, %s, 'test') returning id",
            [actor.account, f"hemis_{role}", unit_id, starts_on, ends_on],
        ).fetchone()
        self.admin.execute("select security.align(%s)", [actor.account])
        actor.rights.append(Membership(number, role, unit_id, starts_on, ends_on))

    @precondition(lambda self: any(actor.rights for actor in self.actors))
    @rule(who=WHO, which=ANY, days=st.sampled_from((-1, 0, 1)), align=st.booleans())
    def end(self, who, which, days, align):
        """A right ends yesterday, today or tomorrow; the login may stay in its group until somebody looks."""
        actor = self.actors[who]
        rights = [right for right in actor.rights if right.starts_on < self.university.today]
        if not rights:
            return
        right = rights[which % len(rights)]
        right.ends_on = self.university.today + timedelta(days)
        self.admin.execute(
            "update security.membership set ends_on = %s where id = %s", [right.ends_on, right.id]
        )
        if align:
            self.admin.execute("select security.align(%s)", [actor.account])

    @rule(who=WHO, first=st.booleans())
    def password_is_reset_or_changed(self, who, first):
        actor = self.actors[who]
        actor.first_password = first
        self.admin.execute(
            "update security.account set must_change_password = %s where id = %s", [first, actor.account]
        )

    @rule(which=ANY, where=ANY)
    def department_moves(self, which, where):
        units = self.university.tables["structure.unit"]
        unit = pick([key for key, row in units.items() if row["parent_id"] is not None], which)
        parent = pick(units.keys() - self.university.below(unit), where)
        self._change("structure.unit", unit, parent_id=parent)

    @rule(which=ANY, where=ANY)
    def student_moves(self, which, where):
        students, groups = (self.university.tables[f"students.{name}"] for name in ("student", "group"))
        student, group = pick(students, which), groups[pick(groups, where)]
        before = self.admin.execute(
            "select faculty_id, specialty_id, group_id from students.student where id = %s", [student]
        ).fetchone()
        statement = (
            "update students.student set faculty_id = %s, specialty_id = %s, group_id = %s where id = %s"
        )
        self.admin.execute(statement, [group["faculty_id"], group["specialty_id"], group["id"], student])
        self.undo.append((statement, [*before, student]))
        students[student].update(faculty_id=group["faculty_id"], group_id=group["id"])
        for award in self.university.tables["students.award"].values():
            if award["student_id"] == student:
                award["faculty_id"] = group["faculty_id"]

    @rule(which=ANY, where=ANY, days=st.sampled_from((None, -1, 0)))
    def position_changes(self, which, where, days):
        position = pick(self.university.tables["employees.position"], which)
        ends_on = None if days is None else self.university.today + timedelta(days)
        unit = pick(self.university.tables["structure.unit"], where)
        self._change("employees.position", position, unit_id=unit, ends_on=ends_on)

    @rule(who=WHO, which=ANY, period=PERIODS)
    def tutor_is_appointed(self, who, which, period):
        groups, today = self.university.tables["students.group"], self.university.today
        group = groups[pick(groups, which)]
        starts_on, ends_on = (None if days is None else today + timedelta(days) for days in period)
        (number,) = self.admin.execute(
            "insert into students.tutor_group (faculty_id, specialty_id, group_id, employee_id, starts_on, ends_on) "
            "values (%s, %s, %s, %s, %s, %s) returning id",
            [
                group["faculty_id"],
                group["specialty_id"],
                group["id"],
                self.actors[who].employee,
                starts_on,
                ends_on,
            ],
        ).fetchone()
        self.undo.append(("delete from students.tutor_group where id = %s", [number]))
        self.university.tutors.append((self.actors[who].employee, group["id"], starts_on, ends_on))

    def _change(self, relation, key, **values):
        row = self.university.tables[relation][key]
        sets = ", ".join(f"{name} = %s" for name in values)
        statement = f"update {relation} set {sets} where id = %s"
        self.admin.execute(statement, [*values.values(), key])
        self.undo.append((statement, [*(row[name] for name in values), key]))
        row.update(values)

    # People do things.

    @rule(who=WHO, role=A_ROLE)
    def switch(self, who, role):
        actor, connection = self.actors[who], self.connections[who]
        (member,) = self.admin.execute(
            "select exists (select from pg_auth_members where member = %s::regrole and roleid = %s::regrole)",
            [actor.login, f"hemis_{role}"],
        ).fetchone()
        assert member or role not in {
            right.role for right in actor.rights if right.live(self.university.today)
        }
        try:
            connection.execute(f"set role hemis_{role}")
        except errors.InsufficientPrivilege:
            assert not member
        else:
            assert member
            actor.role = role

    @rule(who=WHO, relation=A_TABLE)
    def look(self, who, relation):
        actor = self.actors[who]
        right = self.university.right(actor, relation)
        seen = attempts.visible(self.connections[who], relation)
        assert (seen or set()) == self.university.keys(actor, relation, right.read)

    @invariant()
    def somebody_looks_at_students(self):
        for who in range(len(self.actors)):
            self.look(who, "students.student")

    @rule(who=WHO)
    def change_everything(self, who):
        """A constant, without WHERE: no policy for reading helps the one for writing."""
        for relation in COLUMNS:
            self._change_all(who, relation)

    def _change_all(self, who, relation):
        actor, connection = self.actors[who], self.connections[who]
        right = self.university.right(actor, relation)
        column, constant = self.constants[relation]
        statement = f"update {attempts.identifier(relation).as_string(connection)} set {column} = %s"
        try:
            with connection.transaction(force_rollback=True):
                changed = connection.execute(statement, [constant]).rowcount
        except errors.InsufficientPrivilege:
            assert right.update == "-"
        else:
            assert right.update != "-"
            assert changed == len(self.university.keys(actor, relation, right.update))

    @rule(who=WHO, relation=A_TABLE, which=ANY)
    def delete(self, who, relation, which):
        actor = self.actors[who]
        right = self.university.right(actor, relation)
        key = pick(self.university.tables[relation], which)
        outcome = attempts.delete(self.connections[who], relation, key)
        if right.delete == "-":
            assert outcome == attempts.REFUSED
        elif key in self.university.keys(actor, relation, right.delete):
            assert outcome in ("deleted", "referred to")
        else:
            assert outcome == "unseen"

    @rule(who=WHO, which=ANY, of=ANY)
    def award_a_student(self, who, which, of):
        """For a student, in the name of the student's or of another's faculty."""
        actor, connection = self.actors[who], self.connections[who]
        students = self.university.tables["students.student"]
        student, faculty = students[pick(students, which)], students[pick(students, of)]["faculty_id"]
        row = {
            "student_id": student["id"],
            "faculty_id": faculty,
            "kind": "11",
            "awarded_on": self.university.today,
        }
        outcome = attempts.insert(connection, "students.award", row)
        in_scope = actor.role == "faculty" and faculty in self.university.units(actor)
        assert (outcome == attempts.REFUSED) == (not in_scope)
        if in_scope:
            assert (outcome == "23503") == (faculty != student["faculty_id"])

    @rule(who=WHO, which=ANY)
    def private_data_stays_closed(self, who, which):
        """Asking is answered for exactly the students whom the role may read."""
        actor, connection = self.actors[who], self.connections[who]
        student = pick(self.university.tables["students.student"], which)
        try:
            with connection.transaction(force_rollback=True):
                connection.execute("select security.ask_reading('students.private', %s, 'x')", [[student]])
            opened = True
        except psycopg.DatabaseError as error:
            if error.sqlstate not in ("42501", "HM002"):
                raise
            opened = False
        allowed = self.university.acts(actor) and (
            actor.role in ("academic_office", "accounting")
            or (
                actor.role == "faculty"
                and student in self.university.keys(actor, "students.student", "units")
            )
        )
        if actor.role != "registrar":  # who reads graduates only
            assert opened == allowed


@pytest.fixture(scope="module")
def scopes(database):
    """The machine, with three people of its own who are employees of the demonstration."""
    logins = tuple(sorted(f"actor_{secrets.token_hex(3)}" for _ in range(3)))
    with psycopg.connect(database, autocommit=True) as admin:
        employees = admin.execute(
            "select distinct employee_id from employees.position order by 1 limit 3"
        ).fetchall()
        for login, (employee,) in zip(logins, employees, strict=True):
            people.create_person(
                admin, login, PASSWORD, login, [], employee_id=employee, must_change_password=False
            )
        yield type("ScopesHere", (Scopes,), {"database": database, "logins": logins})
        for login in logins:
            admin.execute(f"drop role {login}")


QUICK = settings(
    max_examples=12,
    stateful_step_count=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_everybody_sees_and_changes_what_the_model_says(scopes):
    run_state_machine_as_test(scopes, settings=QUICK)


@pytest.mark.soak
@pytest.mark.parametrize("dose", range(10))
def test_everybody_sees_and_changes_what_the_model_says_for_long(scopes, dose):
    long = settings(
        QUICK, max_examples=60, stateful_step_count=50, derandomize=False, phases=[Phase.generate]
    )
    run_state_machine_as_test(scopes, settings=long)


@pytest.fixture
def dean(scopes):
    """The machine with a dean in it whose faculty is not the only one."""
    machine = scopes()
    units = sorted(machine.university.tables["structure.unit"])
    faculties = {row["faculty_id"] for row in machine.university.tables["students.student"].values()}
    machine.everybody_begins_with_a_right(roles=["faculty"] * 3, unit=units.index(min(faculties)))
    yield machine
    machine.teardown()


@pytest.mark.parametrize(
    ("hole", "step"),
    [
        (
            "alter policy student_read_units on students.student using (faculty_id is not null)",
            Scopes.somebody_looks_at_students,
        ),
        (
            'alter policy group_update on students."group" using (true)',
            partial(Scopes.change_everything, who=0),
        ),
    ],
    ids=("reading", "writing"),
)
def test_the_model_notices_a_hole(dean, database, hole, step):
    step(dean)
    with policies_kept(database) as admin:
        admin.execute(hole)
        with pytest.raises(AssertionError):
            step(dean)


@contextmanager
def policies_kept(database):
    """The administrator; afterwards the two policies are what they were."""
    with psycopg.connect(database, autocommit=True) as admin:
        was = admin.execute(
            "select tablename, policyname, qual from pg_policies "
            "where policyname in ('student_read_units', 'group_update') and schemaname = 'students'"
        ).fetchall()
        assert len(was) == 2
        try:
            yield admin
        finally:
            for table, policy, condition in was:
                admin.execute(f'alter policy {policy} on students."{table}" using ({condition})')
