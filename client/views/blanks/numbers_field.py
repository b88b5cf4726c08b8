"""The numbers of an act, typed as ranges or pasted as a list, with what the act would do to them below."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.latest import Latest
from client.data.blanks import acts
from client.data.blanks.acts import Preview
from client.widgets.judged import Reasons
from client.widgets.workplace import Workplace

LINES, PAUSE = 4, 300
#: So many reasons are shown; the others are like them.
SHOWN = 50


class NumbersField(QObject):
    """Asks the server a moment after the last letter; the reasons keep their room, so that nothing moves."""

    def __init__(self, workplace: Workplace, deed: str, day: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.text, self.told, self.reasons = QPlainTextEdit(), QLabel(), Reasons()
        self._workplace, self._deed, self._day = workplace, deed, day
        self._latest = Latest(workplace.tasks, self, self._refused)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        self.text.setAccessibleName(_("Blank numbers"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(
            _("B0001201–B0001450, single numbers, or a column pasted from Excel; a name may follow a number")
        )
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * LINES + 12)
        self.text.textChanged.connect(self._pause.start)

    def add_to(self, form: QFormLayout, beside: QWidget | None = None) -> None:
        """Put numbers and preview into a form, and beside the numbers what else brings some."""
        row = QHBoxLayout()
        row.addWidget(self.text, 1)
        if beside is not None:
            row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        form.addRow(_("Blank numbers"), row)
        form.addRow("", self.told)
        form.addRow("", self.reasons)

    def add(self, numbers: Sequence[str]) -> None:
        """Write numbers beneath those that stand there; it can be undone as what is typed."""
        there = self.text.toPlainText().rstrip()
        cursor = self.text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join([*there.splitlines(), *numbers]))

    def look(self) -> None:
        """Ask what would happen."""
        self._pause.stop()
        text = self.text.toPlainText()
        if not text.strip():
            self._show(None)
            return
        work = partial(acts.preview, self._workplace.gateway, self._deed, text, self._day())
        self._latest.read(work, self._show)

    def _show(self, found: Preview | None) -> None:
        self.told.setText(found.told() if found else "")
        self.reasons.setPlainText("\n".join(found.reasons[:SHOWN]) if found else "")

    def _refused(self, error: HemisError) -> None:
        self.told.setText(_("Nothing of this can be done:"))
        self.reasons.setPlainText(error.text())
