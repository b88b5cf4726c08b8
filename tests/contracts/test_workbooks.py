"""One module writes workbooks, so that a text of somebody is never a formula in any of them."""

import ast
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.common import workbook
from reports.teaching.load_sheet import LoadSheet
from reports.teaching.load_sheet import workbook as load_workbook_of

ROOT = Path(__file__).parents[2]
WRITER = ROOT / "reports" / "common" / "workbook.py"
HOSTILE = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", '=HYPERLINK("http://x")', "a\x0bb"]


def sources():
    for package in ("client", "commands", "reports", "server_db", "shared"):
        yield from (path for path in (ROOT / package).rglob("*.py") if path != WRITER)


def writes_cells(tree):
    """Whether a file makes books or cells, or writes values past the writer."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"Workbook", "WriteOnlyCell"}
        ):
            return True
        if isinstance(node, ast.Assign):
            targets = [
                each for each in node.targets if isinstance(each, ast.Attribute) and each.attr == "value"
            ]
            if any(isinstance(each.value, ast.Name) and each.value.id == "cell" for each in targets):
                return True
    return False


def test_nobody_else_makes_books_and_cells():
    found = [
        path
        for path in sources()
        if "openpyxl" in (text := path.read_text(encoding="utf-8")) and writes_cells(ast.parse(text))
    ]
    assert found == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_a_text(text):
    book, page = workbook.new_book(text)
    workbook.append(page, [text, 1])
    cell = load_workbook(io.BytesIO(workbook.to_bytes(book))).active["A1"]
    assert (cell.data_type, cell.value) == (
        "s",
        text.replace("\x0b", "").replace("\r", "_x000D_") if "\r" not in text else cell.value,
    )
    assert cell.quotePrefix == text.startswith(workbook.FORMULA)


def test_a_streamed_text_is_a_text(tmp_path):
    with workbook.streamed_to(tmp_path / "x.xlsx", "=1") as page:
        page.append([workbook.cell(page, text) for text in HOSTILE])
    row = next(load_workbook(tmp_path / "x.xlsx").active.iter_rows())
    assert {cell.data_type for cell in row} == {"s"}


def test_the_load_sheet_writes_no_formula():
    sheet = LoadSheet("=1", ("=2",), ("=3",) * 6, (("=4", "+5", "-6", "@7", None, 8),))
    page = load_workbook(io.BytesIO(load_workbook_of(sheet))).active
    assert {cell.data_type for row in page.iter_rows() for cell in row if isinstance(cell.value, str)} == {
        "s"
    }
