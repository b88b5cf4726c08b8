"""Who holds what: rooms and hours of a term that the faculties hold on the common board, and below their classes."""

from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.records.list_filters import Filter
from client.data.timetable import holdings, lessons
from client.data.timetable.holdings import ClassHeld, FacultyHeld, Holdings
from client.data.timetable.lessons import TermRow
from client.widgets.choosers.term_box import TermBox
from client.widgets.formatting import grouped
from client.widgets.line_table import LineTable
from client.widgets.message_line import MessageLine
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.timetable import VERSION_STATES
from shared.names import signed

TRAINING = "h_training_type"
BUILDER, CLASSES = "schedule-info", "class"
OPEN_VERSION = Command(N_("Open the version"), ("Ctrl+O",), "calendar")
OPEN_CLASSES = Command(N_("Open the classes"), ("Ctrl+Shift+O",), "class")
#: The head of a column and its width in letters; the first takes what is left.
FACULTIES = (
    (N_("Faculty"), 24), (N_("Version of the timetable"), 24), (N_("State"), 18), (N_("Lessons a week"), 12),
    (N_("Rooms"), 9), (N_("Pairs in rooms"), 12), (N_("Most at one time"), 14),
)  # fmt: skip
CLASSES_HELD = (
    (N_("Subject"), 24), (N_("Training type"), 15), (N_("Students"), 18), (N_("People"), 6), (N_("Teacher"), 22),
    (N_("Rooms"), 18), (N_("Pairs a week"), 10), (N_("Pairs in rooms"), 12),
)  # fmt: skip
#: Places of columns whose texts stand at the right.
FACULTY_NUMBERS, CLASS_NUMBERS = (3, 4, 5, 6), (3, 6, 7)


class WhoHoldsWhat(QWidget):
    """The term above; a faculty opens its version, a class the list of classes."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Who holds what")
        self.message, self.term, self.told = MessageLine(), TermBox(), QLabel()
        self.faculties = LineTable(_("Faculties"), FACULTIES, FACULTY_NUMBERS)
        self.classes = LineTable(_("Classes"), CLASSES_HELD, CLASS_NUMBERS)
        self._workplace = workplace
        self._read, self._held = Holdings((), 0), tuple[ClassHeld, ...]()
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self._build()
        subscription = workplace.changes.subscribe(
            ("timetable.version", "timetable.card"), lambda _relation: self.reload()
        )
        self.destroyed.connect(subscription.end)
        work = partial(lessons.terms, workplace.gateway)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def reload(self) -> None:
        """Read the term again."""
        term = self.term.currentData()
        if term is None:
            self.told.setText(_("There is no term yet."))
            return
        self._latest.read(partial(self._ask, term), self._take)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        self.term.wish(state.get("term"))

    def open_version(self) -> None:
        """Take the faculty's version to the builder."""
        if (faculty := self._faculty()) is not None:
            self._workplace.navigator.open(BUILDER, version_id=faculty.version_id)

    def open_classes(self) -> None:
        """Open the list of classes at the one of the cursor."""
        faculty, row = self._faculty(), self.classes.currentRow()
        if faculty is None or not 0 <= row < len(self._held):
            return
        filters = (
            Filter("term", "equals", (self.term.currentData(),), (self.term.currentText(),)),
            Filter("faculty", "equals", (faculty.faculty_id,), (faculty.faculty,)),
            Filter("name", "equals", (self._held[row].students,)),
        )
        self._workplace.navigator.open(CLASSES, filters=[each.to_json() for each in filters])

    def _ask(self, term: int) -> Holdings:
        self._workplace.catalogue.ensure((TRAINING,))
        return holdings.of_term(self._workplace.gateway, term)

    def _offer(self, terms: tuple[TermRow, ...]) -> None:
        self.term.offer(terms)
        self.term.currentIndexChanged.connect(lambda _index: self.reload())
        self.reload()

    def _take(self, read: Holdings) -> None:
        self._read = read
        self.faculties.show_lines(_faculty_texts(each, read.ceiling) for each in read.faculties)
        self._tell()
        self._turn()

    def _tell(self) -> None:
        if not self._read.faculties:
            told = _("No faculty holds anything on the common board in this term.")
        else:
            told = _(
                "A faculty holds at most {most} places at one time: the administrator sets it. Counted a week; "
                "a lesson of every other week counts half.",
                most=grouped(self._read.ceiling),
            )
        self.told.setText(told)

    def _turn(self) -> None:
        """Read the classes of the faculty of the cursor."""
        faculty = self._faculty()
        if faculty is None:
            self._show_classes(None, ())
            return
        work = partial(holdings.of_version, self._workplace.gateway, faculty.version_id)
        done = partial(self._show_classes, faculty)
        self._workplace.tasks.run(self, work, done, self.message.refuse)

    def _show_classes(self, faculty: FacultyHeld | None, held: tuple[ClassHeld, ...]) -> None:
        if faculty == self._faculty():
            self._held = held
            label = partial(self._workplace.catalogue.label, TRAINING)
            self.classes.show_lines(
                (each.subject, label(each.training), *_class_texts(each)) for each in held
            )

    def _faculty(self) -> FacultyHeld | None:
        row = self.faculties.currentRow()
        return self._read.faculties[row] if 0 <= row < len(self._read.faculties) else None

    def _build(self) -> None:
        tools = ToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.addWidget(self.term)
        tools.addAction(actions.action(self, OPEN_VERSION, self.open_version))
        tools.addAction(actions.action(self, OPEN_CLASSES, self.open_classes))
        tools.addAction(actions.action(self, actions.RELOAD, self.reload))
        self.faculties.opened.connect(lambda _row: self.open_version())
        self.faculties.moved.connect(lambda _row: self._turn())
        self.classes.opened.connect(lambda _row: self.open_classes())
        self.told.setProperty("quiet", True)
        self.told.setContentsMargins(8, 2, 8, 4)
        self.told.setWordWrap(True)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.faculties)
        parts.addWidget(self.classes)
        parts.setSizes([200, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(0)
        for widget in (tools, self.message, self.told, parts):
            layout.addWidget(widget, 1 if widget is parts else 0)
        self.setFocusProxy(self.faculties)


def _faculty_texts(each: FacultyHeld, ceiling: int) -> tuple[str, ...]:
    return (
        each.faculty,
        each.version,
        _(VERSION_STATES[each.state]),
        grouped(each.lessons),
        grouped(each.rooms),
        _number(each.room_pairs),
        f"{grouped(each.at_once)} / {grouped(ceiling)}",
    )


def _class_texts(each: ClassHeld) -> tuple[str, ...]:
    teachers = ", ".join(signed(name) for name in each.teachers)
    return (
        each.students,
        grouped(each.size),
        teachers,
        ", ".join(each.rooms),
        _number(each.pairs),
        _number(each.room_pairs),
    )


def _number(pairs: Decimal) -> str:
    """A number of pairs; halves are the only parts of a pair that there are."""
    whole = int(pairs)
    return grouped(whole) + (",5" if pairs > whole else "")
