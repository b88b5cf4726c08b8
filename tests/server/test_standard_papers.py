"""The register of papers: numbers without gaps, snapshots that stay, and what a stranger learns from a number."""

import threading

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.types.json import Jsonb

from tests.server.acting import column, refused, scalar

REGISTER = (
    "select id, number, register_number, uuid, digest from documents.register('reference', 'uz', %s, %s)"
)


@pytest.fixture
def dean(as_person):
    return as_person("dean_geology")


def students(person, count):
    return column(person, "select id from students.student order by id limit %s", count)


def register(person, ids):
    return person.execute(REGISTER, [ids, [Jsonb({"text": "Maʼlumotnoma"})] * len(ids)]).fetchall()


def test_numbers_follow_one_another_also_after_a_rollback(dean):
    first = register(dean, students(dean, 2))
    dean.commit()
    register(dean, students(dean, 5))
    dean.rollback()
    [(_, number, *_)] = register(dean, students(dean, 1))
    dean.commit()
    assert [row[1] for row in first] == [number - 2, number - 1]


def test_many_desks_at_once_leave_no_gap(dean, admin):
    ids, errors = students(dean, 1), []

    def work():
        try:
            with psycopg.connect(dean.info.dsn, password=dean.info.password) as desk:
                desk.execute("set role hemis_faculty")
                for _ in range(5):
                    register(desk, ids)
                    desk.commit()
        except psycopg.Error as error:
            errors.append(error)

    desks = [threading.Thread(target=work) for _ in range(4)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert errors == []
    numbers = column(admin, "select number from documents.paper order by number")
    assert numbers == list(range(1, len(numbers) + 1))


def test_another_facultys_student_gets_no_paper(dean, as_person):
    strangers = students(as_person("dean_mining"), 1)
    with refused("Not all of these students are yours.", "HM002"):
        register(dean, [*students(dean, 1), *strangers])


def test_a_paper_is_never_written_otherwise(dean):
    register(dean, students(dean, 1))
    for statement in ("update documents.paper set content = '{}'", "delete from documents.paper",
                      "insert into documents.counter values ('reference', 2030, 5)"):  # fmt: skip
        with pytest.raises(InsufficientPrivilege), dean.transaction():
            dean.execute(statement)


def test_the_register_adds_what_it_knows_itself(dean):
    [student] = students(dean, 1)
    [(paper, *_)] = register(dean, [student])
    facts = scalar(dean, "select content -> 'facts' from documents.paper where id = %s", paper)
    assert facts["full_name"] == scalar(dean, "select full_name from students.student where id = %s", student)


def test_the_code_of_a_paper_tells_whose_it_is_and_its_number_does_not(dean, as_person):
    [(_, _, number, uuid, digest)] = register(dean, students(dean, 1))
    dean.commit()
    teacher = as_person("teacher_mining")
    verify = "select documents.verify(%s)"
    by_code = scalar(teacher, verify, f"HEMIS {number} {uuid} {digest[:8]}")
    assert by_code["found"]
    assert by_code["facts"]["full_name"]
    by_number = scalar(teacher, verify, number.lower())
    assert by_number["found"]
    assert "facts" not in by_number
    assert scalar(dean, verify, number)["facts"]
    assert scalar(teacher, verify, "MN-2026-99999") == {"found": False}


def test_a_cancelled_paper_stays_and_is_not_printed(dean):
    [(paper, _, number, *_)] = register(dean, students(dean, 1))
    dean.execute("select documents.printed(%s, 'print', 2, 'desk')", [paper])
    with refused("Say why the paper is cancelled."), dean.transaction():
        dean.execute("select documents.cancel(%s, ' ')", [paper])
    dean.execute("select documents.cancel(%s, 'Xato')", [paper])
    with refused("The paper {number} was cancelled."), dean.transaction():
        dean.execute("select documents.printed(%s, 'print', 1, 'desk')", [paper])
    assert scalar(dean, "select documents.verify(%s)", number)["cancel_reason"] == "Xato"
