"""Layouts on the server: who writes them, what is none, versions that were printed with, calibrations that stay."""

from decimal import Decimal

import psycopg
import pytest
from psycopg.types.json import Jsonb

from shared.layouts.field import Field
from tests.server.acting import refused, scalar

D = Decimal
FIELD = Field("surname.uz", D("20.0"), D("40.0"), D("80.0"), D("8.0")).to_document()
VERSION = "select id, row_version, fields from layouts.version where {} order by id limit 1"
PRINTED = "Version {number} was printed with and is not changed any more. Make a new version."
WRONG = "Field {number} of the layout ({text}) is wrong: {part}."
CALIBRATE = """
insert into layouts.calibration (workstation_id, printer, form, width, height, offset_x, offset_y, scale_x, scale_y,
                                 rotation, residual, measured, day)
select w.id, 'HP', 'diploma', 297, 210, 1, 1, %s, 1, 0, 0.1, '[]', security.today() + %s
  from blanks.workstation w where w.name = %s
returning measured_by
"""


@pytest.fixture
def registrar(as_person):
    return as_person("registrar")


def begin(person, *fields, name="Magistr diplomi"):
    given = Jsonb({"name": name, "form": "diploma"})
    return scalar(person, "select layouts.begin(%s, 297, 210, %s, null)", given, Jsonb(list(fields)))


def save(person, version, row_version, *fields):
    statement = "select layouts.save(%s, %s, 297, 210, %s, null)"
    return scalar(person, statement, version, row_version, Jsonb(list(fields)))


@pytest.mark.parametrize("login", ["dean_geology", "academic_office", "admin"])
def test_others_read_layouts_and_write_none(as_person, login):
    person = as_person(login)
    assert scalar(person, "select count(*) from layouts.version") >= 4
    for statement in (
        "insert into layouts.layout (name, form) values ('A', 'diploma')",
        "update layouts.version set fields = '[]'",
        "delete from layouts.version",
        "select layouts.use(1)",
        "insert into layouts.calibration (printer) values ('A')",
    ):
        with refused(""):
            person.execute(statement)
        person.rollback()


@pytest.mark.parametrize("login", ["teacher_mining", "accounting", "management", "hr"])
def test_who_has_nothing_to_do_with_diplomas_reads_no_layout(as_person, login):
    with refused(""):
        as_person(login).execute("select name from layouts.layout")


def test_the_registrar_makes_a_layout_and_puts_it_into_use(registrar):
    version = begin(registrar, FIELD)
    assert scalar(registrar, "select saved_by from layouts.version where id = %s", version) == "registrar"
    registrar.execute("select layouts.use(%s)", [version])
    copy = scalar(registrar, "select layouts.copy(%s)", version)
    registrar.execute("select layouts.use(%s)", [copy])
    rows = registrar.execute(
        "select number, in_use from layouts.version where id in (%s, %s) order by number", [version, copy]
    ).fetchall()
    assert rows == [(1, False), (2, True)]


def test_an_empty_version_is_not_put_into_use(registrar):
    version = begin(registrar)
    with refused("This version has no fields: nothing would be printed."):
        registrar.execute("select layouts.use(%s)", [version])


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"x": "250.0"}, "width"), ({"y": "205.0"}, "height"), ({"x": 20}, "x"), ({"x": "20.05"}, "x"),
        ({"text": "surname.ru"}, "text"), ({"rule": "guess"}, "rule"), ({"rotation": 45}, "rotation"),
        ({"least": "13.0"}, "least"), ({"bold": "yes"}, "bold"), ({"words": None}, "words"), ({"size": "3.0"}, "size"),
    ],
)  # fmt: skip
def test_what_is_no_layout_is_not_stored(registrar, changes, part):
    with pytest.raises(psycopg.Error) as caught:
        begin(registrar, FIELD, FIELD | changes)
    assert caught.value.diag.message_primary == WRONG
    assert f'"part": "{part}"' in caught.value.diag.message_detail
    assert '"number": 2' in caught.value.diag.message_detail


def test_a_version_that_was_printed_with_stays_what_it_was(registrar, admin):
    version, row_version, fields = admin.execute(VERSION.format("printed_at is not null")).fetchone()
    other = [*fields[1:], fields[0]]
    with refused(PRINTED):
        registrar.execute("update layouts.version set fields = %s where id = %s", [Jsonb(other), version])
    registrar.rollback()
    with refused("Version {number} was printed with and is not deleted any more."):
        registrar.execute("delete from layouts.version where id = %s", [version])
    registrar.rollback()
    made = save(registrar, version, row_version, *other)
    assert made != version
    assert scalar(registrar, "select fields from layouts.version where id = %s", version) == fields
    assert scalar(registrar, "select number from layouts.version where id = %s", made) == 3
    assert not scalar(registrar, "select in_use from layouts.version where id = %s", made)
    registrar.rollback()
    # Not even with psql, as the owner of the tables or as the superuser.
    for statement in (
        "update layouts.version set width = 290 where id = %s",
        "update layouts.version set printed_at = null where id = %s",
        "delete from layouts.version where id = %s",
    ):
        with pytest.raises(psycopg.Error) as caught:
            admin.execute(statement, [version])
        assert caught.value.sqlstate == "HM001"


def test_printing_freezes_the_version_whoever_prints(registrar, as_person):
    version = begin(registrar, FIELD, name="Dublikat 1")
    registrar.commit()
    assert save(registrar, version, 1, FIELD, FIELD) == version
    registrar.commit()
    dean = as_person("dean_geology")
    dean.execute("select layouts.printed(%s)", [version])
    dean.execute("select layouts.printed(%s)", [version])
    dean.commit()
    with refused(PRINTED):
        registrar.execute("update layouts.version set fields = '[]' where id = %s", [version])
    registrar.rollback()
    with refused(""):
        as_person("teacher_mining").execute("select layouts.printed(%s)", [version])


def test_what_somebody_saved_meanwhile_is_not_overwritten(registrar):
    version = begin(registrar, FIELD)
    save(registrar, version, 1, FIELD, FIELD)
    with refused("This version of the layout was saved meanwhile by {login}. Reload it.", "HM003"):
        save(registrar, version, 1, FIELD)


def test_a_layout_goes_with_its_last_version(registrar):
    version = begin(registrar, FIELD, name="Vaqtincha")
    registrar.execute("delete from layouts.version where id = %s", [version])
    assert scalar(registrar, "select count(*) from layouts.layout where name = 'Vaqtincha'") == 0
    with refused("Version {number} is in use. Put another one into use before this one is deleted."):
        registrar.execute("delete from layouts.version where in_use")


def test_a_calibration_says_who_measured_and_is_never_changed(registrar):
    for station in ("Registrator 1", "Geologiya 1"):
        assert registrar.execute(CALIBRATE, [1, 0, station]).fetchone() == ("registrar",)
    for statement in ("update layouts.calibration set scale_x = 1", "delete from layouts.calibration"):
        with refused(""):
            registrar.execute(statement)
        registrar.rollback()
    with refused("The test sheet was measured on a day that is still to come. Correct the day."):
        registrar.execute(CALIBRATE, [1, 1, "Registrator 1"])
    registrar.rollback()
    with pytest.raises(psycopg.errors.CheckViolation):
        registrar.execute(CALIBRATE, ["1.2", 0, "Registrator 1"])


def test_the_demonstration_has_a_calibrated_printer(admin):
    found = admin.execute(
        "select w.name, c.residual < 0.4"
        "  from layouts.calibration c join blanks.workstation w on w.id = c.workstation_id"
    ).fetchall()
    assert ("Registrator 1", True) in found
