"""Lists as files: exactly what is on the screen, typed, whole or not at all."""

import csv
import errno
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtGui import QDesktopServices

from client.core.errors import UserError
from client.core.tasks import Job
from client.data.local.output_files import whole_file
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.widgets.columns import ColumnSpec
from client.widgets.export import Export, writers
from client.widgets.export.sheet import Sheet
from client.widgets.file_dialogs import FileDialogs
from client.widgets.record_list import RecordList, list_of
from reports.common.workbook import FORMULA, width_of
from shared.models.students import Student
from tests.client.reach import button

STUDENTS = list_of(
    Student, "full_name", "number", "group", "course", "birth_date", "entry_year", sort=(Sort("full_name"),)
)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "out"
    made.mkdir()
    return made


@pytest.fixture
def shown(qtbot, workplace):
    made = RecordList(workplace, STUDENTS)
    qtbot.addWidget(made)
    made.show()
    made.search.chips.set((Filter("course", "one_of", ("11",)),))
    return made


@pytest.fixture
def export(shown):
    order = tuple(shown.rows.columns[place] for place in shown.table.shown_columns())
    return Export(
        shown.workplace,
        "Students",
        shown.rows.query,
        order,
        tuple(shown.search.describe()),
        tuple(shown.search.short()),
        shown.message,
        shown,
    )


def test_excel_has_typed_cells_the_filter_and_the_count(export, shown, folder):
    export.write(folder / "list.xlsx")
    page = load_workbook(folder / "list.xlsx").active
    rows = list(page.iter_rows(values_only=True))
    count = shown.rows.rowCount()
    assert rows[0][0] == "Students"
    assert rows[1][0].startswith("Filter: Year of study = ")
    assert rows[2][0].startswith(f"Rows: {count}, as of")
    assert rows[3][:4] == ("№", "Full name", "Student number", "Group")
    assert len(rows) == 4 + count
    first = shown.rows.row(0)
    assert [row[0] for row in rows[4:]] == list(range(1, count + 1))
    assert rows[4][1] == first[2]
    assert isinstance(rows[4][5], datetime)
    assert isinstance(rows[4][6], int)
    assert [page[f"{column}5"].number_format for column in "BFG"] == ["@", "dd.mm.yyyy", "0"]
    assert f"{count} rows" in shown.message.text()


def test_a_printed_workbook_has_all_columns_on_a_page_and_its_head_on_every_one(export, shown, folder):
    export.write(folder / "list.xlsx")
    page = load_workbook(folder / "list.xlsx").active
    last = 4 + shown.rows.rowCount()
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$4:$4"
    assert page.print_area.endswith(f"$A$1:$G${last}")
    names = max(len(shown.rows.row(place)[2]) for place in range(shown.rows.rowCount()))
    assert page.column_dimensions["B"].width >= names


def test_a_head_keeps_its_words_over_many_short_cells():
    short = ["1"] * 400
    assert width_of("Mutaxassisligi kodi", short) >= len("Mutaxassisligi") + 2
    assert width_of("Kod", [*short, "a" * 500]) < 12


def test_the_written_file_can_be_opened_at_once(export, shown, folder, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    export.write(folder / "list.csv")
    for text in ("Open the file", "Open the folder"):
        button(shown, text).click()
    assert opened == [folder / "list.csv", folder]


def test_columns_stand_as_on_the_screen(export, shown, folder):
    shown.table.horizontalHeader().moveSection(2, 0)
    order = tuple(shown.rows.columns[place] for place in shown.table.shown_columns())
    moved = Export(shown.workplace, "Students", shown.rows.query, order, (), (), shown.message, shown)
    moved.write(folder / "list.csv")
    with (folder / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file, delimiter=";"))[:2] == ["Group", "Full name"]


def test_csv_opens_in_excel_and_says_at_the_end_what_it_is(export, shown, folder):
    export.write(folder / "list.csv")
    content = (folder / "list.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    count = shown.rows.rowCount()
    assert rows[1][0] == shown.rows.row(0)[2]
    assert rows[count + 1] == []
    assert rows[count + 2] == ["Students"]
    assert rows[count + 3][0].startswith("Filter: ")


def test_excel_opens_the_csv_with_numbers_and_groups_as_they_are(export, shown, folder):
    """Excel makes 4,03E+11 of a student number, 5 of 0005 and a day of March of the group 26-03."""
    student = shown.rows.row(0)
    export.write(folder / "list.csv")
    lines = list(csv.reader((folder / "list.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[0][:3] == ["Full name", "Student number", "Group"]
    assert lines[1][:3] == [student[2], f'="{student[3]}"', f'="{student[4]}"']
    assert lines[1][3:] == [shown.rows.text(0, 3), shown.rows.text(0, 4), str(student[7])]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("0005", True), ("12345678901234", True), ("26-03", True), ("3/4", True), ("1E5", True), ("26.03", True),
     ("Karimov", False), ("24.11.2026", False), ("26-03 GE", False), ("+998 90 123 45 67", False), ("", False)],
)  # fmt: skip
def test_what_excel_would_read_otherwise_is_kept_as_it_is_written(text, kept):
    assert (writers.as_written(text) == f'="{text}"') is kept


def test_a_sum_is_a_number_for_a_spreadsheet(folder):
    owed = Sheet(
        "Holds", (), (ColumnSpec("amount", "Amount owed", "decimal"),), [(Decimal("2500000.00"),)], None
    )
    writers.write_csv(owed, folder / "sums.csv", print)
    writers.write_xlsx(owed, folder / "sums.xlsx", print)
    assert "2500000,00" in (folder / "sums.csv").read_text("utf-8-sig").splitlines()
    cell = load_workbook(folder / "sums.xlsx").active["B3"]
    assert (cell.value, cell.number_format) == (2_500_000, "#,##0.00")
    assert owed.texts((Decimal("2500000.00"),)) == ["2\u00a0500\u00a0000,00"]


def test_pdf_holds_every_row(export, shown, folder):
    export.write(folder / "list.pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(folder / "list.pdf").pages)
    assert "Filter: Year of study" in text
    numbers = [shown.rows.row(place)[3] for place in range(shown.rows.rowCount())]
    assert all(number in text for number in numbers)


@pytest.mark.parametrize("sign", FORMULA[:4])
def test_a_formula_of_a_joker_is_only_text(shown, admin, folder, sign):
    student = shown.rows.record_id(0)
    admin.execute("update students.student set surname = %s where id = %s", [f"{sign}1+1", student])
    query = shown.question.query()
    order = (shown.rows.columns[0],)
    only = Export(
        shown.workplace,
        "Students",
        type(query)(Student, ("full_name",), (Filter("id", "equals", (student,)),)),
        order,
        (),
        (),
        shown.message,
        shown,
    )
    only.write(folder / "joke.xlsx")
    cell = load_workbook(folder / "joke.xlsx").active["B5"]
    assert cell.data_type == "s"
    assert cell.value.startswith(f"{sign}1+1")
    only.write(folder / "joke.csv")
    assert f"'{sign}1+1" in (folder / "joke.csv").read_text(encoding="utf-8-sig")


def test_a_full_disk_is_said_and_leaves_no_half_file(export, shown, folder, monkeypatch):
    def full(_self, _target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    export.write(folder / "list.xlsx")
    assert "disk is full" in shown.message.text()
    assert list(folder.iterdir()) == []


def test_a_file_open_elsewhere_is_said_and_stays_as_it_was(folder, monkeypatch):
    target = folder / "list.xlsx"
    target.write_text("before")

    def taken(_self, _target):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", taken)
    with pytest.raises(UserError, match="open in another program"), whole_file(target) as draft:
        draft.write_text("after")
    assert target.read_text() == "before"
    assert list(folder.iterdir()) == [target]


def test_a_folder_that_is_gone_is_said(folder):
    with pytest.raises(UserError, match="not there any more"), whole_file(folder / "gone" / "list.csv"):
        pass


def test_cancelling_leaves_no_file(export, shown, folder, monkeypatch):
    monkeypatch.setattr(writers, "REPORT_EVERY", 5)
    monkeypatch.setattr(Job, "progress", lambda self, _done, _total: (self.cancel(), self.check()))
    export.write(folder / "list.xlsx")
    assert shown.message.text() == "Stopped as you asked."
    assert list(folder.iterdir()) == []


def test_a_name_without_an_end_becomes_a_workbook(export, folder):
    export.write(folder / "list")
    assert [path.name for path in folder.iterdir()] == ["list.xlsx"]


def test_the_proposed_name_says_whose_list_it_is(export, monkeypatch):
    """Two faculties send their lists of students to one desk."""
    proposed = []
    monkeypatch.setattr(
        FileDialogs, "to_save", lambda _self, _owner, name, _kinds: proposed.append(name) or ""
    )
    export.ask()
    assert proposed[0].startswith("Students ")
    assert export.workplace.session.roles[0].unit_name in proposed[0]
