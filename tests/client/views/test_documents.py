"""The windows of papers: making references, printing them again, checking one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from sqlalchemy import select

from client.core.tasks import Tasks
from client.data.documents import papers
from client.data.records import records
from client.views.documents import register
from client.views.documents.check import Check
from client.views.documents.paper import Papers
from client.views.documents.references import References
from client.views.documents.register import PRINT_LOG, REGISTER
from client.views.students.card import student_card
from client.views.students.groups import GROUP
from client.widgets.keeper import keep_typed
from client.widgets.kept_input import ReasonDialog
from client.widgets.preview.drawing import page_count
from client.widgets.record_form import RecordForm
from client.widgets.record_form.printing import PrintMenu
from client.widgets.record_list import RecordList
from shared.models.students import Student
from tests.client import reach
from tests.client.reach import act, button, field, part, said, saved_pdf


@pytest.fixture
def studying(workplace):
    rows = workplace.gateway.rows(
        select(Student.id).where(Student.status == "11").order_by(Student.id).limit(3)
    )
    return [row[0] for row in rows]


@pytest.fixture
def expelled(workplace):
    return workplace.gateway.scalar(select(Student.id).where(Student.status == "12").limit(1))


@pytest.fixture
def window(qtbot, workplace):
    def make(ids):
        made = References(workplace, ids)
        qtbot.addWidget(made)
        made.resize(1200, 700)
        made.show()
        return made

    return make


def words(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def registered(workplace):
    return workplace.gateway.rows(
        "select id, register_number, record_id from documents.paper order by id desc"
    )


def test_drafts_are_shown_and_nothing_is_registered_by_looking(window, workplace, studying):
    before = registered(workplace)
    shown = window(studying)
    QApplication.processEvents()
    assert "3 references" in words(shown)
    assert "draft" in words(shown)
    assert not shown.preview.grab().isNull()
    assert registered(workplace) == before


def test_saving_registers_in_the_order_of_the_list(window, workplace, studying, tmp_path):
    shown = window(reversed(studying))
    shown.preview.save_as(str(tmp_path / "all.pdf"))
    assert page_count((tmp_path / "all.pdf").read_bytes()) == 3
    assert [student for _id, _number, student in registered(workplace)[:3]] == studying
    numbers = [number for _id, number, _student in registered(workplace)[:3]]
    assert numbers[2] in words(shown)
    shown.preview.save_into(str(tmp_path))
    assert len(list(tmp_path.glob("MN-*.pdf"))) == 3
    assert [number for _id, number, _student in registered(workplace)[:3]] == numbers


def test_who_gets_none_is_marked_and_taken_off(window, studying, expelled):
    shown = window([studying[0], expelled])
    assert "1 references" in words(shown)
    assert "1 get no reference" in words(shown)
    assert "status" in shown.students.item(1).toolTip()
    shown.refused_off.click()
    assert shown.student_ids() == [studying[0]]
    assert "get no reference" not in words(shown)


def test_students_are_added_once_and_taken_off_by_key(window, studying, qtbot):
    shown = window(studying[:1])
    shown.add(studying)
    assert shown.student_ids() == studying
    shown.activateWindow()
    shown.students.setFocus()
    QApplication.processEvents()
    shown.students.setCurrentRow(1)
    qtbot.keyClick(shown.students, Qt.Key.Key_Delete)
    assert shown.student_ids() == [studying[0], studying[2]]
    shown.empty()
    assert "Choose students" in words(shown)


def test_the_language_changes_the_paper_and_the_places_offered(window, studying, workplace, tmp_path):
    shown = window(studying[:1])
    shown.language.setCurrentIndex(shown.language.findData("ru"))
    assert shown.place.currentText() == "по месту требования"
    saved_pdf(shown.preview, tmp_path)
    [paper] = papers.read(workplace.gateway, [registered(workplace)[0][0]])
    assert (paper.language, paper.content["place"]) == ("ru", "по месту требования")
    shown.place.setEditText("в музей")
    shown.prepare()
    shown.language.setCurrentIndex(shown.language.findData("uz"))
    assert shown.place.currentText() == "в музей"


def test_what_was_chosen_comes_back(window, studying, qtbot, workplace):
    former = window(studying)
    former.language.setCurrentIndex(former.language.findData("oz"))
    former.place.setEditText("музейга")
    again = window([])
    again.restore(former.state())
    assert again.state() == former.state()


def test_students_added_twice_while_the_server_answers_stand_once(workplace, studying, qtbot):
    tasks = Tasks()
    shown = References(replace(workplace, tasks=tasks), studying)
    qtbot.addWidget(shown)
    shown.add(studying)
    qtbot.waitUntil(lambda: "3 references" in shown.count.text(), timeout=5000)
    qtbot.wait(100)
    assert shown.student_ids() == studying
    tasks.close()


def test_a_registered_paper_is_shown_and_printed_again(window, workplace, studying, qtbot, tmp_path):
    window(studying[:1]).preview.save_as(str(tmp_path / "a.pdf"))
    paper_id, number, student = registered(workplace)[0]
    shown = Papers(workplace, paper_id)
    qtbot.addWidget(shown)
    shown.show()
    assert number in words(shown)
    assert number in shown.title
    shown.preview.save_as(str(tmp_path / "b.pdf"))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert papers.of_record(workplace.gateway, "students.student", student)[0].printings == 2


def test_the_neighbours_in_the_list_are_reached(window, workplace, studying, qtbot, tmp_path):
    window(studying[:2]).preview.save_as(str(tmp_path / "a.pdf"))
    (last, last_number, _student), (before, number, _other) = registered(workplace)[:2]
    shown = Papers(workplace, last, neighbour=lambda paper, step: {(last, -1): before}.get((paper, step)))
    qtbot.addWidget(shown)
    shown.show()
    shown.step(1)
    assert last_number in shown.title
    shown.step(-1)
    assert number in shown.title


def test_papers_of_another_faculty_are_not_shown(window, workplace, studying, qtbot, tmp_path, workplace_of):
    window(studying[:1]).preview.save_as(str(tmp_path / "a.pdf"))
    shown = Papers(workplace_of("dean_mining"), registered(workplace)[0][0])
    qtbot.addWidget(shown)
    shown.show()
    assert "not in the part of the register" in words(shown)


def test_the_register_and_the_print_log_list_the_papers(window, workplace, studying, qtbot, tmp_path):
    window(studying).preview.save_as(str(tmp_path / "a.pdf"))
    for screen, text in ((REGISTER, registered(workplace)[0][1]), (PRINT_LOG, "saved as a file")):
        shown = RecordList(workplace, screen)
        qtbot.addWidget(shown)
        shown.show()
        texts = [shown.rows.text(0, column) for column in range(shown.rows.columnCount())]
        assert text in texts


def asked():
    return reach.window(ReasonDialog)


def test_a_reason_is_kept_while_the_act_is_refused(
    window, workplace, workplace_of, studying, qtbot, tmp_path
):
    """None of the papers is cancelled then, and the reason comes back with the question, also after the end."""
    made = window(studying[:2])
    made.preview.save_as(str(tmp_path / "a.pdf"))
    first, second = (row[0] for row in registered(workplace)[:2])
    papers.cancel(workplace.gateway, [second], "Takror")
    register.cancel_paper(workplace, made, [first, second])
    field(asked(), "Reason").setPlainText("Ism xato yozilgan")
    button(asked(), "Cancel the paper").click()
    assert "cancelled" in said(asked())
    assert field(asked(), "Reason").toPlainText() == "Ism xato yozilgan"
    keep_typed(asked())
    asked().deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not papers.read(workplace.gateway, [first])[0].cancelled
    register.cancel_paper(workplace, made, [first, second])
    assert field(asked(), "Reason").toPlainText() == "Ism xato yozilgan"
    button(asked(), "Keep").click()
    assert workplace.drafts.keys("dialog/") == []


def test_cancelling_asks_why_and_the_paper_is_void(window, workplace, studying, qtbot, tmp_path):
    made = window(studying[:1])
    made.preview.save_as(str(tmp_path / "a.pdf"))
    paper_id = registered(workplace)[0][0]
    register.cancel_paper(workplace, made, [paper_id])
    button(asked(), "Keep").click()
    register.cancel_paper(workplace, made, [paper_id])
    button(asked(), "Cancel the paper").click()
    assert "Write the reason" in said(asked())
    assert not papers.read(workplace.gateway, [paper_id])[0].cancelled
    field(asked(), "Reason").setPlainText("Xato")
    button(asked(), "Cancel the paper").click()
    shown = Papers(workplace, paper_id)
    qtbot.addWidget(shown)
    shown.show()
    assert "Cancelled" in words(shown)


@pytest.fixture
def check(qtbot, workplace):
    made = Check(workplace)
    qtbot.addWidget(made)
    made.resize(1200, 700)  # a message that has no room is shortened
    made.show()

    def ask(text):
        made.text.setText(text)
        qtbot.keyClick(made.text, Qt.Key.Key_Return)
        QApplication.processEvents()
        return words(made)

    return ask


def test_a_paper_is_checked_by_its_qr_text(check, window, workplace, studying, tmp_path):
    made = window(studying[:1])
    made.preview.save_as(str(tmp_path / "a.pdf"))
    [paper] = papers.read(workplace.gateway, [registered(workplace)[0][0]])
    assert "The register knows this paper." in check(paper.stamp.qr_text())
    assert paper.content["name"] in check(paper.stamp.register_number)
    assert "not what was registered" in check(paper.stamp.qr_text().replace("MN-", "MN-1"))
    assert "does not know" in check("MN-2026-99999")
    assert paper.content["name"] not in check("MN-2026-99999")
    papers.cancel(workplace.gateway, [paper.id], "Xato")
    assert "was cancelled" in check(paper.stamp.register_number)
    assert "write the register number" in check(" ")


def test_several_papers_are_opened_together(workplace):
    register.show_papers(workplace, None, [4, 5])
    register.show_papers(workplace, None, [4])
    assert workplace.navigator.opened == [("paper", {"paper_ids": (4, 5)}), ("paper", {"record_id": 4})]


def test_ctrl_p_on_the_card_of_a_student_offers_the_reference_first(workplace, studying, qtbot):
    card = student_card(workplace, record_id=studying[0])
    qtbot.addWidget(card)
    card.show()
    printing = act(card, "Print preview")
    assert printing.shortcut().toString() == "Ctrl+P"
    printing.trigger()
    menu = part(card, PrintMenu).menu()
    assert menu.activeAction().text() == "Student reference"
    menu.activeAction().trigger()
    assert workplace.navigator.opened == [("reference", {"student_ids": [studying[0]]})]


def test_the_form_of_a_group_prints_its_references_and_its_week(workplace, studying, qtbot):
    group = records.read(workplace.gateway, Student, studying[0], ("group_id",)).values["group_id"]
    form = RecordForm(workplace, GROUP, group)
    qtbot.addWidget(form)
    form.show()
    act(form, "References of the whole group").trigger()
    ((window, arguments),) = workplace.navigator.opened
    assert (window, studying[0] in arguments["student_ids"]) == ("reference", True)
    act(form, "Timetable of this week").trigger()
    ((paper,)) = workplace.navigator.shown
    qtbot.addWidget(paper)
    assert paper.preview.isEnabled()


def test_who_has_no_papers_of_a_record_has_no_button(workplace_of, studying, qtbot):
    card = student_card(workplace_of("accounting"), record_id=studying[0])
    qtbot.addWidget(card)
    assert "Print" not in [each.text() for each in card.findChildren(QToolButton)]
