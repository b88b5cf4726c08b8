"""The university's own Word forms of orders: uploading a version, using one, saving a copy of it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from client.core.actions import Command
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.local.output_files import write_file
from client.data.movement import word_forms
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.file_dialogs import FileDialogs
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.record_list import ListAction
from client.widgets.workplace import Workplace
from shared.models.movement import ACTS, WRITTEN

LETTERS = 84
OFFICE = ("academic_office",)
KINDS = "Word (*.docx)"
NO_FILE = N_("Choose the file of the form.")


class UploadDialog(QDialog):
    """It shows which fields there are; a form with others is refused with the place where they stand."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Upload a Word form"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace = workplace
        self.message, self.act, self.written = MessageLine(), Combo(), Combo()
        self.file, self.fields = QLineEdit(), QPlainTextEdit(described())
        for code, name in ACTS.items():
            self.act.addItem(_(name), code)
        for code, name in WRITTEN.items():
            self.written.addItem(_(name), code)
        self.fields.setReadOnly(True)
        self.fields.setTabChangesFocus(True)
        self.fields.setAccessibleName(_("Fields of the form"))
        browse = QPushButton(_("Browse …"))
        browse.clicked.connect(self.browse)
        both = QHBoxLayout()
        both.addWidget(self.file, 1)
        both.addWidget(browse)
        self.file.setAccessibleName(_("File"))
        form = QFormLayout()
        form.addRow(_("What the order does"), self.act)
        form.addRow(_("Language"), self.written)
        form.addRow(_("File"), both)
        form.addRow(_("Fields of the form"), self.fields)
        self.buttons = ActButtons(self, workplace.tasks, _("Upload"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        keep_dialog(
            workplace, self, "upload-form", act=self.act, written=self.written, file=self.file
        ).begin()
        self.finished.connect(self.deleteLater)

    def browse(self) -> None:
        """Ask for the file."""
        if name := FileDialogs(self._workplace.settings).to_open(
            self, _("Choose the file of the form."), KINDS
        ):
            self.file.setText(name)

    def do(self) -> None:
        """Look into the form and keep it as the next version."""
        if not (name := self.file.text().strip()):
            self.message.refuse(UserError(NO_FILE))
            return
        work = partial(
            word_forms.upload,
            self._workplace.gateway,
            self.act.currentData(),
            self.written.currentData(),
            Path(name),
        )
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, version: int) -> None:
        self.accept()
        self._workplace.changes.announce(word_forms.RELATION)
        self._workplace.navigator.say(_("The form is in use as version {version}.", version=version))


def described() -> str:
    """Return the fields that a form may have, with what stands in them."""
    lines = [f"{{{{ {name} }}}} – {_(label)}" for name, label in word_forms.TEXTS.items()]
    for name, columns in word_forms.LISTS.items():
        lines += ["", f"{{%tr for row in {name} %}}"]
        lines += [f"{{{{ row.{column} }}}} – {_(label)}" for column, label in columns.items()]
        lines.append("{%tr endfor %}")
    return "\n".join(lines)


def upload(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask for a form of an act and a language."""
    UploadDialog(workplace, parent).open()


def use(workplace: Workplace, parent: QWidget, ids: list[int], *, used: bool = True) -> None:
    """Use a version from now on, or none."""

    def done(_nothing: None) -> None:
        workplace.changes.announce(word_forms.RELATION)
        workplace.navigator.say(_("The form is in use.") if used else _("The form is not used any more."))

    work = partial(word_forms.use, workplace.gateway, ids[0], used=used)
    workplace.tasks.run(parent, work, done, workplace.navigator.refuse)


def save_copy(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Save a form as it was uploaded."""

    def save(form: word_forms.Filled) -> None:
        if name := FileDialogs(workplace.settings).to_save(parent, form.name, KINDS):
            workplace.tasks.run(
                parent,
                partial(write_file, Path(name), form.content),
                lambda _n: workplace.navigator.say(_("Saved as “{file}”.", file=Path(name).name)),
                workplace.navigator.refuse,
            )

    workplace.tasks.run(
        parent, partial(word_forms.content_of, workplace.gateway, ids[0]), save, workplace.navigator.refuse
    )


UPLOAD_FORM = ListAction(
    Command(N_("Upload a Word form …"), ("Ins",), "add"), upload, OFFICE, needs_rows=False
)
USE_FORM = ListAction(Command(N_("Use this version"), (), "check"), use, OFFICE)
STOP_FORM = ListAction(Command(N_("Do not use it any more"), (), "cancel"), partial(use, used=False), OFFICE)
SAVE_FORM = ListAction(Command(N_("Save a copy …"), (), "export"), save_copy, OFFICE)
