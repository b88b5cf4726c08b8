"""The register knows its papers by QR, UUID and number, and a forged one is noticed."""

import pytest
from sqlalchemy import select

from client.core.errors import Refused, UserError
from client.data.documents import papers
from client.data.documents.registered import RegisteredPapers
from client.data.students import references
from client.data.students.documents import FORM
from shared.models.students import Student


@pytest.fixture
def dean(session_of):
    return session_of("dean_geology")


@pytest.fixture
def paper(dean):
    [(student,)] = dean.gateway.rows(
        select(Student.id).where(Student.status == "11").order_by(Student.id).limit(1)
    )
    prepared = references.prepare(dean.gateway, [student], "uz", "", "Xolmatova N.")
    batch = RegisteredPapers(dean.gateway, FORM, prepared.references, "desk-1")
    batch.issue("print", 1)
    return batch.registered[0]


@pytest.mark.parametrize("text", ["{qr}", " {qr}\n", "{uuid}", "{number}", "{small}"])
def test_a_genuine_paper_is_known(dean, paper, text):
    stamp = paper.stamp
    texts = {"qr": stamp.qr_text(), "uuid": stamp.uuid, "number": stamp.register_number}
    checked = papers.verify(dean.gateway, text.format(**texts, small=stamp.register_number.lower()))
    assert checked.genuine
    assert checked.register_number == stamp.register_number
    assert checked.facts["full_name"] == paper.content["name"]


def test_a_qr_with_another_number_or_content_is_altered(dean, paper):
    qr, digest = paper.stamp.qr_text(), paper.stamp.digest[:16].upper()
    for forged in (qr.replace("MN-", "MN-9"), qr.replace(digest, "0" * 16)):
        checked = papers.verify(dean.gateway, forged)
        assert checked.found
        assert checked.altered
        assert not checked.genuine


def test_an_unknown_paper_and_an_empty_question(dean):
    assert not papers.verify(dean.gateway, "MN-2026-99999").found
    with pytest.raises(UserError):
        papers.verify(dean.gateway, "  ")


def test_who_does_not_read_the_register_learns_the_name_from_the_paper_only(session_of, paper):
    teacher = session_of("teacher_mineralogy").gateway
    assert papers.verify(teacher, paper.stamp.register_number).facts is None
    assert papers.verify(teacher, paper.stamp.qr_text()).facts["full_name"] == paper.content["name"]


def test_a_cancelled_paper_is_not_genuine_and_not_printed_again(dean, paper):
    papers.cancel(dean.gateway, [paper.id], "Xato yozilgan")
    checked = papers.verify(dean.gateway, paper.stamp.qr_text())
    assert not checked.genuine
    assert checked.cancel_reason == "Xato yozilgan"
    with pytest.raises(UserError):
        papers.print_again(dean.gateway, [paper], "print", 1, "desk-1")


def test_the_papers_of_a_student_are_listed_with_their_printings(dean, paper):
    papers.print_again(dean.gateway, [paper], "save", 1, "desk-1")
    [listed] = [
        each
        for each in papers.of_record(dean.gateway, "students.student", paper.record_id)
        if each.id == paper.id
    ]
    assert listed.register_number == paper.stamp.register_number
    assert listed.printings == 2


def test_papers_of_another_faculty_are_not_read(session_of, paper):
    mining = session_of("dean_mining").gateway
    assert papers.read(mining, [paper.id]) == []
    with pytest.raises(Refused):
        papers.print_again(mining, [paper], "print", 1, "desk-1")
