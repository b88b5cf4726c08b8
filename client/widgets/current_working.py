"""The working of current control, line by line: what counts, what was possible, and how the parts are put together."""

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.data.rating_journal.working import Part, Working
from client.widgets.formatting import shown
from client.widgets.line_table import LineTable
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

LETTERS, ROWS = 116, 20
TRAINING = "h_training_type"
COLUMNS = (
    (N_("Day"), 12),
    (N_("Pair"), 7),
    (N_("What for"), 34),
    (N_("Points"), 9),
    (N_("Maximum"), 11),
    (N_("Weight"), 9),
    (N_("Does it count"), 14),
)
NUMBERS = (3, 4, 5)


class WorkingDialog(QDialog):
    """Shows the working of a student; where none is kept, it says why."""

    def __init__(
        self, workplace: Workplace, student: str, read: Callable[[], Working], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Working of current control: {student}", student=student))
        self.message, self.sums = MessageLine(), QLabel()
        self.lines = LineTable(self.windowTitle(), COLUMNS, NUMBERS, grows=(2,))
        self._workplace = workplace
        self._build()
        self.finished.connect(self.deleteLater)
        workplace.tasks.run(self, lambda: self._read(read), self.show_working, self._refused)

    def show_working(self, working: Working) -> None:
        """Show the lines and below them the parts."""
        label = self._workplace.catalogue.label
        rows = [
            (
                shown(each.day),
                str(each.pair),
                f"{label(TRAINING, each.training)}: {each.kind}",
                _("absent") if each.points is None else shown(each.points),
                shown(each.maximum),
                shown(each.weight),
                _("counts") if each.counts else _("left out"),
            )
            for each in working.lines
        ]
        rows += [
            (
                shown(each.due_on), "", _("Task: {name}", name=each.name), shown(each.points), shown(each.maximum), "",
                _("counts"),
            )
            for each in working.tasks
        ]  # fmt: skip
        self.lines.show_lines(rows)
        self.sums.setText("\n".join(sum_lines(working)))

    def _read(self, read: Callable[[], Working]) -> Working:
        self._workplace.catalogue.ensure((TRAINING,))
        return read()

    def _refused(self, error: HemisError) -> None:
        self.message.refuse(error)

    def _build(self) -> None:
        self.sums.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sums.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Close)
        buttons.button(standard.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.message, self.lines, self.sums, buttons):
            layout.addWidget(widget)
        self.resize(letters_wide(self, LETTERS), self.fontMetrics().height() * 2 * ROWS)


def sum_lines(working: Working) -> list[str]:
    """Return the working of the parts and of the whole, a line each."""
    rule = working.rule
    lines = [
        _part(_("Points of lessons"), working.lessons),
        _part(_("Tasks"), working.task),
        _part(_("Hours attended or excused"), working.attendance),
    ]
    if rule.best:
        lines[0] += " · " + _("the best {count} count, what is missing is 0", count=rule.best)
    whole = sum((each.points for each in (working.lessons, working.task, working.attendance)), Fraction(0))
    scaled = whole * Fraction(working.maximum) / Fraction(rule.whole)
    lines.append(
        _(
            "Together {sum} of {whole}; of {maximum} it is {scaled}, rounded to the step: {points}",
            sum=_exactly(whole),
            whole=shown(rule.whole),
            maximum=shown(working.maximum),
            scaled=_exactly(scaled),
            points=shown(working.points),
        )
    )
    lines.append(_("Rule {number} of the subject", number=working.number))
    if working.at is not None:
        lines[-1] += " · " + _("taken over into the grade sheet {moment}", moment=shown(working.at))
    return lines


def _part(name: str, part: Part) -> str:
    if not part.share:
        return f"{name}: 0"
    if not part.possible:
        return _("{name}: nothing yet, 0 of {share}", name=name, share=shown(part.share))
    return f"{name}: {shown(part.got)} / {shown(part.possible)} × {shown(part.share)} {_exactly(part.points, '=')}"


def _exactly(points: Fraction, sign: str = "") -> str:
    """Write a fraction with four places, and say when there are more."""
    text = f"{float(points):.4f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{sign} {text}".strip() if Fraction(round(points * 10000), 10000) == points else f"≈ {text}"
