"""The window of an import, as the dean's office uses it: from a file to its result and back."""

from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from client.data.imports.history import past_imports
from client.data.imports.opening import open_book
from client.data.imports.planning import RowStatus
from client.data.imports.reading import read_sheet
from client.data.records.list_filters import Filter
from client.views.grades.lists import RESULTS
from client.views.imports.history import ImportHistory
from client.views.imports.preview_model import DETAILS, NAME, STATUS
from client.views.imports.wizard import COLUMNS, FILE, PREVIEW, RESULT, ImportWindow
from client.views.students.lists import BASE
from client.widgets.keeper import keep_typed
from client.widgets.list_window import listed
from shared import pinfl
from tests.client.reach import button, field, said

HEADER = ("F.I.Sh.", "JSHSHIR", "Guruh", "Toʻlov", "Kurs", "Semestr", "Telefon")


@pytest.fixture
def group(admin):
    return admin.execute(
        "select g.name from students.group g join structure.unit u on u.id = g.faculty_id "
        "where u.code = '403-101' order by g.entry_year desc, g.name limit 1"
    ).fetchone()[0]


@pytest.fixture
def file(tmp_path, group):
    """A list under a title, whose third row has a wrong PINFL."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["Qabul qilinganlar"])
    sheet.append(HEADER)
    for number, letter in enumerate("abc", 1):
        own = pinfl.make(date(2007, 3, number), "11", 980, number)
        own = own[:13] if letter == "c" else own
        sheet.append(
            [f"DARCHAYEV O'{letter.upper()}KTAM BOTIR O'G'LI", own, group, "Grant", 1, 1, "90 123 45 67"]
        )
    workbook.save(tmp_path / "qabul.xlsx")
    return tmp_path / "qabul.xlsx"


@pytest.fixture
def window(workplace, qtbot):
    shown = ImportWindow(workplace)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def mend(window, label, text):
    """Type another text into the cell of a field in the current row."""
    table = field(window, "Values of the row")
    line = next(row for row in range(table.rowCount()) if table.item(row, 0).text().endswith(label))
    table.item(line, 2).setText(text)
    QApplication.processEvents()


def choose(box, place):
    """Take a line of a list, as a person does."""
    box.setCurrentIndex(place)
    box.activated.emit(place)


def texts(window, column):
    model = window.preview.rows.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_a_dropped_file_shows_its_columns_and_the_fields_they_fill(window, file):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window.file.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.NoButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    assert window.pages.currentIndex() == COLUMNS
    assert (window.columns.first.value(), window.columns.last.value()) == (2, 2)
    assert window.columns.choice().columns == {
        "full_name": 0, "pinfl": 1, "group_id": 2, "course": 4, "semester": 5, "phone": 6,
    }  # fmt: skip
    assert window.columns.missing.text() == "New rows also need: Payment form."


def test_columns_that_excel_does_not_show_are_named(window, file):
    workbook = load_workbook(file)
    dimensions = workbook.active.column_dimensions
    dimensions["B"].hidden = dimensions["D"].hidden = dimensions["K"].hidden = True
    workbook.save(file)
    window.open(file)
    assert "does not show these columns: B (JSHSHIR), D (Toʻlov)." in window.columns.note.text()
    window.columns.proceed.click()
    told = window.preview.said.text()
    assert "hidden in Excel and taken too: B (JSHSHIR)." in told
    assert "Hidden and not taken: D (Toʻlov)." in told


def test_from_the_file_to_the_result_and_back(window, file, workplace, admin, tmp_path, monkeypatch, qtbot):
    window.open(file)
    window.columns.choose(3, "payment_form")
    window.columns.proceed.click()
    assert window.pages.currentIndex() == PREVIEW
    assert window.preview.rows.filters.button(1).text() == "+ New: 2"
    assert texts(window, NAME) == ["Darchayev Oʻcktam Botir oʻgʻli"]
    assert "A PINFL has 14 digits" in texts(window, DETAILS)[0]
    assert not window.preview.all.isEnabled()
    assert "1 rows are refused" in window.preview.all.toolTip()
    window.preview.rows.filters.button(0).click()
    assert texts(window, STATUS) == ["+ New", "+ New", "! Refused"]
    assert past_imports(workplace.gateway) == []

    window.preview.good.click()
    assert window.pages.currentIndex() == RESULT
    assert "New: 2" in window.result.counts.text()
    count = "select count(*) from students.student where surname = 'Darchayev'"
    assert admin.execute(count).fetchone() == (2,)
    window.save_refused(tmp_path / "refused.xlsx")
    assert len(read_sheet(open_book(tmp_path / "refused.xlsx")).rows) == 2
    opened = []
    monkeypatch.setattr(workplace.navigator, "open", lambda key, **given: opened.append((key, given)))
    button(window, "Open the new records").click()
    ((key, given),) = opened
    assert key == "student"
    shown = listed(BASE)(workplace, **given)
    qtbot.addWidget(shown)
    assert shown.table.model().rowCount() == 2

    window.result.take_back.click()
    assert "has been undone" in window.result.words.text()
    assert admin.execute(count).fetchone() == (0,)
    window.result.next.click()
    assert window.pages.currentIndex() == FILE


def test_the_columns_are_remembered_for_the_next_file(window, file, workplace, qtbot):
    window.open(file)
    window.columns.choose(3, "payment_form")
    window.columns.proceed.click()
    again = ImportWindow(workplace)
    qtbot.addWidget(again)
    again.open(file)
    assert again.columns.choice().columns["payment_form"] == 3


def test_a_field_is_filled_by_one_column_only(window, file):
    window.open(file)
    window.columns.choose(3, "phone")
    assert window.columns.choice().columns["phone"] == 3
    assert 6 not in window.columns.choice().columns.values()


def test_a_value_for_all_rows_serves_where_the_file_says_nothing(window, file):
    window.open(file)
    field(window.columns, "Payment form").setCurrentText("Toʻlov-shartnoma")
    window.columns.proceed.click()
    assert window.preview.rows.model.plan.checked.values["payment_form"] == ["12", "12", "12"]


def test_what_was_chosen_comes_back_with_the_file_after_a_kill(window, file, workplace, qtbot):
    window.open(file)
    window.columns.choose(6, "")
    window.columns.constants["payment_form"].setCurrentIndex(1)
    chosen = window.columns.choice()
    keep_typed(window)
    again = ImportWindow(workplace)
    qtbot.addWidget(again)
    assert again.pages.currentIndex() == COLUMNS
    assert again.columns.choice() == chosen
    assert "came back" in again.kept.text()
    again.kept.thrown_away.emit()
    assert again.pages.currentIndex() == FILE
    assert workplace.drafts.keys("import/") == []


def test_a_mended_cell_is_mended_after_a_kill_too(window, file, workplace, qtbot):
    window.open(file)
    window.check()
    mend(window, "PINFL", "11110000000000")
    keep_typed(window)
    again = ImportWindow(workplace)
    qtbot.addWidget(again)
    assert again.pages.currentIndex() == PREVIEW
    assert again.preview.answers.mended == {(3, 1): "11110000000000"}
    assert "Cells mended here: 1" in said(again)


def test_a_file_that_is_gone_meanwhile_is_said(window, file, workplace, qtbot):
    window.open(file)
    keep_typed(window)
    file.unlink()
    again = ImportWindow(workplace)
    qtbot.addWidget(again)
    again.show()
    assert again.message.isVisible()
    assert workplace.drafts.keys("import/") == ["import/students"]


def test_what_is_no_workbook_is_said_on_the_window(window, tmp_path):
    (tmp_path / "photo.xlsx").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 100)
    window.open(tmp_path / "photo.xlsx")
    assert "photo.xlsx is a picture" in window.message.text()
    assert window.pages.currentIndex() == FILE
    assert window.pages.isEnabled()


def test_a_good_file_after_a_bad_one_is_shown_and_the_refusal_is_gone(window, file, tmp_path):
    (tmp_path / "photo.xlsx").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 100)
    window.open(tmp_path / "photo.xlsx")
    window.open(file)
    assert window.pages.currentIndex() == COLUMNS
    assert not window.message.speaks()


def test_a_namesake_can_be_confirmed_as_another_person(window, file, admin, tmp_path, group, qtbot):
    name, birth = admin.execute(
        "select s.full_name, s.birth_date from students.student s join structure.unit u on u.id = s.faculty_id "
        "join students.group g on g.id = s.group_id where u.code = '403-101' and g.name = %s and s.gender = '11' "
        "limit 1", [group]
    ).fetchone()  # fmt: skip
    workbook = Workbook()
    workbook.active.append([*HEADER[:3], "Toʻlov shakli", *HEADER[4:6]])
    workbook.active.append([name, pinfl.make(birth, "11", 981, 5), group, "Grant", 1, 1])
    workbook.save(tmp_path / "namesake.xlsx")
    window.open(tmp_path / "namesake.xlsx")
    window.columns.proceed.click()
    assert "has the same name and birth date" in texts(window, DETAILS)[0]
    button(window, "This is another person of the same name and birth date").click()
    assert window.preview.rows.model.plan.statuses == [RowStatus.NEW]


def test_a_near_group_is_proposed_and_taken_once_chosen(window, tmp_path, group):
    workbook = Workbook()
    workbook.active.append([title.replace("lov", "lov shakli") for title in HEADER])
    for number in (1, 2):
        own = pinfl.make(date(2007, 4, number), "11", 980, number)
        near = f"Q{group}" if group[0].isalpha() else group.replace("-", " ")
        workbook.active.append([f"Darchayev Anvar{'ab'[number - 1]}", own, near, "Grant", 1, 1, None])
    workbook.save(tmp_path / "shubhali.xlsx")
    window.open(tmp_path / "shubhali.xlsx")
    window.check()
    assert f"There is no {near}. Is {group} meant?" in texts(window, DETAILS)[0]
    box = field(window, f"What {near} means")
    assert (box.currentText(), box.itemText(1).split(" (")[0]) == ("", group)
    choose(box, 1)
    assert window.preview.rows.model.plan.count(RowStatus.NEW) == 2


def test_the_history_undoes_an_import_after_asking(window, file, workplace, qtbot, admin):
    window.open(file)
    window.columns.choose(3, "payment_form")
    window.columns.proceed.click()
    window.preview.good.click()
    history = ImportHistory(workplace, "students")
    qtbot.addWidget(history)
    assert not history.take_back.isEnabled()
    history.table.selectRow(0)
    assert history.table.item(0, 1).text() == "qabul.xlsx"
    history.take_back.click()
    assert "2 new records will be removed" in history.question.text()
    history.question.accept()
    assert "has been undone" in history.message.text()
    assert admin.execute("select count(*) from students.student where surname = 'Darchayev'").fetchone() == (
        0,
    )
    assert not history.take_back.isEnabled()


def test_a_history_without_imports_says_so(workplace_of, qtbot):
    history = ImportHistory(workplace_of("hr"), "employees")
    qtbot.addWidget(history)
    assert history.told.text() == "Nothing has been imported yet."


def test_an_unknown_word_is_said_once_and_remembered(window, file, workplace, qtbot):
    workbook = load_workbook(file)
    for row in (3, 4, 5):
        workbook.active.cell(row, 4).value = "To'lov-kontrakt"
    workbook.save(file)
    window.open(file)
    window.columns.choose(3, "payment_form")
    window.columns.proceed.click()
    assert "Unknown words: 1" in [window.preview.tabs.tabText(place) for place in range(3)]
    assert window.preview.words.isVisible()
    choose(field(window, "What To'lov-kontrakt means"), 1)
    assert window.preview.rows.filters.button(1).text() == "+ New: 2"

    again = ImportWindow(workplace)
    qtbot.addWidget(again)
    again.open(file)
    again.columns.proceed.click()
    assert again.preview.rows.filters.button(1).text() == "+ New: 2"
    choose(field(again, "What To'lov-kontrakt means"), 0)
    assert again.preview.rows.filters.button(1).text() == "+ New: 0"
    assert workplace.settings.get("import.students.meanings", None) == []


def test_a_mended_row_counts_no_more_among_those_of_its_word(window, file):
    workbook = load_workbook(file)
    for row in (3, 4):
        workbook.active.cell(row, 4).value = "To'lov-kontrakt"
    workbook.save(file)
    window.open(file)
    window.columns.choose(3, "payment_form")
    window.columns.proceed.click()
    assert window.preview.words.table.item(0, 2).text() == "2"
    mend(window, "Payment form", "Grant")
    assert window.preview.words.table.item(0, 2).text() == "1"


def test_a_refused_cell_is_mended_in_the_preview_and_said(window, file, group, tmp_path):
    window.open(file)
    window.columns.choose(3, "payment_form")
    window.columns.proceed.click()
    mend(window, "PINFL", pinfl.make(date(2007, 3, 3), "11", 980, 3))
    assert texts(window, STATUS) == ["+ New"]  # it stays where one is looking
    assert "Mended in the preview" in texts(window, DETAILS)[0]
    button(window, "Import all").click()
    assert "Cells mended in the preview: 1" in said(window)


def test_earlier_results_go_from_a_file_to_their_list(workplace, qtbot, admin, tmp_path):
    """What is doubtful is asked in the preview, and the result leads to exactly the new records."""
    number, entry, subject = admin.execute(
        "select s.number, s.entry_year, b.code from students.student s"
        " join structure.unit u on u.id = s.faculty_id and u.code = '403-101' cross join subjects.subject b"
        " where s.course >= '12' and not exists (select from grades.record r where r.student_id = s.id"
        " and r.subject_id = b.id) order by s.id, b.code limit 1"
    ).fetchone()
    book = Workbook()
    for line in (
        ("Akademik maʼlumotnoma",),
        ("Talaba ID", "Fan nomi", "Oʻquv yili", "Semestr", "Soat", "Kredit", "Ball", "Baho", "Asos hujjat"),
        (number, subject, f"{entry}/{entry + 1}", "1-semestr", 120, 4, 95, 3, "№ 12, 05.09.2024"),
        (number, "Umuman boshqa fan", f"{entry}/{entry + 1}", 2, 90, 3, "71,5", None, "№ 12, 05.09.2024"),
    ):
        book.active.append(line)
    book.save(tmp_path / "natijalar.xlsx")
    window = ImportWindow(workplace, "results")
    qtbot.addWidget(window)
    window.show()
    window.open(tmp_path / "natijalar.xlsx")
    offered = window.columns.table.cellWidget(0, 3)
    assert offered.findData("faculty_id") < 0  # it follows from the student
    window.check()
    assert window.pages.currentIndex() == PREVIEW
    rows = window.preview.rows
    assert (rows.model.plan.count(RowStatus.REFUSED), window.preview.tabs.isTabVisible(1)) == (2, True)
    rows.table.setCurrentIndex(rows.model.index(0, 0))
    assert "G3" in rows.reasons.toPlainText()
    rows.meant.setChecked(True)
    box = window.preview.words.table.cellWidget(0, 3)
    box.setCurrentIndex(box.findText(f"({subject})", Qt.MatchFlag.MatchEndsWith))
    box.activated.emit(box.currentIndex())
    assert window.preview.rows.model.plan.count(RowStatus.NEW) == 2
    window.apply(only_good=False)
    assert window.pages.currentIndex() == RESULT
    window.open_new()
    key, asked = workplace.navigator.opened[-1]
    (only,) = [Filter.from_json(each) for each in asked["filters"]]
    assert (key, only.path, len(only.values)) == ("earlier-results", "id", 2)
    shown = listed(RESULTS)(workplace, filters=asked["filters"])
    qtbot.addWidget(shown)
    assert shown.table.model().rowCount() == 2
    window.undo()
    assert not window.result.take_back.isEnabled()
