"""How good the week is at the moment, and what has become better or worse since the window was opened."""

from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from client.core.i18n import N_, _
from client.widgets.flow_layout import FlowLayout
from client.widgets.week_board.model import words
from client.widgets.week_board.model.board import BoardModel
from shared.timetabling.week.quality import Gauge, Grade, Quality, grade

#: Milliseconds from the last change to the reading.
AFTER = 60
GAP = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the bar: its name, what it counts in a sentence, and where it stands in a reading."""

    title: str
    help: str
    attribute: str


FIGURES = (
    Figure(
        N_("Group gaps"), N_("Free pairs between the lessons of groups, odd and even weeks."), "students.gaps"
    ),
    Figure(
        N_("Teacher gaps"),
        N_("Free pairs between the lessons of teachers, odd and even weeks."),
        "teachers.gaps",
    ),
    Figure(N_("Lone lessons"), N_("Days on which a group comes for one lesson."), "students.lonely_days"),
    Figure(N_("Over the limit"), N_("Lessons of groups above the limit of a day."), "students.over_ceiling"),
    Figure(
        N_("Outside the shift"),
        N_("Lessons at an hour that is outside the shift of a group or unwelcome to somebody."),
        "unwelcome",
    ),
    Figure(N_("Too far"), N_("Ways between buildings that the break is too short for."), "students.too_far"),
    Figure(N_("Without a seat"), N_("Students for whom the room has no seat."), "without_seat"),
    Figure(N_("Moved"), N_("Lessons at another time than in the plan that was opened."), "moved"),
)


WORDS = {Grade.GOOD: N_("A good week"), Grade.FAIR: N_("A fair week"), Grade.POOR: N_("A poor week")}

UNFINISHED = N_("The week is not finished")


class QualityBar(QWidget):
    """A word for the week and the figures behind it; a change says its sign and, in colour, whether it is good."""

    def __init__(self, board: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._problem = board.week.problem
        self._gauge = Gauge(self._problem)
        self._begin = self._read()
        self._unplaced = len(board.cards.unplaced())
        self._labels = {figure.attribute: QLabel() for figure in FIGURES}
        self._tray, self._verdict = QLabel(), QLabel()
        self._timer = QTimer(self)
        self._flow = FlowLayout(self, GAP)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Read the week anew."""
        now = self._read()
        # An empty week has no gaps: what is finished is not measured by what was not.
        before = self._begin if bool(self._begin.unplaced) == bool(now.unplaced) else now
        for figure in FIGURES:
            read = attrgetter(figure.attribute)
            _show(self._labels[figure.attribute], _(figure.title), read(now), read(before))
        verdict = _(WORDS[grade(now, len(self._problem.people))] if not now.unplaced else UNFINISHED)
        self._verdict.setText(f"<b>{verdict}</b>")
        self._verdict.setAccessibleName(verdict)
        _show(self._tray, _("Without a place"), len(self._board.cards.unplaced()), self._unplaced)

    def add(self, widget: QWidget) -> None:
        """Put a widget of the owner behind the figures."""
        self._flow.addWidget(widget)

    def texts(self) -> list[str]:
        """The figures as they are read aloud."""
        return [label.accessibleName() for label in (self._tray, *self._labels.values(), self._verdict)]

    def _build(self) -> None:
        self.setContentsMargins(8, 4, 8, 4)
        self._tray.setToolTip(_("Lessons that stand in the tray."))
        self._verdict.setToolTip(_("How the week keeps the rules of days and shifts, all people together."))
        for label in (self._verdict, self._tray, *self._labels.values()):
            label.setProperty("rich", True)  # our own words and figures
            self._flow.addWidget(label)
        for figure in FIGURES:
            self._labels[figure.attribute].setToolTip(_(figure.help))
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self.refresh)
        self._board.changed.connect(self._timer.start)

    def _read(self) -> Quality:
        if self._problem is not self._board.week.problem:
            self._problem = self._board.week.problem
            self._gauge = Gauge(self._problem)
        return self._gauge.read(self._board.week)


def _show(label: QLabel, title: str, now: int, before: int) -> None:
    change = f" ({words.signed(now - before)})" if now != before else ""
    state = "" if now == before else "good" if now < before else "warning"
    label.setText(f"{title}: <b>{now}</b>{change}")
    label.setAccessibleName(f"{title}: {now}{change}")
    if (label.property("state") or "") != state:
        label.setProperty("state", state)
        for each in ("good", "warning"):
            label.setProperty(each, each == state)
        label.style().unpolish(label)
        label.style().polish(label)
