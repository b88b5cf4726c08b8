"""What a workbook says about the cells of a journal, cell by cell, each with its address."""

from dataclasses import dataclass

from client.data.attendance.class_journal import JournalLesson

#: A cell of the workbook: the number of its row as Excel shows it, and its column counted from 0.
Place = tuple[int, int]


@dataclass(frozen=True)
class FileMark:
    """A cell that says something: where it stands, whose name is beside it and which lesson above it."""

    place: Place
    #: The letters and the number by which Excel calls the cell.
    address: str
    name: str
    day: str
    text: str
    #: None: there is no such lesson.
    lesson: JournalLesson | None


@dataclass(frozen=True)
class FileMarks:
    """All cells of a sheet in which something stands."""

    file: str
    marks: tuple[FileMark, ...]
