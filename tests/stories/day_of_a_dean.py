"""A day in a dean's office, in the real program on a real screen.

Started by the test as a program of its own: `day_of_a_dean.py SERVER FOLDER`; pictures of the screen go there.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from client.core.i18n import _
from shared import pinfl
from tests.stories.at_work import AtWork, application

HEADER = ("Familiya", "Ism", "Otasining ismi", "Tugʻilgan sana", "Jinsi", "JSHSHIR", "Yoʻnalish kodi", "Guruh",
          "Toʻlov shakli", "Kurs", "Semestr")  # fmt: skip
PINFL = pinfl.make(date(2006, 11, 24), pinfl.MALE, 403, 777)
GOOD = (
    "Oʻrolov",
    "Shohruh",
    "Alisher oʻgʻli",
    "24.11.2006",
    "Erkak",
    PINFL,
    "5140800",
    "26-01",
    "Grant",
    "1",
    "1",
)
BAD = ("Umarova", "Lola", "Botir qizi", "24.11.1899", "Ayol", "", "5140800", "26-01", "Grant", "1", "1")


class Day(AtWork):
    """What the dean does, in order."""

    def run(self) -> None:
        self.signs_in()
        self.finds_a_student_in_either_alphabet()
        self.corrects_a_name()
        self.imports_a_list()
        self.prints_a_reference()
        self.checks_the_paper()
        self.reads_in_cyrillic_and_russian()
        self.goes_home()

    def finds_a_student_in_either_alphabet(self) -> None:
        students = self.opens("student")
        self.screen.wait("the students of the faculty", lambda: students.rows.rowCount() >= 300)
        self.screen.wait("their names", lambda: students.rows.record_id(0))
        self.screen.picture("student-list")
        found: set[str] = set()
        for typed in ("Karim", "Карим", "qarim"):
            self.screen.type(students.search.field, typed)
            self.screen.wait(f"fewer students for {typed}", lambda: 0 < students.rows.rowCount() < 300)
            self.screen.rest(600)  # the answer to the last letter
            found.add(students.count.text())
        assert len(found) == 1, f"the same name in other letters finds others: {found}"

    def corrects_a_name(self) -> None:
        students = self.window
        self.screen.wait("a row", lambda: students.rows.record_id(0))
        self.screen.open_row(students.table, 0)
        self.screen.wait("the card", lambda: hasattr(self.window, "save"))
        card = self.window
        self.screen.wait("the name", lambda: "patronymic" in fields(card) and fields(card)["surname"].text())
        self.screen.picture("student-card")
        field = fields(card)["patronymic"]
        self.screen.type(field, "Xurshidbek oʻgʻli")
        assert card.is_changed()
        self.screen.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.screen.wait("the card to be saved", lambda: not card.is_changed())
        self.screen.wait("the new name in the head", lambda: "Xurshidbek" in card.title)

    def imports_a_list(self) -> None:
        book, path = Workbook(), self.folder / "qabul-2026.xlsx"
        assert book.active is not None
        for row in (HEADER, GOOD, BAD):
            book.active.append(row)
        book.save(path)
        imported = self.opens("student-import")
        imported.file.chosen.emit(path)
        self.screen.wait("the columns", lambda: imported.pages.currentWidget() is imported.columns)
        self.screen.picture("import-columns")
        self.screen.click(imported.columns.proceed)
        self.screen.wait("the preview", lambda: imported.pages.currentWidget() is imported.preview)
        self.screen.picture("import-preview")
        self.screen.click(imported.preview.good)
        self.screen.wait("the result", lambda: imported.pages.currentWidget() is imported.result)
        self.screen.picture("import-result")

    def prints_a_reference(self) -> None:
        students = self.opens("student")
        self.screen.type(students.search.field, "Oʻrolov Shohruh")
        self.screen.wait(
            "the new student", lambda: students.rows.rowCount() == 1 and students.rows.record_id(0)
        )
        students.table.selectRow(0)
        students.table.setFocus()
        self.screen.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        self.screen.wait("the references", lambda: hasattr(self.window, "preview"))
        references = self.window
        self.screen.wait("one student", references.student_ids)
        self.screen.wait("the drawn page", lambda: enabled(references.preview, "PDF"))
        self.screen.rest(2000)
        self.screen.picture("reference")
        paper = self.folder / "reference.pdf"
        paper.unlink(missing_ok=True)
        references.preview.save_as(str(paper))
        self.screen.wait("the paper", paper.exists)

    def checks_the_paper(self) -> None:
        check = self.opens("paper-check")
        self.screen.type(check.text, "MN-2026-00001")
        self.screen.key(Qt.Key.Key_Return)
        self.screen.wait("the verdict", check.verdict.text)
        self.screen.picture("paper-check")
        assert check.verdict.text() == _("The register knows this paper.")

    def reads_in_cyrillic_and_russian(self) -> None:
        for code in ("oz", "ru", "en"):
            self.frame.language_wanted.emit(code)
            students = self.opens("student")
            self.screen.wait("the students in another script", lambda rows=students.rows: rows.record_id(0))
            self.screen.picture(f"language-{code}")


def fields(card: Any) -> dict[str, Any]:
    """The lines of a card that text is typed into, by their column."""
    filled = [part.fields for part in card.parts if getattr(part, "fields", None) is not None]
    lines = {}
    for one in filled:
        lines |= {
            name: field.editor.line for name, field in one.fields.items() if hasattr(field.editor, "line")
        }
    return lines


def enabled(within: Any, words: str) -> bool:
    """Whether a button with these words can be pressed."""
    return any(each.isEnabled() for each in within.findChildren(QAbstractButton) if words in each.text())


def main(server: str, folder: str) -> None:
    started = application()
    Day(server, Path(folder)).run()
    del started
    sys.stdout.write("the day is over\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
