"""Issuing the balance of movement: between which days, of what, by what it is cut, in which language its paper is."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.data.documents.registered import RegisteredPapers
from client.data.grades import reading
from client.data.grades.reading import Named
from client.data.movement import issued
from client.data.movement.balance import CUTS
from client.widgets.act_buttons import ActButtons
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace
from shared.models.movement import WRITTEN

OFFICE = "hemis_academic_office"
LETTERS = 52
WHOLE = 0
FROZEN = N_("The numbers are kept as they are now. What is entered later is shown beside them.")


class IssueDialog(QDialog):
    """The dialog closes when the balance is issued, and its paper is shown."""

    def __init__(self, workplace: Workplace, days: tuple[date, date], cut: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Issue the balance of movement"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace = workplace
        self.message, self.first, self.last = MessageLine(), DayEdit(days[0]), DayEdit(days[1])
        self.of, self.cut, self.written = OfferedBox(), Combo(), Combo()
        for key, (label, _list) in CUTS.items():
            self.cut.addItem(_(label), key)
        self.cut.setCurrentIndex(self.cut.findData(cut))
        for code, name in WRITTEN.items():
            self.written.addItem(_(name), code)
        self.written.setCurrentIndex(max(0, self.written.findData(issued.FORM.written)))
        form = QFormLayout()
        for label, field in (
            (_("From"), self.first), (_("Until"), self.last), (_("Of what"), self.of), (_("By what"), self.cut),
            (_("Language"), self.written),
        ):  # fmt: skip
            form.addRow(label, field)
        self.buttons = ActButtons(self, workplace.tasks, _("Issue"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        frozen = QLabel(_(FROZEN))
        frozen.setTextFormat(Qt.TextFormat.PlainText)
        frozen.setWordWrap(True)
        layout.addWidget(frozen)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self._draft = keep_dialog(
            workplace, self, "issue-balance", first=self.first, last=self.last, of=self.of, cut=self.cut,
            written=self.written,
        )  # fmt: skip
        self.finished.connect(self.deleteLater)
        workplace.tasks.run(
            self, partial(reading.faculties, workplace.gateway), self._offer, self.message.refuse
        )

    def do(self) -> None:
        """Freeze the numbers and register the paper."""
        workplace, days = self._workplace, (self.first.day(), self.last.day())
        work = partial(
            issued.issue, workplace.gateway, days, self.cut.currentData(), self.of.currentData() or None,
            self.written.currentData(), workplace.session.person.name,
        )  # fmt: skip
        self.buttons.ask(work, self._show, self.message.refuse)

    def _offer(self, faculties: list[Named]) -> None:
        offered = [(each.id, each.name) for each in faculties]
        if self._workplace.gateway.role == OFFICE:
            offered.insert(0, (WHOLE, _("The whole university")))
        self.of.fill(offered)
        self._draft.begin()

    def _show(self, papers: RegisteredPapers) -> None:
        self.accept()
        self._workplace.changes.announce(issued.RELATION)
        present(self._workplace, papers)
