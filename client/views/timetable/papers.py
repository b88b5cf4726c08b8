"""Timetables on their way out: papers for the preview, files for the disk. They carry no register number."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from client.core.i18n import _
from client.core.tasks import Job
from client.data.local.output_files import safe_name, write_file
from client.widgets.preview import Preview, Way
from client.widgets.preview.drawing import page_count
from client.widgets.workplace import Workplace
from reports.common import batch
from reports.timetable.week import PrintedWeek, render

Progress = Callable[[int, int], object]
ChooseFile = Callable[[QWidget, str, str], str]


class WeekPapers:
    """A page for each week; drawn one by one for the eye, by several processes for a batch."""

    def __init__(self, weeks: Sequence[PrintedWeek], title: str) -> None:
        self._weeks, self._title = tuple(weeks), title

    @property
    def count(self) -> int:
        return len(self._weeks)

    @property
    def title(self) -> str:
        return self._title

    @property
    def note(self) -> str:
        return self._weeks[0].head.facts() if self._weeks else _("There is nothing to print.")

    def pdf(self, number: int) -> tuple[bytes, int]:
        return render((self._weeks[number],)), 0

    def issue(self, way: Way, copies: int) -> None:
        """A timetable is not registered."""

    def one_file(self, progress: Progress) -> bytes:
        return batch.one_file(self._weeks, render, progress)

    def separate_files(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        names = (f"{week.name}.pdf" for week in self._weeks)
        return zip(names, batch.separate_files(self._weeks, render, progress), strict=True)


class PdfPaper:
    """A document that is drawn as a whole."""

    def __init__(self, pdf: bytes, title: str, note: str = "") -> None:
        self._pdf, self._title, self._note = pdf, title, note
        self._count = page_count(pdf)

    @property
    def count(self) -> int:
        return self._count

    @property
    def title(self) -> str:
        return self._title

    @property
    def note(self) -> str:
        return self._note

    def pdf(self, number: int) -> tuple[bytes, int]:
        return self._pdf, number

    def issue(self, way: Way, copies: int) -> None:
        """A list is not registered."""

    def one_file(self, progress: Progress) -> bytes:
        progress(1, 1)
        return self._pdf

    def separate_files(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        progress(1, 1)
        yield f"{self._title}.pdf", self._pdf


def present(workplace: Workplace, papers: WeekPapers | PdfPaper) -> Preview:
    """Show papers as a tab of their own."""
    preview = Preview(workplace.tasks)
    preview.title = papers.title  # type: ignore[attr-defined]  # what the frame names the tab by
    preview.show_papers(papers)
    workplace.navigator.present(preview)
    return preview


def choose_file(parent: QWidget, name: str, kinds: str) -> str:
    """Let the person say where a file goes; empty if they think better of it."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save"), str(Path(home) / safe_name(name)), kinds)
    return chosen


def save_file(workplace: Workplace, owner: QWidget, name: str, make: Callable[[], bytes]) -> None:
    """Make a file in the background and write it whole or not at all."""
    path = Path(name)

    def work(_job: Job) -> None:
        write_file(path, make())

    done = _("Saved as “{file}”.", file=path.name)
    workplace.tasks.job(
        owner, _("Saving: {title}", title=path.name), work, lambda _nothing: workplace.navigator.say(done)
    )
