"""Timetables on their way out as files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.core.tasks import Job
from client.data.local.output_files import write_file
from client.widgets.file_dialogs import opening
from client.widgets.workplace import Workplace

#: Says where a file goes, by its proposed name and its kinds; "" for a change of mind.
ChooseFile = Callable[[QWidget, str, str], str]


def save_file(workplace: Workplace, owner: QWidget, name: str, make: Callable[[], bytes]) -> None:
    """Make a file in the background and write it whole or not at all."""
    path = Path(name)

    def work(_job: Job) -> None:
        write_file(path, make())

    done = _("Saved as “{file}”.", file=path.name)
    workplace.tasks.job(
        owner,
        _("Saving: {title}", title=path.name),
        work,
        lambda _nothing: workplace.navigator.say(done, *opening(path)),
    )
