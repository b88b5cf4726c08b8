"""The window of a grade sheet, as its people see it: typing, wrong cells, signing, Excel there and back."""

from datetime import datetime

import psycopg
import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication

from client.core.errors import UserError
from client.data.grades import exchange, forms, opening
from client.data.grades import sheet as sheets
from client.data.grades.words import hindrances, short
from client.views.grades.dialogs import AskCommission, AskJudge
from client.views.grades.lists import MIDTERM_SHEETS, SHEETS
from client.views.grades.readings import Debtors, Ranking, SummaryWindow
from client.views.grades.sheet.asking import AskGrader
from client.views.grades.sheet.window import SheetWindow, own_sheet
from client.widgets.file_dialogs import FileDialogs
from client.widgets.record_list import RecordList

MINE = """
    select g.id, g.sheet_id, g.component_id from grades.grader g
      join grades.sheet s on s.id = g.sheet_id and s.state = 'opened'
      join grades.component k on k.id = g.component_id and k.kind = '11'
      join security.account a on a.employee_id = g.employee_id and a.login = 'teacher_mineralogy'
     where g.signed_at is null and (select count(*) from grades.grader o where o.component_id = k.id) = 1
       and not exists (select from grades.cell c where c.component_id = k.id)
     order by s.students desc, g.id limit 1
"""


@pytest.fixture(scope="module")
def graded(database):
    with psycopg.connect(database) as admin:
        return admin.execute(MINE).fetchone()


@pytest.fixture
def window(workplace_of, qtbot, graded):
    made = own_sheet(workplace_of("teacher_mineralogy"), record_id=graded[0])
    qtbot.addWidget(made)
    made.show()
    return made


def place(grid, name):
    return [column.key for column in grid.model.columns].index(str(name))


def text(grid, row, name):
    return grid.model.index(row, place(grid, name)).data()


def typed(grid, row, name, written):
    return grid.model.setData(grid.model.index(row, place(grid, name)), written)


def test_an_open_sheet_shows_who_came_and_who_left(window, admin, graded, workplace_of, qtbot):
    """By orders of the running term; the teacher reads neither the orders nor the states of students."""
    left, came = [line.student_id for line in window.grid.sheet.lines[:2]]
    assert not any(line.coming for line in window.grid.sheet.lines)
    today = admin.execute("select security.today()").fetchone()[0]
    with admin.transaction():
        admin.execute("set local session_replication_role = replica")
        admin.execute("update students.period set starts_on = %s, status = '12', act = 'expel' where student_id = %s"
                      " and ends_on is null", [today, left])  # fmt: skip
        admin.execute("update students.period set starts_on = %s, act = 'transfer' where student_id = %s"
                      " and ends_on is null", [today, came])  # fmt: skip
    window.reload()
    grid = window.grid
    rows = {line.student_id: row for row, line in enumerate(grid.sheet.lines)}
    marks = [grid.model.mark_of(rows[each], place(grid, "name")) for each in (left, came)]
    assert [each.words for each in marks] == [
        f"in the group no more since {today:%d.%m.%Y}", f"came to the group on {today:%d.%m.%Y}"
    ]  # fmt: skip
    assert "left the group: 1" in grid.footer()
    # Whose sheet it is not hears nothing of it.
    stranger = workplace_of("dean_mining")
    assert not stranger.gateway.table("grades.comings", graded[1])


def test_a_list_of_sheets_opens_the_sheet_of_its_row(signed_in, graded):
    """A list tells every card where its neighbours are; a sheet that did not know of them could not be opened."""
    frame = signed_in("teacher_mineralogy").frame
    frame.open("midterm-exam-table")
    records = frame.pages.current().content
    assert records.rows.rowCount()
    records.table.go_to(0)
    records.opening.open_current()
    assert isinstance(frame.pages.current().content, SheetWindow)


def test_totals_change_as_one_types_and_comma_and_point_are_alike(window, graded):
    grid, component = window.grid, graded[2]
    before = text(grid, 0, "total")
    assert typed(grid, 0, component, "14,5")
    assert text(grid, 0, "total") != before
    assert typed(grid, 1, component, "14.5")
    assert text(grid, 1, component) == "14,5"
    assert not window.grid.wrong()


def test_a_day_of_excel_and_points_over_the_maximum_are_marked_explained_and_not_saved(window, graded, qtbot):
    grid, component = window.grid, graded[2]
    QGuiApplication.clipboard().setText("14.05.2026\r\n31\r\nk\r\n-2\r\n")
    grid.view.setCurrentIndex(grid.model.index(0, place(grid, component)))
    grid.paste()
    wrong = {cell[0]: value.reason.text() for cell, value in grid.wrong().items()}
    assert len(wrong) == 3
    assert "Excel" in wrong[grid.model.row_keys[0]]
    assert "between 0 and 30" in wrong[grid.model.row_keys[1]]
    assert text(grid, 2, component) == "abs."
    window.save()
    assert len(grid.wrong()) == 3  # nothing was clamped, nothing stored
    grid.model.undo_stack.undo()


def test_others_components_are_locked(window, graded):
    grid = window.grid
    for component in window.sheet.components:
        assert grid.model.is_locked(0, place(grid, component.id)) == (component.id != graded[2])


def test_a_sheet_that_is_closed_while_one_types_takes_nothing_and_the_typed_stays(window, graded, admin):
    grid, component = window.grid, graded[2]
    assert typed(grid, 0, component, "17")
    (former,) = admin.execute("select state from grades.sheet where id = %s", [graded[1]]).fetchone()
    admin.execute("update grades.sheet set state = 'closed' where id = %s", [graded[1]])
    try:
        window.save()
        assert window.message.text()
        assert grid.typed()
        stored = admin.execute(
            "select count(*) from grades.cell where component_id = %s", [component]
        ).fetchone()
        assert stored == (0,)
    finally:
        admin.execute("update grades.sheet set state = %s where id = %s", [former, graded[1]])
        grid.model.undo_stack.undo()


def test_what_is_saved_is_stored_and_signing_locks_it(window, graded, workplace_of, qtbot):
    grid, component = window.grid, graded[2]
    for row in range(grid.model.rowCount()):
        typed(grid, row, component, "20")
    window.sign(component)
    assert "Save" in window.message.text()
    window.save()
    assert not window.grid.typed()
    window.sign(component)
    assert window.grid.model.is_locked(0, place(window.grid, component))


def test_a_sheet_goes_to_excel_and_back_with_every_cell_checked(
    window, workplace_of, graded, tmp_path, admin, qtbot
):
    admin.execute("update grades.grader set signed_at = null where component_id = %s", [graded[2]])
    admin.execute("update grades.component set signed_at = null where id = %s", [graded[2]])
    window.reload()
    gateway = workplace_of("teacher_mineralogy").gateway
    sheet, path = window.sheet, tmp_path / "sheet.xlsx"
    exchange.write_out(sheet, path)
    book = load_workbook(path)
    page = book.worksheets[0]
    assert page.protection.sheet
    column = next(c for c in range(5, page.max_column + 1) if page.cell(3, c).value == graded[2])
    other = next(c for c in range(5, page.max_column + 1) if page.cell(3, c).value not in (graded[2], None))
    assert not page.cell(5, column).protection.locked
    assert page.cell(5, other).protection.locked
    page.cell(5, column).value = 12.5
    page.cell(6, column).value = datetime(2026, 5, 14)  # noqa: DTZ001 - as Excel makes it of 14.5
    page.cell(7, column).value = ""
    page.cell(5, other).value = "1"
    book.save(path)
    brought = exchange.bring_in(gateway, sheet.id, path)
    assert brought.emptied == 1
    assert brought.locked == (sheet.lines[0].name,)
    window.exchange.lay(brought)
    grid = window.grid
    assert text(grid, 0, graded[2]) == "12,5"
    assert len(grid.wrong()) == 1
    with pytest.raises(Exception, match="not the Excel file"):
        exchange.bring_in(gateway, sheet.id + 0, _other_book(path))
    grid.model.undo_stack.undo()


def test_a_workbook_that_was_moved_is_told(window, workplace_of, tmp_path):
    with pytest.raises(UserError, match=r"moved\.xlsx"):
        exchange.bring_in(
            workplace_of("teacher_mineralogy").gateway, window.sheet.id, tmp_path / "moved.xlsx"
        )


def _other_book(path):
    book = load_workbook(path)
    book.worksheets[0].cell(1, 1).value = "HEMIS-GRADES 1000000"
    other = path.with_name("other.xlsx")
    book.save(other)
    return other


def test_each_role_has_its_lists_and_its_acts(workplace_of, qtbot, admin):
    dean = workplace_of("dean_geology")
    closed = admin.execute(
        "select s.id from grades.sheet s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where s.state = 'closed' order by s.id limit 1").fetchone()[0]  # fmt: skip
    window = SheetWindow(dean, record_id=closed)
    qtbot.addWidget(window)
    assert {name for name, act in window.acts.items() if act.isVisible()} == {
        "admit",
        "close",
        "move",
        "appeal",
        "rectify",
    }
    assert not window.acts["close"].isEnabled()
    assert window.acts["rectify"].isEnabled()
    for screen, login in (
        (SHEETS, "dean_geology"),
        (SHEETS, "head_mineralogy"),
        (MIDTERM_SHEETS, "teacher_mineralogy"),
    ):
        listed = RecordList(workplace_of(login), screen)
        qtbot.addWidget(listed)
    for made in (Debtors(dean), Ranking(dean), SummaryWindow(dean)):
        qtbot.addWidget(made)
        assert made.table.rowCount() > 0


def test_the_debts_of_an_excel_file_can_be_added_up(workplace_of, qtbot, tmp_path, monkeypatch):
    window = Debtors(workplace_of("academic_office"))
    qtbot.addWidget(window)
    monkeypatch.setattr(FileDialogs, "to_save", lambda *_asked: str(tmp_path / "debtors.xlsx"))
    window.write_excel()
    page = load_workbook(tmp_path / "debtors.xlsx").active
    owed, cost = page.cell(page.max_row, 5), page.cell(page.max_row, 6)
    last = window.table.rowCount() - 1
    assert window.table.text(last, 5).replace("\u00a0", "") == f"{cost.value:.2f}".replace(".", ",")
    assert isinstance(owed.value, int | float)
    assert cost.number_format == "#,##0.00"


@pytest.mark.parametrize("kind", [forms.OWN, forms.WHOLE, forms.SEMESTER, forms.ADMISSION])
def test_a_closed_sheet_is_printed_on_every_form(workplace_of, admin, kind):
    sheet = admin.execute("select min(id) from grades.sheet where state = 'closed'").fetchone()[0]
    gateway = workplace_of("academic_office").gateway
    papers = forms.papers(gateway, [sheet], kind, short, lambda line: hindrances(line.hindrance))
    content, _page = papers.pdf(0)
    assert content.startswith(b"%PDF")
    assert len(sheets.read(gateway, sheet).lines) > 0


def test_the_form_of_a_third_attempt_bears_its_commission_and_nobody_else(workplace_of, admin):
    sheet, chair = admin.execute(
        "select s.id, e.full_name from grades.sheet s join grades.grader g on g.sheet_id = s.id and g.chair"
        " join employees.employee e on e.id = g.employee_id where s.attempt = 3 and s.state = 'closed'"
    ).fetchone()
    # A namesake of the chair signs too, who taught the subject does not.
    member, teacher, component = admin.execute(
        "select min(g.employee_id), min(o.employee_id), min(k.id) from grades.grader g"
        " join grades.component k on k.sheet_id = g.sheet_id and not k.final, grades.grader o"
        " where g.sheet_id = %s and not g.chair and o.sheet_id <> g.sheet_id",
        [sheet],
    ).fetchone()
    admin.execute(
        "insert into grades.grader (faculty_id, sheet_id, component_id, employee_id)"
        " select faculty_id, sheet_id, id, %s from grades.component where id = %s", [teacher, component]
    )  # fmt: skip
    admin.execute(
        "update employees.employee m set surname = c.surname, given_name = c.given_name, patronymic = c.patronymic"
        " from employees.employee c where m.id = %s and c.full_name = %s", [member, chair]
    )  # fmt: skip
    read = sheets.read(workplace_of("dean_mining").gateway, sheet)
    form = forms.form_of(read, forms.OWN, "", short, lambda _line: "")
    assert form.form == "Form 12b"
    posts = [post for post, _name in form.signatures]
    assert posts == ["Chair of the commission", *["Member of the commission"] * 2, "Dean of the faculty"]
    assert [name for _post, name in form.signatures].count(chair) == 2
    assert ("Chair of the commission", chair) in form.facts


@pytest.mark.parametrize("login", ["registrar", "tutor_geology"])
def test_whoever_reads_a_closed_sheet_reads_whose_names_stand_on_it(workplace_of, admin, login):
    gateway = workplace_of(login).gateway
    sheet = sheets.read(gateway, gateway.scalar("select min(id) from grades.sheet"))
    assert sheet.dean
    assert sheet.head
    assert all(each.graders for each in sheet.components)
    (post,) = admin.execute("select post from employees.position where post not in ('16', '25')").fetchone()
    chiefs = "select * from employees.chiefs(array(select id from structure.unit), :post)"
    assert gateway.rows(chiefs, post=post) == []  # who teaches where is not on every form


def test_nobody_grades_or_judges_whose_name_was_only_typed(workplace_of, graded, qtbot):
    """A list that opens with its first name, or keeps it while another is typed, would appoint the wrong teacher."""
    workplace = workplace_of("head_mineralogy")
    sheet = SheetWindow(workplace, record_id=graded[1])
    qtbot.addWidget(sheet)
    asked = AskGrader(workplace, sheet.sheet, graded[2], sheet)
    asked.reason.setPlainText("Kasal")
    asked.do()
    assert "Choose the teacher" in asked.message.text()
    asked.teacher.line.setText("Karimov")
    asked.do()
    assert "“Karimov” is not chosen yet" in asked.message.text()
    commission = AskCommission(workplace_of("dean_geology"), 1, sheet)
    commission.members.lookup.line.setText("Karimov")
    commission.do()
    assert "“Karimov” is not chosen yet" in commission.message.text()


def test_a_member_of_an_appeal_is_replaced_with_a_reason(workplace_of, qtbot, admin):
    appeal, chair = admin.execute(
        "select m.appeal_id, e.full_name from grades.appeal_member m join employees.employee e on e.id = m.employee_id"
        " where m.chair limit 1"
    ).fetchone()
    comes = admin.execute(
        "select p.employee_id from employees.position p join structure.unit u on u.id = p.unit_id"
        " where u.code like '403-102-%%' and p.employee_id not in (select employee_id from grades.appeal_member)"
        " and p.employee_id not in (select employee_id from teaching.assignment where faculty_id <> ("
        "select id from structure.unit where code = '403-102')) order by 1 desc limit 1"
    ).fetchone()[0]
    asked = AskJudge(workplace_of("dean_geology"), appeal, None)
    qtbot.addWidget(asked)
    asked.do()
    assert asked.message.text() == "Choose in whose place."
    asked.instead.setCurrentIndex(asked.instead.findText(chair))
    asked.do()
    assert asked.message.text() == "Choose who judges from now on."
    asked.judge.set_value(comes, "Yangi aʼzo")
    asked.do()
    assert asked.message.text() == "Give a reason."
    asked.reason.setPlainText("Kasallik varaqasi 9")
    asked.do()
    found = admin.execute(
        "select employee_id from grades.appeal_member where appeal_id = %s and chair", [appeal]
    )
    assert found.fetchone()[0] == comes


def test_opening_sheets_names_who_sits_in_no_class(workplace_of, admin):
    """The repeaters of the demonstration get a sheet, but neither journal nor points until somebody seats them."""
    term, faculty, name = admin.execute(
        "select m.term_id, c.faculty_id, s.full_name from curriculum.registration r"
        " join curriculum.course c on c.id = r.course_id join curriculum.semester m on m.id = c.semester_id"
        " join students.student s on s.id = r.student_id join structure.unit u on u.id = c.faculty_id"
        " where u.code = '403-101' order by r.id desc limit 1"
    ).fetchone()
    told = opening.open_sheets(workplace_of("dean_geology").gateway, term, faculty)
    assert told.startswith("Opened: ")
    assert "Registered, in no class, and without points: " in told
    assert name in told
