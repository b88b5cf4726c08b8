"""Where dialogs for files begin, and what the files are called."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

EXCEL, PDF = "Excel workbook (*.xlsx)", "PDF document (*.pdf)"
KINDS = f"{EXCEL};;{PDF}"
DOCUMENTS = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


@pytest.fixture
def answered(monkeypatch):
    """answered(name, kind): a dialog is answered so; returns the list of the places where dialogs began."""
    began = []

    def answer(name, kind=""):
        def dialog(_parent, _title, place, _kinds):
            began.append(place)
            return name, kind

        for each in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, each, dialog)
        return began

    return answer


def test_the_first_dialog_begins_in_documents_and_the_next_where_it_ended(files, answered, tmp_path):
    began = answered(str(tmp_path / "a.xlsx"))
    files.to_save(None, "Talabalar: 21-03.xlsx", EXCEL)
    files.to_open(None, "Open", EXCEL)
    assert began == [str(Path(DOCUMENTS) / "Talabalar- 21-03.xlsx"), str(tmp_path)]


def test_a_change_of_mind_and_a_folder_that_is_gone_change_nothing(files, answered, tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    answered(str(folder / "a.xlsx"))
    files.to_open(None, "Open", EXCEL)
    folder.rmdir()
    began = answered("")
    assert files.to_open(None, "Open", EXCEL) == ""
    assert began == [DOCUMENTS, DOCUMENTS]


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("list", EXCEL, "list.xlsx"),
        ("list.xlsx", PDF, "list.pdf"),
        ("21.03", EXCEL, "21.03.xlsx"),
        ("LIST.XLSX", EXCEL, "LIST.XLSX"),
    ],
)
def test_a_file_has_the_end_of_its_kind(files, answered, tmp_path, typed, kind, written):
    answered(str(tmp_path / typed), kind)
    assert files.to_save(None, "list.xlsx", KINDS) == str(tmp_path / written)
