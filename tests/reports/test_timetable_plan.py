"""The sheet of a version on its own: typed cells, texts that stay texts, and thousands of rows."""

import io
import time

import openpyxl

from reports.timetable.plan import PlanRow, PlanSheet, plan_workbook, refused_workbook

TITLES = ("card", "subject", "students", "type", "teacher", "pairs", "weeks", "day", "pair", "room", "locked")
MANY, LONG = 4000, 20


def sheet(*rows):
    return PlanSheet("A/B: *?", TITLES, "har hafta", "ha", "uz", ("101 (Bosh bino)",), 8, rows)


def row(number=1, subject="Fan", day=2):
    return PlanRow(number, subject, "21-03", "maʼruza", "Olimov", 1, 1, day, 3, "101 (Bosh bino)", True)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_cells_are_typed_and_places_may_be_chosen_from_lists():
    page = opened(plan_workbook(sheet(row()))).worksheets[0]
    assert [cell.value for cell in page[2]][5:] == [1, "toq hafta", "Seshanba", 3, "101 (Bosh bino)", "ha"]
    assert len(page.data_validations.dataValidation) == 5


def test_what_looks_like_a_formula_stays_a_text():
    page = opened(plan_workbook(sheet(row(subject="=1+1\x00")))).worksheets[0]
    assert page["B2"].data_type == "s"
    refused = opened(refused_workbook(("a", "b"), "why", [(("=cmd()",), "no")])).worksheets[0]
    assert [cell.value for cell in refused[2]] == ["=cmd()", None, "no"]
    assert refused["A2"].data_type == "s"


def test_an_empty_version_is_a_sheet_with_heads():
    assert opened(plan_workbook(sheet())).worksheets[0].max_row == 1


def test_a_large_faculty_is_written_in_seconds():
    begun = time.monotonic()
    plan_workbook(sheet(*(row(number) for number in range(MANY))))
    assert time.monotonic() - begun < LONG
