"""Rules of days: what the days of all teachers and groups should look like, and of those who differ."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolBar, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.timetable import day_rules, versions
from client.data.timetable.day_rules import COMMON, Rule, Scope
from client.data.timetable.versions import VersionChoices
from client.widgets.cell_grid import CellGrid, Column, Numbers
from client.widgets.cell_grid.cells import Cell
from client.widgets.choosers.resource_chooser import WhoseChooser
from client.widgets.choosers.term_box import TermBox
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.timetable import DayRule

REMOVE = Command(N_("Remove the rule"), ("Ctrl+Del",), "delete")
RELATION = "timetable.day_rule"
WHOSE = {"teacher/": N_("All teachers"), "group/": N_("All groups")}
TITLES = {
    "pairs_a_day": N_("Pairs a day"),
    "pairs_a_week": N_("Pairs a week"),
    "days_a_week": N_("Days a week"),
    "pairs_running": N_("Pairs running"),
    "gap_cost": N_("Cost of a gap"),
    "lonely_cost": N_("Cost of one lesson a day"),
}
HINT = N_(
    "Limits are “at most”; an empty limit is none. Costs are 0–10. Who has no rule follows the common one; "
    "where that is empty too, the program takes 5 pairs a day for teachers and 4 for groups. "
    "Pairs a week are not sought by the generation: the check list before publishing names who is over."
)


class DayRules(QWidget):
    """Term and faculty above, a row for each rule; the two common ones always stand first."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Rules of days")
        self.message = MessageLine()
        self.term, self.faculty = TermBox(), QComboBox()
        self.whose = WhoseChooser(workplace)
        self.grid = CellGrid(_columns())
        self._workplace = workplace
        self._rules: dict[str, Rule] = {}
        self._scope: Scope | None = None
        self._warned = False
        self._build()
        work = partial(versions.choices, workplace.gateway, None)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def reload(self) -> None:
        """Read the rules again, unless some are being written."""
        if self._scope is not None and not self._unsaved():
            work = partial(day_rules.read, self._workplace.gateway, self._scope)
            self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def add(self) -> None:
        """Begin a rule for the teacher or group that was chosen."""
        found = self.whose.value()
        if found is None:
            return
        key = day_rules.key_of(self.whose.whose(), found[0])
        if key not in self._rules:
            self._rules[key] = Rule(key, found[1])
            self.grid.model.add_row(key)
            self.grid.model.known({(key, "name"): found[1]})
        row = self.grid.model.row_keys.index(key)
        self.grid.view.setCurrentIndex(self.grid.model.index(row, 1))
        self.grid.view.setFocus()

    def save(self) -> None:
        """Store all changed rules, or none when one is refused."""
        if wrong := next(iter(self.grid.model.wrong().values()), None):
            self.message.refuse(wrong.reason)
            return
        changes: dict[str, dict[str, object]] = {}
        for (key, column), value in self.grid.model.unsaved().items():
            changes.setdefault(str(key), {})[column] = value
        if not changes or self._scope is None:
            self.message.say(_("There is nothing to save."))
            return
        wanted = [(self._rules[key], values) for key, values in changes.items()]
        work = partial(day_rules.save, self._workplace.gateway, self._scope, wanted)
        self._workplace.tasks.run(self, work, lambda _none: self._saved(len(wanted)), self.message.refuse)

    def remove(self) -> None:
        """Drop the rule of the cursor: the common one holds then."""
        index = self.grid.view.currentIndex()
        if not index.isValid():
            return
        rule = self._rules[str(self.grid.model.row_keys[index.row()])]
        work = partial(day_rules.remove, self._workplace.gateway, rule)
        self._workplace.tasks.run(self, work, lambda _none: self._removed(rule), self.message.refuse)

    def may_close(self) -> bool:
        if self._unsaved() and not self._warned:
            self._warned = True
            self.message.say(_("The rules are not saved. Save them, or close once more."))
            return False
        return True

    def _unsaved(self) -> bool:
        return bool(self.grid.model.unsaved() or self.grid.model.wrong())

    def _offer(self, choices: VersionChoices) -> None:
        self.term.offer(choices.terms)
        for number, name in choices.faculties:
            self.faculty.addItem(name, number)
        self.faculty.setEnabled(self.faculty.count() > 1)
        self.term.currentIndexChanged.connect(lambda _index: self._turn())
        self.faculty.currentIndexChanged.connect(lambda _index: self._turn())
        self._turn()

    def _turn(self) -> None:
        if self._scope is not None and self._unsaved():
            self.term.choose(self._scope.term_id)
            self.faculty.blockSignals(True)
            self.faculty.setCurrentIndex(self.faculty.findData(self._scope.faculty_id))
            self.faculty.blockSignals(False)
            self.message.say(_("The rules are not saved. Save them before you turn to others."))
        elif self.term.count() and self.faculty.count():
            self._scope = Scope(self.faculty.currentData(), self.term.currentData())
            self.reload()

    def _show(self, rules: tuple[Rule, ...]) -> None:
        self._rules = {rule.key: rule for rule in rules}
        self._warned = False
        self.grid.load([(rule.key, (_name(rule), *rule.values)) for rule in rules])

    def _saved(self, count: int) -> None:
        self._workplace.changes.announce(RELATION)
        self.message.say(_("Saved: {count} rows.", count=grouped(count)))
        self.grid.model.load([])
        self.reload()

    def _removed(self, rule: Rule) -> None:
        self._workplace.changes.announce(RELATION)
        if rule.key in COMMON:
            self._rules[rule.key] = Rule(rule.key)
            cells: dict[Cell, None] = {(rule.key, column): None for column in day_rules.COLUMNS}
            self.grid.model.known(cells)
            self.grid.model.put(cells)
        else:
            self.grid.model.remove_row(rule.key)

    def _build(self) -> None:
        self.whose.leave_out("room")
        self.whose.chosen.connect(self.add)
        self.grid.said.connect(self.message.say)
        tools = QToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for command, act in ((actions.SAVE, self.save), (REMOVE, self.remove), (actions.RELOAD, self.reload)):
            tools.addAction(actions.action(self, command, act))
        head, exception = QHBoxLayout(), QHBoxLayout()
        for widget in (self.term, self.faculty):
            head.addWidget(widget)
        head.addWidget(tools, 1)
        exception.addWidget(QLabel(_("Add a rule for one")))
        exception.addWidget(self.whose)
        exception.addStretch(1)
        hint = QLabel(_(HINT))
        hint.setWordWrap(True)
        hint.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.addWidget(self.message)
        layout.addLayout(head)
        layout.addLayout(exception)
        layout.addWidget(self.grid, 1)
        layout.addWidget(hint)
        self.setFocusProxy(self.grid)


def _name(rule: Rule) -> str:
    return _(WHOSE[rule.key]) if rule.key in WHOSE else rule.name


def _columns() -> list[Column]:
    found = [Column("name", _("Whose"), width=240, read_only=True)]
    for name in day_rules.COLUMNS:
        info = DayRule.__table__.columns[name].info
        kind = Numbers(info["minimum"], info["maximum"])
        required = name in day_rules.COSTS
        found.append(
            Column(name, _(TITLES[name]), kind, width=136, words=_(info["label"]), required=required)
        )
    return found
