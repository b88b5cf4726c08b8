"""Drafting an order: what it does, from which day on, on which basis, and what all of its students have alike."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.grades import reading
from client.data.grades.reading import Named
from client.data.movement import acts, naming
from client.data.movement.acts import NewOrder
from client.views.movement.line_fields import LineFields
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.movement import ACTS, RENAME, SCHEDULE, TAKE_BACK, TOPICS, WRITTEN

LETTERS = 64
OFFICE = "hemis_academic_office"
NO_ACT = N_("Choose what the order does.")


class NewOrderDialog(QDialog):
    """The draft is stored with its students at once; a colleague may go on with it."""

    def __init__(
        self,
        workplace: Workplace,
        offered: Sequence[str],
        student_ids: Sequence[int],
        parent: QWidget,
        faculty: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New order"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._students, self._wished = workplace, tuple(student_ids), faculty
        self.message, self.act, self.faculty, self.written = MessageLine(), Combo(), Combo(), Combo()
        self.effective, self.basis = DayEdit(clock.today()), QLineEdit()
        alone = self._students[0] if len(self._students) == 1 else None
        self.fields = LineFields(workplace, naming.of_student(alone) if alone else None)
        self._fill(offered)
        self._lay_out()
        self.act.currentIndexChanged.connect(self._fit)
        self._fit()
        # A name that was typed for one student never comes back for another.
        whose = f"/{alone}" if RENAME in offered and self._students else ""
        keep_dialog(
            workplace, self, f"new-order/{'-'.join(offered[:2])}{whose}", act=self.act, effective=self.effective,
            basis=self.basis, written=self.written, **self.fields.kept(),
        ).begin()  # fmt: skip
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Store the draft and open it."""
        try:
            order = self._order()
        except UserError as error:
            self.message.refuse(error)
            return
        work = partial(acts.draft, self._workplace.gateway, order, self._students)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _order(self) -> NewOrder:
        if self.act.currentData() is None:
            raise UserError(NO_ACT)
        return NewOrder(
            self.act.currentData(), self.effective.day(), self.written.currentData(), self.faculty.currentData(),
            self.basis.text().strip(), self.fields.given() if self._students else {},
        )  # fmt: skip

    def _done(self, decree_id: int) -> None:
        self._workplace.changes.announce(*acts.RELATIONS)
        self.accept()
        self._workplace.navigator.open("order", record_id=decree_id)

    def _fill(self, offered: Sequence[str]) -> None:
        for each in offered:
            self.act.addItem(_(ACTS[each]), each)
        if len(offered) > 1:
            self.act.setCurrentIndex(-1)
        for code, name in WRITTEN.items():
            self.written.addItem(_(name), code)
        if self._workplace.gateway.role == OFFICE:
            self.faculty.addItem(_("The whole university"), None)
        work = partial(reading.faculties, self._workplace.gateway)
        self._workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def _offer(self, found: list[Named]) -> None:
        for each in found:
            self.faculty.addItem(each.name, each.id)
        if (place := self.faculty.findData(self._wished)) >= 0:
            self.faculty.setCurrentIndex(place)

    def _lay_out(self) -> None:
        form = QFormLayout()
        if self._students:
            form.addRow(QLabel(_("Students: {count}", count=len(self._students))))
        form.addRow(_("What the order does"), self.act)
        form.addRow(_("Faculty"), self.faculty)
        form.addRow(_("Takes effect on"), self.effective)
        form.addRow(_("Language"), self.written)
        form.addRow(_("Basis"), self.basis)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Draft the order"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.fields)
        layout.addWidget(self.buttons)

    def _fit(self) -> None:
        """Ask of the lines what the act needs."""
        chosen: Any = self.act.currentData()
        self.fields.setVisible(bool(self._students) and chosen not in (None, SCHEDULE, TAKE_BACK, TOPICS))
        self.fields.fit(chosen or "")
