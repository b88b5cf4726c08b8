"""Rules of days: what the days of all teachers and groups should look like, and of those who differ."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.timetable import day_rules, versions
from client.data.timetable.day_rules import Rule, Scope
from client.data.timetable.versions import VersionChoices
from client.views.timetable.constraints.rules_sheet import RulesGrid, RulesSource
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.choosers.resource_chooser import WhoseChooser
from client.widgets.choosers.term_box import TermBox
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

REMOVE = Command(N_("Remove the rule"), ("Ctrl+Del",), "delete")
HINT = N_(
    "Limits are “at most”; an empty limit is none. Costs are 0–10. Who has no rule follows the common one; "
    "where that is empty too, the program takes 5 pairs a day for teachers and 4 for groups. "
    "Pairs a week are not sought by the generation: the check list before publishing names who is over."
)
SHIFTS = N_(
    "Which pairs suit daytime, evening, correspondence groups and masters stands among the settings of the university; "
    "a group with wishes of its own follows those."
)


class DayRules(QWidget):
    """Term and faculty above, a row for each rule; the two common ones always stand first."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Rules of days")
        self.editor: SheetEditor[tuple[Rule, ...], RulesGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.term, self.faculty = TermBox(), OfferedBox()
        self.whose = WhoseChooser(workplace)
        self._workplace = workplace
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
        self.term.wish(state.get("term"))
        self.faculty.wish(state.get("faculty"))

    def _offer(self, choices: VersionChoices) -> None:
        self.term.offer(choices.terms)
        self.faculty.fill(choices.faculties)
        self.faculty.setVisible(self.faculty.count() > 1)  # nobody chooses among one
        self.term.currentIndexChanged.connect(lambda _index: self._turn())
        self.faculty.currentIndexChanged.connect(lambda _index: self._turn())
        self._turn()

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
        tools = ToolBar()
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
        hint = QLabel(f"{_(HINT)} {_(SHIFTS)}")
        hint.setWordWrap(True)
        hint.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self.message)
        layout.addLayout(head)
        layout.addLayout(exception)
        layout.addWidget(self.editor, 1)
        layout.addWidget(hint)
        self.setFocusProxy(self.editor)
