"""The register of papers: numbers without gaps, snapshots that stay, and what a stranger learns from a number."""

import threading

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RestrictViolation
from psycopg.types.json import Jsonb

from server_db import paper_kinds
from shared.scripts import name_in
from tests.reference_content import reference_content
from tests.server.acting import column, refused, scalar

REGISTER = (
    "select id, number, register_number, uuid, digest from documents.register('reference', 'uz', %s, %s)"
)


def students(person, count):
    return column(person, "select id from students.student where status = '11' order by id limit %s", count)


def register(person, ids):
    return person.execute(REGISTER, [ids, [reference_content(person, student) for student in ids]]).fetchall()


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
    numbers = column(admin, "select number from documents.paper where kind = 'reference' order by number")
    assert numbers == list(range(1, len(numbers) + 1))


def test_another_facultys_student_gets_no_paper(dean, as_person):
    strangers = students(as_person("dean_mining"), 1)
    with refused("Not all of these are yours, or some get no such paper.", "HM002"):
        register(dean, [*students(dean, 1), *strangers])


def test_who_does_not_study_gets_no_paper(dean):
    expelled = column(dean, "select id from students.student where status = '12' limit 1")
    with refused("Not all of these are yours, or some get no such paper.", "HM002"):
        register(dean, [*students(dean, 1), *expelled])


@pytest.mark.parametrize(
    ("kind", "language"), [("reference", "de"), ("diploma", "uz"), ("students.student", "uz"), (None, "uz")]
)
def test_only_known_kinds_in_their_languages_are_registered(dean, kind, language):
    [student] = students(dean, 1)
    with refused("There is no paper of the kind {kind} in the language {language}."):
        dean.execute(
            "select documents.register(%s, %s, %s, %s)",
            [kind, language, [student], [reference_content(dean, student)]],
        )


@pytest.mark.parametrize(
    "forged",
    [
        {"name": "Rektorov Rektor"},
        {"name": None},
        {"student_number": "1"},
        {"group": "VIP"},
        {"course": 9},
        {"birth_date": "1990-01-01"},
        {"on_leave": True},
    ],
    ids=str,
)
def test_a_paper_that_says_otherwise_than_the_register_is_refused(dean, forged):
    [student] = students(dean, 1)
    before = scalar(dean, "select max(number) from documents.paper")
    with (
        refused("What the paper of {name} says is not so, or not any more. Prepare it again."),
        dean.transaction(),
    ):
        dean.execute(REGISTER, [[student], [reference_content(dean, student, **forged)]])
    with (
        refused("What the paper of {name} says is not so, or not any more. Prepare it again."),
        dean.transaction(),
    ):
        dean.execute(REGISTER, [[student], [Jsonb(["no", "object"])]])
    assert scalar(dean, "select max(number) from documents.paper") == before


def test_a_name_is_compared_in_any_alphabet(dean):
    [student] = students(dean, 1)
    name = scalar(dean, "select full_name from students.student where id = %s", student)
    for language in ("oz", "ru"):
        content = reference_content(dean, student, name=name_in(language, name))
        dean.execute("select documents.register('reference', %s, %s, %s)", [language, [student], [content]])


def test_a_paper_names_the_record_and_the_unit_it_had(dean, admin):
    [student] = students(dean, 1)
    [(paper, *_)] = register(dean, [student])
    row = dean.execute(
        "select p.relation, p.record_id, p.student_id, p.subject = s.full_name, p.faculty_id = s.faculty_id"
        " from documents.paper p join students.student s on s.id = p.record_id where p.id = %s",
        [paper],
    ).fetchone()
    assert row == ("students.student", student, student, True, True)


def test_what_a_paper_is_about_is_not_deleted(dean, admin):
    [student] = students(dean, 1)
    register(dean, [student])
    dean.commit()
    with admin.transaction(force_rollback=True):
        admin.execute("create table documents.stray (id bigint)")
        admin.execute(
            "create trigger papers_hold after delete on documents.stray referencing old table as old_rows"
            " for each statement execute function documents.hold_subjects()"
        )
        admin.execute("insert into documents.stray values (%s), (%s)", [student, student + 1])
        admin.execute("alter table documents.paper disable trigger user")
        admin.execute(
            "update documents.paper set relation = 'documents.stray' where record_id = %s", [student]
        )
        admin.execute("delete from documents.stray where id = %s", [student + 1])
        with pytest.raises(RestrictViolation), admin.transaction():
            admin.execute("delete from documents.stray where id = %s", [student])


def test_numbers_beyond_a_hundred_thousand_are_not_cut(admin):
    assert scalar(admin, "select documents.register_number('MN', 2026, 7)") == "MN-2026-00007"
    assert scalar(admin, "select documents.register_number('MN', 2026, 1234567)") == "MN-2026-1234567"


def test_a_kind_that_is_not_declared_any_more_stays_for_its_papers(dean, admin, monkeypatch):
    register(dean, students(dean, 1))
    dean.commit()
    with admin.transaction(force_rollback=True):
        monkeypatch.setattr(paper_kinds, "MODELS", ())
        paper_kinds.load(admin)
        assert scalar(admin, "select facts from documents.kind where code = 'reference'") is None
        monkeypatch.undo()
        paper_kinds.load(admin)
        assert scalar(admin, "select facts from documents.kind") == "students.reference_facts"


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
