"""Beginning a version: for which faculty and term, named how, from when on, a copy of the published one or empty."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from client.core import clock
from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.data.timetable import versions
from client.data.timetable.lessons import TermRow
from client.data.timetable.rows import VersionHead
from client.data.timetable.versions import VersionChoices
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.formatting import shown
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace


class NewVersion(QDialog):
    """Makes a private draft: a copy of `base`, or of the version that is published, or an empty one."""

    made = Signal(int)

    def __init__(self, workplace: Workplace, base_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.setWindowTitle(_("New version"))
        self.message = MessageLine()
        self.term, self.faculty = Combo(), Combo()
        self.name, self.valid_from = QLineEdit(), DayEdit(clock.today())
        self.make_button, self.empty_button = QPushButton(), QPushButton(_("An empty version"))
        self._choices: VersionChoices | None = None
        self._base: VersionHead | None = None
        self._terms: dict[int, TermRow] = {}
        self._build()
        self._draft = keep_dialog(
            workplace,
            self,
            f"new-version/{base_id or 'new'}",
            term=self.term,
            faculty=self.faculty,
            name=self.name,
            valid_from=self.valid_from,
        )
        workplace.tasks.run(
            self, partial(versions.choices, workplace.gateway, base_id), self._offer, self.message.refuse
        )

    def make(self, *, empty: bool = False) -> None:
        """Make the draft with the cards its classes need, placed as in the version it is made from."""
        name = self.name.text().strip()
        if not name:
            self.message.say(_("Give the version a name."))
            self.name.setFocus()
            return
        day = self.valid_from.day()
        work = partial(
            versions.create,
            self._workplace.gateway,
            self.term.currentData(),
            self.faculty.currentData(),
            name,
            day,
            None if empty or self._base is None else self._base.id,
        )
        self._wait(True)
        self._workplace.tasks.run(self, work, self._done, self._refuse)

    def _offer(self, choices: VersionChoices) -> None:
        self._choices = choices
        self._terms = {term.id: term for term in choices.terms}
        for term in choices.terms:
            self.term.addItem(term.name, term.id)
        for number, name in choices.faculties:
            self.faculty.addItem(name, number)
        today = clock.today()
        running = next((t.id for t in choices.terms if t.starts_on <= today <= t.ends_on), None)
        if choices.base is not None:
            self._take(choices.base)
        elif running is not None:
            self.term.setCurrentIndex(self.term.findData(running))
        self._on_chosen()
        self._draft.begin()

    def _take(self, base: VersionHead) -> None:
        """A copy is of the same faculty and term."""
        self.term.setCurrentIndex(self.term.findData(base.term_id))
        self.faculty.setCurrentIndex(self.faculty.findData(base.faculty_id))
        self.term.setEnabled(False)
        self.faculty.setEnabled(False)

    def _on_chosen(self) -> None:
        """Offer what there is to copy for this faculty and term, under a name of its own."""
        self._begin_with_term()
        if self._choices is None:
            return
        before, chosen = self._base, (self.term.currentData(), self.faculty.currentData())
        self._base = self._choices.base or self._choices.published(*chosen)
        self.empty_button.setVisible(self._base is not None and self._choices.base is None)
        if before != self._base and not self.name.isModified():
            self.name.setText(self._choices.further_name(self._base) if self._base else "")
        if self._base is None:
            self.make_button.setText(_("Make"))
            return
        words = N_("Make a copy") if self._choices.base else N_("Copy of the published version")
        self.make_button.setText(_(words))
        self.make_button.setToolTip(f"“{self._base.name}”, {shown(self._base.valid_from)}")

    def _begin_with_term(self) -> None:
        term = self._terms.get(self.term.currentData() or 0)
        if term is not None:
            begins = max(term.starts_on, min(clock.today(), term.ends_on))
            self.valid_from.show_day(begins)

    def _wait(self, waiting: bool) -> None:
        """A second click while the server makes it would make a second version."""
        for made in (self.make_button, self.empty_button):
            made.setDisabled(waiting)

    def _done(self, version_id: int) -> None:
        self._wait(False)
        self._workplace.changes.announce("timetable.version")
        self.made.emit(version_id)
        self.accept()

    def _refuse(self, error: HemisError) -> None:
        self._wait(False)
        self.message.refuse(error)

    def _build(self) -> None:
        for box in (self.term, self.faculty):
            box.currentIndexChanged.connect(lambda _index: self._on_chosen())
        form = QFormLayout()
        form.addRow(_("Term"), self.term)
        form.addRow(_("Faculty"), self.faculty)
        form.addRow(_("Name"), self.name)
        form.addRow(_("Valid from"), self.valid_from)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self.make_button.setText(_("Make"))
        self.make_button.setDefault(True)
        self.make_button.clicked.connect(lambda _checked: self.make())
        self.empty_button.setAutoDefault(False)
        self.empty_button.clicked.connect(lambda: self.make(empty=True))
        self.empty_button.hide()
        buttons.addButton(self.make_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.empty_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.name.setMinimumWidth(letters_wide(self.name, 44))
        self.name.setFocus()
