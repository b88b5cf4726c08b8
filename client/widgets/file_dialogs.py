"""Asking for files and folders: a dialog begins in the folder where the last one ended, the first one in Documents."""

import re
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from client.core.i18n import _
from client.core.settings import workstation
from client.data.local.output_files import safe_name
from client.widgets.message_place import Act
from client.widgets.workplace import OwnSettings

_PATTERN = re.compile(r"\*(\.\w+)")


class Forgetful:
    """Settings of nobody: without the server there is no place where a person's are kept."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        self._values[key] = value


class FileDialogs:
    """The dialogs for files of a person at this computer; all answer "" (or nothing) for a change of mind."""

    def __init__(self, settings: OwnSettings) -> None:
        self._settings = settings
        # The person may work at several computers, whose folders differ.
        self._key = f"folder/{workstation()}"

    def to_save(self, parent: QWidget | None, name: str, kinds: str = "") -> str:
        """Ask where a file goes, proposing `name`; its end is that of the chosen kind."""
        proposed = str(Path(self._folder()) / safe_name(name))
        chosen, kind = QFileDialog.getSaveFileName(parent, _("Save"), proposed, kinds)
        return self._remembered(_with_end(chosen, kind, kinds)) if chosen else ""

    def to_open(self, parent: QWidget | None, title: str, kinds: str) -> str:
        """Ask for a file that is there."""
        chosen, _kind = QFileDialog.getOpenFileName(parent, title, self._folder(), kinds)
        return self._remembered(chosen)

    def many_to_open(self, parent: QWidget | None, title: str, kinds: str) -> list[str]:
        """Ask for files that are there."""
        chosen, _kind = QFileDialog.getOpenFileNames(parent, title, self._folder(), kinds)
        for name in chosen[:1]:
            self._remembered(name)
        return chosen

    def folder(self, parent: QWidget | None, title: str) -> str:
        """Ask for a folder."""
        chosen = QFileDialog.getExistingDirectory(parent, title, self._folder())
        if chosen:
            self._settings.put(self._key, chosen)
        return chosen

    def _folder(self) -> str:
        last = self._settings.get(self._key)
        if isinstance(last, str) and Path(last).is_dir():
            return last
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def _remembered(self, name: str) -> str:
        if name:
            self._settings.put(self._key, str(Path(name).parent))
        return name


def opening(path: Path) -> tuple[Act, Act]:
    """Return what one wants of a file that was written: to open it, or its folder."""
    shown = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
    return Act(_("Open the file"), shown), opening_folder(path.parent)


def opening_folder(folder: Path) -> Act:
    """Return what shows the files of a folder."""
    return Act(_("Open the folder"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(folder))))


def _with_end(name: str, kind: str, kinds: str) -> str:
    """Give a file the end of its kind; that of another kind is replaced, any other belongs to the name."""
    ends, known = _PATTERN.findall(kind), _PATTERN.findall(kinds)
    path = Path(name)
    end = path.suffix.lower()
    if not ends or end in ends:
        return name
    return str(path.with_suffix(ends[0])) if end in known else f"{name}{ends[0]}"
