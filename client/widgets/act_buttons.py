"""The buttons of a dialog that asks the server: the act and Cancel."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QDialogButtonBox

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.tasks import Failed, Tasks
from client.widgets.focus import HeldFocus

Result = TypeVar("Result")


class ActButtons(QDialogButtonBox):
    """While the server is asked the act cannot be pressed again; refused, the focus is where it was, not on Cancel."""

    def __init__(
        self, dialog: QDialog, tasks: Tasks, title: str, act: Callable[[], object], cancel: str = ""
    ) -> None:
        standard = QDialogButtonBox.StandardButton
        super().__init__(standard.Cancel)
        self._dialog, self._tasks, self._focus = dialog, tasks, HeldFocus(dialog)
        self.button(standard.Cancel).setText(cancel or _("Cancel"))
        # Else it would be the first that Enter may press, and take what was typed away.
        self.button(standard.Cancel).setAutoDefault(False)
        self.sure = self.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self.sure.setDefault(True)
        self.accepted.connect(act)
        self.rejected.connect(dialog.reject)

    def ask(self, work: Callable[[], Result], done: Callable[[Result], object], refused: Failed) -> None:
        """Do the work in the background; `done` closes the dialog."""
        self._focus.take(self)
        self.sure.setEnabled(False)
        self._tasks.run(self._dialog, work, partial(self._done, done), partial(self._refused, refused))

    def _done(self, done: Callable[[Result], object], answer: Result) -> None:
        self._resume()
        done(answer)

    def _refused(self, refused: Failed, error: HemisError) -> None:
        self._resume()
        refused(error)

    def _resume(self) -> None:
        self.sure.setEnabled(True)
        self._focus.give_back()
