"""Asking for a link: what was typed is kept until the server has accepted it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.data.topics import resources
from client.widgets.act_buttons import ActButtons
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

LETTERS = 62


class LinkDialog(QDialog):
    """Title and address."""

    def __init__(
        self, workplace: Workplace, topic: int, done: Callable[[], object], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Add a link"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._topic, self._added = workplace, topic, done
        self.message, self.name, self.url = MessageLine(), QLineEdit(), QLineEdit()
        self.url.setPlaceholderText("https://")
        form = QFormLayout()
        for field, label, length in ((self.name, _("Title"), 256), (self.url, _("Address"), 1024)):
            field.setMaxLength(length)
            field.setAccessibleName(label)
            form.addRow(label, field)
        self.buttons = ActButtons(self, workplace.tasks, _("Add"), self.add)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        keep_dialog(workplace, self, f"topic-link/{topic}", name=self.name, url=self.url).begin()
        self.finished.connect(self.deleteLater)

    def add(self) -> None:
        """Store the link; the dialog closes when the server has accepted it."""
        name, url = self.name.text().strip(), self.url.text().strip()
        work = partial(resources.add_link, self._workplace.gateway, self._topic, name or url, url)
        self.buttons.ask(work, self._done, self._refused)

    def _done(self, _number: object) -> None:
        self.accept()
        self._added()

    def _refused(self, error: HemisError) -> None:
        self.message.refuse(error)
        self.url.setFocus()
