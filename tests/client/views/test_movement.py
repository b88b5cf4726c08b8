"""Orders at the desk: from the list of those concerned to the applied order and its paper."""

import psycopg
import pytest
from openpyxl import Workbook
from psycopg.types.json import Jsonb
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from client.data.documents.registered import RegisteredPapers
from client.data.movement.documents import example_of, paper_of
from client.data.records.counters import count
from client.data.students import references
from client.data.students.documents import FORM
from client.views.movement import MODULE
from client.views.movement.lines_dialog import AddStudents
from client.views.movement.new_order import NewOrderDialog
from client.views.movement.sign_dialog import SignDialog
from client.views.movement.students_tab import StudentsTab
from client.views.movement.time_line import TimeLine
from shared.codes import StudentStatus
from tests.client.reach import act, button
from tests.client.reach import window as opened


def reading(of):
    """The window with a table inside a card."""
    return of.findChild(StudentsTab)


def test_from_the_list_of_those_concerned_to_the_applied_order(window, admin, qtbot):
    shown = window("student-expel")
    assert shown.table.text(0, 5) == "must"  # who was away for too many hours stands first
    shown.table.selectRow(0)
    name = shown.table.text(0, 0)
    act(shown, "Make an order").trigger()
    dialog = opened(NewOrderDialog)
    dialog.fields.reason.setCurrentIndex(dialog.fields.reason.findData("15"))
    dialog.basis.setText("Bildirgi")
    dialog.do()
    key, arguments = shown.workplace.navigator.opened[-1]
    assert key == "order"

    tab = reading(window("order", **arguments))
    assert tab.table.text(0, 0) == name
    assert act(tab, "Send to be signed").isVisible()
    assert not act(tab, "Apply").isVisible()
    act(tab, "Send to be signed").trigger()
    assert not act(tab, "Send to be signed").isVisible()

    office = reading(window("order", "academic_office", **arguments))
    act(office, "Record the signature").trigger()
    signing = opened(SignDialog)
    signing.do()
    assert "who signed" in signing.message.text()
    signatory = admin.execute("select id, full_name from employees.employee order by id limit 1").fetchone()
    signing.signatory.set_value(*signatory)
    signing.number.setText("77/1")
    signing.do()
    assert "77/1" in office.order.head.number
    act(office, "Apply").trigger()
    state = "select s.status from students.student s join movement.line l on l.student_id = s.id where l.decree_id = %s"
    assert admin.execute(state, [arguments["record_id"]]).fetchone() == (StudentStatus.EXPELLED,)
    assert act(office, "Cancel the order").isVisible()
    assert not act(office, "Apply").isVisible()


def test_who_may_not_is_told_why_and_nothing_is_sent(window, admin):
    shown = window("restore")
    [*_others, row] = range(shown.table.rowCount())
    shown.table.selectRow(row)
    act(shown, "Make an order").trigger()
    opened(NewOrderDialog).do()
    _key, arguments = shown.workplace.navigator.opened[-1]
    admin.execute(
        "update movement.line set new_group_id = null where decree_id = %s", [arguments["record_id"]]
    )
    admin.execute("update movement.decree set act = 'return' where id = %s", [arguments["record_id"]])
    tab = reading(window("order", **arguments))
    assert "moves nobody whose status" in tab.table.text(0, 5)
    act(tab, "Send to be signed").trigger()
    assert "moves nobody whose status" in tab.message.text()
    assert tab.order.head.state == "draft"


def test_accounting_agrees_to_a_change_of_payment(window, admin):
    waits = admin.execute(
        "select id from movement.decree where state = 'sent' order by id limit 1"
    ).fetchone()[0]
    tab = reading(window("order", "accounting", record_id=waits))
    assert "Accounting: Asked for" in tab.sum.text()
    act(tab, "Agree").trigger()
    assert "Accounting: Agreed" in tab.sum.text()


def test_the_card_of_a_student_tells_the_whole_life(window, admin):
    student = admin.execute(
        "select id from students.student where status = %s order by id limit 1", [StudentStatus.GRADUATED]
    ).fetchone()[0]
    life = TimeLine(window("index", "academic_office").workplace, student)
    everything = life.table.rowCount()
    life.kind.setCurrentIndex(life.kind.findText("States and orders"))
    last = life.table.rowCount() - 1
    assert last == 9  # eight semesters, the topic of the thesis and the end
    assert "Enrolment" in life.table.text(last, 4)
    assert life.table.text(0, 1) == "today"
    life.kind.setCurrentIndex(life.kind.findText("Results"))
    assert 0 < life.table.rowCount() < everything - last


def test_a_life_tells_of_fields_papers_and_results_with_what_stands_behind_each(workplace_of, admin, qtbot):
    student = admin.execute(
        "select l.student_id from grades.line l join grades.sheet s on s.id = l.sheet_id and s.state = 'closed'"
        " join students.student t on t.id = l.student_id and t.status = '11' join grades.record r on r.line_id = l.id"
        " join structure.unit u on u.id = t.faculty_id and u.code = '403-101' order by 1 limit 1"
    ).fetchone()[0]
    dean = workplace_of("dean_geology")
    dean.gateway.execute("update students.student set citizenship = '12' where id = :id", id=student)
    version = admin.execute(
        "select row_version from students.private where student_id = %s", [student]
    ).fetchone()[0]
    dean.gateway.call("students.write_private", student, version, Jsonb({"phone": "+998 90 123 45 67"}))
    prepared = references.prepare(dean.gateway, [student], "uz", "", "Dekan")
    RegisteredPapers(dean.gateway, FORM, prepared.references, "desk-1").issue("save", 1)
    life = TimeLine(dean, student)
    qtbot.addWidget(life)

    def told(kind):
        life.kind.setCurrentIndex(life.kind.findText(kind))
        return [[life.table.text(row, column) for column in range(5)] for row in range(life.table.rowCount())]

    fields = told("Changes of fields")
    assert any("Citizenship" in each[3] and "→" in each[3] and "Dean's office" in each[4] for each in fields)
    assert any("Private data changed: Phone" in each[3] for each in fields)
    assert not any("90 123" in each[3] for each in fields)
    assert any("Grade sheet №" in each[4] for each in told("Results"))
    place = next(row for row, each in enumerate(told("Papers")) if each[4])
    life.table.opened.emit(place)
    assert dean.navigator.opened[-1][0] == "paper"
    # A dean's office of another faculty is not told of it, nor of the fields that were changed.
    other = workplace_of("dean_mining")
    assert not other.gateway.rows("select 1 from students.private_changes(:id)", id=student)


@pytest.mark.parametrize("language", ["uz", "oz", "ru"])
def test_an_order_is_printed_in_its_own_language(window, admin, language):
    made = admin.execute(
        "select id from movement.decree where act = 'expel' and state = 'applied' order by lines desc limit 1"
    ).fetchone()[0]
    admin.execute("alter table movement.decree disable trigger keep_words")
    admin.execute("update movement.decree set language = %s where id = %s", [language, made])
    workplace = window("index", "academic_office").workplace
    paper = paper_of(workplace.gateway, workplace.catalogue, made)
    text = PdfDocument(paper.pdf(0)[0])[0].get_textpage().get_text_range()
    assert {"uz": "BUYRUQ", "oz": "БУЙРУҚ", "ru": "ПРИКАЗ"}[language] in text
    assert {"uz": "Oʻqimoqda", "oz": "Ўқимоқда", "ru": "Учиться"}[language] in text


def test_what_the_students_were_on_a_day(window, admin):
    office = window("status", "academic_office")
    assert office.table.text(0, 0)  # faculties first, one is opened
    office.table.opened.emit(0)
    many = office.table.rowCount()
    assert many > 50
    office.status.setCurrentIndex(office.status.findData(StudentStatus.EXPELLED))
    assert 0 < office.table.rowCount() < many
    dean = window("status")
    now = dean.table.rowCount()
    dean.day.setDate(dean.day.date().addYears(-2))
    assert 0 < dean.table.rowCount() < now


def test_the_balance_of_the_running_year(window):
    shown = window("movement-balance", "management")
    heads = [
        shown.table.lines.headerData(n, Qt.Orientation.Horizontal)
        for n in range(shown.table.lines.columnCount())
    ]
    assert heads[1] == "At the start"
    assert heads[-1] == "At the end"
    assert "+ Enrolment" in heads
    last = shown.table.rowCount() - 1
    numbers = [int(shown.table.text(last, n)) for n in range(1, len(heads))]
    signs = [-1 if head.startswith("−") else 1 for head in heads[1:-1]]
    assert sum(sign * number for sign, number in zip(signs, numbers[:-1], strict=True)) == numbers[-1]


def test_a_number_of_the_balance_opens_as_many_students(window):
    shown = window("movement-balance", "management")
    shown.cut.setCurrentIndex(shown.cut.findData("course"))
    assert shown.chart.chart.axis == "Year of study"
    for column in (1, 2, shown.table.lines.columnCount() - 1):
        shown.table.setCurrentIndex(shown.table.lines.index(0, column))
        shown.activated(0)
        key, arguments = shown.workplace.navigator.opened[-1]
        listed = window(key, "management", **arguments)
        assert listed.table.rowCount() == int(shown.table.text(0, column))
    shown.chart.opened.emit(0, 0)  # all who came, by whatever act
    _key, arguments = shown.workplace.navigator.opened[-1]
    heads = [column.label for column in shown.shown.columns]
    came = sum(int(shown.table.text(0, n)) for n, head in enumerate(heads) if head.startswith("+"))
    assert window(key, "management", **arguments).table.rowCount() == came


def test_students_come_into_a_draft_by_group_and_by_pasted_numbers(window, admin, tmp_path, monkeypatch):
    draft, faculty = admin.execute(
        "select d.id, d.faculty_id from movement.decree d join structure.unit u on u.id = d.faculty_id"
        " where d.state = 'draft' and u.code = '403-101' order by d.id limit 1"
    ).fetchone()
    group, many = admin.execute(
        "select group_id, count(*) from students.student where faculty_id = %s and group_id is not null"
        " group by 1 order by 1 limit 1", [faculty]
    ).fetchone()  # fmt: skip
    number = admin.execute(
        "select number from students.student where faculty_id = %s and group_id <> %s and id not in"
        " (select student_id from movement.line where decree_id = %s) order by id limit 1", [faculty, group, draft]
    ).fetchone()[0]  # fmt: skip
    tab = reading(window("order", record_id=draft))
    before = tab.table.rowCount()
    act(tab, "Add students").trigger()
    dialog = opened(AddStudents)
    dialog.students.numbers.setPlainText("12,5")
    dialog.do()
    assert "no student number" in dialog.message.text()
    dialog.students.numbers.setPlainText(f"{number}\tAliyev\n999999999999")
    dialog.do()
    assert "999999999999" in dialog.message.text()
    assert tab.table.rowCount() == before
    book = Workbook()
    book.active.append(["Talaba raqami"])
    book.active.append([int(number)])
    book.save(tmp_path / "talabalar.xlsx")
    chosen = (str(tmp_path / "talabalar.xlsx"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked, **_how: chosen)
    dialog.students.numbers.clear()
    button(dialog, "From a file …").click()
    assert dialog.students.numbers.toPlainText() == number
    dialog.students.group.set_value(group, "guruh")
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    assert tab.table.rowCount() == before + many + 1


def test_the_key_that_prints_prints_what_has_the_focus(signed_in, qtbot, admin):
    """In the tab the time line, elsewhere on the card its papers: one key never means nothing."""
    frame = signed_in("dean_geology").frame
    frame.show()
    student = admin.execute(
        "select min(s.id) from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
    ).fetchone()[0]
    for _again in range(2):  # the toolkit asks the two in turns
        frame.open("student-card", record_id=student)
        card = frame.pages.current().content
        titles = [card.tabs.tabText(place) for place in range(card.tabs.count())]
        card.tabs.setCurrentIndex(titles.index("Time line"))
        frame.activateWindow()
        life = card.findChild(TimeLine)
        life.table.setFocus()
        qtbot.waitUntil(life.table.hasFocus)
        qtbot.keyClick(life.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert frame.pages.current().title == "Time line"
        frame.pages.close_front()


def test_a_template_is_looked_at_before_it_is_used_and_has_only_known_fields(window, admin, as_person):
    office = as_person("academic_office")
    with pytest.raises(psycopg.Error, match="no field"):
        office.execute("update movement.template set body = body || ' {falculty}' where order_type = '14'")
    office.rollback()
    shown = window("order-template", "academic_office")
    shown.table.selectRow(0)
    act(shown, "Preview").trigger()
    first = [shown.rows.record_id(0)]
    (heading,) = admin.execute("select heading from movement.template where id = %s", first).fetchone()
    assert shown.workplace.navigator.shown[-1].title == heading
    for (template,) in admin.execute("select id from movement.template").fetchall():
        paper = example_of(shown.workplace.gateway, template).pdf(0)[0]
        text = PdfDocument(paper)[0].get_textpage().get_text_range()
        assert "{" not in text
        assert "403231100001" in text


def test_whoever_is_asked_finds_it_at_the_start_and_sees_what_the_order_says(
    workplace_of, window, admin, qtbot
):
    """The receiving faculty reads in the order of a student whom it reads nowhere else."""
    asked, decree, student, name = admin.execute(
        "select a.id, d.id, l.student_id, l.student_name from movement.agreement a"
        " join movement.decree d on d.id = a.decree_id and d.state = 'sent' and d.act = 'transfer'"
        " join structure.unit u on u.id = a.unit_id and u.code = '403-102' join movement.line l on l.decree_id = d.id"
    ).fetchone()
    miners = workplace_of("dean_mining")
    [waiting] = [each for each in MODULE.counters if each.window == "order-agreement"]
    counted = dict(count(miners.gateway, [waiting]))[waiting]
    (waits,) = admin.execute(
        "select count(*) from movement.agreement a join structure.unit u on u.code = '403-102'"
        " join movement.decree d on d.id = a.decree_id and d.state = 'sent'"
        " where a.answer = 'asked' and u.id in (a.unit_id, d.faculty_id)"
    ).fetchone()
    assert counted == waits
    listed = window(
        "order-agreement", "dean_mining", filters=[each.to_json() for each in waiting.conditions()]
    )
    ids = [listed.rows.record_id(place) for place in range(listed.rows.rowCount())]
    assert len(ids) == counted
    listed.table.setCurrentIndex(listed.rows.index(ids.index(asked), 0))
    act(listed, "Open the order").trigger()
    assert listed.workplace.navigator.opened[-1] == ("order", {"record_id": decree})
    tab = reading(window("order", "dean_mining", record_id=decree))
    assert tab.table.text(0, 0) == name
    offered = {each.text().removesuffix(" …") for each in tab.bar.actions() if each.isVisible()}
    assert {"Agree", "Do not agree"} <= offered
    assert not offered & {
        "Add students",
        "Change the chosen",
        "Send to be signed",
        "Apply",
        "Record the signature",
    }
    for read in ("students.student where id", "students.period where student_id"):
        assert not miners.gateway.rows(f"select 1 from {read} = :id", id=student)
    act(tab, "Agree").trigger()
    assert dict(count(miners.gateway, [waiting]))[waiting] == counted - 1
