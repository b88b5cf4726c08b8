"""How the attendance journal reads a file: a text is a mark, or a word that a person says the meaning of."""

from collections.abc import Callable, Sequence
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.attendance.class_journal import Cell, JournalColumn
from client.data.attendance.journal import Journal
from client.data.attendance.journal_file import UnknownWordError
from client.views.attendance.journal.mark_kind import LETTERS, MarkKind, letter
from shared.models.attendance import MARKS


class MarksOfFile:
    """Reads the cells of a file as marks of this journal."""

    title = N_("Marks from {file}")
    remembered = "import.attendance.meanings"

    def __init__(self, journal: Journal, standing: Callable[[Cell], Any]) -> None:
        self.journal, self.standing = journal, standing
        self.columns = tuple(JournalColumn(each.column, each) for each in journal.lessons)

    def prepare(self) -> None:
        pass  # the journal has all

    def read(self, _column: str, text: str) -> str:
        try:
            return MarkKind().parse(text)
        except UserError as error:
            raise UnknownWordError(error.message, **error.values) from error

    def meant(self, column: str, meaning: str) -> str:
        return meaning if meaning in LETTERS["en"] else self.read(column, meaning)

    def why_kept(self, _cell: Cell) -> str:
        return ""

    def meanings(self) -> Sequence[tuple[str, str]]:
        return [(mark, self.named(mark)) for mark in LETTERS["en"]]

    def named(self, value: Any) -> str:
        return f"{letter(value)} ({_(MARKS[value]).lower()})" if value else "—"
