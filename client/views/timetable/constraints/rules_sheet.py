"""The sheet of day rules: the common ones first, then those of single teachers and groups, stored or only begun."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from client.core.i18n import N_, _
from client.data.timetable import day_rules
from client.data.timetable.day_rules import COMMON, Rule, RuleChange, Scope
from client.widgets.cell_grid import Cell, CellGrid, Column, Numbers, Typed
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace
from shared.models.timetable import DayRule

WHOSE = {"teacher/": N_("All teachers"), "group/": N_("All groups")}
TITLES = {
    "pairs_a_day": N_("Pairs a day"),
    "pairs_a_week": N_("Pairs a week"),
    "days_a_week": N_("Days a week"),
    "pairs_running": N_("Pairs running"),
    "gap_cost": N_("Cost of a gap"),
    "lonely_cost": N_("Cost of one lesson a day"),
}


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
        typed = self.model.unsaved_rows()
        return {key: RuleChange(self.rules[key], values) for key, values in typed.items()}


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


def _name(rule: Rule) -> str:
    return _(WHOSE[rule.key]) if rule.key in WHOSE else rule.name


def _columns() -> list[Column]:
    found = [Column("name", _("Whose"), width=33, read_only=True)]
    for name in day_rules.COLUMNS:
        info = DayRule.__table__.columns[name].info
        kind = Numbers(info["minimum"], info["maximum"])
        required = name in day_rules.COSTS
        found.append(Column(name, _(TITLES[name]), kind, width=18, words=_(info["label"]), required=required))
    return found
