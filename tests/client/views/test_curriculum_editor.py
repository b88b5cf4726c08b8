"""The editor of a curriculum: typing, sums in words, saving together, two desks, Excel, acceptance, paper."""

from decimal import Decimal

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QToolButton

from client.data.curriculum import acts, documents, plan_saving
from client.views.curriculum.editor import PlanEditor, excel, workbook
from client.views.curriculum.editor.copying import CopyDialog
from client.views.curriculum.plan_card import plan_card
from client.widgets.cell_grid import CONFLICT
from tests.client.reach import act, part, said
from tests.client.views.curricula import Curricula


@pytest.fixture
def curricula(admin):
    return Curricula(admin)


@pytest.fixture
def editor(qtbot, workplace_of):
    def make(plan, login="dean_geology"):
        made = PlanEditor(workplace_of(login), plan)
        qtbot.addWidget(made)
        made.resize(1366, 640)
        made.show()
        return made

    return make


def key_of(editor, subject, semester=None):
    """The row of a subject, in the given semester or the first that has it."""
    model = editor.grid.model
    for key in model.row_keys:
        same = model.text((key, "subject_id")) == subject
        if same and semester in (None, model.text((key, "semester_id"))):
            return key
    return None


def write(editor, key, name, text):
    model = editor.grid.model
    names = [column.key for column in model.columns]
    model.setData(model.index(model.row_keys.index(key), names.index(name)), text)
    editor.add_up()


def sentences(editor):
    shown = editor.strip.sentences
    return [shown.item(row).text() for row in range(shown.count())]


def test_a_plan_that_adds_up_says_so(editor, curricula):
    shown = editor(curricula.whole(name="Butun"))
    assert sentences(shown) == ["Everything adds up."]
    assert shown.strip.text(1, 1) == "30 ✓"
    assert shown.strip.text(3, 1) == "43 % ✓"
    assert shown.strip.text(4, 1) == "27,4 ✓"


def test_sums_follow_while_typing_and_say_what_is_off(editor, curricula):
    shown = editor(curricula.whole(name="Yozish"))
    key = key_of(shown, "Fizika", "1")
    write(shown, key, "credits", "7,5")
    assert shown.strip.text(1, 1) == "32,5 ↑"
    assert "Semester 1: 32,5 credits, 2,5 more than 30." in sentences(shown)
    assert "“Fizika”: 150 hours, but 7,5 credits are 225." in sentences(shown)
    write(shown, key, "hours/17", "161")
    assert "“Fizika”: 225 hours" not in " ".join(sentences(shown))
    assert shown.grid.value(key, "total") == 225
    shown.grid.model.undo_stack.undo()
    shown.grid.model.undo_stack.undo()
    shown.add_up()
    assert sentences(shown) == ["Everything adds up."]


def test_a_block_pasted_from_a_spreadsheet_is_saved_in_one_transaction(editor, curricula, admin):
    plan = curricula.whole(name="Qoʻyish")
    shown = editor(plan)
    key = key_of(shown, "Fizika", "1")
    shown.come_to(key, "credits")
    QGuiApplication.clipboard().setText("6\t30\t46\r\n4\t26\t26")
    shown.grid.paste()
    shown.save()
    assert shown.message.text() == "Saved."
    rows = admin.execute(
        """select c.credits, sum(h.hours) filter (where training = '11') from curriculum.course c
             join curriculum.course_hours h on h.course_id = c.id where c.curriculum_id = %s
            group by c.id, c.credits having c.credits <> 5 order by 1""",
        (plan,),
    ).fetchall()
    assert rows == [(Decimal("4.0"), 26), (Decimal("6.0"), 30)]


def test_one_bad_row_keeps_all_from_being_stored_and_says_why(editor, curricula, admin):
    plan = curricula.whole(name="Yomon qator")
    shown = editor(plan)
    first = key_of(shown, "Fizika", "1")
    write(shown, first, "credits", "6")
    write(shown, first, "choice", "1")  # only electives have one
    shown.save()
    assert "Only an elective has a choice" in shown.message.text()
    assert shown.grid.model.unsaved()
    count = "select count(*) from curriculum.course where curriculum_id = %s and credits = 6"
    assert admin.execute(count, (plan,)).fetchone()[0] == 0


def test_a_new_subject_begins_in_the_chosen_semester_with_usual_controls(editor, curricula, admin):
    plan = curricula.whole(name="Yangi fan")
    curricula.subject("Falsafa")
    shown = editor(plan)
    shown.semester.setCurrentIndex(2)
    shown.add_row()
    key = shown.grid.current()
    for name, text in (("subject_id", "Falsafa"), ("credits", "2"), ("hours/11", "24"), ("hours/17", "36")):
        write(shown, key, name, text)
    shown.save()
    assert shown.message.text() == "Saved."
    stored = admin.execute(
        """select s.number, u.code, (select sum(maximum) from curriculum.control k where k.course_id = c.id)
             from curriculum.course c join curriculum.semester s on s.id = c.semester_id
             join structure.unit u on u.id = c.department_id
            where c.curriculum_id = %s and c.credits = 2""",
        (plan,),
    ).fetchone()
    assert stored == (2, "403-101-01", 100)
    assert shown.grid.is_hidden(key_of(shown, "Fizika", "1"))


def test_what_was_typed_comes_back_after_closing(qtbot, workplace_of, curricula):
    plan = curricula.whole(name="Qoralama")
    desk = workplace_of("dean_geology")
    first = PlanEditor(desk, plan)
    qtbot.addWidget(first)
    key = key_of(first, "Fizika", "1")
    write(first, key, "credits", "9")
    first.add_row()
    assert first.may_close()
    again = PlanEditor(desk, plan)
    qtbot.addWidget(again)
    assert again.grid.value(key, "credits") == 9
    assert any(str(each).startswith("new/") for each in again.grid.model.row_keys)


def test_two_desks_never_overwrite_one_another_unseen(editor, curricula):
    plan = curricula.whole(name="Ikki stol")
    mine, theirs = editor(plan), editor(plan, "academic_office")
    key = key_of(mine, "Fizika", "1")
    write(theirs, key, "credits", "4")
    theirs.save()
    write(mine, key, "credits", "6")
    mine.save()
    assert "Somebody has changed this record" in mine.message.text()
    names = [column.key for column in mine.grid.model.columns]
    assert mine.grid.model.mark_of(mine.grid.model.row_keys.index(key), names.index("credits")) == CONFLICT
    mine.save()  # seen, and meant
    assert mine.message.text() == "Saved."
    assert mine.grid.value(key, "credits") == 6


def test_the_same_choice_counts_once(editor, curricula):
    plan = curricula.plan("Tanlov", semesters=1)
    semester = curricula.semester(plan, 1)
    curricula.course(plan, semester, "Falsafa", kind="12", choice=1, seats=30)
    curricula.course(plan, semester, "Chet tili", kind="12", choice=1, seats=30)
    assert editor(plan).strip.text(1, 1) == "5 ↓"


def test_removing_a_subject_takes_its_hours_too(editor, curricula, admin, monkeypatch):
    plan = curricula.whole(name="Olib tashlash")
    shown = editor(plan)
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    shown.come_to(key_of(shown, "Fizika", "1"))
    shown.remove_row()
    assert key_of(shown, "Fizika", "1") is None
    assert "Semester 1: 25 credits, 5 fewer than 30." in sentences(shown)


def test_a_subject_that_was_taken_out_is_taken_back_as_a_new_one(editor, curricula, admin, monkeypatch):
    plan = curricula.whole(name="Qaytarish")
    shown = editor(plan)
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    key = key_of(shown, "Fizika", "1")
    before = {column.key: shown.grid.value(key, column.key) for column in shown.grid.model.columns}
    shown.come_to(key)
    shown.remove_row()
    act(shown.grid.view, "Undo").trigger()
    shown.add_up()
    back = key_of(shown, "Fizika", "1")
    assert {column.key: shown.grid.value(back, column.key) for column in shown.grid.model.columns} == before
    assert sentences(shown) == ["Everything adds up."]
    shown.save()
    assert shown.message.text() == "Saved."
    assert sentences(editor(plan)) == ["Everything adds up."]


def test_cursor_and_undo_go_on_past_the_saving_of_a_new_subject(editor, curricula):
    plan = curricula.whole(name="Kursor")
    curricula.subject("Mantiq")
    shown = editor(plan)
    shown.add_row()
    new = shown.grid.current()
    for name, text in (("subject_id", "Mantiq"), ("semester_id", "1"), ("credits", "3")):
        write(shown, new, name, text)
    shown.come_to(new, "credits")
    shown.save()
    assert shown.message.text() == "Saved."
    stored = key_of(shown, "Mantiq", "1")
    assert (stored != new, shown.grid.cursor_cell()) == (True, (stored, "credits"))
    act(shown.grid.view, "Undo").trigger()
    assert shown.editor.typed().cells == {(stored, "credits"): None}


def test_excel_out_and_in_again_changes_nothing(editor, curricula, tmp_path):
    shown = editor(curricula.whole(name="Excel"))
    assert workbook.write(shown.grid, tmp_path / "plan.xlsx") == 12
    assert workbook.differences(shown.grid, tmp_path / "plan.xlsx") == []


def test_an_excel_file_is_previewed_by_cell_and_taken_over(editor, curricula, tmp_path):
    shown = editor(curricula.whole(name="Excel ichkariga"))
    curricula.subject("Falsafa")
    shown.reload()
    path = tmp_path / "plan.xlsx"
    workbook.write(shown.grid, path)
    book = load_workbook(path)
    page = book.active
    heads = [cell.value for cell in page[2]]
    page.cell(4, heads.index("credits") + 1).value = 6
    page.cell(5, heads.index("hours/11") + 1).value = "ko'p"
    page.append([None, "Falsafa", 1, 2])
    book.save(path)
    found = workbook.differences(shown.grid, path)
    assert [(each.where, each.old, each.new, bool(each.trouble)) for each in found] == [
        ("D4", "5", "6", False),
        ("E5", "28", "ko'p", True),
        ("B16", "", "Falsafa", False),
        ("C16", "", "1", False),
        ("D16", "", "2", False),
    ]
    excel.take(shown.editor, found)
    assert len(shown.grid.model.unsaved()) == 4
    shown.grid.model.undo_stack.undo()
    assert not shown.grid.model.unsaved()


def test_a_code_beside_the_name_of_another_subject_is_refused(editor, curricula, tmp_path):
    shown = editor(curricula.whole(name="Ikki maʼnoli"))
    curricula.subject("Falsafa")
    shown.reload()
    path = tmp_path / "plan.xlsx"
    workbook.write(shown.grid, path)
    book = load_workbook(path)
    book.active.cell(4, 2).value = "Falsafa"
    book.save(path)
    [found] = workbook.differences(shown.grid, path)
    assert "is not that of “Falsafa”" in found.trouble


def test_a_picture_is_no_workbook(editor, curricula, tmp_path):
    shown = editor(curricula.plan("Rasm"))
    (tmp_path / "plan.xlsx").write_bytes(b"\xff\xd8\xff nothing")
    excel.read_file(shown.editor, tmp_path / "plan.xlsx")
    assert "is a picture, not an Excel workbook" in shown.message.text()


def test_the_academic_office_accepts_what_adds_up_and_the_plan_is_locked(editor, curricula, workplace_of):
    plan = curricula.whole(name="Tasdiq")
    office = editor(plan, "academic_office")
    key = key_of(office, "Fizika", "1")
    write(office, key, "credits", "6")
    office.save()
    office.acts.accept()
    box = office.findChild(QMessageBox)
    assert "cannot be accepted yet" in box.text()
    assert "Semester 1 has 31" in box.informativeText()
    box.reject()
    write(office, key, "credits", "5")
    office.save()
    acts.accept(office.workplace.gateway, plan)
    dean = editor(plan)
    assert not dean.may_change
    assert "locked" in said(dean)
    course = next(each for each in dean.grid.plan.courses if each.id == key)
    trouble = plan_saving.save(
        dean.workplace.gateway,
        dean.grid.plan,
        {key: plan_saving.SubjectChange({"credits": 7}, course)},
    ).troubles[0]
    assert trouble.error.text()


@pytest.mark.parametrize(
    ("language", "title", "rector"),
    [
        ("uz", "OʻQUV REJA", "Oʻktamov Q.Gʻ."),
        ("oz", "ЎҚУВ РЕЖА", "Ўктамов Қ.Ғ."),
        ("ru", "УЧЕБНЫЙ ПЛАН", "Уктамов К.Г."),
    ],
)
def test_the_plan_is_printed_in_three_languages(editor, curricula, admin, language, title, rector):
    admin.execute("update structure.university set rector = 'Oʻktamov Qahramon Gʻaniyevich'")
    shown = editor(curricula.whole(name=f"Chop {language}"))
    papers = documents.papers(shown.workplace.gateway, shown.curriculum_id, language)
    assert papers.count == 1
    text = pypdfium2.PdfDocument(papers.one_file(lambda _d, _t: None))[0].get_textpage().get_text_range()
    assert title in text
    assert rector in text


def test_a_plan_is_copied_for_another_year(editor, curricula):
    plan = curricula.whole(name="Nusxa, 2061")
    shown = editor(plan)
    made = acts.copy(shown.workplace.gateway, plan, curricula.specialty, "11", 2063, "Nusxa, 2063")
    assert len(editor(made).grid.plan.courses) == 12


def test_a_second_plan_for_the_same_year_is_asked_about(editor, curricula, monkeypatch):
    plan = curricula.whole(name="Ikkinchi, 2061")
    shown = editor(plan)
    head, asked = shown.grid.plan.head, []
    monkeypatch.setattr(QMessageBox, "question", lambda *given: asked.append(given[2]))
    act(shown, "Copy for another year").trigger()
    dialog = part(shown, CopyDialog)
    dialog.year.setValue(head.entry_year)
    dialog.name.setText("Ikkinchi, 2061")
    dialog.accept()
    assert "is there already" in dialog.message.text()
    dialog.name.setText("Ikkinchi, nusxa")
    dialog.accept()
    assert "Ikkinchi, 2061" in asked[0]
    assert not shown.workplace.navigator.opened
    dialog.close()


def test_a_card_with_a_sheet_has_one_save(qtbot, workplace_of, curricula):
    card = plan_card(workplace_of("dean_geology"), record_id=curricula.whole(name="Bitta saqlash"))
    qtbot.addWidget(card)
    card.show()
    saves = [each for each in card.findChildren(QToolButton) if each.text() == "Save" and each.isVisible()]
    assert [each.isEnabled() for each in saves] == [False]
    shown = part(card, PlanEditor)
    write(shown, key_of(shown, "Fizika", "1"), "credits", "4")
    assert saves[0].isEnabled()
    saves[0].click()
    assert shown.message.text() == "Saved."
    assert not saves[0].isEnabled()
