"""Writing a list to a file in the background, with progress and cancel."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from client.core import clock
from client.core.i18n import N_, _
from client.data.local.output_files import whole_file
from client.data.records.listing import ListQuery
from client.widgets.columns import ColumnSpec
from client.widgets.export.sheet import Sheet
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

if TYPE_CHECKING:
    from client.core.tasks import Job

KINDS = {
    ".xlsx": N_("Excel workbook (*.xlsx)"),
    ".csv": N_("CSV text (*.csv)"),
    ".pdf": N_("PDF document (*.pdf)"),
}


@dataclass(frozen=True)
class Export:
    """A list as it is on the screen, to be written for `owner`, who says on `message` how it went."""

    workplace: Workplace
    title: str
    query: ListQuery
    columns: tuple[ColumnSpec, ...]
    filters: tuple[str, ...]
    #: The same in few words, for the name of the file.
    short: tuple[str, ...]
    message: MessageLine
    owner: QWidget

    def ask(self) -> None:
        """Ask for the name and kind of the file, then write it."""
        parts = (self.title, *self._unit(), *map(_bare, self.short), f"{clock.now():%Y-%m-%d}.xlsx")
        proposed = " ".join(parts)
        kinds = ";;".join(_(name) for name in KINDS.values())
        if name := FileDialogs(self.workplace.settings).to_save(self.owner, proposed, kinds):
            self.write(Path(name))

    def _unit(self) -> set[str]:
        """The unit that the role is held for, if it is one: several faculties send lists of one title."""
        session = self.workplace.session
        units = {each.unit_name for each in session.roles if each.role == session.role and each.unit_name}
        return units if len(units) == 1 else set()

    def write(self, path: Path) -> None:
        """Write the file in the background."""
        if path.suffix.lower() not in KINDS:
            path = path.with_name(f"{path.name}.xlsx")
        title = _("Exporting {file}", file=path.name)
        self.workplace.tasks.job(
            self.owner, title, partial(self._write, path), partial(self._tell, path), self.message.refuse
        )

    def _write(self, path: Path, job: "Job") -> int:
        # The libraries behind it take 35 MB and half a second that most people never need.
        from client.widgets.export.writers import WRITERS  # noqa: PLC0415

        def progress(done: int) -> None:
            job.progress(min(done, count), count)

        self.workplace.catalogue.ensure(column.classifier for column in self.columns)
        with self.query.all(self.workplace.gateway) as (count, rows), whole_file(path) as draft:
            WRITERS[path.suffix.lower()](self._sheet(count, rows), draft, progress)
        return count

    def _sheet(self, count: int, rows: Iterator[tuple[Any, ...]]) -> Sheet:
        places = [self.query.columns.index(column.path) + 2 for column in self.columns]
        picked = (tuple(row[place] for place in places) for row in rows)
        return Sheet(self.title, self._notes(count), self.columns, picked, self.workplace.catalogue)

    def _notes(self, count: int) -> tuple[str, ...]:
        said = _("Filter: {filters}", filters="; ".join(self.filters)) if self.filters else _("Filter: none")
        moment = f"{clock.now():%d.%m.%Y %H:%M}"
        return said, _("Rows: {count}, as of {moment}", count=grouped(count), moment=moment)

    def _tell(self, path: Path, count: int) -> None:
        said = _("{file} is written: {count} rows.", file=path.name, count=grouped(count))
        self.message.say(said, *opening(path))


def _bare(said: str) -> str:
    """Return what a filter asks for, without the name of its column: “2” of “Year of study = 2”."""
    return said.rpartition(" = ")[2]
