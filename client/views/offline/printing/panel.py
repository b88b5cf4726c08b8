"""The print that is on: large and calm, one thing to do at a time, one key for each answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _, names
from client.views.offline.printing.steps import PrintSteps
from client.widgets.combo import Combo
from client.widgets.name_label import NameLabel
from shared.offline.package import FORMS, Blank, Diploma

GOOD = Command(N_("The print is good"), ("Return", "Enter", "G", "1"), "check")
BAD = Command(N_("The blank is spoiled"), ("B", "2"), "cancel")
CLEAN = Command(N_("Nothing was printed, the blank is clean"), ("N", "3"), "undo")
RECORD = Command(N_("Record as spoiled"), ("Return", "Enter"), "check")
BACK = Command(N_("Back to the question"), ("Esc",), "back")
REASONS = (
    N_("The printer has crumpled the paper"),
    N_("Printed crookedly"),
    N_("The ink is smeared"),
    N_("Two sheets were drawn at once"),
    N_("Printed on the wrong side"),
    N_("The blank itself is faulty"),
)
#: How much larger than the rest the number of the blank is, and the name.
LARGE, MIDDLE = 2.2, 1.3
LONGEST = 512


class Step(QWidget):
    """One step: what is to be done, the number of the blank, the graduate, and what can be pressed."""

    def __init__(self, *commands: tuple[Command, object]) -> None:
        super().__init__()
        self.caption, self.number, self.kind = QLabel(), QLabel(), QLabel()
        self.name, self.about, self.trouble = NameLabel(), NameLabel(), QLabel()
        self.after = NameLabel()
        self.acts: dict[Command, QAction] = {}
        self.buttons: dict[Command, QPushButton] = {}
        self.number.setFont(_larger(self.number.font(), LARGE))
        self.name.setFont(_larger(self.name.font(), MIDDLE))
        self.caption.setProperty("title", True)
        self.trouble.setProperty("bad", True)
        for label in (self.caption, self.trouble, self.kind):
            label.setWordWrap(True)
        for label in (self.kind, self.about, self.after):
            label.setProperty("quiet", True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 8, 16, 8)
        self.box.setSpacing(4)
        for widget in (self.caption, self.number, self.kind, self.name, self.about, self.trouble):
            self.box.addWidget(widget)
        self.box.addSpacing(8)
        for command, act in commands:
            self.add(command, act)
        self.box.addSpacing(8)
        self.box.addWidget(self.after)
        self.box.addStretch(1)

    def add(self, command: Command, act: object) -> None:
        """Add a button with its keys; they live while this step is shown and the focus is in it."""
        made = actions.action(self, command, act)  # type: ignore[arg-type]  # a callable without arguments
        button = QPushButton(f"{_(command.title)}   ({actions.keys_text(made)})")
        button.setMinimumHeight(round(button.sizeHint().height() * 1.2))
        button.clicked.connect(made.trigger)
        button.setAutoDefault(False)
        self.acts[command], self.buttons[command] = made, button
        self.box.addWidget(button)
        if len(self.buttons) == 1:
            button.setDefault(True)
            self.setFocusProxy(button)

    def show_paper(self, diploma: Diploma | None, form: str, number: str, kind: str = "") -> None:
        """Show whose paper it is and on which blank."""
        self.number.setText(number)
        self.kind.setText(kind)
        self.kind.setVisible(bool(kind))
        self.name.setText(names(diploma.name) if diploma else "")
        parts = (diploma.group, diploma.register_number, _(FORMS[form])) if diploma else ()
        self.about.setText(" · ".join(filter(None, parts)))


class PrinterPanel(QFrame):
    """Shows the step that is on; the window says what the next paper would be."""

    #: The person wants the next paper printed; a batch of the chosen ones.
    print_wanted = Signal()
    batch_wanted = Signal()

    def __init__(self, steps: PrintSteps) -> None:
        super().__init__()
        self.setProperty("block", True)
        self._steps = steps
        self._asking = False
        self.ready = Step()
        self.print = QPushButton()
        self.batch = QPushButton()
        self.question = Step((GOOD, steps.good), (BAD, self._ask_reason), (CLEAN, steps.clean))
        self.reason = Combo()
        self.why = Step((RECORD, self._spoil), (BACK, self._back))
        self.working = Step()
        self.pages = QStackedWidget()
        self.progress, self.pause, self.end = QProgressBar(), QPushButton(), QPushButton()
        self._build()

    def show_next(self, diploma: Diploma | None, form: str, blank: Blank | None, left: int, why: str) -> None:
        """Show the step that is on; where nothing is, what would be printed next or why it is not."""
        self._show_batch()
        steps = self._steps
        if steps.busy:
            intent = steps.open
            self.working.caption.setText(_("One moment …"))
            self.working.show_paper(
                intent.diploma if intent else diploma,
                intent.form if intent else form,
                intent.number if intent else blank.number if blank else "",
            )
            self._turn_to(self.working)
            return
        if (intent := steps.open) is not None:
            self.question.show_paper(intent.diploma, intent.form, intent.number)
            self.question.trouble.setText(steps.trouble)
            self.question.after.setText(self._after())
            self.why.show_paper(intent.diploma, intent.form, intent.number)
            self._turn_to(self.why if self._asking else self.question)
            return
        self._asking = False
        kind = _("{kind}, {count} left", kind=blank.kind, count=left) if blank else ""
        self.ready.show_paper(diploma, form, blank.number if blank and not why else "—", kind)
        self.ready.caption.setText(
            _("Put this blank into the tray") if blank and not why else _("Nothing is printed now")
        )
        self.ready.trouble.setText(why)
        self.print.setEnabled(not why)
        self.batch.setEnabled(not why)
        self._turn_to(self.ready)

    def _build(self) -> None:
        self.question.caption.setText(_("What lies in the tray?"))
        self.why.caption.setText(_("What happened to this blank?"))
        self.reason.setEditable(True)
        self.reason.addItems([_(each) for each in REASONS])
        self.reason.setAccessibleName(_("Reason"))
        if (line := self.reason.lineEdit()) is not None:
            line.setMaxLength(LONGEST)
        self.why.box.insertWidget(6, self.reason)
        self.print.setText(_("Print   (Enter)"))
        self.print.setDefault(True)
        self.print.setMinimumHeight(round(self.print.sizeHint().height() * 1.2))
        self.batch.setText(_("Print one after another   (Ctrl+Enter)"))
        for button, signal in ((self.print, self.print_wanted), (self.batch, self.batch_wanted)):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(signal)
            self.ready.box.insertWidget(self.ready.box.count() - 1, button)
        for step in (self.ready, self.working, self.question, self.why):
            self.pages.addWidget(step)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 12)
        row.addWidget(self.progress, 1)
        row.addWidget(self.pause)
        row.addWidget(self.end)
        for button in (self.pause, self.end):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.end.setText(_("End"))
        self.pause.clicked.connect(self._pause_or_go_on)
        self.end.clicked.connect(self._steps.give_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages, 1)
        layout.addLayout(row)

    def _show_batch(self) -> None:
        steps = self._steps
        on = bool(steps.left)
        for widget in (self.progress, self.pause, self.end):
            widget.setVisible(on)
        self.progress.setRange(0, max(1, steps.total))
        self.progress.setValue(steps.done)
        self.progress.setFormat(_("{done} of {total}", done=steps.done, total=steps.total))
        self.pause.setText(_("Go on") if steps.paused else _("Pause"))

    def _after(self) -> str:
        """Say what a batch prints next, and on which blank, before that paper moves."""
        steps, journal = self._steps, self._steps.station.journal
        following = journal.diplomas.get(steps.left[1]) if len(steps.left) > 1 else None
        blank = journal.next_blank(following, steps.form) if following else None
        if following is None or blank is None:
            return ""
        return _("then: {number} — {student}", number=blank.number, student=names(following.name))

    def _pause_or_go_on(self) -> None:
        if self._steps.paused:
            self._steps.go_on()
        else:
            self._steps.pause()

    def _ask_reason(self) -> None:
        self._asking = True
        self._turn_to(self.why)
        self.reason.setFocus()
        if (line := self.reason.lineEdit()) is not None:
            line.selectAll()

    def _back(self) -> None:
        self._asking = False
        self._turn_to(self.question)

    def _spoil(self) -> None:
        self._asking = False
        self._steps.spoiled(self.reason.currentText())

    def _turn_to(self, step: Step) -> None:
        """Show a step; a question takes the focus, for its keys are waited for."""
        came = self.pages.currentWidget() is not step
        self.pages.setCurrentWidget(step)
        if came and step is self.question:
            step.setFocus()


def _larger(font: QFont, times: float) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * times)
    made.setWeight(QFont.Weight.Medium)
    return made
