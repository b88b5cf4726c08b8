"""One import on its way through the window: what was read, chosen, tried. Runs in the background; no widgets."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from client.core.i18n import _
from client.data.imports.applying import Import, ImportOutcome
from client.data.imports.doubts import Answers
from client.data.imports.history import PastImport, same_file
from client.data.imports.kinds import Importable
from client.data.imports.loading import load
from client.data.imports.lookups import Lookups
from client.data.imports.mapping import (
    ColumnChoice,
    MappedSheet,
    Remembered,
    find_header,
    suggest,
    with_header,
)
from client.data.imports.opening import Book, open_book
from client.data.imports.reading import Grid, nothing_to_tell, read_sheet, sheet_names
from client.data.imports.template import template_workbook
from client.data.local.output_files import write_file
from client.data.server.gateway import Gateway


class Progress(Protocol):
    """What long work tells how far it is; it may raise to stop."""

    def progress(self, done: int, total: int) -> None: ...


@dataclass(frozen=True)
class OpenedBook:
    """A file that has been read: its sheets, the chosen one, and what its rows may refer to."""

    book: Book
    sheets: tuple[str, ...]
    grid: Grid
    sheet: MappedSheet
    choice: ColumnChoice
    lookups: Lookups
    #: The earlier import of the very same file, if there was one.
    before: PastImport | None = None

    def with_choice(self, choice: ColumnChoice) -> "OpenedBook":
        """Return the file with other columns; what was said of its rows stays."""
        return replace(self, choice=replace(choice, answers=self.choice.answers))

    def with_answers(self, answers: Answers) -> "OpenedBook":
        return replace(self, choice=replace(self.choice, answers=answers))

    def with_header(
        self, first: int, last: int, importable: Importable, remembered: Remembered
    ) -> "OpenedBook":
        """Return the file with its header in other rows, counted as Excel does."""
        places = [place for place, number in enumerate(self.grid.numbers) if first <= number <= last]
        if not places:
            return self
        sheet = with_header(self.grid, places[0], places[-1])
        return replace(self, sheet=sheet).with_choice(suggest(sheet.titles, importable.kind, remembered))


def open_file(
    gateway: Gateway, importable: Importable, remembered: Remembered, path: Path, job: Progress
) -> OpenedBook:
    """Read a file for the first time."""
    book = open_book(path)
    names = sheet_names(book)
    lookups = load(gateway, importable.kind)
    before = same_file(gateway, importable.kind.server_kind, book.digest)
    return _read(book, names, names[0], importable, remembered, lookups, before, job)


def open_sheet(
    opened: OpenedBook, importable: Importable, remembered: Remembered, name: str, job: Progress
) -> OpenedBook:
    """Read another sheet of a file."""
    return _read(opened.book, opened.sheets, name, importable, remembered, opened.lookups, opened.before, job)


def _read(
    book: Book,
    names: tuple[str, ...],
    name: str,
    importable: Importable,
    remembered: Remembered,
    lookups: Lookups,
    before: PastImport | None,
    job: Progress,
) -> OpenedBook:
    grid = read_sheet(book, name, job.progress)
    sheet = find_header(grid, importable.kind, remembered)
    choice = suggest(sheet.titles, importable.kind, remembered)
    return OpenedBook(book, names, grid, sheet, choice, lookups, before)


@dataclass(frozen=True)
class Tried:
    """A dry run and what is needed to do it in earnest."""

    work: Import
    outcome: ImportOutcome


def try_it(
    gateway: Gateway, importable: Importable, opened: OpenedBook, job: Progress | None = None
) -> Tried:
    """Check the file and run it dry."""
    lookups = load(gateway, importable.kind)
    checked = importable.check(opened.sheet, opened.choice, lookups)
    work = Import(gateway, opened.book, checked, lookups, opened.choice.answers.others)
    return Tried(work, work.try_it(job.progress if job else nothing_to_tell))


def write_template(gateway: Gateway, importable: Importable, path: Path) -> None:
    """Write a workbook that can be filled in, with the lists as they are now."""
    lookups = load(gateway, importable.kind)
    write_file(path, template_workbook(importable.kind, _(importable.plural), lookups))


def apply(tried: Tried, only_good: bool, job: Progress) -> ImportOutcome:
    return tried.work.apply(tried.outcome.plan, only_good=only_good, progress=job.progress)
