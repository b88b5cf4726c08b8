"""What happens with a bug: it is logged, and a window offers a report that holds nobody's data."""

import logging
import platform
import re
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from client.core.i18n import _, language
from client.core.settings import APPLICATION
from shared.version import VERSION

log = logging.getLogger(__name__)

ROOT = Path(__file__).parents[2]
_PERSONAL = re.compile(r"'[^']*'|\"[^\"]*\"|\([^)]*\)|\d{3,}|[^\x00-\x7f]+")


def log_path() -> Path:
    return platformdirs.user_log_path(APPLICATION, appauthor=False) / "client.log"


def start_log(path: Path | None = None) -> None:
    """Write warnings to a file that never grows beyond some megabytes."""
    path = path or log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def report(error: BaseException) -> str:
    """Describe a bug: where it happened, in which versions; values and names are left out."""
    facts = (
        f"HEMIS Desktop {VERSION}, interface {language()}",
        f"Qt {qt_version}, Python {platform.python_version()}, {platform.platform()}",
    )
    return "\n".join((*facts, "", *_causes(error)))


def _causes(error: BaseException) -> list[str]:
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = [*_causes(earlier), "then:"] if earlier else []
    first_line = str(error).partition("\n")[0]
    told = f"{type(error).__name__}: {_PERSONAL.sub('…', first_line)}"
    return [*before, *map(_place, traceback.extract_tb(error.__traceback__)), told]


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(path.parent.name, path.name)
    return f"  {shown.as_posix()}:{frame.lineno} {frame.name}"


class CrashReports(QObject):
    """Takes every exception that nobody caught, from any thread."""

    _happened = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._showing: CrashDialog | None = None
        self._happened.connect(self.show)

    def install(self) -> None:
        sys.excepthook = self._caught
        threading.excepthook = lambda caught: self._caught(
            caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback
        )

    def show(self, error: BaseException) -> None:
        """Show the report, one at a time: a bug that repeats at every paint must not bury the screen."""
        if self._showing is not None:
            return
        self._showing = CrashDialog(report(error))
        self._showing.finished.connect(self._closed)
        self._showing.open()

    def _closed(self) -> None:
        if self._showing is not None:
            self._showing.deleteLater()
        self._showing = None

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("%s", report(error))
        self._happened.emit(error)


class CrashDialog(QDialog):
    """Says that the program made a mistake, what is safe, and offers the report."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setWindowTitle(_("The program made a mistake"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.resize(640, 400)
        told = QLabel(
            _(
                "Something in the program went wrong; saved work is safe. You can go on working. If it happens "
                "again, copy this report and send it to your administrator: it holds nobody's data."
            )
        )
        told.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        buttons = QDialogButtonBox()
        copy = buttons.addButton(_("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (told, self.text, buttons):
            layout.addWidget(part)
