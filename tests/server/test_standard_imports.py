"""Imports on the server: noted while they run, undone as a whole, never beyond what they did."""

import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.types.json import Jsonb

from tests.server.acting import column, refused, scalar

BEGIN = "select imports.begin('students', 'talabalar.xlsx', %s)"
CLOSED = "This import is not yours or has ended."


def add_students(dean, count):
    return dean.execute(
        """insert into students.student (surname, given_name, birth_date, gender, faculty_id, specialty_id,
               group_id, education_type, education_form, payment_form, language, course, semester, entry_year)
           select 'Import', 'Talaba', '2005-01-01', '11', g.faculty_id, g.specialty_id, g.id, '11',
                  '11', '11', '11', '11', '11', 2024
             from generate_series(1, %s) i
            cross join (select * from students."group" order by id limit 1) g
           returning id, row_version""",
        [count],
    ).fetchall()


def record(dean, run, action, rows, relation="students.student"):
    dean.execute(
        "select imports.record(%s, %s, %s, %s, %s)",
        [run, relation, action, *map(list, zip(*rows, strict=True))],
    )


def imported(dean, admin):
    """Two new students with private data, and one old student renamed."""
    run = scalar(dean, BEGIN, "0" * 64)
    new = add_students(dean, 2)
    record(dean, run, "insert", new)
    rows = [{"student_id": i, "version": 0, "values": {"phone": "+998 90 000 00 01"}} for i, _ in new]
    old = dean.execute("""update students.student set surname = 'Oʻzgargan', patronymic = null
                          where id = (select min(id) from students.student) returning id, row_version""").fetchone()
    record(dean, run, "update", [old])
    version = scalar(admin, "select row_version from students.private where student_id = %s", old[0])
    rows.append({"student_id": old[0], "version": version, "values": {"address": "Yangi"}})
    dean.execute("select students.write_privates(%s, %s)", [Jsonb(rows), run])
    dean.execute("select imports.finish(%s, 2, 1, 0, 0)", [run])
    dean.commit()
    return run, [i for i, _ in new], old[0]


def picture(admin):
    """All students and their private data, but for the versions."""
    return [
        column(admin, f"select to_jsonb(t) - 'row_version' from {table} t order by id")
        for table in ("students.student", "students.private")
    ]


def test_undoing_puts_everything_back(dean, admin):
    before = picture(admin)
    run, *_ = imported(dean, admin)
    assert picture(admin) != before
    dean.execute("select imports.undo(%s)", [run])
    dean.commit()
    assert picture(admin) == before
    with refused("This import was already undone."):
        dean.execute("select imports.undo(%s)", [run])


def test_what_was_changed_since_keeps_the_import(dean, admin):
    run, new, _ = imported(dean, admin)
    dean.execute("update students.student set surname = 'Keyin' where id = %s", [new[1]])
    with refused("The import cannot be undone: {name} was changed since."), dean.transaction():
        dean.execute("select imports.undo(%s)", [run])
    dean.rollback()
    dean.execute(
        "insert into system.note (relation, record_id, body) values ('students.student', %s, 'Eslatma')",
        [new[0]],
    )
    with refused("The import cannot be undone: {name} was changed since."):
        dean.execute("select imports.undo(%s)", [run])
    dean.rollback()
    dean.execute("select imports.undo(%s)", [run])


def test_what_depends_on_the_new_people_keeps_the_import(dean, admin):
    run, new, _ = imported(dean, admin)
    dean.execute(
        """insert into students.award (student_id, faculty_id, kind, awarded_on)
                    select id, faculty_id, '11', '2026-01-01' from students.student where id = %s""",
        [new[0]],
    )
    with refused("The import cannot be undone: other records refer to what it added."):
        dean.execute("select imports.undo(%s)", [run])
    dean.rollback()
    dean.execute("select imports.undo(%s)", [run])
    dean.commit()


def test_undo_deletes_nothing_the_import_did_not_make(dean, admin):
    run = scalar(dean, BEGIN, "1" * 64)
    victim = dean.execute("select id, row_version from students.student order by id limit 1").fetchone()
    record(dean, run, "insert", [victim])
    dean.commit()
    assert scalar(dean, "select imports.undo(%s)", run) == 0
    assert scalar(dean, "select count(*) from students.student where id = %s", victim[0]) == 1


def test_effects_are_added_only_while_the_import_runs(dean, admin, as_person):
    run, new, _ = imported(dean, admin)
    with refused(CLOSED, "HM002"):
        record(dean, run, "insert", [(new[0], 1)])
    dean.rollback()
    with refused(CLOSED, "HM002"):
        as_person("dean_mining").execute("select imports.undo(%s)", [run])
    dean.execute("select imports.undo(%s)", [run])


def test_runs_are_not_written_and_effects_not_read(dean):
    for statement in ("insert into imports.run (kind) values ('students')", "select * from imports.effect",
                      "update imports.run set added = 5", "delete from imports.run"):  # fmt: skip
        with pytest.raises(InsufficientPrivilege), dean.transaction():
            dean.execute(statement)


def test_an_import_of_employees_is_undone_too(as_person, admin):
    hr = as_person("hr")
    run = scalar(hr, "select imports.begin('employees', 'xodimlar.xlsx', %s)", "2" * 64)
    made = hr.execute("insert into employees.employee (surname, given_name) "
                      "values ('Import', 'Xodim') returning id, row_version").fetchall()  # fmt: skip
    record(hr, run, "insert", made, "employees.employee")
    [employee] = [i for i, _ in made]
    card = hr.execute("insert into employees.card (employee_id, birth_date, gender, kind, hired_on) values "
                      "(%s, '1980-01-01', '11', '11', '2020-01-01') returning id, row_version",
                      [employee]).fetchall()  # fmt: skip
    record(hr, run, "insert", card, "employees.card")
    hr.execute("select employees.write_privates(%s, %s)",
               [Jsonb([{"employee_id": employee, "version": 0, "values": {"salary": 1}}]), run])  # fmt: skip
    hr.commit()
    assert scalar(hr, "select imports.undo(%s)", run) == 3
    assert scalar(hr, "select count(*) from employees.employee where id = %s", employee) == 0
