"""Theses and sessions at the desk of the head of the department: typed with keys, kept while the server is away."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from client.core.errors import Unavailable
from client.data.attestation import sitting
from client.views.attestation.defence.dialogs import PresentDialog
from client.views.attestation.theses.offers import OffersDialog
from client.widgets.keeper import keep_typed
from tests.client.reach import act
from tests.client.reach import window as opened

HEAD = "head_mineralogy"
RUNNING = "select id from attestation.sitting where state = 'running' and department_id = 2"
WAITING = """select c.id, c.name from attestation.candidate c join attestation.sitting s on s.id = c.sitting_id
    where s.id = %s and c.state = 'waiting' order by c.position"""


def look(widget, name):
    """Keep a picture where somebody asked for pictures."""
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        QApplication.processEvents()
        widget.grab().save(f"{folder}/{name}.png")


def typed(grid, text):
    """Type a value into the cell of the cursor and go right, as hands do."""
    QTest.keyClicks(grid.view, text[0])
    editor = next(each for each in grid.view.viewport().findChildren(QLineEdit) if not each.isHidden())
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Tab)


def place_of(grid, column):
    return [each.key for each in grid.model.columns].index(column)


def come(grid, row, column):
    grid.view.setFocus()
    grid.view.setCurrentIndex(grid.model.index(row, place_of(grid, column)))


@pytest.fixture
def shown(window):
    """The grid of theses of the department of mineralogy."""
    made = window("graduate-work", HEAD)
    QApplication.processEvents()
    return made


def test_what_is_lacking_is_counted_and_shown_alone(shown):
    look(shown, "graduate-work")
    lacking = shown.grid.missing("title_en")
    assert f"without an English title: {lacking}" in shown.told.text()
    shown.lacking.setCurrentIndex(shown.lacking.findData("title_en"))
    rows = [row for row in range(shown.grid.model.rowCount()) if not shown.grid.view.isRowHidden(row)]
    assert len(rows) == lacking


def test_topics_are_pasted_and_people_typed_by_their_names(shown, admin):
    grid = shown.grid
    free = [
        row for row in range(grid.model.rowCount()) if not grid.model.value(row, place_of(grid, "title_uz"))
    ]
    come(grid, free[0], "title_uz")
    QGuiApplication.clipboard().setText(
        "Кўкпатас конининг маъдан таркиби\tOre composition of the Kokpatas deposit"
    )
    grid.paste()
    assert grid.model.value(free[0], place_of(grid, "title_uz")) == "Koʻkpatas konining maʼdan tarkibi"
    come(grid, free[0], "supervisor_id")
    typed(grid, "Choriyeva Shahnoza")
    assert "theses of 10" in shown.supervised.text()
    # Uzbek letters in the English title are refused in the cell, with what is wrong.
    come(grid, free[1], "title_en")
    QGuiApplication.clipboard().setText("Geology of the Koʻkpatas deposit")
    grid.paste()
    shown.save()
    assert "not English" in shown.message.text()
    come(grid, free[1], "title_en")
    grid.clear()
    shown.save()
    assert "Saved: 1" in shown.message.text()
    student = grid.stored[grid.model.row_keys[free[0]]].student_id
    found = admin.execute(
        "select title_uz, title_en from attestation.thesis where student_id = %s", [student]
    ).fetchone()
    assert found == ("Koʻkpatas konining maʼdan tarkibi", "Ore composition of the Kokpatas deposit")


def test_a_free_topic_is_given_to_the_student_of_the_cursor(shown, admin):
    grid = shown.grid
    row = next(
        row for row in range(grid.model.rowCount()) if not grid.model.value(row, place_of(grid, "title_uz"))
    )
    come(grid, row, "title_uz")
    student = grid.stored[grid.model.row_keys[row]].student_id
    act(shown, "Free topics").trigger()
    dialog = opened(OffersDialog)
    QTest.keyClicks(dialog.words, "sputnik")
    assert dialog.list.count() == 0
    dialog.words.clear()
    QTest.keyClicks(dialog.words, "namuna")
    look(dialog, "thesis-offers")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert "has the topic now" in shown.message.text()
    taken = "select o.title_uz from attestation.thesis t join attestation.offer o on o.id = t.offer_id"
    taken += " where t.student_id = %s"
    assert admin.execute(taken, [student]).fetchone() == ("Burgʻilash namunalarini raqamli qayta ishlash",)


@pytest.fixture
def session(window, admin):
    """Today's session of the department, with some heard already."""
    made = window("attestation-session", HEAD, record_id=admin.execute(RUNNING).fetchone()[0])
    QApplication.processEvents()
    return made


def test_who_is_not_there_is_kept_until_the_session_is_opened(session):
    first = PresentDialog(session.workplace, session.session, session)
    first.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    here = first.present()
    keep_typed(session)
    again = PresentDialog(session.workplace, session.session, session)
    look(again, "attestation-present")
    assert again.present() == here
    assert len(here) == again.list.count() - 1
    again.reject()
    assert session.workplace.drafts.keys("dialog/") == []


def test_calling_with_ctrl_held_leaves_nothing_else_chosen(session):
    grid = session.grid
    come(grid, 0, "score")
    QTest.keyClick(grid.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    chosen = list(grid.view.places())
    assert chosen == [(grid.view.currentIndex().row(), grid.view.currentIndex().column())]
    assert chosen[0][0] != 0


def test_a_student_is_called_and_entered_with_keys_alone(session, admin, qtbot):
    look(session, "attestation-session")
    (candidate, name), *_others = admin.execute(WAITING, [session.sitting_id]).fetchall()
    assert f"Next: {name}" in session.turn.text()
    session.grid.view.setFocus()
    act(session, "Next student").trigger()
    assert session.turn.text().startswith(f"Before the commission: {name}")
    for points in ("88", "90", "86", "91", "87"):
        typed(session.grid, points)
    look(session, "attestation-session-entered")
    session.save()
    stored = admin.execute(
        "select state, score, mark from attestation.candidate where id = %s", [candidate]
    ).fetchone()
    assert stored == ("held", None, "4")


def test_ten_defences_are_entered_with_the_network_cut_in_the_middle(session, admin, monkeypatch, qtbot):
    """Nothing typed is lost: it waits here, comes back with the next window, and is stored once."""
    waiting = admin.execute(WAITING, [session.sitting_id]).fetchall()
    real = sitting.save
    for number, (_candidate, _name) in enumerate(waiting):
        if number == 2:
            monkeypatch.setattr(sitting, "save", _away)
        act(session, "Next student").trigger()
        for points in ("88", "90", "86", "91", "87"):
            typed(session.grid, points)
        session.sending.send()
    assert session.sending.waiting
    marks = [session.grid.model.state_of(cell) for cell in session.grid.model.unsaved()]
    assert {mark.symbol for mark in marks if mark} == {"↑"}
    look(session, "attestation-session-away")
    stored = "select count(*) from attestation.vote v where v.candidate_id = any (%s)"
    everybody = [[each for each, _name in waiting]]
    assert admin.execute(stored, everybody).fetchone()[0] < 5 * len(waiting)
    session.editor.flush()
    session.close()
    # The next program finds what was typed and sends it when the server is back.
    monkeypatch.setattr(sitting, "save", real)
    again = _reopened(session, qtbot)
    again.save()
    assert admin.execute(stored, everybody).fetchone()[0] == 5 * len(waiting)
    assert not again.grid.model.unsaved()
    # The last one has gone, the session is closed, and each result stands in the record once.
    act(again, "Next student").trigger()
    again.save()
    again.close_session()
    assert "results stand in the academic record" in again.message.text()
    look(again, "attestation-session-closed")
    record = "select count(*) from grades.record r join attestation.candidate c on c.line_id = r.line_id"
    record += " where c.sitting_id = %s"
    assert (
        admin.execute(record, [session.sitting_id]).fetchone()[0] == again.grid.model.rowCount() - 1
    )  # one was excused


def _away(_gateway, _sitting, _changes):
    raise Unavailable("The server does not answer.")


def _reopened(session, qtbot):
    made = type(session)(session.workplace, record_id=session.sitting_id)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    return made
