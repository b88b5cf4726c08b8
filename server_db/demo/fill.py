"""Filling a freshly installed database with the demonstration university."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from server_db import present_state
from server_db.demo import diplomas, word_form
from server_db.demo.accounts import add_accounts
from server_db.demo.groups import Group, add_groups, add_specialty
from server_db.demo.layouts import add_layouts
from server_db.demo.logins import ensure_logins
from server_db.demo.measures import MEASURES, Scale
from server_db.demo.people import PEOPLE, DemoPerson
from server_db.demo.persons import Population
from server_db.demo.places import FACULTY, UNIVERSITY, National, Unit, programmes, read_national, units
from server_db.demo.posts import list_posts
from server_db.demo.rooms import add_rooms
from server_db.demo.running import YEAR
from server_db.demo.sheets import Sheets, copy
from server_db.demo.staff import Staff
from server_db.demo.students import Enrolment
from server_db.demo.study import Study

Progress = Callable[[str], None]
SETTING = "demonstration"
#: After all that lies below them has come: acceptance locks it. The plans of the next entry are drafts.
_ACCEPT = """update curriculum.curriculum
    set accepted_at = make_timestamptz(entry_year, 6, 15, 10, 0, 0, 'Asia/Tashkent'), accepted_by = 'academic_office'
    where entry_year <= %s"""

#: The finals are drawn by their rules, which would be asked ten thousand times; their hours come with the lessons.
#: Who sits where follows from the parts of classes; references and history are not asked for each of half a million.
_BEFORE = {
    "timetable.examination": "set local session_replication_role = replica",
    "teaching.part": "alter table teaching.member disable trigger all",
}
_BEHIND = {
    "timetable.examination": "set local session_replication_role = origin",
    "teaching.part": "alter table teaching.member enable trigger all",
    # Before the cards come: they take their places on the common board at once.
    "timetable.version": "update timetable.version set board = term_id",
}


@dataclass(frozen=True)
class DemoFacts:
    """What the demonstration holds and who signs in to it."""

    scale: Scale
    seed: int
    rows: dict[str, int]
    people: tuple[DemoPerson, ...] = PEOPLE


class NotEmptyError(Exception):
    """The database holds data that is no demonstration; nothing was added to it."""


def fill(
    admin: psycopg.Connection[Any],
    *,
    scale: Scale = "small",
    seed: int = 403,
    progress: Progress = lambda _step: None,
) -> DemoFacts:
    """Fill a freshly installed database, as the server's administrator; leave a filled one as it is."""
    with admin.transaction():
        if facts := _facts(admin):
            ensure_logins(admin)
            return facts
        if admin.execute("select from structure.unit limit 1").fetchone() is not None:
            raise NotEmptyError(
                "The database holds the data of a university; a demonstration needs an empty one."
            )
        progress("drawing people")
        sheets = draw(read_national(admin), scale=scale, seed=seed, progress=progress)
        for sheet in sheets:
            progress(f"{sheet.relation}: {len(sheet.rows)}")
            admin.execute(_BEFORE.get(sheet.relation, ""))
            copy(admin, sheet)
            admin.execute(_BEHIND.get(sheet.relation, ""))
        admin.execute(_ACCEPT, [YEAR])
        progress("analyze")
        admin.execute("analyze")  # of what a transaction has brought the planner knows nothing by itself
        for script in present_state.demonstration():
            admin.execute(script.encode())
        word_form.add(admin)
        diplomas.sign(admin)
        add_layouts(admin)
        ensure_logins(admin)
        rows = {sheet.relation: len(sheet.rows) for sheet in sheets}
        facts = DemoFacts(scale, seed, rows)
        admin.execute(
            "insert into system.setting (key, value) values (%s, %s)",
            [SETTING, Jsonb({"scale": scale, "seed": seed, "rows": rows})],
        )
        admin.execute("analyze")
        return facts


def draw(
    national: National,
    *,
    scale: Scale,
    seed: int = 403,
    timetable: bool = True,
    progress: Progress = lambda _step: None,
) -> Sheets:
    """Draw all rows of the demonstration, with the timetable or without; the same seed draws the same rows."""
    measure, sheets, random = MEASURES[scale], Sheets(), Random(seed)  # noqa: S311 - it shall be repeatable, not secret
    population = Population(random, national.districts)
    places = units(measure.faculties)
    ids = _add_units(sheets, places)
    staff = Staff(sheets, random, population, ids)
    employees = [staff.hire(post) for post in list_posts(places, measure.sizes)]
    add_accounts(sheets, employees, ids)
    add_rooms(sheets, random, buildings=measure.buildings, rooms=measure.rooms)
    enrolment = Enrolment(sheets, random, population, measure.share_of_photos)
    faculties = [unit for unit in places if unit.kind == FACULTY]
    groups: list[Group] = []
    for faculty in faculties:
        progress(faculty.name_uz)
        specialties = [
            add_specialty(sheets, programme, ids[faculty.code], national)
            for programme in programmes(faculty.code)
        ]
        tutors = [employee.id for employee in employees if employee.tutors(faculty)]
        sizes = measure.students // len(faculties), measure.group_size
        for group, size in add_groups(sheets, random, specialties, tutors, sizes):
            groups.append(group)
            for _ in range(size):
                enrolment.enrol(group)
    progress("curricula and classes")
    study = Study(sheets, ids, places, employees, groups)
    study.add()
    if timetable:
        progress("timetable")
        study.plan()
    return sheets


def _add_units(sheets: Sheets, places: tuple[Unit, ...]) -> dict[str, int]:
    rector = next(person for person in PEOPLE if person.login == "management")
    sheets["structure.university"].add(**UNIVERSITY, rector=rector.full_name)
    ids: dict[str, int] = {}
    for unit in places:
        ids[unit.code] = sheets["structure.unit"].add(
            parent_id=ids.get(unit.code.rpartition("-")[0]),
            kind=unit.kind,
            code=unit.code,
            name_uz=unit.name_uz,
            name_ru=unit.name_ru,
            name_en=unit.name_en,
            short_name=unit.short_name or None,
        )
    return ids


def _facts(admin: psycopg.Connection[Any]) -> DemoFacts | None:
    row = admin.execute("select value from system.setting where key = %s", [SETTING]).fetchone()
    return None if row is None else DemoFacts(row[0]["scale"], row[0]["seed"], row[0]["rows"])
