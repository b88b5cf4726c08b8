"""Random acts on blanks by each role: states, balances and the ledger are what a small model says."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from psycopg.conninfo import make_conninfo
from psycopg.types.json import Jsonb

from server_db.demo.people import BY_LOGIN

ROLES = {
    "registrar": "registrar", "dean_geology": "faculty", "dean_mining": "faculty", "accounting": "accounting",
    "academic_office": "academic_office", "management": "management",
}  # fmt: skip
#: What leads where; None keeps the state. Only the registrar does the last three.
LEADS = {
    "give_back": ({"stock", "printed", "spoiled"}, None),
    "reserve": ({"stock"}, "reserved"),
    "release": ({"reserved"}, "stock"),
    "print": ({"stock", "reserved"}, "printed"),
    "issue": ({"printed"}, "issued"),
    "spoil": ({"stock", "reserved", "printed"}, "spoiled"),
    "lose": ({"stock", "reserved", "printed", "spoiled"}, "lost"),
    "hand_over": ({"stock", "printed", "spoiled"}, None),
    "return": ({"stock"}, "returned"),
}
HANDED_OUT = ("hand_over", "return")
IN_STOCK = {"stock", "reserved", "printed"}
ENDS = {"issue", "spoil", "lose", "return"}
STORE, BLANKS, SPAN = 0, 6, 12
SIDES = {
    "start": 1,
    "received": 1,
    "came": 1,
    "went": -1,
    "issue": -1,
    "spoil": -1,
    "lose": -1,
    "return": -1,
    "end": -1,
}


class Blank:
    """What the model knows of a blank: where it is, and its moves as (day, deed, stock before, stock after)."""

    def __init__(self, day):
        self.state, self.holder, self.day = "stock", STORE, day
        self.moves = [(day, "received", None, STORE)]

    def move(self, day, deed, state, holder):
        before = self.holder if self.state in IN_STOCK else None
        self.state, self.holder, self.day = state, holder, day
        self.moves.append((day, deed, before, holder if state in IN_STOCK else None))


class Registry(RuleBasedStateMachine):
    """The people of the offices, each at the own connection, and an administrator who looks on."""

    database: str
    run = 0

    def __init__(self):
        super().__init__()
        type(self).run += 1
        self.admin = psycopg.connect(self.database, autocommit=True)
        self.today = self.one(self.admin, "select security.today()")
        codes = {"dean_geology": "403-101", "dean_mining": "403-102"}
        self.units = {
            login: self.one(self.admin, "select id from structure.unit where code = %s", code)
            for login, code in codes.items()
        }
        self.stations = {
            unit or STORE: station
            for unit, station in self.admin.execute(
                "select unit_id, min(id) from blanks.workstation group by 1"
            )
        }
        self.people = {}
        # A kind of its own, so that what other runs left behind is counted under other keys.
        self.kind = self.one(
            self.admin,
            "insert into blanks.kind (name_uz, form, series, digits, by_hand)"
            " values (%s, 'certificate', 'T', 7, true) returning id", f"Sinov {self.run}",
        )  # fmt: skip
        self.numbers = [f"T{self.run * 100 + place:07}" for place in range(BLANKS)]
        self.began = self.today - timedelta(SPAN)
        self.receive()
        self.model = {number: Blank(self.began) for number in self.numbers}

    def teardown(self):
        assert self.admin.execute("select * from blanks.broken()").fetchall() == []
        for connection in (*self.people.values(), self.admin):
            connection.close()

    @staticmethod
    def one(connection, statement, *values):
        return connection.execute(statement, values).fetchone()[0]

    def person(self, login):
        if login not in self.people:
            made = psycopg.connect(
                make_conninfo(self.database, user=login, password=BY_LOGIN[login].password), autocommit=True
            )
            made.execute(f"set role hemis_{ROLES[login]}")
            self.people[login] = made
        return self.people[login]

    def receive(self):
        given = {"day": str(self.began), "invoice_day": str(self.began), "quantity": BLANKS, "year": 2026,
                 "supplier": "DICHB", "invoice_number": "1"}  # fmt: skip
        items = [f"{self.numbers[0]}-{self.numbers[-1]}"]
        self.one(
            self.person("registrar"), "select blanks.receive(%s, %s, %s)", self.kind, items, Jsonb(given)
        )

    def why_not(self, login, deed, number, day):
        """Return why the model refuses it, or nothing."""
        blank, states = self.model[number], LEADS[deed][0]
        registrar = login == "registrar"
        if ROLES[login] not in ("registrar", "faculty") or (deed in HANDED_OUT and not registrar):
            return "role"
        if not registrar and blank.holder != self.units[login]:
            return "not theirs"
        if registrar and (blank.holder == STORE) == (deed == "give_back"):
            return "held elsewhere"
        if blank.state not in states:
            return "state"
        return "before the last act" if day < blank.day else None

    @rule(
        login=st.sampled_from(("registrar",) * 4 + ("dean_geology",) * 3 + tuple(ROLES)),
        deed=st.sampled_from(sorted(LEADS)),
        places=st.sets(st.integers(0, BLANKS - 1), min_size=1, max_size=2),
        ago=st.sampled_from((0, 0, 1, 2, 5, 9)),
    )
    def act(self, login, deed, places, ago):
        """Somebody does something to one or two blanks: both or none."""
        numbers, day = [self.numbers[place] for place in sorted(places)], self.today - timedelta(ago)
        holders = {self.model[number].holder for number in numbers}
        why = [reason for number in numbers if (reason := self.why_not(login, deed, number, day))]
        if len(holders) > 1:
            why.append("several holders")
        to_unit = self.units["dean_geology" if ago % 2 else "dean_mining"]
        given = {"day": str(day), "person": "Karimov Ali", "document": "1", "reason": "Sabab", "to_unit_id": to_unit,
                 "workstation_id": self.stations.get(min(holders))}  # fmt: skip
        if deed == "reserve" and min(holders) not in self.stations:
            why.append("no workstation")
        refusal = None
        try:
            self.one(self.person(login), "select blanks.enter(%s, %s, %s)", deed, numbers, Jsonb(given))
        except psycopg.Error as error:
            refusal = error
        assert bool(why) == (refusal is not None), f"{login} {deed} {numbers}: {why} {refusal}"
        if why:
            return
        for number in numbers:
            blank = self.model[number]
            holder = {"hand_over": to_unit, "give_back": STORE}.get(deed, blank.holder)
            blank.move(day, deed, LEADS[deed][1] or blank.state, holder)

    @rule(
        login=st.sampled_from(sorted(ROLES)), cut=st.sampled_from(("kind", "holding")), first=st.integers(0, SPAN),
        span=st.integers(0, SPAN),
    )  # fmt: skip
    def balance(self, login, cut, first, span):
        """Between any two days the balance is that of the model, and closes."""
        first, last = self.today - timedelta(first), self.today - timedelta(first) + timedelta(span)
        rows = self.person(login).execute(
            "select key, side, blanks from blanks.balance(%s, %s, %s)", [first, last, cut]
        )
        found = {
            (key, side): blanks for key, side, blanks in rows if cut == "holding" or key == str(self.kind)
        }
        if cut == "kind":
            assert {key: n for key, n in found.items() if n} == self.told(login, first, last)
        for key in {key for key, _side in found}:
            sides = {side: blanks for (each, side), blanks in found.items() if each == key}
            assert sum(SIDES.get(side, -1) * blanks for side, blanks in sides.items()) == 0, (key, sides)

    def told(self, login, first, last):
        own = self.units.get(login)
        seen = Counter()
        for blank in self.model.values():
            net = Counter()
            for day, deed, before, after in blank.moves:
                left = before is not None and own in (None, before)
                came = after is not None and own in (None, after)
                if day > last or left == came:
                    continue
                step = 1 if came else -1
                seen["end"] += step
                if day < first:
                    seen["start"] += step
                elif deed == "received" or deed in ENDS:
                    seen[deed] += 1
                else:
                    net[day] += step
            for step in net.values():
                seen["came" if step > 0 else "went"] += abs(step)
        return {(str(self.kind), side): n for side, n in seen.items() if n}

    @invariant()
    def as_the_model_says(self):
        rows = self.admin.execute(
            "select number, state, coalesce(unit_id, 0) from blanks.blank where kind_id = %s", [self.kind]
        )
        assert {number: (state, unit) for number, state, unit in rows} == {
            number: (blank.state, blank.holder) for number, blank in self.model.items()
        }


def dose(examples, steps, **more):
    return settings(
        max_examples=examples, stateful_step_count=steps, database=None, deadline=None,
        suppress_health_check=list(HealthCheck), **more,
    )  # fmt: skip


def test_random_acts_leave_what_the_model_says_and_every_balance_closes(database):
    run_state_machine_as_test(
        type("Here", (Registry,), {"database": database}), settings=dose(6, 40, derandomize=True)
    )


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_random_acts_leave_what_the_model_says_for_long(database, seed):
    run_state_machine_as_test(
        type(f"Here{seed}", (Registry,), {"database": database, "run": seed * 2000}), settings=dose(60, 60)
    )
