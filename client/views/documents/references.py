"""The window of student references: for whom, in which language, for which purpose; beside it the papers."""

from collections.abc import Iterable
from functools import partial
from hashlib import sha256
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.errors import UserError
from client.core.i18n import LANGUAGES, N_, _, language
from client.core.icons import icon
from client.core.settings import workstation
from client.core.theme import colours
from client.data.documents.registered import RegisteredPapers
from client.data.students import references
from client.data.students.documents import FORM
from client.data.students.references import Prepared
from client.widgets.editors import Lookup
from client.widgets.file_dialogs import FileDialogs
from client.widgets.formatting import grouped
from client.widgets.kept_input import InputDraft, KeptField
from client.widgets.message_line import MessageLine
from client.widgets.preview import Preview
from client.widgets.workplace import Workplace
from reports.students.reference_words import PLACES
from shared.models.students import Student

TAKE_OFF = Command(N_("Take off the list"), ("Del",), "close")
EVERYBODY_OFF = Command(N_("Empty the list"), (), "clear")
#: Milliseconds of rest in typing before the papers are prepared again.
PAUSE = 300
STUDENT = Qt.ItemDataRole.UserRole


class References(QWidget):
    """Prepares references of the chosen students; the preview registers them when they are printed or saved."""

    #: Students came onto the list or left it.
    _listed = Signal()

    def __init__(self, workplace: Workplace, student_ids: Iterable[int] = ()) -> None:
        super().__init__()
        self.title = _("Student references")
        self._workplace = workplace
        self._asked = 0
        self.students = QListWidget()
        self.lookup = Lookup(workplace, Student)
        self.language = QComboBox()
        self.place = QComboBox()
        self.refused = QLabel()
        self.refused_off = QPushButton(icon("warning"), _("Take those without a reference off"))
        self._refused: set[int] = set()
        self.count = QLabel()
        self.message = MessageLine()
        self.preview = Preview(workplace.tasks, FileDialogs(workplace.settings))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.prepare)
        self._coming: list[int] = []
        chosen = list(student_ids)
        self._draft = InputDraft(
            workplace,
            _draft_key(chosen),
            self,
            language=self.language,
            place=self.place,
            students=KeptField(self._wanted, self.add, self._listed.connect),
        )
        self.may_close = self._draft.may_close
        self._build()
        self.add(chosen)
        self._draft.begin()

    def student_ids(self) -> list[int]:
        """Return the chosen students in the order of the list."""
        return [self.students.item(row).data(STUDENT) for row in range(self.students.count())]

    def add(self, ids: list[int]) -> None:
        """Put students on the list; one that is there already stays where it is."""
        known = set(self.student_ids())
        fresh = [number for number in dict.fromkeys(ids) if number not in known]
        if not fresh:
            self.prepare()
            return
        self._coming += fresh
        self._listed.emit()
        work = partial(references.names_of, self._workplace.gateway, fresh)
        self._workplace.tasks.run(self, work, self._added, self.message.refuse)

    def take_off(self) -> None:
        """Take the chosen students off the list."""
        for item in self.students.selectedItems():
            self.students.takeItem(self.students.row(item))
        self._changed()

    def take_off_refused(self) -> None:
        """Keep only those who get a reference."""
        for row in reversed(range(self.students.count())):
            if self.students.item(row).data(STUDENT) in self._refused:
                self.students.takeItem(row)
        self._changed()

    def empty(self) -> None:
        """Begin with nobody."""
        self.students.clear()
        self._changed()

    def prepare(self) -> None:
        """Read what the papers say and show them as drafts; an older answer is dropped."""
        self._timer.stop()
        self._asked += 1
        ids = self.student_ids()
        session, place = self._workplace.session, self.place.currentText()
        gateway, person = self._workplace.gateway, session.person.name
        work = partial(references.prepare, gateway, ids, self.language.currentData(), place, person)
        self._workplace.tasks.run(self, work, partial(self._prepared, self._asked), self.message.refuse)

    def state(self) -> dict[str, Any]:
        return {
            "students": self.student_ids(),
            "language": self.language.currentData(),
            "place": self.place.currentText(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the students and what was chosen for them."""
        self.language.setCurrentIndex(max(0, self.language.findData(state.get("language"))))
        self.place.setEditText(str(state.get("place") or self.place.currentText()))
        self.add([int(number) for number in state.get("students") or ()])

    def _added(self, named: list[tuple[int, str, str]]) -> None:
        self._coming.clear()
        known = set(self.student_ids())  # the same may have been asked for twice meanwhile
        for student, name, number in named:
            if student in known:
                continue
            item = QListWidgetItem(f"{name}  ·  {number}")
            item.setData(STUDENT, student)
            self.students.addItem(item)
        self.prepare()

    def _wanted(self) -> list[int]:
        """Return the students of the list, and those whose names are on their way."""
        return [*self.student_ids(), *self._coming]

    def _changed(self) -> None:
        self._listed.emit()
        self.prepare()

    def _prepared(self, asked: int, prepared: Prepared) -> None:
        if asked != self._asked:
            return
        self.message.hide()
        self._mark(dict(prepared.refused))
        self.count.setText(_("{count} references", count=grouped(len(prepared.references))))
        self.preview.show_papers(
            RegisteredPapers(self._workplace.gateway, FORM, prepared.references, workstation())
        )

    def _mark(self, refused: dict[int, UserError]) -> None:
        """Show beside each student who gets none that it is so, and why."""
        for row in range(self.students.count()):
            item = self.students.item(row)
            reason = refused.get(item.data(STUDENT))
            item.setIcon(icon("warning", QColor(colours().warning)) if reason else QIcon())
            item.setToolTip(reason.text() if reason else "")
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, item.toolTip())
        self._refused = set(refused)
        first = next(iter(refused.values()), None)
        self.refused.setText(
            _("{count} get no reference. {why}", count=len(refused), why=first) if first else ""
        )
        self.refused.setVisible(bool(refused))
        self.refused_off.setVisible(bool(refused))

    def _chosen(self, number: int) -> None:
        self.lookup.set_value(None)
        self.add([number])

    def _offer_places(self) -> None:
        """Offer the usual places in the language of the paper; what was typed by hand stays."""
        typed, known = self.place.currentText(), {place for places in PLACES.values() for place in places}
        self.place.clear()
        self.place.addItems(PLACES[self.language.currentData()])
        if typed and typed not in known:
            self.place.setEditText(typed)

    def _build(self) -> None:
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(language()))
        self.place.setEditable(True)
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.place.setMinimumContentsLength(20)
        self._offer_places()
        self.students.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.students.setAlternatingRowColors(True)
        self.students.setIconSize(QSize(16, 16))
        self.students.setAccessibleName(_("Students"))
        self.refused.setWordWrap(True)
        self.refused.setProperty("warning", True)
        self.refused.hide()
        self.count.setProperty("quiet", True)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._side())
        split.addWidget(self.preview)
        split.setStretchFactor(1, 1)
        split.setSizes([330, 900])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.message)
        layout.addWidget(split, 1)
        layout.addWidget(self._draft.line)
        self.setFocusProxy(self.lookup)
        self._connect()

    def _connect(self) -> None:
        self.lookup.chosen.connect(self._chosen)
        self.refused_off.clicked.connect(self.take_off_refused)
        self.language.currentIndexChanged.connect(lambda _place: self._offer_places())
        self.language.currentIndexChanged.connect(lambda _place: self.prepare())
        self.place.currentTextChanged.connect(lambda _text: self._timer.start())
        self.preview.issued.connect(self._draft.done)
        self.preview.issued.connect(
            lambda: self._workplace.changes.announce("documents.paper", "documents.printing")
        )

    def _side(self) -> QWidget:
        side = QWidget()
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(_("Language of the paper"), self.language)
        form.addRow(_("For submission"), self.place)
        form.addRow(_("Add a student"), self.lookup)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(form)
        layout.addWidget(self.students, 1)
        layout.addWidget(self.count)
        layout.addWidget(self.refused)
        layout.addWidget(self.refused_off)
        actions.action(self, actions.RELOAD, self.prepare)
        for command, act in ((TAKE_OFF, self.take_off), (EVERYBODY_OFF, self.empty)):
            made = actions.action(self.students, command, act)
            button = QPushButton(icon(command.icon), _(command.title))
            button.setToolTip(made.toolTip())
            button.clicked.connect(act)
            layout.addWidget(button)
        return side

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask nothing any more: the session may end with the window."""
        self._timer.stop()
        super().closeEvent(event)


def _draft_key(chosen: list[int]) -> str:
    """What is added to students that were chosen elsewhere is kept beside them, not for the empty window."""
    return f"references/{sha256(str(chosen).encode()).hexdigest()[:16]}" if chosen else "references"
