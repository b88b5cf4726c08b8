"""The rule of a subject: how points of lessons, tasks and attendance become current control, and what it was before."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.rating_journal import rules
from client.data.rating_journal.journal import PointsJournal, SetRule
from client.data.rating_journal.rules import FormerRule
from client.widgets.act_buttons import ActButtons
from client.widgets.cell_grid import CellGrid, Column, Numbers, Texts
from client.widgets.formatting import shown
from client.widgets.kept_input import KeptField, keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.grading import CurrentRule, Kind
from shared.identifiers import InvalidValue
from shared.models.rating_journal import KINDS
from shared.numbers import decimal

LETTERS, ROWS = 96, 9
#: How a subject is begun with where nothing was said: one kind of columns, five points, and all of current control.
USUAL = N_("Answer"), Decimal(5)
NOT_MINE = N_("Teachers of the subject and the head of its department set the rule.")
GIVEN = N_("Points have been given by this rule. The head of the department changes it, with a reason.")
NAMELESS = N_("A kind of columns has a name, a maximum and a weight. Complete row {row}.")
GAP = N_("Row {row} is empty. Kinds of columns stand one below the other.")


class RuleDialog(QDialog):
    """Stays open until the server has accepted the rule; who may not set it reads it."""

    stored = Signal()

    def __init__(self, workplace: Workplace, journal: PointsJournal, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Rule of points: {subject}", subject=journal.subject))
        self._workplace, self._journal = workplace, journal
        self.message, self.note, self.history = MessageLine(), QLabel(), QLabel()
        self.lessons, self.tasks, self.attendance = QLineEdit(), QLineEdit(), QLineEdit()
        self.best, self.reason = QSpinBox(), QPlainTextEdit()
        self.kinds = CellGrid(
            [
                Column("name", _("Kind of column"), Texts(40), 28),
                Column("maximum", _("Maximum"), Numbers(Decimal("0.1"), 100, 2), 10),
                Column("weight", _("Weight"), Numbers(Decimal("0.01"), 100, 2), 10),
            ],
            frozen=0,
        )
        self.may_set = journal.may_set and (
            not journal.given or workplace.gateway.role == "hemis_department_head"
        )
        self._build()
        self._fill(journal)
        if self.may_set:
            keep_dialog(
                workplace, self, f"points-rule/{journal.class_id}", lessons=self.lessons, tasks=self.tasks,
                attendance=self.attendance, best=self.best, reason=self.reason, kinds=_kept(self.kinds),
            ).begin()  # fmt: skip
        self.finished.connect(self.deleteLater)
        work = partial(rules.rules, workplace.gateway, journal.class_id)
        workplace.tasks.run(self, work, self._show_history, self.message.refuse)

    def store(self) -> None:
        """Set the rule."""
        try:
            rule = self.rule()
        except (UserError, InvalidValue) as error:
            told = error if isinstance(error, UserError) else UserError(error.msgid, **error.params)
            self.message.refuse(told)
            return
        version = self._journal.rule.number if self._journal.rule is not None else 0
        work = partial(
            rules.set_rule, self._workplace.gateway, self._journal.class_id, version, rule,
            self.reason.toPlainText(),
        )  # fmt: skip
        self.buttons.ask(work, self._done, self.message.refuse)

    def rule(self) -> CurrentRule:
        """Return what is typed; an error says what is missing."""
        self.kinds.commit()
        if wrong := self.kinds.wrong():
            raise next(iter(wrong.values())).reason
        lessons, tasks, attendance = (
            decimal(field.text() or "0", 2) for field in (self.lessons, self.tasks, self.attendance)
        )
        return CurrentRule(lessons, tasks, attendance, tuple(self._kinds()), self.best.value() or None)

    def _kinds(self) -> Sequence[Kind]:
        model, found, empty = self.kinds.model, [], 0
        for row in range(KINDS):
            name, maximum, weight = (model.value(row, place) for place in range(3))
            if name is None and maximum is None and weight is None:
                empty = empty or row + 1
                continue
            if empty:
                raise UserError(GAP, row=empty)
            if name is None or maximum is None or weight is None:
                raise UserError(NAMELESS, row=row + 1)
            found.append(Kind(str(name), Decimal(maximum), Decimal(weight)))
        return found

    def _fill(self, journal: PointsJournal) -> None:
        kept = journal.rule
        rule = (
            kept.rule
            if kept is not None
            else CurrentRule(journal.maximum, Decimal(0), Decimal(0), (Kind(_(USUAL[0]), USUAL[1]),))
        )
        self.lessons.setText(shown(rule.lessons))
        self.tasks.setText(shown(rule.tasks))
        self.attendance.setText(shown(rule.attendance))
        self.best.setValue(rule.best or 0)
        rows = [(each.name, each.maximum, each.weight) for each in rule.kinds]
        rows += [(None, None, None)] * (KINDS - len(rows))  # type: ignore[list-item]  # nothing is there yet
        self.kinds.load((str(number), row) for number, row in enumerate(rows, start=1))
        # What is proposed is not stored yet and is not changed; who only reads gives no reason.
        self.form.setRowVisible(self.reason, kept is not None and self.may_set)

    def _build(self) -> None:
        most = shown(self._journal.maximum)
        self.note.setText(
            _(
                "Current control of this subject brings {maximum} points at most; the parts are brought to that sum. "
                "Absent counts as 0, no entry counts not at all.",
                maximum=most,
            )
            if self.may_set
            else _(GIVEN if self._journal.given and self._journal.may_set else NOT_MINE)
        )
        for label in (self.note, self.history):
            label.setWordWrap(True)
        self.history.setProperty("quiet", True)
        self.best.setRange(0, 99)
        self.best.setSpecialValueText(_("all of them"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.fontMetrics().height() * 3)
        self.reason.setAccessibleName(_("Reason"))
        self.kinds.setMinimumHeight(self.fontMetrics().height() * 2 * ROWS)
        self.form = QFormLayout()
        for title, field in (
            (N_("For points of lessons"), self.lessons),
            (N_("For tasks"), self.tasks),
            (N_("For attendance"), self.attendance),
            (N_("Best entries that count"), self.best),
            (N_("Kinds of columns"), self.kinds),
            (N_("Why it is changed"), self.reason),
        ):
            self.form.addRow(_(title), field)
            field.setEnabled(self.may_set)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addWidget(self.note)
        layout.addLayout(self.form)
        layout.addWidget(self.history)
        cancel = "" if self.may_set else _("Close")
        self.buttons = ActButtons(self, self._workplace.tasks, _("Set the rule"), self.store, cancel)
        self.buttons.sure.setVisible(self.may_set)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(letters_wide(self, LETTERS))

    def _show_history(self, found: Sequence[FormerRule]) -> None:
        lines = [_rule_line(each) for each in found]
        self.history.setText("\n".join(lines))

    def _done(self, _number: object) -> None:
        self.accept()
        self.stored.emit()


def _kept(grid: CellGrid) -> KeptField:
    """Return how the kinds are kept while they are typed: as their texts, row by row."""
    model = grid.model
    places = range(len(model.columns))

    def read() -> list[list[str]]:
        return [
            [model.columns[place].text(model.value(row, place)) for place in places]
            for row in range(model.rowCount())
        ]

    def write(kept: list[list[str]]) -> None:
        texts = {(row, place): text for row, line in enumerate(kept) for place, text in enumerate(line)}
        model.edit({place: model.columns[place[1]].read(text) for place, text in texts.items()}, _("typing"))

    return KeptField(read, write, model.edited.connect)


def _rule_line(former: FormerRule) -> str:
    """Return a rule in one line: what it said, who set it and why."""
    kept: SetRule = former.set
    rule = kept.rule
    kinds = ", ".join(f"{each.name} {shown(each.maximum)} × {shown(each.weight)}" for each in rule.kinds)
    parts = [
        _("Rule {number} of {day}", number=kept.number, day=shown(former.at.date())),
        f"{shown(rule.lessons)} + {shown(rule.tasks)} + {shown(rule.attendance)}",
        _("the best {count} count", count=rule.best) if rule.best else _("all entries count"),
        kinds,
        former.who,
        former.reason,
    ]
    return " · ".join(filter(None, parts))
