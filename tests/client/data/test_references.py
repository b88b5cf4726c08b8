"""References are read, registered and logged under the rights of who prints them, all or none."""

import random
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from client.core.errors import Refused, Unavailable, UserError
from client.data.document_list import FORMS
from client.data.documents import papers
from client.data.documents.registered import RegisteredPapers
from client.data.records import saving
from client.data.server.gateway import OutcomeUnknown
from client.data.students import references
from client.data.students.documents import FORM
from shared.models.students import Student


@pytest.fixture
def dean(session_of):
    return session_of("dean_geology")


@pytest.fixture
def studying(dean):
    """Some students of the dean who study, in no particular order."""
    rows = dean.gateway.rows(select(Student.id).where(Student.status == "11").order_by(Student.id).limit(12))
    ids = [row[0] for row in rows]
    random.Random(1).shuffle(ids)  # noqa: S311 - a seed makes it the same every time
    return ids


def silent(_done, _total):
    pass


def prepare(session, ids, language="uz", place=""):
    return references.prepare(session.gateway, ids, language, place, session.person.name)


def batch(session, ids, language="uz"):
    return RegisteredPapers(session.gateway, FORM, prepare(session, ids, language).references, "desk-1")


def count(admin, table):
    return admin.execute(f"select count(*) from {table}").fetchone()[0]


@pytest.mark.parametrize(
    ("language", "faculty", "dean_word"),
    [
        ("uz", "Geologiya fakulteti", "Dekan"),
        ("oz", "Геология факультети", "Декан"),
        ("ru", "Геологический факультет", "Декан"),
        ("en", "Faculty of Geology", "Dean"),
    ],
)
def test_a_reference_speaks_its_language(dean, studying, language, faculty, dean_word):
    [(student, reference)] = prepare(dean, studying[:1], language).references
    assert student == studying[0]
    assert reference.faculty == faculty
    assert reference.signatories[1][0] == dean_word
    assert 1 <= reference.course <= 6
    if language in ("oz", "ru"):
        spoken = (
            reference.name,
            reference.university,
            reference.education_form,
            reference.city,
            reference.place,
        )
        assert not [text for text in spoken if text.isascii()]


def test_a_name_in_cyrillic_that_was_written_by_hand_is_kept(dean, studying):
    row = saving.read(dean.gateway, Student, studying[0], ())
    saving.update(dean.gateway, Student, studying[0], row["row_version"], {"cyrillic_name": "Цой Виктор"})
    assert prepare(dean, studying[:1], "oz").references[0][1].name == "Цой Виктор"
    assert prepare(dean, studying[:1], "ru").references[0][1].name == "Цой Виктор"


def test_who_does_not_study_gets_none_and_is_named(dean, studying):
    [(expelled, name)] = dean.gateway.rows(
        select(Student.id, Student.full_name).where(Student.status == "12").limit(1)
    )
    prepared = prepare(dean, [expelled, *studying[:2]])
    assert [student for student, _reference in prepared.references] == studying[:2]
    [(student, reason)] = prepared.refused
    assert student == expelled
    assert name in reason.text()


def test_a_student_on_leave_is_said_to_be_on_leave(dean):
    [(student,)] = dean.gateway.rows(select(Student.id).where(Student.status == "13").limit(1))
    assert prepare(dean, [student]).references[0][1].on_leave


def test_a_student_of_another_faculty_is_not_there(dean, session_of):
    [(foreign, number)] = session_of("dean_mining").gateway.rows(select(Student.id, Student.number).limit(1))
    prepared = prepare(dean, [foreign])
    assert prepared.references == ()
    assert len(prepared.refused) == 1
    with pytest.raises(UserError, match=number):
        references.by_number(dean.gateway, [number])


def test_registering_numbers_in_order_and_logs_together(dean, studying, admin):
    before = count(admin, "documents.paper"), count(admin, "documents.printing")
    made = batch(dean, studying)
    assert "draft" in made.note
    made.issue("print", 2)
    numbers = [paper.stamp.register_number for paper in made.registered]
    assert numbers == sorted(numbers)
    assert [paper.record_id for paper in made.registered] == studying
    after = count(admin, "documents.paper"), count(admin, "documents.printing")
    assert after == (before[0] + len(studying), before[1] + len(studying))
    ways = admin.execute("select distinct way, copies, workstation, login from documents.printing").fetchall()
    assert ("print", 2, "desk-1", "dean_geology") in ways
    assert made.one_file(silent).startswith(b"%PDF")
    names = [name for name, _pdf in made.separate_files(silent)]
    assert len(set(names)) == len(studying)
    assert all(name.endswith(".pdf") for name in names)


def test_a_second_printing_is_logged_but_not_registered_again(dean, studying, admin):
    made = batch(dean, studying[:1])
    made.issue("save", 1)
    before = count(admin, "documents.paper"), count(admin, "documents.printing")
    made.issue("print", 1)
    assert (count(admin, "documents.paper"), count(admin, "documents.printing")) == (before[0], before[1] + 1)


def test_one_foreign_student_and_nothing_is_registered(dean, studying, session_of, admin):
    mining = session_of("dean_mining")
    [(foreign,)] = mining.gateway.rows(select(Student.id).where(Student.status == "11").limit(1))
    mixed = (*prepare(dean, studying[:2]).references, *prepare(mining, [foreign]).references)
    before = count(admin, "documents.paper")
    with pytest.raises(Refused):
        RegisteredPapers(dean.gateway, FORM, mixed, "desk-1").issue("print", 1)
    assert count(admin, "documents.paper") == before
    last = admin.execute(
        "select coalesce(max(number), 0) from documents.paper where kind = %s", [FORM.kind.code]
    )
    [number] = last.fetchone()
    next_number = batch(dean, studying[:1])
    next_number.issue("save", 1)
    assert int(next_number.registered[0].stamp.register_number[-5:]) == number + 1  # no gap


def test_the_server_gone_is_a_sentence_and_nothing_is_half_registered(dean, studying, admin):
    before = count(admin, "documents.paper"), count(admin, "documents.printing")
    made = batch(dean, studying[:3])
    admin.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'dean_geology' and datname = current_database()"
    )
    with pytest.raises(Unavailable):
        made.issue("print", 1)
    assert (count(admin, "documents.paper"), count(admin, "documents.printing")) == before
    assert made.registered == ()
    made.issue("print", 1)
    assert len(made.registered) == 3


def test_a_reprint_is_drawn_from_the_snapshot(dean, studying):
    made = batch(dean, studying[:1])
    made.issue("print", 1)
    former = made.one_file(silent)
    row = saving.read(dean.gateway, Student, studying[0], ())
    saving.update(dean.gateway, Student, studying[0], row["row_version"], {"surname": "Oʻzgargan"})
    again = RegisteredPapers.again(
        dean.gateway, papers.read(dean.gateway, [made.registered[0].id]), "desk-2", FORMS
    )
    again.issue("print", 1)
    assert again.one_file(silent) == former
    assert "Oʻzgargan" in prepare(dean, studying[:1]).references[0][1].name


def test_a_university_wide_role_signs_without_the_dean_if_it_does_not_see_positions(session_of, studying):
    registrar = session_of("registrar")
    [(_student, reference)] = prepare(registrar, studying[:1]).references
    assert reference.signatories[0][0] == "Rektor"


def test_a_teacher_registers_nothing(session_of, dean, studying):
    teacher = session_of("teacher_mineralogy")
    drafts = prepare(dean, studying[:1]).references
    with pytest.raises(Refused):
        RegisteredPapers(teacher.gateway, FORM, drafts, "desk-1").issue("print", 1)


def test_papers_whose_registering_was_not_answered_are_not_registered_twice(
    dean, studying, admin, monkeypatch
):
    made = batch(dean, studying[:2])
    before = count(admin, "documents.paper"), count(admin, "documents.printing")
    real = type(dean.gateway).transaction

    @contextmanager
    def lost(self, **options):
        with real(self, **options) as transaction:
            yield transaction
            receipt = transaction.call("security.leave_receipt")
        raise OutcomeUnknown(receipt, transaction.made)

    monkeypatch.setattr(type(dean.gateway), "transaction", lost)
    with pytest.raises(OutcomeUnknown):
        made.issue("print", 1)
    monkeypatch.undo()
    made.issue("print", 1)
    assert [paper.record_id for paper in made.registered] == studying[:2]
    assert (count(admin, "documents.paper"), count(admin, "documents.printing")) == (
        before[0] + 2,
        before[1] + 2,
    )


def test_a_paper_that_cannot_show_its_letters_is_refused_before_it_is_registered(dean, studying, admin):
    place = (
        (Path(__file__).parents[2] / "cases" / "letters-without-glyph.txt")
        .read_text(encoding="utf-8")
        .strip()
    )
    prepared = prepare(dean, studying[:2], place=place)
    assert prepared.references == ()
    assert all("中" in reason.text() for _student, reason in prepared.refused)
    before = count(admin, "documents.paper")
    drafts = [
        (student, replace(paper, place=place)) for student, paper in prepare(dean, studying[:2]).references
    ]
    with pytest.raises(UserError, match="cannot show these letters: 中"):
        RegisteredPapers(dean.gateway, FORM, drafts, "desk-1").issue("save", 1)
    assert count(admin, "documents.paper") == before
