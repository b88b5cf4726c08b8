"""Random orders of all acts on random days: states, time lines, numbers and balances are what the model says."""

from __future__ import annotations

import secrets
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from psycopg.conninfo import make_conninfo
from psycopg.types.json import Jsonb

from server_db import people
from server_db.demo.people import BY_LOGIN
from tests.server.movement_model import (
    ACTS,
    APPLIED,
    EXPELLED,
    GRADUATED,
    ON_LEAVE,
    RETAINED,
    STUDYING,
    WITH_REASON,
    Group,
    Movement,
    Order,
    Period,
    State,
    Student,
)

SECOND, PASSWORD = "office_second", "Apatit-5051"
OFFICES = {
    "academic_office": "academic_office",
    SECOND: "academic_office",
    "dean_geology": "faculty",
    "dean_mining": "faculty",
    "accounting": "accounting",
    "management": "management",
    "registrar": "registrar",
    "hr": "hr",
    "tutor_geology": "tutor",
    "teacher_mining": "teacher",
}
#: Who keeps orders is drawn most.
DRAFTERS = ("academic_office", "dean_geology", "dean_mining")
A_KEEPER = st.sampled_from((*DRAFTERS, "academic_office", "dean_geology", "dean_geology"))
ANYBODY = st.sampled_from((*DRAFTERS * 5, *sorted(OFFICES)))
STEPS = ("draft", "sent", "agreed", "signed", "applied")
UNTIL = st.sampled_from((*STEPS[:-1], *STEPS[-1:] * 4))
#: Mostly near today, so that one order can follow another.
DAYS = st.sampled_from((0, 0, 0, 0, -1, -1, -3, -10, -40, -100, -300, -450, 3))
AN_ACT = st.sampled_from(sorted(ACTS))
ANY = st.integers(0, 10**4)
OPENED = 400


class Wish(NamedTuple):
    """An order that somebody wants to make: for whom, and how far it shall come."""

    act: str
    flavour: int
    count: int
    which: int
    fitting: bool
    day: int
    who: str
    wide: bool
    until: str
    number: int


WISHES = st.builds(
    Wish, act=AN_ACT, flavour=st.integers(0, 3), count=st.integers(1, 2), which=ANY, fitting=st.booleans(), day=DAYS,
    who=A_KEEPER, wide=st.booleans(), until=UNTIL, number=ANY,
)  # fmt: skip
#: (status, year of study, semester, with a group); of the first faculty, the last two of the second.
BEGINNINGS = (
    (APPLIED, "11", "11", False),
    (STUDYING, "11", "12", True),
    (STUDYING, "12", "13", True),
    (STUDYING, "14", "18", True),
    (RETAINED, "12", "14", True),
    (EXPELLED, "12", "13", True),
    (GRADUATED, "14", "18", True),
    (ON_LEAVE, "11", "11", True),
    (STUDYING, "12", "14", True),
)
COLUMNS = {
    "group": "new_group_id", "course": "new_course", "semester": "new_semester", "form": "new_form",
    "payment": "new_payment", "language": "new_language", "specialty": "new_specialty_id",
}  # fmt: skip
STUDENT = [
    "faculty_id",
    "specialty_id",
    "group_id",
    "education_form",
    "payment_form",
    "language",
    "course",
    "semester",
    "status",
]
PERIODS = f"""
select p.student_id, p.starts_on, p.ends_on, p.status, p.course, p.semester, p.faculty_id, p.specialty_id, p.group_id,
       p.education_form, p.payment_form, p.language, p.origin,
       ({", ".join(f"s.{each}" for each in STUDENT)}) is not distinct from
       ({", ".join(f"p.{each}" for each in STUDENT)})
  from students.period p
  join students.student s on s.id = p.student_id
 order by p.student_id, p.starts_on, p.id
"""
AS_OF = "select student_id, status, faculty_id from movement.as_of(%s) order by 1"
PROPOSE = (
    'select merging.propose(\'merge\', %s, %s, \'{"pinfl": "stays", "results": "stays"}\', \'Ikki marta\')'
)
DRAFT = "select movement.draft(%s, %s, 'uz', %s, 'Ariza', %s, %s)"


class World:
    """What the module's copy has: few students whom nobody else touches, and no orders but theirs."""

    def __init__(self, database):
        self.database = database
        with psycopg.connect(database, autocommit=True) as admin:
            self.today = admin.execute("select security.today()").fetchone()[0]
            self.faculties = [
                key for (key,) in admin.execute(
                    "select id from structure.unit where code in ('403-101', '403-102') order by code")
            ]  # fmt: skip
            self.groups = {
                key: Group(*row)
                for key, *row in admin.execute(
                    "select g.id, g.specialty_id, g.faculty_id, g.education_form, g.language, g.active,"
                    " p.education_type, movement.last_semester(g.id), c.curriculum_id"
                    ' from students."group" g join students.specialty p on p.id = g.specialty_id'
                    " left join curriculum.group_curriculum c on c.group_id = g.id"
                )
            }
            self.rows = self._choose(admin)
            self.names = {
                key: (surname, given)
                for key, surname, given in admin.execute(
                    "select id, surname, given_name from students.student"
                )
            }
            self.signatory = admin.execute("select min(id) from employees.employee").fetchone()[0]
            self.rector = admin.execute(
                "select employee_id from security.account where login = 'management'"
            ).fetchone()[0]
            people.create_person(
                admin,
                SECOND,
                PASSWORD,
                SECOND,
                [people.Right("hemis_academic_office", None)],
                must_change_password=False,
            )

    def _choose(self, admin):
        """Students of the third year with results good, poor and none; two are one person."""
        found = admin.execute(
            "select s.id, s.education_type, y.gpa, s.faculty_id, s.specialty_id, s.group_id, s.education_form,"
            " s.payment_form, s.language from students.student s join students.private v on v.student_id = s.id"
            " and v.pinfl is not null left join movement.year_results(array(select id from students.student)) y"
            " on y.student_id = s.id where s.education_type = '11' and s.entry_year = 2024 and s.group_id is not null"
            " order by coalesce(y.gpa, 9), s.id"
        ).fetchall()
        first, second = ([row for row in found if row[3] == faculty] for faculty in self.faculties)
        poor, good = [row for row in first if row[2] is not None and row[2] < 2.4], first[::-1]
        rows = [good[0], poor[0], *good[1:7], second[-1]]
        twin, self.twin_entered = admin.execute(
            "select s.id, s.entry_year from students.student s where s.entry_year <> 2024 and s.status = '11'"
            " and s.education_type = '11' and s.faculty_id = %s and s.course = '12' order by s.id limit 1",
            [self.faculties[1]],
        ).fetchone()
        self.twin = twin
        with admin.transaction():
            admin.execute("set local session_replication_role = replica")
            admin.execute(
                "update students.private set pinfl = (select pinfl from students.private where student_id = %s)"
                " where student_id = %s", [rows[5][0], twin]
            )  # fmt: skip
        other = admin.execute(
            "select s.id, s.education_type, y.gpa, s.faculty_id, s.specialty_id, s.group_id, s.education_form,"
            " s.payment_form, s.language from students.student s left join movement.year_results(array[s.id]) y"
            " on y.student_id = s.id where s.id = %s", [twin]
        ).fetchone()  # fmt: skip
        rows = [*rows[:8], other]
        # Results move with a merge, which has tests of its own: here only the first two have any, and they stay.
        with admin.transaction():
            admin.execute("set local session_replication_role = replica")
            admin.execute(
                "delete from grades.record where student_id = any(%s)", [[row[0] for row in rows[2:]]]
            )
        return rows[:2] + [(*row[:2], None, *row[3:]) for row in rows[2:]]

    def begin(self, admin):
        """Nobody else, nothing ordered yet; as a model."""
        with admin.transaction():
            admin.execute("set local session_replication_role = replica")
            admin.execute(
                "update students.student set merged_into_id = null where merged_into_id is not null"
            )
            for table in (
                "merging.moved",
                "merging.proposal",
                "movement.agreement",
                "movement.line",
                "movement.decree",
                "students.former_name",
                "students.period",
            ):
                admin.execute(f"delete from {table}")
            admin.execute("update movement.series set year = null, last = 0")
            admin.execute("update movement.transition set allowed = true")
            students = []
            for row, (status, course, semester, grouped) in zip(self.rows, BEGINNINGS, strict=True):
                key, education, gpa, faculty, specialty, group, form, payment, language = row
                state = State(
                    status, course, semester, faculty, specialty, group if grouped else None, form, payment, language
                )  # fmt: skip
                sets = ", ".join(f"{name} = %s" for name in STUDENT)
                admin.execute(
                    f"update students.student set {sets}, surname = %s, given_name = %s, patronymic = null,"
                    " cyrillic_name = null where id = %s",
                    [
                        faculty,
                        specialty,
                        state.group,
                        form,
                        payment,
                        language,
                        course,
                        semester,
                        status,
                        *self.names[key],
                        key,
                    ],
                )
                opened = self.today - timedelta(OPENED)
                admin.execute(
                    "insert into students.period (student_id, starts_on, origin, faculty_id, specialty_id, group_id,"
                    " education_type, education_form, payment_form, kind, language, course, semester, status)"
                    " select id, %s, 'opening', faculty_id, specialty_id, group_id, education_type, education_form,"
                    " payment_form, kind, language, course, semester, status from students.student where id = %s",
                    [opened, key],
                )
                made = Student(key, education, None if gpa is None else float(gpa), name=self.names[key])
                made.life.append(Period(opened, None, state, "opening"))
                students.append(made)
        students[5].twin, students[8].twin = students[8], students[5]
        students[8].entered = self.twin_entered
        return Movement(self.today, self.groups, students)


class Orders(RuleBasedStateMachine):
    """The people of the offices, each at the own connection, and an administrator who looks on."""

    world: World

    def __init__(self):
        super().__init__()
        self.admin = psycopg.connect(self.world.database, autocommit=True)
        self.model = self.world.begin(self.admin)
        self.people = {}
        #: Which proposal merged a row and after how many orders; which order was applied as which.
        self.merges, self.applied, self.clock = {}, {}, 0

    def teardown(self):
        for connection in (*self.people.values(), self.admin):
            connection.close()

    def person(self, login):
        if login not in self.people:
            password = PASSWORD if login == SECOND else BY_LOGIN[login].password
            made = psycopg.connect(
                make_conninfo(self.world.database, user=login, password=password), autocommit=True
            )
            made.execute(f"set role hemis_{OFFICES[login]}")
            self.people[login] = made
        return self.people[login]

    def faculty(self, login):
        return {"dean_geology": self.world.faculties[0], "dean_mining": self.world.faculties[1]}.get(login)

    def attempt(self, login, expected, statement, *values):
        """Do it as somebody; refused for the reason that the model knows, or else done."""
        refusal = None
        try:
            answer = self.person(login).execute(statement, values).fetchone()
        except psycopg.Error as error:
            refusal = error
        told = f"{login}: {statement} {values}: {refusal}"
        if refusal is None:
            assert not expected, f"allowed although {expected}: {told}"
            return answer[0] if answer else None
        assert expected, f"refused although allowed: {told}"
        assert refusal.sqlstate.startswith("HM") or refusal.sqlstate in ("42501", "23505"), (
            f"no sentence: {told}"
        )
        return None

    def keeps(self, login, order):
        """Why somebody may not act on an order at all."""
        if OFFICES[login] == "academic_office" or (
            OFFICES[login] == "faculty" and order.faculty == self.faculty(login)
        ):
            return None
        return "not theirs"

    def pick(self, number, state=None):
        orders = [each for each in self.model.orders if state is None or each.state in state]
        return orders[number % len(orders)] if orders else None

    # An order from draft to the end.

    @rule(wish=WISHES)
    def order_that_fits(self, wish):
        """An office makes an order for somebody whom it concerns, until it is applied."""
        self.order(wish._replace(count=1, fitting=True, until=STEPS[-1]))

    @rule(wish=WISHES)
    def order_of_two(self, wish):
        self.order(wish._replace(count=2, fitting=True, until=STEPS[-1]))

    @rule(wish=WISHES)
    def correction(self, wish):
        moved = [n for n, each in enumerate(self.model.students) if self.model.last_given(each)]
        if moved:
            which = moved[wish.which % len(moved)]
            self.order(
                wish._replace(act="take_back", count=1, which=which, fitting=False, day=0, until=STEPS[-1])
            )

    @rule(wish=WISHES, back=st.booleans(), which=ANY)
    def renaming(self, wish, back, which):
        """A new name, and often the way back from one: the last goes first."""
        self.order(wish._replace(act="rename", flavour=2, count=1, fitting=True, day=0, until=STEPS[-1]))
        renamed = [
            place
            for place, each in enumerate(self.model.orders)
            if each.act == "rename" and each.state == "applied"
        ]
        if back and renamed:
            self._cancel(self.model.orders[renamed[which % len(renamed)]], alone=1)

    @rule(wish=WISHES, who=ANYBODY, until=UNTIL)
    def order_of_anybody(self, wish, who, until):
        self.order(wish._replace(who=who, until=until))

    def order(self, wish):
        """Somebody drafts an order and takes it so far."""
        faculty, who = self.faculty(wish.who), wish.who
        students = [
            each
            for each in self.model.students
            if not wish.fitting
            or (each.state.status in ACTS[wish.act][1] and faculty in (None, each.state.faculty))
        ]
        if not students:
            return
        chosen = list({(wish.which + n) % len(students): None for n in range(wish.count)})
        chosen = sorted((students[n] for n in chosen), key=lambda each: each.key)
        given = self._given(wish.act, wish.flavour, wish.which, chosen[0])
        at = self.model.today + timedelta(wish.day)
        faculty = faculty or (None if wish.wide else chosen[0].state.faculty)
        why = self._may_draft(who, faculty, chosen)
        values = {COLUMNS.get(key, key): value for key, value in given.items() if key not in ("days", "name")}
        if "name" in given:
            values |= dict(zip(("new_surname", "new_given_name"), given["name"], strict=True))
        if "days" in given:
            values |= {"starts_on": str(given["days"][0]), "ends_on": str(given["days"][1])}
        ids = [each.key for each in chosen]
        made = self.attempt(who, why, DRAFT, wish.act, at, faculty, ids, Jsonb(values))
        if why:
            return
        order = Order(made, wish.act, faculty, at)
        for student in chosen:
            self.model.line(order, student, given)
        self.model.orders.append(order)
        self.go_on(len(self.model.orders) - 1, who, wish.until, wish.number)

    def _may_draft(self, who, faculty, chosen):
        if any(each.merged_into for each in chosen):
            return "was merged"
        if OFFICES[who] == "academic_office":
            return None
        if OFFICES[who] != "faculty":
            return "no office that drafts"
        return None if {each.state.faculty for each in chosen} == {faculty} else "students of another faculty"

    def _given(self, act, flavour, which, student):
        """What an office writes: mostly what the act needs, sometimes too little or too much."""
        given = {}
        if act in WITH_REASON and flavour != 3:
            given["reason"] = ("11", "12", "18")[which % 3] if act == "expel" else "11"
        if act in ("leave", "extend", "stipend") and which % 7:
            first = self.model.today - timedelta(which % 5)
            given["days"] = (first, first + timedelta(which % 300))
        if (act in ("enrol", "transfer", "transfer_in") and flavour) or (
            act in ("form", "return", "continue", "reinstate", "back_to_study", "promote") and flavour == 2
        ):
            near = [
                key for key, each in self.world.groups.items()
                if flavour == 3 or (each.faculty == student.state.faculty and each.active and each.education == "11")
            ]  # fmt: skip
            given["group"] = sorted(near)[which % len(near)]
        if act == "rename" and flavour:
            given["name"] = student.name if flavour == 1 else (f"Nom{'abc'[which % 3]}yeva", student.name[1])
        if act == "payment" and flavour:
            given["payment"] = ("11", "12")[which % 2]
        if act in ("transfer", "retain", "continue", "reinstate", "promote") and flavour == 3:
            given["course"] = str(11 + which % 4)
            given["semester"] = str(11 + 2 * (which % 4) + which % 3)
        if act in ("form", "discipline", "retain") and flavour == 1:
            given["language"] = ("11", "12")[which % 2]
        return given

    @rule(which=ANY, who=ANYBODY, until=UNTIL, number=ANY)
    def go_on(self, which, who, until, number):
        """Take an order on, step by step, until it is refused or as far as wanted."""
        order = self.pick(which)
        if order is None:
            return
        for step in STEPS[1 : STEPS.index(until) + 1]:
            if not getattr(self, f"_{step}")(order, who, number):
                return

    def _sent(self, order, who, _number):
        if order.state != "draft":
            return True
        why = self.keeps(who, order) or self.model.refused(order)
        self.attempt(who, why, "select movement.send(%s)", order.key)
        if not why:
            order.state = "sent"
            order.answers = dict.fromkeys(self.model.asked(order))
        return not why

    def _agreed(self, order, _who, number):
        if order.state != "sent":
            return True
        told = self.admin.execute(
            "select id, case office when 'faculty' then unit_id::text else office end from movement.agreement"
            " where decree_id = %s", [order.key]
        ).fetchall()  # fmt: skip
        assert {office for _key, office in told} == {str(each) for each in order.answers}
        for key, office in told:
            asked = next(each for each in order.answers if str(each) == office)
            login = "accounting" if asked == "accounting" else DRAFTERS[1 + self.world.faculties.index(asked)]
            stranger = "hr" if number % 2 else "dean_geology" if login == "dean_mining" else "dean_mining"
            self.attempt(stranger, "not asked", "select movement.answer(%s, true)", key)
            agrees = number % 6 != 5
            self.attempt(login, None, "select movement.answer(%s, %s, 'Sabab')", key, agrees)
            order.answers[asked] = agrees
        return True

    def _signed(self, order, who, number):
        if order.state != "sent":
            return order.state in ("signed", "applied")
        who = who if OFFICES[who] not in ("academic_office", "faculty") else "academic_office"
        day = self.model.today - timedelta((0, 0, 0, 366)[number % 4])
        typed = f"{number % 5}-T" if number % 3 == 0 else None
        signatory = self.world.rector if who == "management" else self.world.signatory
        why = (
            ("does not sign" if OFFICES[who] not in ("academic_office", "management") else None)
            or (None if all(order.answers.values()) else "not agreed")
            or self.model.refused(order)
            or ("number taken" if (order.type, day.year, typed) in self.model.numbers else None)
        )
        sign = "select movement.sign(%s, %s, %s, %s)"
        said = self.attempt(who, why, sign, order.key, signatory, day, typed)
        if why:
            return False
        order.number = self.model.number(order, day.year, typed)
        assert said == order.number
        order.state = "signed"
        return True

    def _applied(self, order, who, _number):
        if order.state != "signed":
            return True
        why = (
            self.keeps(who, order)
            or self.model.refused(order)
            or ("too early" if self.model.early(order) else None)
            or (
                "renamed later"
                if order.act == "take_back" and self._named_later(order, "takes_back")
                else None
            )
        )
        self.attempt(who, why, "select movement.apply(%s)", order.key)
        if not why:
            self.model.apply(order)
            self.clock += 1
            self.applied[order] = self.clock
        return not why

    def _named_later(self, order, which=None):
        lines = [getattr(line, which) if which else line for line in order.lines]
        return any(line is not None and self.model.named_later(line) for line in lines)

    # What goes back.

    @precondition(lambda self: any(each.state in ("draft", "sent") for each in self.model.orders))
    @rule(which=ANY, who=ANYBODY, any_state=st.integers(0, 4))
    def given_back_or_discarded(self, which, who, any_state):
        order = self.pick(which, ("draft", "sent") if any_state else None)
        if order.state == "draft":
            why = self.keeps(who, order)
            self.attempt(who, why, "select movement.discard(%s)", order.key)
            if not why:
                self.model.orders.remove(order)
            return
        why = self.keeps(who, order) or (None if order.state == "sent" else "not sent")
        self.attempt(who, why, "select movement.give_back(%s, 'Xato bor')", order.key)
        if not why:
            order.state = "draft"
        else:
            self.attempt(who, why, "select movement.discard(%s)", order.key)

    @precondition(lambda self: any(each.state in ("signed", "applied") for each in self.model.orders))
    @rule(which=ANY, alone=st.integers(0, 4))
    def cancel(self, which, alone):
        """One of the academic office asks, another decides."""
        self._cancel(self.pick(which, ("signed", "applied")), alone)

    def _cancel(self, order, alone):
        self.attempt("dean_geology", "not theirs", "select movement.ask_cancel(%s, 'Xato')", order.key)
        self.attempt("academic_office", None, "select movement.ask_cancel(%s, 'Xato')", order.key)
        later = order.act == "take_back" or any(
            line.after and (self.model.stands_in_the_way(line) or self.model.named_later(line))
            for line in order.lines
        )
        why = "alone" if not alone else "something later" if order.state == "applied" and later else None
        decide = "select movement.decide_cancel(%s, true)"
        self.attempt(SECOND if alone else "academic_office", why, decide, order.key)
        if why:
            return
        if order.state == "applied":
            for line in order.lines:
                if line.after is not None:
                    self.model.restore(line)
        order.state = "cancelled"

    # Two rows that become one.

    @rule(which=ANY, other=ANY, who=A_KEEPER, alone=st.integers(0, 4))
    def merge(self, which, other, who, alone):
        """Proposed by an office, agreed to by another person of the academic office."""
        stays, goes = (self.model.students[n % len(self.model.students)] for n in (which, other))
        if stays is goes or goes in self.model.students[:2] or self._drafted(stays, goes):
            return
        outside = (
            {each.state.faculty for each in (stays, goes)} - {self.faculty(who)}
            if self.faculty(who)
            else set()
        )
        why = "not theirs" if outside else self.model.not_one(stays, goes) or self._objected(stays, goes)
        made = self.attempt(who, why, PROPOSE, stays.key, goes.key)
        if why:
            return
        decide = "select merging.decide(%s, true)"
        second = SECOND if who == "academic_office" else "academic_office"
        if not alone:
            self.attempt(who, "alone", decide, made)
        self.attempt(second, None, decide, made)
        self.model.merge(stays, goes)
        self.merges[goes] = (made, self.clock)

    @precondition(lambda self: self.merges)
    @rule(which=ANY)
    def unmerge(self, which):
        """Taken back unless an order of the row that stays came later."""
        goes = sorted(self.merges, key=lambda each: each.key)[which % len(self.merges)]
        made, then = self.merges[goes]
        since = [order for order, tick in self.applied.items() if tick > then
                 and any(line.student is goes.merged_into for line in order.lines)]  # fmt: skip
        standing = any(order.state == "applied" for order in since)
        if since and not standing:
            return  # what came over was moved there and back
        self.attempt(
            "academic_office", "stands on it" if standing else None, "select merging.undo(%s, 'Xato')", made
        )
        if not standing:
            self.model.unmerge(goes)
            del self.merges[goes]

    def _drafted(self, *students):
        """Whether a draft has one of them, or an order the one that would stay: what it says follows the results."""
        return any(
            line.student in (students if order.state == "draft" else students[:1])
            for order in self.model.orders if order.state in ("draft", "sent", "signed")
            for line in order.lines
        )  # fmt: skip

    def _objected(self, stays, goes):
        """What other modules say: open sheets in which both stand."""
        return self.admin.execute(
            "select clash from merging.hanging(%s, %s, '{\"results\": \"stays\"}') where clash is not null"
            " and relation <> 'movement.line' limit 1", [stays.key, goes.key]
        ).fetchone()  # fmt: skip

    # The world around.

    @rule(act=AN_ACT, which=ANY, payment=st.sampled_from((None, None, "11", "12")))
    def others_act(self, act, which, payment):
        """The administrator corrects a student, or the academic office forbids an act for a while."""
        if payment is None:
            self.model.forbidden ^= {act}
            self.person("academic_office").execute(
                "update movement.transition set allowed = not allowed where act = %s", [act]
            )
            return
        student = self.model.students[which % len(self.model.students)]
        if student.merged_into:
            return
        self.admin.execute(
            "update students.student set payment_form = %s where id = %s", [payment, student.key]
        )
        if student.state.payment != payment:
            state = State(**{**student.state.__dict__, "payment": payment})
            self.model.begin(student, state, max(self.model.today, student.now.starts), "changed")

    # What has to be true.

    @invariant()
    def every_time_line_is_whole(self):
        """One open period, no gap, no overlap; it says what the student's row says, and both what the model says."""
        found = {}
        for key, *row in self.admin.execute(PERIODS):
            found.setdefault(key, []).append(row)
        for student in self.model.students:
            life = found[student.key]
            told = [
                (each.starts, each.ends, *each.state.__dict__.values(),
                 each.cause if each.cause in ("opening", "changed", "merged") else "order")
                for each in student.life
            ]  # fmt: skip
            assert [tuple(row[:-1]) for row in life] == told, student.key
            assert [row[-1] for row in life if row[1] is None] == [True]
            for one, other in pairwise(life):
                assert other[0] == one[1] + timedelta(1)

    @invariant()
    def everybody_is_called_what_the_orders_say(self):
        """The present name, and the former ones until their days."""
        students = sorted(self.model.students, key=lambda each: each.key)
        keys = [each.key for each in students]
        told = self.admin.execute(
            "select surname, given_name from students.student where id = any (%s) order by id", [keys]
        ).fetchall()
        assert told == [each.name for each in students]
        former = self.admin.execute(
            "select student_id, until, surname, given_name from students.former_name order by student_id, id"
        ).fetchall()
        assert former == [(each.key, until, *name) for each in students for until, name, _line in each.former]

    @invariant()
    def orders_stand_where_the_model_has_them(self):
        rows = self.admin.execute("select id, state, number from movement.decree order by id").fetchall()
        assert rows == [(each.key, each.state, each.number) for each in self.model.orders]

    @precondition(lambda self: self.model.orders)
    @rule(first=st.integers(0, 460), days=st.integers(0, 460), who=st.sampled_from((*DRAFTERS, "management")))
    def balance_closes(self, first, days, who):
        """Between any two days, for whoever reads it, and what stands at the end is what was on that day."""
        start = self.model.today - timedelta(first)
        end = start + timedelta(days)
        rows = self.person(who).execute("select * from movement.balance(%s, %s)", [start, end]).fetchall()
        told = {
            key: count
            for key, count in self.model.balance(start, end).items()
            if self.faculty(who) in (None, key[0])
        }
        assert {tuple(key): count for *key, count in rows} == told
        sums = {}
        for faculty, side, _act, count in rows:
            sums[faculty] = (
                sums.get(faculty, 0) + count * {"start": 1, "came": 1, "left": -1, "end": -1}[side]
            )
        assert set(sums.values()) <= {0}
        seen = self.person(who).execute(AS_OF, [end]).fetchall()
        assert seen == [
            (student.key, period.state.status, period.state.faculty)
            for student in sorted(self.model.students, key=lambda each: each.key)
            if (period := self.model.on(student, end))
            and period.cause != "merged"
            and self.faculty(who) in (None, period.state.faculty, student.state.faculty)
        ]


@pytest.fixture(scope="module")
def orders(database):
    world = World(database)
    yield type("OrdersHere", (Orders,), {"world": world})
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute(f"drop role {SECOND}")


def dose(examples, steps, **more):
    return settings(
        max_examples=examples, stateful_step_count=steps, database=None, deadline=None,
        suppress_health_check=list(HealthCheck), **more,
    )  # fmt: skip


def test_random_orders_move_students_as_the_rules_say(orders):
    run_state_machine_as_test(orders, settings=dose(20, 25, derandomize=True))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_random_orders_move_students_as_the_rules_say_for_long(orders, seed):
    machine = type(f"Orders{seed}_{secrets.token_hex(2)}", (orders,), {})
    run_state_machine_as_test(machine, settings=dose(60, 50))
