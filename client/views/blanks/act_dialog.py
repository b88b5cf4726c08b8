"""One act on blanks: which, when, and what it is told; what it would refuse stands below the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from client.core import clock
from client.core.i18n import N_, _
from client.data.blanks import acts
from client.data.blanks.holdings import Offered
from client.views.blanks.numbers_field import NumbersField
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.message_place import Act
from client.widgets.workplace import Workplace
from shared.models.blanks import GIVE_BACK, HAND_OVER, ISSUE, LOSE, PRINT, RELEASE, RESERVE, RETURN, SPOIL

LETTERS = 70
TO_UNIT, STATION, PERSON, DOCUMENT, REASON = "to_unit_id", "workstation_id", "person", "document", "reason"
LONGEST = {PERSON: 256, DOCUMENT: 256, REASON: 512}


@dataclass(frozen=True)
class ActForm:
    """What an act is called, and what it asks for beside the numbers and the day: field and label."""

    deed: str
    title: str
    fields: tuple[tuple[str, str], ...] = ()


FORMS = {
    each.deed: each
    for each in (
        ActForm(
            HAND_OVER, N_("Hand over to a faculty"), ((TO_UNIT, N_("Faculty")), (DOCUMENT, N_("By what document")))
        ),
        ActForm(GIVE_BACK, N_("Give back to the registrar"), ((DOCUMENT, N_("By what document")),)),
        ActForm(RESERVE, N_("Reserve for a workstation"), ((STATION, N_("Printing workstation")),)),
        ActForm(RELEASE, N_("End the reservation")),
        ActForm(PRINT, N_("Record the printing"), ((PERSON, N_("In whose name")), (DOCUMENT, N_("What was printed")))),
        ActForm(
            ISSUE, N_("Issue"), ((PERSON, N_("To whom")), (DOCUMENT, N_("By what document or power of attorney")))
        ),
        ActForm(SPOIL, N_("Write off as spoiled"), ((REASON, N_("What happened")), (DOCUMENT, N_("Act or note")))),
        ActForm(LOSE, N_("Record as lost"), ((REASON, N_("What happened")), (DOCUMENT, N_("Notice of the loss")))),
        ActForm(RETURN, N_("Return to the supplier"), ((DOCUMENT, N_("By what document")), (REASON, N_("Reason")))),
    )
}  # fmt: skip


class ActDialog(QDialog):
    """Stays open while the act is refused; what was typed is kept."""

    def __init__(
        self, workplace: Workplace, form: ActForm, offered: Offered, numbers: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_(form.title))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._form = workplace, form
        self.message, self.day = MessageLine(), DayEdit(clock.today())
        self.numbers = NumbersField(workplace, form.deed, self.day.day, self)
        self.fields: dict[str, QLineEdit | Combo] = {
            name: self._field(name, offered) for name, _l in form.fields
        }
        lines = QFormLayout()
        self.numbers.add_to(lines)
        self.numbers.text.setPlainText(numbers)
        lines.addRow(_("Day"), self.day)
        for name, label in form.fields:
            self.fields[name].setAccessibleName(_(label))
            lines.addRow(_(label), self.fields[name])
        self.buttons = ActButtons(self, workplace.tasks, _(form.title), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(lines)
        layout.addWidget(self.buttons)
        kept: dict[str, QWidget] = {"numbers": self.numbers.text, "day": self.day, **self.fields}
        keep_dialog(workplace, self, f"blanks/{form.deed}", **kept).begin()
        self.day.dateChanged.connect(self.numbers.look)
        self.numbers.look()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Do it; the dialog closes when the server has accepted it."""
        text, given = self.numbers.text.toPlainText(), self._given()
        work = partial(acts.enter, self._workplace.gateway, self._form.deed, text, given)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _given(self) -> Mapping[str, Any]:
        values = {
            name: each.currentData() if isinstance(each, Combo) else each.text().strip()
            for name, each in self.fields.items()
        }
        return {"day": self.day.day().isoformat(), **values}

    def _done(self, act_id: int) -> None:
        self.accept()
        self._workplace.changes.announce(*acts.RELATIONS)
        shown = partial(self._workplace.navigator.open, "blank-act", record_id=act_id)
        self._workplace.navigator.say(_("Done."), Act(_("Open the act"), shown))

    @staticmethod
    def _field(name: str, offered: Offered) -> QLineEdit | Combo:
        if name in LONGEST:
            line = QLineEdit()
            line.setMaxLength(LONGEST[name])
            return line
        box = Combo()
        for number, called in offered.faculties if name == TO_UNIT else offered.stations:
            box.addItem(called, number)
        return box
