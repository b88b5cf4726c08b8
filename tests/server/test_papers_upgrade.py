"""A paper that was registered before papers named their record stays what it was, and is found and checked."""

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from server_db import install, people
from server_db.check import check
from tests.server.former_revision import former_database

UUID = "8b9c1c8e-5f40-4f0e-9a2e-0123456789ab"
DIGEST = "0123456789abcdef" * 4
NAME = "hemis_papers_upgrade"
FILLED = f"""
    insert into structure.unit (code, name_uz, kind) values ('403-101', 'Geologiya fakulteti', '11');
    insert into students.specialty (faculty_id, code, education_type, name_uz)
    select id, '60721500', '11', 'Konchilik ishi' from structure.unit;
    insert into students.student (number, surname, given_name, birth_date, gender, citizenship, faculty_id,
                                  specialty_id, education_type, education_form, payment_form, language, course,
                                  semester, entry_year)
    select '403251100123', 'Gʻulomova', 'Dilnoza', '2004-03-15', '12', '11', faculty_id, id,
           '11', '11', '11', '11', '12', '13', 2025 from students.specialty;
    insert into documents.counter values ('reference', 2026, 41);
    insert into documents.paper (kind, year, number, register_number, uuid, student_id, faculty_id, language, content,
                                 digest, registered_by)
    select 'reference', 2026, 41, 'MN-2026-00041', '{UUID}', id, faculty_id, 'uz',
           '{{"name": "X", "facts": {{"full_name": "Gʻulomova Dilnoza"}}}}', '{DIGEST}', 'dean' from students.student;
    insert into documents.printing (paper_id, faculty_id, login, way) select id, faculty_id, 'dean', 'print'
      from documents.paper;
"""


@pytest.fixture(scope="module")
def upgraded(server):
    """A database with a paper of revision 0002, brought to today's."""
    with former_database(server, NAME, "0002", FILLED) as dsn:
        install.upgrade(dsn)
        yield dsn


@pytest.fixture
def admin(upgraded):
    with psycopg.connect(upgraded, autocommit=True) as connection:
        yield connection


def test_it_keeps_number_digest_and_qr(admin):
    row = admin.execute(
        "select register_number, uuid::text, digest, content ->> 'name' from documents.paper"
    ).fetchone()
    assert row == ("MN-2026-00041", UUID, DIGEST, "X")


def test_it_names_its_record_and_its_unit(admin):
    query = """select p.relation, p.record_id = s.id, p.student_id = s.id, p.subject,
                      p.faculty_id = s.faculty_id, l.kind
                 from documents.paper p join documents.printing l on l.paper_id = p.id cross join students.student s"""
    assert admin.execute(query).fetchall() == [
        ("students.student", True, True, "Gʻulomova Dilnoza", True, "reference")
    ]


def test_it_is_checked_and_printed_as_before_and_the_next_number_follows(admin, upgraded):
    unit = admin.execute("select id from structure.unit").fetchone()[0]
    people.create_person(
        admin,
        "upgraded_dean",
        "Meteorit-4040",
        "D",
        [people.Right("hemis_faculty", unit)],
        must_change_password=False,
    )
    try:
        with psycopg.connect(make_conninfo(upgraded, user="upgraded_dean", password="Meteorit-4040")) as dean:
            dean.execute("set role hemis_faculty")
            [[said]] = dean.execute(
                "select documents.verify(%s)", [f"HEMIS MN-2026-00041 {UUID} {DIGEST[:16]}"]
            )
            assert (said["register_number"], said["digest"]) == ("MN-2026-00041", DIGEST)
            assert said["facts"] == {"full_name": "Gʻulomova Dilnoza"}
            [[paper]] = dean.execute("select id from documents.paper")
            dean.execute("select documents.printed(%s, 'print', 1, 'desk')", [paper])
            dean.rollback()
        [[last]] = admin.execute("select documents.next_numbers('reference', 2026, 1)")
        assert last == 41
    finally:
        admin.execute("select provisioning.end_login('upgraded_dean')")


def test_no_key_is_broken_and_every_paper_has_its_kind(admin):
    said = [finding.sentence for finding in check(admin, deep=True)]
    assert [sentence for sentence in said if "break the key" in sentence or "paper" in sentence] == []
