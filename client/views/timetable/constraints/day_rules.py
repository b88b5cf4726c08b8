"""Rules of days: what the days of all teachers and groups should look like, and of those who differ."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolBar, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.timetable import day_rules, versions
from client.data.timetable.day_rules import COMMON, Rule, RuleChange, Scope
from client.data.timetable.versions import VersionChoices
from client.widgets.cell_grid import Cell, CellGrid, Column, Numbers, Typed
from client.widgets.choosers.resource_chooser import WhoseChooser
from client.widgets.choosers.term_box import TermBox
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving, SheetEditor
from client.widgets.workplace import Workplace
from shared.models.timetable import DayRule

REMOVE = Command(N_("Remove the rule"), ("Ctrl+Del",), "delete")
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


class RulesGrid(CellGrid):
    """A row for each rule; those that are not stored yet have a name all the same."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self.rules: dict[Hashable, Rule] = {}

    def show_rules(self, rules: Sequence[Rule]) -> None:
        """Show a reading."""
        self.rules = {rule.key: rule for rule in rules}
        self.load([(rule.key, (_name(rule), *rule.values)) for rule in rules])

    def add(self, key: str, name: str) -> None:
        """Begin a rule, unless there is one."""
        if key not in self.rules:
            self.rules[key] = Rule(key, name)
            self.model.add_row(key)
            self.model.known({(key, "name"): name})

    def typed(self) -> Typed:
        found = super().typed()
        new = {key: rule.name for key, rule in self.rules.items() if rule.id is None and key not in COMMON}
        return replace(found, names=new)

    def bring_back(self, typed: Typed) -> Typed:
        for key, name in typed.names.items():
            self.add(str(key), name)
        return super().bring_back(typed)

    def forget(self, rule: Rule) -> None:
        """Take a rule away with what was typed into it; a common one stays and is empty."""
        if rule.key in COMMON:
            cells: dict[Cell, None] = {(rule.key, column): None for column in day_rules.COLUMNS}
            self.model.known(cells)
            self.model.put(cells)
        else:
            del self.rules[rule.key]
            self.model.remove_row(rule.key)

    def changes(self) -> dict[Hashable, RuleChange]:
        """Return what was typed, rule by rule."""
        by_rule: dict[Hashable, dict[str, object]] = {}
        for (key, column), value in self.model.unsaved().items():
            by_rule.setdefault(key, {})[column] = value
        return {key: RuleChange(self.rules[key], values) for key, values in by_rule.items()}


@dataclass(frozen=True)
class RulesSource:
    """The rules of one faculty in one term, saved all or none."""

    workplace: Workplace
    scope: Scope
    relations = ("timetable.day_rule",)

    @property
    def draft_key(self) -> str:
        return f"day-rules/{self.scope.faculty_id}/{self.scope.term_id}"

    def read(self, typed: Typed) -> tuple[Rule, ...]:
        return day_rules.read(self.workplace.gateway, self.scope)

    def may_save(self, reading: tuple[Rule, ...]) -> bool:
        return True

    def make(self, reading: tuple[Rule, ...], former: RulesGrid | None) -> RulesGrid:
        grid = former or RulesGrid(_columns())
        grid.show_rules(reading)
        return grid

    def saving(self, sheet: RulesGrid) -> Saving | None:
        changes = sheet.changes()
        return partial(day_rules.save, self.workplace.gateway, self.scope, changes) if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} rows.", count=grouped(len(stored.rows())))


class DayRules(QWidget):
    """Term and faculty above, a row for each rule; the two common ones always stand first."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Rules of days")
        self.editor: SheetEditor[tuple[Rule, ...], RulesGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.term, self.faculty = TermBox(), QComboBox()
        self.whose = WhoseChooser(workplace)
        self._workplace = workplace
        self._wished: dict[str, Any] = {}
        self._build()
        work = partial(versions.choices, workplace.gateway, None)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    @property
    def grid(self) -> RulesGrid | None:
        return self.editor.sheet

    @property
    def scope(self) -> Scope:
        """Whose rules are shown."""
        return Scope(self.faculty.currentData(), self.term.currentData())

    def add(self) -> None:
        """Begin a rule for the teacher or group that was chosen."""
        found = self.whose.value()
        if found is None or self.grid is None:
            return
        key = day_rules.key_of(self.whose.whose(), found[0])
        self.grid.add(key, found[1])
        self.grid.come_to((key, day_rules.COLUMNS[0]))
        self.grid.view.setFocus()

    def remove(self) -> None:
        """Drop the rule of the cursor: the common one holds then."""
        if self.grid is None or (cell := self.grid.cursor_cell()) is None:
            return
        rule = self.grid.rules[cell[0]]
        if rule.id is None:
            self.grid.forget(rule)
            return
        work = partial(day_rules.remove, self._workplace.gateway, rule)
        self._workplace.tasks.run(self, work, lambda _none: self._removed(rule), self.message.refuse)

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {"term": self.term.currentData(), "faculty": self.faculty.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the term and the faculty, as soon as they are offered."""
        self._wished = state
        self.term.wish(state.get("term"))
        self._choose_wished()

    def _offer(self, choices: VersionChoices) -> None:
        self.term.offer(choices.terms)
        for number, name in choices.faculties:
            self.faculty.addItem(name, number)
        self.faculty.setEnabled(self.faculty.count() > 1)
        self._choose_wished()
        self.term.currentIndexChanged.connect(lambda _index: self._turn())
        self.faculty.currentIndexChanged.connect(lambda _index: self._turn())
        self._turn()

    def _choose_wished(self) -> None:
        if (place := self.faculty.findData(self._wished.get("faculty"))) >= 0:
            self.faculty.setCurrentIndex(place)

    def _turn(self) -> None:
        if self.term.count() and self.faculty.count():
            self.editor.open(RulesSource(self._workplace, self.scope))

    def _removed(self, rule: Rule) -> None:
        if self.grid is not None and rule.key in self.grid.rules:
            self.grid.forget(rule)
        self.editor.changed()

    def _build(self) -> None:
        self.whose.leave_out("room")
        self.whose.chosen.connect(self.add)
        tools = QToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        remove = actions.action(self, REMOVE, self.remove)
        tools.addActions([self.editor.saving, remove, self.editor.reloading])
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
        layout.addWidget(self.editor, 1)
        layout.addWidget(hint)
        self.setFocusProxy(self.editor)


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
