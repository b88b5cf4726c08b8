"""The scene of the attacks: what the attackers know, and what others have written that is none of their business."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.types.json import Jsonb

from server_db import people
from server_db.demo.people import BY_LOGIN
from shared.scram import verifier
from tests.reference_content import reference_content
from tests.security import attempts
from tests.security.attacks.attack import Who
from tests.security.pointers import split
from tests.security.rights import RIGHTS, Right
from tests.security.test_access_matrix import ACTING, RELATIONS, Reach

PASSWORD = "Meteorit-4040"
#: Made for the attacks, beside the people of the demonstration: two roles at once, rights of yesterday and of
#: tomorrow, a right that has run out, and an administrator of the program.
TWO_ROLES, SHIFTED, EXPIRED, KEEPER = "two_roles", "shifted", "expired", "keeper"
EXTRA = (TWO_ROLES, SHIFTED, EXPIRED, KEEPER)
JPEG = b"\xff\xd8\xff\xe0 a letter about a student of the other faculty"


@dataclass
class Scene:
    """Numbers and values of rows; `own` is of the faculty of geology, `hidden` of the faculty of mining."""

    dsn: str
    units: dict[str, int]
    own: dict[str, Any]
    hidden: dict[str, Any]
    twins: dict[str, dict[str, Any]]
    secrets: list[str]
    allowed: dict[Who, dict[str, set[Any]]] = field(default_factory=dict)
    readable: dict[Who, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    left: dict[str, Any] = field(default_factory=dict)

    def connect(self, who: Who) -> psycopg.Connection[Any]:
        """Sign in as somebody with the own password and choose the role."""
        login, role = who
        password = BY_LOGIN[login].password if login in BY_LOGIN else PASSWORD
        connection = psycopg.connect(make_conninfo(self.dsn, user=login, password=password), autocommit=True)
        connection.execute(f"set role {role}")
        return connection


def prepare(admin: psycopg.Connection[Any], dsn: str) -> Scene:
    """Look around, let others work, and count what everybody may see then."""
    scene = _look_around(admin, dsn)
    _make_people(admin, scene)
    _let_others_work(admin, scene)
    for login, role, unit in ACTING:
        reach, rights = Reach(admin, login, unit, role), role.removeprefix("hemis_")
        scene.allowed[login, role] = {
            relation: reach.keys(relation, RIGHTS[relation].get(rights, Right()).read) for relation in RIGHTS
        }
        _take_other_tables(scene, (login, role))
    return scene


def _take_other_tables(scene: Scene, who: Who) -> None:
    """Journals and the like have no line in the table of rights: what is plainly seen is what an attack must exceed."""
    with scene.connect(who) as connection:
        scene.readable[who] = {name: attempts.granted(connection, name, "select") for name in RELATIONS}
        for relation in set(RELATIONS) - set(RIGHTS):
            scene.allowed[who][relation] = attempts.visible(connection, relation) or set()


def _look_around(admin: psycopg.Connection[Any], dsn: str) -> Scene:
    units = dict(admin.execute("select code, id from structure.unit").fetchall())
    faculties = units["403-101"], units["403-102"]
    own, hidden = (_student(admin, faculty) for faculty in faculties)
    own["content"] = reference_content(admin, own["id"])
    hidden["employee_id"] = _one(
        admin, "select employee_id from security.account where login = 'dean_mining'"
    )
    twins = {
        relation: attempts.twin(
            admin,
            relation,
            _one(admin, f"select min(id) from {relation} where faculty_id = %s", faculties[0]),
        )
        for relation in ("students.student", "students.group", "students.award", "students.specialty")
    }
    secrets = [
        value
        for row in admin.execute("select pinfl, passport, phone from students.private").fetchall()
        for value in row
        if value
    ]
    return Scene(dsn, units, own, hidden, twins, secrets)


def _student(admin: psycopg.Connection[Any], faculty: int) -> dict[str, Any]:
    with admin.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        found = cursor.execute(
            """select s.id, s.number, s.surname, s.sort_key, s.birth_date, s.faculty_id, s.group_id, s.specialty_id,
                      s.row_version, p.id as private_id, p.pinfl, p.passport, p.row_version as private_version
               from students.student s join students.private p on p.student_id = s.id
               join students.photo f on f.student_id = s.id
               where s.faculty_id = %s and s.status = '11' order by s.id limit 1""",
            [faculty],
        ).fetchone()
    assert found is not None
    return found


def _make_people(admin: psycopg.Connection[Any], scene: Scene) -> None:
    geology, mining = scene.units["403-101"], scene.units["403-102"]
    day, today = timedelta(days=1), _one(admin, "select security.today()")
    rights = {
        TWO_ROLES: (people.Right("hemis_faculty", geology), people.Right("hemis_registrar")),
        SHIFTED: (
            people.Right("hemis_faculty", geology, date(2020, 1, 1), today - day),
            people.Right("hemis_faculty", mining, today + day),
        ),
        EXPIRED: (
            people.Right("hemis_faculty", geology, date(2020, 1, 1), today - day),
            people.Right("hemis_hr", None, date(2020, 1, 1), today - day),
            people.Right("hemis_academic_office", None, date(2020, 1, 1), today - day),
        ),
        KEEPER: (people.Right("hemis_admin"),),
    }
    for login, given in rights.items():
        people.create_person(admin, login, PASSWORD, login, given, must_change_password=login == KEEPER)
    # Rights that ran out by date leave the login in its groups until somebody touches it: the worst case.
    for login, roles in ((SHIFTED, ["hemis_faculty"]), (EXPIRED, [right.role for right in rights[EXPIRED]])):
        admin.execute("select provisioning.align(%s, %s)", [login, roles])


def _let_others_work(admin: psycopg.Connection[Any], scene: Scene) -> None:
    split(admin)
    hidden, left = scene.hidden["id"], scene.left
    left["constants"] = constants(admin)
    left["deletable"] = {
        (role, relation): True
        for relation in RELATIONS
        for (role,) in admin.execute(
            "select r from unnest(%s::text[]) r where has_table_privilege(r, %s, 'delete')",
            [list({role for _, role, _ in ACTING}), attempts.identifier(relation).as_string(admin)],
        )
    }
    left["pinfl_of_year"] = dict(
        admin.execute(
            "select p.entry_year, min(p.pinfl) from students.private p join students.student s on s.id = p.student_id "
            "where s.faculty_id = %s group by p.entry_year",
            [scene.hidden["faculty_id"]],
        ).fetchall()
    )
    with scene.connect(("dean_mining", "hemis_faculty")) as dean:
        dean.execute("update students.student set patronymic = 'Oʻzgarovich' where id = %s", [hidden])
        written = (("note", "body", "uy sharoiti ogʻir"), ("attachment", "name, media_type, content", None))
        for table, columns, body in written:
            values = [body] if body else ["letter.jpg", "image/jpeg", JPEG]
            holes = ", ".join(["%s"] * len(values))
            left[table] = _one(
                dean,
                f"insert into system.{table} (relation, record_id, {columns}) "
                f"values ('students.student', %s, {holes}) returning id",
                hidden,
                *values,
            )
        dean.execute(
            "insert into system.person_setting (login, key, value) values ('dean_mining', 'own', '1')"
        )
        scene.hidden["content"] = reference_content(dean, hidden)
        left["paper"] = _register(dean, hidden, scene.hidden["content"])
        left["mining_run"] = _import_privates(dean, scene)
    for who, relation, ids, name in (
        (("dean_geology", "hemis_faculty"), "students.private", [scene.own["id"]], "dean"),
        (("accounting", "hemis_accounting"), "students.private", [hidden], "accounting"),
        (("accounting", "hemis_accounting"), "employees.private", [scene.hidden["employee_id"]], "salary"),
        (("academic_office", "hemis_academic_office"), "students.private", [hidden], "old"),
    ):
        with scene.connect(who) as person:
            left[name] = _one(person, "select security.ask_reading(%s, %s, 'work')", relation, ids)
    admin.execute("update security.reading set at = at - interval '11 minutes' where id = %s", [left["old"]])
    graduate = _one(
        admin,
        "select max(p.student_id) from students.private p join students.student s on s.id = p.student_id"
        " where s.faculty_id = %s",
        scene.own["faculty_id"],
    )
    admin.execute("update students.student set status = '14' where id = %s", [graduate])
    with scene.connect((TWO_ROLES, "hemis_registrar")) as registrar:
        left["registrar"] = _one(
            registrar, "select security.ask_reading('students.private', %s, 'work')", [graduate]
        )
    with scene.connect(("dean_geology", "hemis_faculty")) as dean:
        left["search"] = _one(dean, "select imports.ask_finding('students', %s)", [scene.own["pinfl"]])
        left["hidden_search"] = _one(
            dean, "select imports.ask_finding('students', %s)", [scene.hidden["pinfl"]]
        )
        left["geology_run"] = _one(dean, "select imports.begin('students', 'own.xlsx', '00')")
    with scene.connect(("hr", "hemis_hr")) as hr:
        left["request"] = _one(hr, "select security.reset_password(%s, %s)", KEEPER, verifier(PASSWORD))
    for state in ("proposed", "admitted"):
        left[f"{state}_key"] = _one(admin, "select min(id) from signing.key where state = %s", state)
    # What the administrator proposed while holding the registrar's office.
    left["own_key"] = _one(
        admin,
        "insert into signing.key (key_id, algorithm, public_key, kept, state, registered_by)"
        " values ('00000000000000ff', 'ed25519', 'own', 'safe', 'proposed', 'admin') returning id",
    )


def constants(admin: psycopg.Connection[Any]) -> dict[str, tuple[str, Any]]:
    """For each table that people write, a column outside its keys and a value that it may take.

    What a group's plan is for is left out: the rule that they agree would be tried instead of the right.
    """
    found = admin.execute(
        """select distinct on (c.relname, n.nspname) n.nspname || '.' || c.relname, a.attname
             from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (%s) and a.atttypid <> 'jsonb'::regtype and exists (
                   select from aclexplode(a.attacl) g where g.privilege_type = 'UPDATE'
                   and g.grantee::regrole::text = any (%s))
              and a.attname not in ('entry_year', 'education_form')
              and not exists (select from pg_index i where i.indrelid = c.oid and a.attnum = any (i.indkey))
            order by c.relname, n.nspname, a.attnum""",
        [sorted({name.split(".")[0] for name in RELATIONS}), list({role for _, role, _ in ACTING})],
    ).fetchall()
    values = {}
    for relation, column in found:
        table = attempts.identifier(relation).as_string(admin)
        values[relation] = (
            column,
            _one(admin, f"select {column} from {table} order by {column} is null, 1 limit 1"),
        )
    return values


def _register(person: psycopg.Connection[Any], student: int, content: Jsonb) -> tuple[Any, ...]:
    row = person.execute(
        "select id, register_number, uuid from documents.register('reference', 'uz', %s, %s)",
        [[student], [content]],
    ).fetchone()
    assert row is not None
    return row


def _import_privates(dean: psycopg.Connection[Any], scene: Scene) -> int:
    """An import that changed nothing but the private data of a student of mining."""
    rows = [
        {
            "student_id": scene.hidden["id"],
            "version": scene.hidden["private_version"],
            "values": {"phone": "+998 90 000 00 01"},
        }
    ]
    with dean.transaction():
        run = _one(dean, "select imports.begin('students', 'phones.xlsx', '00')")
        dean.execute("select students.write_privates(%s, %s)", [Jsonb(rows), run])
    return int(run)


def _one(connection: psycopg.Connection[Any], query: str, *values: object) -> Any:
    row = connection.execute(query, values).fetchone()  # type: ignore[arg-type]
    return row[0] if row else None
