"""Students are added to a class by hand: who, why, from which day and until when."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.teaching import members
from client.data.teaching.members import TaughtClass
from client.views.teaching.members.question import MemberQuestion, day_field, day_of, within
from client.widgets.combo import Combo
from client.widgets.editors import Lookup
from client.widgets.kept_input import KeptField
from client.widgets.workplace import Workplace
from shared.models.students import Student
from shared.models.teaching import GUEST, REASONS

ID = Qt.ItemDataRole.UserRole
LINES = 5


class ChosenStudents(QObject):
    """A lookup above, who was chosen below; Del takes somebody off again."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.lookup, self.list = Lookup(workplace, Student), QListWidget()
        self.list.setAccessibleName(_("Chosen students"))
        self.list.setMaximumHeight(self.list.fontMetrics().lineSpacing() * LINES + 8)
        self.lookup.chosen.connect(self._take)
        off = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        off.setContext(Qt.ShortcutContext.WidgetShortcut)
        off.activated.connect(self._take_off)

    def ids(self) -> list[int]:
        """Return who was chosen, also the one who stands in the lookup still."""
        return [number for number, _name in self.kept()]

    def kept(self) -> list[tuple[int, str]]:
        """Return id and name of each."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [(item.data(ID), item.text()) for item in items]

    def keep(self, kept: Any) -> None:
        """Show who was chosen before."""
        self.list.clear()
        for number, name in kept:
            self._add(number, name)

    def _take(self, number: object) -> None:
        if isinstance(number, int) and number not in self.ids():
            self._add(number, self.lookup.text())
            self.changed.emit()
        self.lookup.set_value(None)

    def _add(self, number: int, name: str) -> None:
        item = QListWidgetItem(name)
        item.setData(ID, number)
        self.list.addItem(item)

    def _take_off(self) -> None:
        if (row := self.list.currentRow()) >= 0:
            self.list.takeItem(row)
            self.changed.emit()


class JoinClass(MemberQuestion):
    """Guests, repeaters and students on mobility come to a class."""

    def __init__(self, workplace: Workplace, of: TaughtClass, called: str, parent: QWidget | None) -> None:
        super().__init__(workplace, _("Add to the class"), called, parent)
        self._of = of
        self.students = ChosenStudents(workplace, self)
        self.reason, self.ends = Combo(), QCheckBox(_("until"))
        self.first, self.last = day_field(within(of)), day_field(of.last)
        for code, words in REASONS.items():
            self.reason.addItem(_(words), code)
        self.reason.setCurrentIndex(self.reason.findData(GUEST))
        self.last.setEnabled(False)
        self.ends.toggled.connect(self.last.setEnabled)
        days = QHBoxLayout()
        for widget in (self.first, self.ends, self.last):
            days.addWidget(widget)
        days.addStretch(1)
        self.form.addRow(_("Student"), self.students.lookup)
        self.form.addRow("", self.students.list)
        self.form.addRow(_("Why"), self.reason)
        self.form.addRow(_("Since"), days)
        self.form.addRow(_("Remark"), self.note)
        listed = KeptField(self.students.kept, self.students.keep, self.students.changed.connect)
        self.keep(
            f"join-class/{of.id}",
            students=listed,
            reason=self.reason,
            first=self.first,
            ends=self.ends,
            last=self.last,
        )

    def do(self) -> None:
        if not self.students.ids():
            self.message.refuse(UserError(N_("Choose the students first.")))
            return
        last = day_of(self.last) if self.ends.isChecked() else None
        work = partial(
            members.join,
            self.workplace.gateway,
            self._of.id,
            self.students.ids(),
            self.reason.currentData(),
            day_of(self.first),
            last,
            self.note.text().strip(),
        )
        self.run(work, _("Added to the class: {count}", count=len(self.students.ids())))
