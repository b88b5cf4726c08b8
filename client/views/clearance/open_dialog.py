"""Opening clearance sheets for students: found one by one, a whole group, or numbers pasted from Excel."""

from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from client.core.errors import UserError
from client.core.i18n import _
from client.data.clearance import acts
from client.widgets.act_buttons import ActButtons
from client.widgets.choosers.student_chooser import StudentChooser
from client.widgets.combo import Combo
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.clearance import OCCASIONS

LETTERS = 60


class OpenSheets(QDialog):
    """Whoever has a sheet that stands keeps that one."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Open clearance sheets"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace = workplace
        self.message, self.occasion = MessageLine(), Combo()
        self.occasion.setAccessibleName(_("Occasion"))
        for code, title in OCCASIONS.items():
            self.occasion.addItem(_(title), code)
        self.students = StudentChooser(workplace, _("Students who get a sheet"), self)
        form = QFormLayout()
        form.addRow(_("Occasion"), self.occasion)
        self.students.add_to(form)
        self.buttons = ActButtons(self, workplace.tasks, _("Open the sheets"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        keep_dialog(workplace, self, "clearance/open", occasion=self.occasion, **self.students.kept()).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Open them; the dialog closes when the server has done it."""
        try:
            chosen = self.students.chosen()
        except UserError as error:
            self.message.refuse(error)
            return
        work = partial(acts.open_sheets, self._workplace.gateway, chosen, self.occasion.currentData())
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, count: int) -> None:
        self.accept()
        self._workplace.changes.announce(*acts.RELATIONS)
        self._workplace.navigator.say(
            _("Sheets opened: {count}.", count=count) if count else _("All of them have a sheet already.")
        )
