"""Students are added to a class by hand: who, why, from which day and until when."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.teaching import members
from client.data.teaching.members import TaughtClass
from client.views.teaching.members.question import MemberQuestion, within
from client.widgets.choosers.chosen_records import ChosenRecords
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.workplace import Workplace
from shared.models.students import Student
from shared.models.teaching import GUEST, REASONS


class JoinClass(MemberQuestion):
    """Guests, repeaters and students on mobility come to a class."""

    def __init__(self, workplace: Workplace, of: TaughtClass, called: str, parent: QWidget | None) -> None:
        super().__init__(workplace, _("Add to the class"), called, parent)
        self._of = of
        self.students = ChosenRecords(workplace, Student, _("Chosen students"), self)
        self.reason, self.ends = Combo(), QCheckBox(_("until"))
        self.first, self.last = DayEdit(within(of)), DayEdit(of.last)
        for code, words in REASONS.items():
            self.reason.addItem(_(words), code)
        self.reason.setCurrentIndex(self.reason.findData(GUEST))
        self.last.setEnabled(False)
        self.ends.toggled.connect(self.last.setEnabled)
        days = QHBoxLayout()
        for widget in (self.first, self.ends, self.last):
            days.addWidget(widget)
        days.addStretch(1)
        self.students.add_to(self.form, _("Student"))
        self.form.addRow(_("Why"), self.reason)
        self.form.addRow(_("Since"), days)
        self.form.addRow(_("Remark"), self.note)
        self.keep(
            f"join-class/{of.id}",
            students=self.students.field(),
            reason=self.reason,
            first=self.first,
            ends=self.ends,
            last=self.last,
        )

    def do(self) -> None:
        try:
            students = self.students.ids()
        except UserError as error:
            self.message.refuse(error)
            return
        if not students:
            self.message.refuse(UserError(N_("Choose the students first.")))
            return
        last = self.last.day() if self.ends.isChecked() else None
        work = partial(
            members.join,
            self.workplace.gateway,
            self._of.id,
            students,
            self.reason.currentData(),
            self.first.day(),
            last,
            self.note.text().strip(),
        )
        self.run(work, _("Added to the class: {count}", count=len(students)))
