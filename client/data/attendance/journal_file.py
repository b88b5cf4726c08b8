"""What a workbook says about the cells of a journal, cell by cell; and how a journal reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from client.core.errors import UserError
from client.data.attendance.class_journal import Cell, ClassJournal, JournalColumn

#: A cell of the workbook: the number of its row as Excel shows it, and its column counted from 0.
Place = tuple[int, int]


@dataclass(frozen=True)
class FileColumn:
    """A column of the file with what stands in its head, and the column of the journal that is meant."""

    #: The letters by which Excel calls it.
    letters: str
    #: The day as it stands there, or other words.
    head: str
    #: None: there is no such lesson, or its head is no day.
    meant: JournalColumn | None
    dated: bool = True


@dataclass(frozen=True)
class FileMark:
    """A cell that says something: where it stands, whose name is beside it, what stands above it."""

    place: Place
    #: The letters and the number by which Excel calls the cell.
    address: str
    name: str
    text: str
    column: FileColumn


@dataclass(frozen=True)
class FileMarks:
    """All cells of a sheet in which something stands, under their columns."""

    file: str
    columns: tuple[FileColumn, ...]
    marks: tuple[FileMark, ...]
    #: Rows and columns that were taken for sums or name nobody, as Excel calls them, with what stands there.
    left_out: tuple[str, ...] = ()


class UnknownWordError(UserError):
    """A word that stands where an entry should: a person may say what it means."""


class FileReading(Protocol):
    """How a journal reads what stands in a file."""

    @property
    def journal(self) -> ClassJournal:
        """The journal that the file is held against."""

    @property
    def columns(self) -> Sequence[JournalColumn]:
        """The columns of its sheet, in their order."""

    def prepare(self) -> None:
        """Read what else is needed, before the file itself; runs in the background."""

    def standing(self, cell: Cell) -> Any:
        """Return what stands in a cell now, also what is typed and not sent yet; None is nothing."""

    def read(self, column: str, text: str) -> Any:
        """Return the entry that a text is in this column, or raise the sentence that says why it is none."""

    def meant(self, column: str, meaning: str) -> Any:
        """Return the entry that a word was said to mean; None is nothing."""

    def why_kept(self, cell: Cell) -> str:
        """Return why a cell gets nothing from a file; mostly nothing."""
