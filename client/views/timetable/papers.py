"""Timetables on their way out as files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from client.core.i18n import _
from client.core.tasks import Job
from client.data.local.output_files import safe_name, write_file
from client.widgets.workplace import Workplace

ChooseFile = Callable[[QWidget, str, str], str]


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
