"""The public check as a file: written from the list of diplomas, and asked of a paper without a server."""

import os
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from client.core import clock
from client.core.errors import Unavailable
from client.views.shell.paper_check import PaperCheck
from shared.signing import hash_file, keys
from shared.signing.demonstration import KEY_ID, demonstration_signer
from shared.signing.keys import SeedSigner
from shared.signing.paper import sign_diploma
from tests.client.reach import act, button
from tests.client.reach import window as opened
from tests.diploma_content import diploma_document

ISSUED = """
select id, uuid::text, code, register_number, digest, student_name from diplomas.diploma
 where state = 'issued' order by id
"""


def look(widget, name):
    """Keep a picture where somebody asked for pictures."""
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        QApplication.processEvents()
        widget.grab().save(f"{folder}/public-{name}.png")


def words(widget):
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def chooses(monkeypatch, verb, path):
    monkeypatch.setattr(QFileDialog, verb, lambda *_asked: (str(path), ""))


@pytest.fixture
def cancelled(admin):
    """Of the issued diplomas one was cancelled since."""
    first = admin.execute(ISSUED).fetchone()
    admin.execute("set session_replication_role = replica")
    admin.execute(
        "update diplomas.diploma set state = 'cancelled', cancelled_at = now(), cancelled_by = 'registrar',"
        " cancel_reason = 'Xato' where id = %s",
        [first[0]],
    )
    yield first
    admin.execute(
        "update diplomas.diploma set state = 'issued', cancelled_at = null, cancelled_by = null, cancel_reason = null"
        " where id = %s",
        [first[0]],
    )
    admin.execute("set session_replication_role = origin")


@pytest.fixture
def written(window, cancelled, tmp_path, monkeypatch):
    """The file, as the registrar wrote it from the list."""
    path = tmp_path / "diplomlar.txt"
    chooses(monkeypatch, "getSaveFileName", path)
    shown = window("diploma-list", "registrar")
    act(shown, "Write the file of the public check").trigger()
    said = shown.workplace.navigator.said[-1]
    assert "diplomlar.txt is written" in said
    assert "names nobody" in said
    look(shown, "list")
    return path


@pytest.fixture
def check(window, qtbot, written, monkeypatch):
    """The window of somebody whose server does not answer, with the file open."""
    shown = window("paper-check", "teacher_mining")

    def away(*_what):
        raise Unavailable("The server does not answer.")

    for verb in ("call", "table", "one"):
        monkeypatch.setattr(shown.workplace.gateway, verb, away)
    chooses(monkeypatch, "getOpenFileName", written)
    button(shown, "Check against a file …").click()

    def ask(text):
        shown.text.setText(text)
        qtbot.keyClick(shown.text, Qt.Key.Key_Return)
        return words(shown)

    ask.window = shown
    return ask


def test_the_file_has_every_paper_that_is_out_and_no_person(written, admin, cancelled):
    text = written.read_text()
    assert text.splitlines()[1] == f"key {KEY_ID}"
    issued = admin.execute(ISSUED).fetchall()
    papers = dict(line.split(" ", 1) for line in text.splitlines()[3:-1])
    assert papers[hash_file.hashed(cancelled[1])] == f"{cancelled[4]} cancelled"
    assert [papers.pop(hash_file.hashed(row[1])) for row in issued] == [f"{row[4]} issued" for row in issued]
    unsigned = "select count(*) from diplomas.diploma where state = 'cancelled' and signature is not null"
    assert len(papers) == admin.execute(unsigned).fetchone()[0]
    for _id, uuid, _code, number, _digest, name in (*issued, cancelled):
        for secret in (uuid, number, *name.split()):
            assert secret not in text


def test_a_paper_is_asked_of_the_file_without_a_server(check, admin, cancelled):
    day = clock.today().strftime("%d.%m.%Y")
    assert f"“diplomlar.txt” of {day}" in words(check.window)
    _id, uuid, code, number, digest, _name = admin.execute(ISSUED).fetchone()
    said = check(code)
    look(check.window, "issued")
    assert "The university signed this paper." in said
    assert f"not cancelled until {day}" in said
    assert number in said
    said = check(cancelled[2])
    look(check.window, "cancelled")
    assert "This paper was cancelled." in said
    assert "The university issued a paper with this UUID." in check(uuid)
    assert "The university issued" in check(f"HEMIS {number} {uuid.upper()} {digest[:16].upper()}")
    assert "not what was registered" in check(f"HEMIS {number} {uuid.upper()} {'0' * 16}")
    other = sign_diploma(diploma_document(), demonstration_signer(), clock.today()).code
    said = check(other)
    look(check.window, "absent")
    assert "“diplomlar.txt” does not have this paper." in said
    assert f"after {day}, or never" in said
    same = sign_diploma(diploma_document(uuid=uuid), demonstration_signer(), clock.today()).code
    assert "not what was registered" in check(same)
    assert "altered" in check(code[:-1] + str((int(code[-1]) + 1) % 10))
    check(number)
    assert "has no numbers" in check.window.message.text()
    button(check.window, "Put the file away").click()
    assert "diplomlar.txt" not in words(check.window)
    assert "only the server can tell" in check(code)


def test_a_file_that_is_not_the_universitys_is_not_believed(check, written, admin, tmp_path, cancelled):
    text, line = written.read_text(), check.window.against
    issued = text.replace(f"{cancelled[4]} cancelled", f"{cancelled[4]} issued")
    stranger = SeedSigner(keys.generate())
    for content, sentence in (
        (issued, "was altered after the university had signed it"),
        (text[: len(text) // 2], "no whole file"),
        ("ꙮ", "no whole file"),
        ("".join(hash_file.lines([], clock.today(), stranger)), "did not sign for the university"),
        (
            "".join(hash_file.lines([], clock.today() - timedelta(days=9999), demonstration_signer())),
            "did not sign for the university",
        ),
    ):
        (tmp_path / "boshqa.txt").write_text(content, encoding="utf-8")
        line.open(tmp_path / "boshqa.txt")
        assert sentence in check.window.message.text()
        assert line.file.name == "diplomlar.txt"
    line.open(tmp_path / "yoq.txt")
    assert "cannot be read" in check.window.message.text()
    (tmp_path / "windows.txt").write_text(text, newline="\r\n")
    line.open(tmp_path / "windows.txt")
    assert line.file.name == "windows.txt"


def test_who_looks_only_does_not_write_the_file(window):
    for login in ("academic_office", "hr"):
        shown = window("diploma-list", login)
        assert not {each.text() for each in shown.actions()} & {"Write the file of the public check …"}


def test_a_file_answers_before_anybody_signs_in(program, signed_in, qtbot, written, admin, monkeypatch):
    first = signed_in("teacher_mining")
    server = first.desk.session.server.text
    first.sign_out()
    first.sign_in.credentials.server.setEditText(server)
    button(first.sign_in, "Check a paper without signing in").click()
    dialog = opened(PaperCheck)
    chooses(monkeypatch, "getOpenFileName", written)
    button(dialog, "Check against a file …").click()
    dialog.text.setText(admin.execute(ISSUED).fetchone()[2])
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    look(dialog, "before-sign-in")
    assert "The university signed this paper." in words(dialog)
    assert "not cancelled until" in words(dialog)
    dialog.text.setText("D-2026-00001")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert "has no numbers" in dialog.message.text()
    dialog.reject()
