"""Late grade sheets: narrowed by faculty, department, state and name; whose turn it is is reminded from here."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.grades import late
from client.data.grades.late import LateSheet
from client.widgets.combo import Combo
from client.widgets.measures import letters_wide
from client.widgets.reading_window import ReadingWindow
from client.widgets.workplace import Workplace
from shared.models.grades import SHEET_STATES
from shared.names import words

REMIND = Command(N_("Remind"), ("Ctrl+Shift+R",), "messages")
_LETTERS = (14, 22, 9, 20, 15, 6, 28, 30)
_FACULTY, _HEAD = "hemis_faculty", "hemis_department_head"
_MAY_REMIND = (_FACULTY, _HEAD)


class LateSheets(ReadingWindow):
    """The late sheets of the own scope; several are chosen and reminded of at once."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Late grade sheets"))
        self.faculty, self.department, self.state_, self.search = Combo(), Combo(), Combo(), QLineEdit()
        self._found: list[LateSheet] = []
        self.remind_ = actions.action(self, REMIND, self.remind)
        self._build()
        self.reload()

    def reload(self) -> None:
        self.read(partial(late.late_sheets, self._workplace.gateway), self._take)

    def activated(self, key: int) -> None:
        """Open the sheet."""
        self._workplace.navigator.open("grade-sheet", record_id=key)

    def remind(self) -> None:
        """Remind whose turn it is in the chosen sheets."""
        ids = [self._keys[row] for row in self.table.chosen()]
        if not ids:
            self.message.say(_("Choose the sheets first."))
            return
        work = partial(late.remind, self._workplace.gateway, ids)
        self._workplace.tasks.run(self, work, self._reminded, self.message.refuse)

    def _reminded(self, count: int) -> None:
        self._workplace.changes.announce("grades.reminder")
        self.message.say(_("{count} reminders were sent; they stand on the start pages.", count=count))
        self.reload()

    def _build(self) -> None:
        for box, name in (
            (self.faculty, N_("Faculty")),
            (self.department, N_("Department")),
            (self.state_, N_("State")),
        ):
            box.setAccessibleName(_(name))
            box.addItem(_("{what}: all", what=_(name)), "")
            box.setMinimumWidth(box.sizeHint().width())  # what is narrowed is to be read
            box.currentIndexChanged.connect(lambda _place: self._show())
        self.search.setAccessibleName(_("Teacher, subject or group"))
        self.search.setPlaceholderText(_("Teacher, subject or group"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(letters_wide(self.search, 33))
        self.search.textChanged.connect(lambda _text: self._show())
        units = {_FACULTY: (self.department,), _HEAD: ()}.get(
            str(self._workplace.gateway.role), (self.faculty, self.department)
        )  # nobody chooses among one
        self.lay_out(*units, self.state_, self.search)
        self.bar.addAction(self.remind_)
        self.bar.keep(self.remind_)
        self.remind_.setVisible(self._workplace.gateway.role in _MAY_REMIND)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selected.connect(self._enable)

    def _take(self, found: list[LateSheet]) -> None:
        self._found = found
        for box, values in (
            (self.faculty, {each.faculty: each.faculty for each in found}),
            (self.department, {each.department: each.department for each in found if each.department}),
            (
                self.state_,
                {state: _(title) for state, title in SHEET_STATES.items() if _stands(found, state)},
            ),
        ):
            _offer(box, values)
        self._show()

    def _show(self) -> None:
        wanted = words(self.search.text())
        shown = [
            each
            for each in self._found
            if self.faculty.currentData() in ("", each.faculty)
            and self.department.currentData() in ("", each.department)
            and self.state_.currentData() in ("", each.state)
            and _says(each, wanted)
        ]
        self.show_rows(late.as_table(shown), [each.sheet_id for each in shown], _LETTERS, (1, 6))
        if not self._found:
            self.sum.setText(_("No grade sheet is late."))
        self._enable()

    def _enable(self) -> None:
        may = {each.sheet_id for each in self._found if each.may_remind}
        chosen = {self._keys[row] for row in self.table.chosen()}
        self.remind_.setEnabled(bool(chosen & may))
        self.remind_.setToolTip(
            "" if chosen & may
            else _("Choose sheets whose turn is somebody's who was not reminded today.")
        )  # fmt: skip


def _stands(found: list[LateSheet], state: str) -> bool:
    return any(each.state == state for each in found)


def _says(sheet: LateSheet, wanted: tuple[str, ...]) -> bool:
    known = words(" ".join((sheet.number, sheet.subject, sheet.students, *sheet.people)))
    return all(any(word.startswith(each) for word in known) for each in wanted)


def _offer(box: Combo, values: dict[str, Any]) -> None:
    """Offer what there is; what was chosen stays chosen while it is there."""
    kept = box.currentData()
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for value, title in sorted(values.items(), key=lambda pair: str(pair[1])):
        box.addItem(str(title), value)
    box.setCurrentIndex(max(0, box.findData(kept)))
    box.blockSignals(False)
