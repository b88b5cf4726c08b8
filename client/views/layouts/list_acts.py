"""What is done to versions of layouts from their list."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.layouts import files, versions
from client.data.layouts.versions import StoredVersion
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.workplace import Workplace
from shared.layouts.file import LayoutFile

EDITOR, CARD = "layout-editor", "layout-card"
Result = TypeVar("Result")
END = ".hemis-layout.json"


def use(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Print with the version of the cursor from now on."""

    def done(_nothing: None) -> None:
        workplace.changes.announce(*versions.RELATIONS)
        workplace.navigator.say(_("This version is in use now: the next blanks are printed with it."))

    _run(workplace, parent, partial(versions.use, workplace.gateway, ids[0]), done)


def copy(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Open a new version that says what the one of the cursor says."""

    def done(made: int) -> None:
        workplace.changes.announce(*versions.RELATIONS)
        workplace.navigator.open(EDITOR, record_id=made)

    _run(workplace, parent, partial(versions.copy, workplace.gateway, ids[0]), done)


def properties(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Open what the layout of the cursor is called and for."""

    def done(found: StoredVersion) -> None:
        workplace.navigator.open(CARD, record_id=found.layout_id)

    _run(workplace, parent, partial(versions.read_version, workplace.gateway, ids[0]), done)


def load(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask for a file and make a layout of it."""
    kinds = f"{_(files.KINDS)} (*.json)"
    if name := FileDialogs(workplace.settings).to_open(parent, _("Import a layout"), kinds):
        load_file(workplace, parent, Path(name))


def load_file(workplace: Workplace, parent: QWidget, path: Path) -> None:
    """Make a layout of a file."""

    def done(made: int) -> None:
        workplace.changes.announce(*versions.RELATIONS)
        workplace.navigator.open(EDITOR, record_id=made)
        workplace.navigator.say(_("The layout was imported. It is not in use yet."))

    def work() -> int:
        return versions.begin(workplace.gateway, files.read(path))

    _run(workplace, parent, work, done)


def export(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask for a file and write the version of the cursor into it."""

    def done(found: StoredVersion) -> None:
        save_file(workplace, parent, found.as_file(), found.number)

    _run(workplace, parent, partial(versions.read_version, workplace.gateway, ids[0]), done)


def save_file(workplace: Workplace, parent: QWidget, given: LayoutFile, number: int) -> None:
    """Ask for a file and write a layout into it."""
    kinds = f"{_(files.KINDS)} (*.json)"
    name = FileDialogs(workplace.settings).to_save(parent, f"{given.name} {number}{END}", kinds)
    if name:

        def done(path: Path) -> None:
            workplace.navigator.say(_("Saved as “{file}”.", file=path.name), *opening(path))

        _run(workplace, parent, partial(files.write, Path(name), given), done)


def _run(
    workplace: Workplace, parent: QWidget, work: Callable[[], Result], done: Callable[[Result], object]
) -> None:
    workplace.tasks.run(parent, work, done, workplace.navigator.refuse)
