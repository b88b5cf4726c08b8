"""`hemis import students`: tried first, applied when asked, with the password never on the command line."""

import io
import json
import sys
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from psycopg.conninfo import conninfo_to_dict

from client.core.i18n import set_language
from commands.__main__ import main
from server_db.demo.people import BY_LOGIN
from shared import pinfl

HEADER = ("F.I.Sh.", "JSHSHIR", "Guruh", "Toʻlov shakli", "Kurs", "Semestr")
COUNT = "select count(*) from students.student where surname = 'Buyruqov'"


@pytest.fixture
def file(tmp_path, admin):
    group = admin.execute(
        "select g.name from students.group g join structure.unit u on u.id = g.faculty_id "
        "where u.code = '403-101' order by g.entry_year desc, g.name limit 1"
    ).fetchone()[0]
    workbook = Workbook()
    workbook.active.append(HEADER)
    for number in (1, 2, 3):
        own = pinfl.make(date(2007, 3, number), "11", 960, number) if number < 3 else "12"
        workbook.active.append([f"Buyruqov Anvar{'abc'[number - 1]}", own, group, "Grant", 1, 1])
    workbook.save(tmp_path / "qabul.xlsx")
    return tmp_path / "qabul.xlsx"


@pytest.fixture
def hemis_import(database, monkeypatch, capsys, file):
    found = conninfo_to_dict(database)
    server = f"postgresql://{found['host']}:{found.get('port', 5432)}/{found['dbname']}?sslmode=disable"

    def run(*arguments, login="dean_geology", path=file):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{BY_LOGIN[login].password}\n"))
        code = main(["import", "students", str(path), "--server", server, "--login", login, *arguments])
        return code, capsys.readouterr()

    yield run
    set_language("uz")


def test_without_apply_it_is_only_tried(hemis_import, admin):
    code, said = hemis_import()
    assert code == 1
    assert "New: 2, Changed: 0, Unchanged: 0, Refused: 1" in said.out
    assert "4\tRefused\tBuyruqov Anvarc\tB4, PINFL: A PINFL has 14 digits; 12 has 2." in said.out
    assert admin.execute(COUNT).fetchone() == (0,)


def test_all_means_all_or_nothing(hemis_import, admin):
    code, said = hemis_import("--apply", "all")
    assert code == 1
    assert "Nothing was imported: some rows are refused." in said.err
    assert admin.execute(COUNT).fetchone() == (0,)


def test_the_good_rows_are_applied_and_the_refused_ones_written(hemis_import, admin, tmp_path):
    code, said = hemis_import("--apply", "good", "--json", "--refused", str(tmp_path / "refused.xlsx"))
    facts = json.loads(said.out)
    assert (code, facts["applied"], facts["new"], facts["refused"]) == (1, True, 2, 1)
    assert facts["rows"][0]["number"].startswith("403")
    assert admin.execute(COUNT).fetchone() == (2,)
    sheet = load_workbook(tmp_path / "refused.xlsx").active
    assert sheet.max_row == 2
    assert "A PINFL has 14 digits" in sheet.cell(2, 7).value


def test_wrong_sheets_fields_and_files_are_told_in_a_sentence(hemis_import, tmp_path):
    code, said = hemis_import("--sheet", "Talabalar")
    assert (code, said.err) == (2, "qabul.xlsx has no sheet Talabalar. Its sheets: Sheet.\n")
    assert "There is no field colour." in hemis_import("--set", "colour=red")[1].err
    (tmp_path / "photo.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "photo.xlsx is a picture" in hemis_import(path=tmp_path / "photo.xlsx")[1].err


def test_an_office_that_does_not_keep_students_cannot_import_them(hemis_import):
    code, said = hemis_import(login="registrar")
    assert code == 2
    assert said.err.strip()


def test_a_doubtful_cell_is_confirmed_with_meant(hemis_import, tmp_path, admin):
    workbook = Workbook()
    workbook.active.append((*HEADER, "E-mail"))
    [group] = admin.execute(
        "select g.name from students.group g join structure.unit u on u.id = g.faculty_id "
        "where u.code = '403-101' order by g.entry_year desc, g.name limit 1"
    ).fetchone()
    own = pinfl.make(date(2007, 3, 9), "11", 960, 9)
    workbook.active.append(["Buyruqov Anvar", own, group, "Grant", 1, 1, "nаmuna@example.uz"])
    workbook.save(tmp_path / "shubhali.xlsx")
    code, said = hemis_import("--json", path=tmp_path / "shubhali.xlsx")
    [doubt] = json.loads(said.out)["rows"][0]["doubts"]
    assert (code, doubt) == (1, "email=nаmuna@example.uz")
    code, said = hemis_import("--meant", doubt, path=tmp_path / "shubhali.xlsx")
    assert (code, "New: 1" in said.out) == (0, True)
