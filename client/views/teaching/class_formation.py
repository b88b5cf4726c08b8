"""Making classes: streams and subgroups from the sizes of groups, looked at first and made then."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.curriculum import registration
from client.data.curriculum.registration import TermChoice
from client.data.teaching import class_formation
from client.data.teaching.class_formation import Proposal
from client.widgets.choosers.term_box import begun
from client.widgets.combo import Combo
from client.widgets.flow_layout import FlowLayout
from client.widgets.kept_input import InputDraft
from client.widgets.measures import measure
from client.widgets.message_line import MessageLine
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

PREVIEW = Command(N_("Preview"), ("F5",), "search")
MAKE = Command(N_("Make the classes"), ("Ctrl+S",), "add")
MEASURES = {
    "stream": N_("Stream up to"),
    "practice": N_("Practice up to"),
    "laboratory": N_("Laboratory up to"),
    "language": N_("Language up to"),
}
HEADS = (N_("Subject"), N_("Training type"), N_("Students"), N_("People"), N_("Hours"), N_("Department"))
TRAINING = "h_training_type"


class ClassMaking(QWidget):
    """The dean's office chooses the term and the sizes, looks at what would be made, and makes it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Streams and subgroups")
        self.message = MessageLine()
        self.term, self.faculty = Combo(), Combo()
        self.measures = {name: QSpinBox() for name in MEASURES}
        self.table = QTableWidget(0, len(HEADS))
        self.proposals: list[Proposal] = []
        self._workplace = workplace
        self._count = QLabel()
        self._make = actions.action(self, MAKE, self.make)
        self._draft = InputDraft(workplace, "class-making", self, **self.measures)
        self.may_close = self._draft.may_close
        self._build()
        workplace.tasks.run(self, self._read, self._offer, self.message.refuse)

    def preview(self) -> None:
        """Show what would be made."""
        term, faculty = self.term.currentData(), self.faculty.currentData()
        if term is None or faculty is None:
            return
        work = partial(class_formation.propose, self._workplace.gateway, term, faculty, self._sizes())
        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def make(self) -> None:
        """Make what is missing."""
        term, faculty = self.term.currentData(), self.faculty.currentData()
        if term is None or faculty is None:
            return

        def done(count: int) -> None:
            self._draft.done()
            self._workplace.changes.announce("teaching.class", "teaching.part")
            self.preview()
            self.message.say(_("Made: {count} classes. Assign their teachers under “Load”.", count=count))

        work = partial(class_formation.make, self._workplace.gateway, term, faculty, self._sizes())
        self._workplace.tasks.run(self, work, done, self.message.refuse)

    def _sizes(self) -> dict[str, int]:
        return {name: box.value() for name, box in self.measures.items()}

    def _read(self) -> tuple[list[TermChoice], list[tuple[int, str]], dict[str, int]]:
        gateway = self._workplace.gateway
        self._workplace.catalogue.ensure([TRAINING])
        return (
            registration.terms(gateway),
            class_formation.faculties(gateway),
            class_formation.usual_measures(gateway),
        )

    def _offer(self, answer: tuple[list[TermChoice], list[tuple[int, str]], dict[str, int]]) -> None:
        terms, faculties, usual = answer
        for each in terms:
            self.term.addItem(each.name, each.id)
        self.term.setCurrentIndex(max(0, self.term.findData(begun(terms))))
        for number, name in faculties:
            self.faculty.addItem(name, number)
        for name, box in self.measures.items():
            box.setValue(usual.get(name, box.value()))
        self._draft.begin()
        for combo in (self.term, self.faculty):
            combo.currentIndexChanged.connect(self.preview)
        for box in self.measures.values():
            box.valueChanged.connect(self.preview)
        self.preview()

    def _show(self, proposals: list[Proposal]) -> None:
        self.proposals = proposals
        label = self._workplace.catalogue.label
        self.table.setRowCount(len(proposals))
        for row, each in enumerate(proposals):
            texts = (
                each.subject,
                label(TRAINING, each.training),
                each.students,
                str(each.size),
                str(each.hours),
                each.department,
            )
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if place in (3, 4):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, place, item)
        self._make.setEnabled(bool(proposals))
        self._count.setText(
            _(
                "{count} classes would be made: {hours} hours.",
                count=len(proposals),
                hours=_hours(proposals),
            )
            if proposals
            else _(
                "Nothing is missing: every group has its classes, or no accepted curriculum has a semester then."
            )
        )

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addAction(actions.action(self, PREVIEW, self.preview))
        bar.addAction(self._make)
        asked = QWidget()
        line = FlowLayout(asked, gap=8)
        for name, combo in ((N_("Term"), self.term), (N_("Faculty"), self.faculty)):
            combo.setAccessibleName(_(name))
            line.addWidget(combo)
        for name, box in self.measures.items():
            box.setRange(1, 9999)
            box.setValue(30)
            box.setAccessibleName(_(MEASURES[name]))
            line.addWidget(_named(_(MEASURES[name]), box))
        self.table.setHorizontalHeaderLabels([_(head) for head in HEADS])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        measure(self.table, (24, 15, 18, 8, 8, 24), grows=(0, 2, 5))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(bar)
        layout.addWidget(self.message)
        layout.addWidget(asked)
        self._count.setWordWrap(True)
        layout.addWidget(self._count)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._draft.line)
        self._make.setEnabled(False)


def _named(name: str, box: QSpinBox) -> QWidget:
    """A number and its name, which stay together."""
    pair = QWidget()
    layout = QHBoxLayout(pair)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(QLabel(name))
    layout.addWidget(box)
    return pair


def _hours(proposals: list[Proposal]) -> int:
    return sum(each.hours for each in proposals)
