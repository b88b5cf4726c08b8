"""Beside a record stand its notes, files, history and papers, for whom they are meant."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QListWidget, QMessageBox, QTreeWidget
from sqlalchemy import select

from client.data.documents.registered import RegisteredPapers
from client.data.records import saving
from client.data.students import references
from client.data.students.documents import FORM
from client.widgets.keeper import keep_typed
from client.widgets.message_line import MessageLine
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.panels.papers import PapersPanel
from reports.common.table import Column, Table, render
from shared.models.structure import Unit
from shared.models.students import Student
from tests.client.reach import act, field

STUDENT = "students.student"


@pytest.fixture
def student(workplace):
    return workplace.gateway.scalar(
        select(Student.id).where(Student.status == "11").order_by(Student.id).limit(1)
    )


@pytest.fixture
def other(workplace, student):
    return workplace.gateway.scalar(
        select(Student.id).where(Student.id > student).order_by(Student.id).limit(1)
    )


@pytest.fixture
def panel_of(qtbot, workplace, student):
    def make(kind, workplace=workplace, relation=STUDENT, record=student):
        panel = kind(workplace)
        qtbot.addWidget(panel)
        panel.resize(600, 400)
        panel.show()
        panel.show_record(relation, record)
        return panel

    return make


@pytest.fixture
def agree(monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)


def sentence(panel):
    line = panel.findChild(MessageLine)
    return line.text() if line.isVisibleTo(panel) else ""


def hints(panel):
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


def notes_of(panel):
    found = panel.findChild(QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def rows_of(panel):
    tree = panel.findChild(QTreeWidget)
    heads = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    columns = range(tree.columnCount())
    return [
        (
            [head.text(c) for c in columns],
            [[head.child(n).text(c) for c in columns] for n in range(head.childCount())],
        )
        for head in heads
    ]


def files_of(panel):
    return [head[0] for head, _children in rows_of(panel)]


def editor_of(panel):
    return field(panel, "A note for colleagues")


def choose_first(tree):
    tree.setCurrentItem(tree.topLevelItem(0))


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "buyruq.pdf"
    path.write_bytes(render(Table("Buyruq", (), (Column("A"),), [("x",)])))
    return path


def test_a_note_is_written_changed_and_removed_by_its_author(panel_of, qtbot, agree):
    panel = panel_of(NotesPanel)
    assert "No notes yet" in hints(panel)
    panel.activateWindow()
    editor_of(panel).setFocus()
    QApplication.processEvents()
    editor_of(panel).setPlainText("Hujjatlari toʻliq emas")
    qtbot.keyClick(editor_of(panel), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [note] = notes_of(panel)
    assert "Gʻulomov Anvar Karimovich" in note
    assert "Hujjatlari toʻliq emas" in note
    assert editor_of(panel).toPlainText() == ""

    field(panel, "Notes").setCurrentRow(0)
    panel.change()
    editor_of(panel).setPlainText("Hujjatlari toʻliq")
    panel.write()
    assert notes_of(panel)[0].endswith("Hujjatlari toʻliq")
    field(panel, "Notes").setCurrentRow(0)
    panel.remove()
    assert notes_of(panel) == []


def test_a_colleague_reads_the_note_but_does_not_change_it(panel_of, workplace_of):
    panel = panel_of(NotesPanel)
    editor_of(panel).setPlainText("Koʻchirilmoqda")
    panel.write()
    colleague = panel_of(NotesPanel, workplace_of("registrar"))
    assert "Koʻchirilmoqda" in notes_of(colleague)[0]
    field(colleague, "Notes").setCurrentRow(0)
    assert not act(colleague, "Change the note").isEnabled()
    assert not act(colleague, "Remove the note").isEnabled()
    assert notes_of(panel_of(NotesPanel, workplace_of("dean_mining"))) == []


def test_an_unsaved_note_comes_back_with_its_record(panel_of, workplace, student, other):
    panel = panel_of(NotesPanel)
    editor_of(panel).setPlainText("yarim yozilgan")
    panel.show_record(STUDENT, other)
    assert editor_of(panel).toPlainText() == ""
    again = panel_of(NotesPanel)
    assert editor_of(again).toPlainText() == "yarim yozilgan"
    again.write()
    assert workplace.drafts.keys("note/") == []


def test_a_note_that_is_being_changed_comes_back_and_a_new_one_is_not_lost_to_it(panel_of, workplace):
    panel = panel_of(NotesPanel)
    editor_of(panel).setPlainText("birinchi")
    panel.write()
    editor_of(panel).setPlainText("yangi, yarim")
    field(panel, "Notes").setCurrentRow(0)
    panel.change()
    editor_of(panel).setPlainText("birinchi, tuzatilgan")
    keep_typed(panel)
    again = panel_of(NotesPanel)
    assert editor_of(again).toPlainText() == "yangi, yarim"
    field(again, "Notes").setCurrentRow(0)
    again.change()
    assert editor_of(again).toPlainText() == "birinchi, tuzatilgan"
    again.write()
    assert notes_of(again)[0].endswith("tuzatilgan")
    assert editor_of(again).toPlainText() == "yangi, yarim"
    again.write()
    field(again, "Notes").setCurrentRow(1)
    again.change()
    editor_of(again).setPlainText("yana")
    keep_typed(again)
    assert editor_of(panel_of(NotesPanel)).toPlainText() == "yana", "no other text waits: it goes on there"
    for key in workplace.drafts.keys("note/"):
        workplace.drafts.drop(key)


def test_a_file_is_added_opened_saved_and_removed(panel_of, pdf, tmp_path, monkeypatch, agree):
    panel = panel_of(AttachmentsPanel)
    assert "No files yet" in hints(panel)
    panel.add([pdf])
    assert files_of(panel) == ["buyruq.pdf"]
    choose_first(field(panel, "Attachments"))
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    panel.open()
    assert Path(opened[0].toLocalFile()).read_bytes() == pdf.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "copy.pdf"), ""))
    panel.save_as()
    assert (tmp_path / "copy.pdf").read_bytes() == pdf.read_bytes()
    choose_first(field(panel, "Attachments"))
    panel.remove()
    assert files_of(panel) == []


def test_files_are_dropped(panel_of, pdf, agree):
    panel = panel_of(AttachmentsPanel)
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(pdf))])
    move, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(5, 5), move, content, button, key))
    assert files_of(panel) == ["buyruq.pdf"]
    choose_first(field(panel, "Attachments"))
    panel.remove()


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("dastur.exe", b"MZ", "only PDF"),
        ("rasm.jpg", b"PK\x03\x04", "not what its name says"),
        ("katta.pdf", b"%PDF-" + b"0" * 10_500_000, "10 MB"),
    ],
)
def test_a_file_that_cannot_be_kept_says_why(panel_of, tmp_path, name, content, part):
    path = tmp_path / name
    path.write_bytes(content)
    panel = panel_of(AttachmentsPanel)
    panel.add([path])
    assert name in sentence(panel)
    assert part in sentence(panel)
    assert files_of(panel) == []


def test_a_file_on_a_record_one_only_reads_is_refused(panel_of, workplace_of, pdf):
    panel = panel_of(AttachmentsPanel, workplace_of("management"))
    panel.add([pdf])
    assert sentence(panel)
    assert files_of(panel) == []


def test_the_history_says_who_changed_what_in_words(panel_of, workplace, student):
    row = saving.read(workplace.gateway, Student, student, ())
    values = {"birth_date": date(2005, 1, 2), "citizenship": "12"}
    saving.update(workplace.gateway, Student, student, row["row_version"], values)
    panel = panel_of(HistoryPanel)
    (head, fields), *older = rows_of(panel)
    assert "Gʻulomov Anvar Karimovich" in head[0]
    assert "Dean's office" in head[0]
    changed = {label: (before, after) for label, before, after in fields}
    assert changed["Birth date"][1] == "02.01.2005"
    assert changed["Citizenship"][1] == "Xorijiy davlat fuqarosi"
    made = {label: after for label, _before, after in older[-1][1]}
    assert made["Faculty"] == "Faculty of Geology"
    field(panel, "Field").setCurrentText("Citizenship")
    [(_head, fields), *_older] = rows_of(panel)
    assert [label for label, *_values in fields] == ["Citizenship"]


def test_a_photo_in_the_history_is_no_heap_of_digits(panel_of, workplace):
    photo = workplace.gateway.scalar("select id from students.photo limit 1")
    panel = panel_of(HistoryPanel, relation="students.photo", record=photo)
    fields = {label: after for _head, children in rows_of(panel) for label, _before, after in children}
    assert fields["Photo"] == "another file"


def test_papers_of_the_student_are_listed_and_opened(panel_of, workplace, student):
    prepared = references.prepare(workplace.gateway, [student], "ru", "", "A")
    batch = RegisteredPapers(workplace.gateway, FORM, prepared.references, "desk-1")
    batch.issue("print", 1)
    panel = panel_of(PapersPanel)
    assert files_of(panel)[0] == batch.registered[0].stamp.register_number
    listed = field(panel, "Papers")
    listed.itemActivated.emit(listed.topLevelItem(0), 0)
    assert workplace.navigator.opened == [("paper", {"record_id": batch.registered[0].id})]


def test_who_does_not_read_the_register_is_told_so(panel_of, workplace_of):
    panel = panel_of(PapersPanel, workplace_of("management"))
    assert "does not read the register" in hints(panel)
    assert sentence(panel) == ""


def test_nothing_is_shown_without_a_record_and_of_other_tables(panel_of, workplace):
    panel = panel_of(
        PapersPanel, relation="structure.unit", record=workplace.gateway.scalar(select(Unit.id).limit(1))
    )
    assert files_of(panel) == []
    for kind in (NotesPanel, AttachmentsPanel, HistoryPanel, PapersPanel):
        empty = panel_of(kind, record=None)
        assert empty.title
        assert sentence(empty) == ""


def test_another_desk_s_change_is_shown_when_it_is_looked_at(panel_of, workplace, student, qtbot):
    panel = panel_of(NotesPanel)
    before = len(notes_of(panel))
    workplace.gateway.execute(
        f"insert into system.note (relation, record_id, body) values ('{STUDENT}', {student}, 'boshqa stoldan')"
    )
    panel.hide()
    workplace.changes.announce("system.note")
    assert len(notes_of(panel)) == before
    panel.show()
    qtbot.waitUntil(lambda: len(notes_of(panel)) == before + 1, timeout=10_000)
