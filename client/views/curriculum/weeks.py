"""The weeks of a plan: a row a semester, a cell a week with its Monday and the letter of what it is for."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QToolBar, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.errors import HemisError, UserError
from client.core.i18n import N_, _
from client.data.curriculum import acts, plan_saving
from client.data.curriculum import plan as plans
from client.data.curriculum.plan import CurriculumPlan, PlanWeek
from client.data.records.catalogue import Item
from client.data.records.rights import Rights, rights
from client.widgets.cell_grid import CellGrid, Column, Mark
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.codes import EducationWeekType
from shared.models.curriculum import Week
from shared.names import fold

CLASSIFIER = "h_education_week_type"
MAKE = Command(N_("Make the missing semesters"), (), "add")
#: Weeks that are not for lessons stand out; the words beside the letters say what they are.
SHADES = {
    EducationWeekType.ASSESSMENT: "accent",
    EducationWeekType.PLACEMENT: "good",
    EducationWeekType.STATE_ATTESTATION: "accent",
    EducationWeekType.DEFENCE: "accent",
    EducationWeekType.HOLIDAYS: "quiet",
    EducationWeekType.RESEARCH: "good",
}
RELATIONS = ("curriculum.week", "curriculum.semester")
NOTHING = Mark("", "quiet", locked=True)


def letters(items: Sequence[Item]) -> dict[str, str]:
    """Return a letter for each kind of week: the first of its words that no kind before it has."""
    found: dict[str, str] = {}
    for item in sorted(items, key=lambda each: each.code == EducationWeekType.OTHER):
        words = item.label.split()
        offered = [word[0].upper() for word in words] + [sign.upper() for sign in "".join(words)]
        taken = set(found.values())
        found[item.code] = next((sign for sign in offered if sign not in taken and sign.isalpha()), item.code)
    return found


class WeekKinds:
    """Cells with the letter of a kind of week, read from a letter, a label or its beginning; Mondays are shown too."""

    numeric = False

    def __init__(self, items: Sequence[Item]) -> None:
        self._letters = letters(items)
        self._labels = {item.code: item.label for item in items}

    def parse(self, text: str) -> str:
        wanted = fold(text)
        exact = [code for code, letter in self._letters.items() if fold(letter) == wanted]
        found = exact or [code for code, label in self._labels.items() if fold(label).startswith(wanted)]
        if len(found) != 1:
            raise UserError(N_("“{text}” is no kind of week. Write one of the letters above."), text=text)
        return found[0]

    def show(self, value: Any) -> str:
        return f"{value:%d.%m}" if isinstance(value, date) else self._letters.get(value, str(value))

    def choices(self) -> tuple[str, ...]:
        return tuple(self._labels.values())

    def legend(self) -> str:
        """Return what the letters mean."""
        return "   ".join(f"{letter} – {self._labels[code]}" for code, letter in self._letters.items())


class WeeksGrid(QWidget):
    """Shows the weeks of all semesters; one is typed over with another letter, many are filled or pasted."""

    def __init__(self, workplace: Workplace, curriculum_id: int) -> None:
        super().__init__()
        self.title = _("Weeks")
        self.message = MessageLine()
        self.grid: CellGrid | None = None
        self._workplace = workplace
        self._curriculum_id = curriculum_id
        self._weeks: dict[tuple[Any, str], PlanWeek] = {}
        self._legend = QLabel()
        self._busy = False
        self._save = actions.action(self, actions.SAVE, self.save)
        self._make = actions.action(self, MAKE, self.make_semesters)
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the weeks again."""
        self._workplace.tasks.run(self, self._read, self._show, self.message.refuse)

    def save(self) -> None:
        """Store the changed kinds of weeks, all or none."""
        if self.grid is None or self._busy:
            return
        if wrong := self.grid.model.wrong():
            self.message.refuse(next(iter(wrong.values())).reason)
            return
        typed = self.grid.model.unsaved().items()
        kinds = [(self._weeks[cell].id, self._weeks[cell].version, kind) for cell, kind in typed if kind]
        if not kinds:
            self.message.say(_("There is nothing to save."))
            return
        self._busy = True
        work = partial(plan_saving.save_weeks, self._workplace.gateway, kinds)
        self._workplace.tasks.run(self, work, lambda _n: self._changed(_("Saved.")), self._failed)

    def make_semesters(self) -> None:
        """Let the server make the semesters that are missing, with their weeks."""
        work = partial(acts.make_semesters, self._workplace.gateway, self._curriculum_id)
        done = _("The semesters are made. Look at their weeks: kinds can be typed over.")
        self._workplace.tasks.run(self, work, lambda _n: self._changed(done), self._failed)

    def may_close(self) -> bool:
        """Nothing is lost by closing: what is unsaved stays in the draft."""
        if self.grid is not None:
            self.grid.flush_draft()
        return True

    def _build(self) -> None:
        bar = QToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addAction(self._save)
        bar.addAction(self._make)
        self._legend.setWordWrap(True)
        self._legend.setProperty("quiet", True)
        self._legend.setContentsMargins(8, 0, 8, 4)
        actions.action(self, actions.RELOAD, self.reload)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (bar, self.message, self._legend):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def _read(self) -> tuple[CurriculumPlan, Rights]:
        gateway = self._workplace.gateway
        self._workplace.catalogue.ensure((CLASSIFIER, *plans.LABELS))
        return plans.read(gateway, self._curriculum_id), rights(gateway, Week)

    def _show(self, answer: tuple[CurriculumPlan, Rights]) -> None:
        plan, allowed = answer
        may = allowed.may_change and plan.head.accepted_at is None
        kinds = WeekKinds(self._workplace.catalogue.items(CLASSIFIER))
        most = max((len(each.weeks) for each in plan.semesters), default=0)
        columns = [Column("semester", _("Semester"), width=220, read_only=True)]
        columns += [Column(str(n + 1), str(n + 1), kinds, 46, read_only=not may) for n in range(most)]
        rows: list[tuple[Any, list[Any]]] = []
        self._weeks = {}
        for each in plan.semesters:
            number, weeks = each.number, each.teaching_weeks
            name = _("Semester {number}: {weeks} teaching", number=number, weeks=weeks)
            empty = [None] * (most - len(each.weeks))
            rows.append((f"mondays/{number}", ["", *(week.starts_on for week in each.weeks), *empty]))
            rows.append((number, [name, *(week.kind for week in each.weeks), *empty]))
            for place, week in enumerate(each.weeks, start=1):
                self._weeks[number, str(place)] = week
        self._legend.setText(kinds.legend() if rows else _("No semesters yet."))
        self._save.setVisible(may and bool(rows))
        self._make.setVisible(may and len(plan.semesters) < plan.head.semesters)
        self._put(CellGrid(columns, frozen=1), rows)

    def _put(self, grid: CellGrid, rows: list[tuple[Any, list[Any]]]) -> None:
        grid.load(rows)
        names = [column.key for column in grid.model.columns[1:]]
        for key, values in rows:
            mondays = str(key).startswith("mondays/")
            closed = [(key, name) for name in names if mondays or (key, name) not in self._weeks]
            grid.model.mark(closed, NOTHING)
            for name, kind in zip(names, values[1:], strict=True):
                if not mondays and kind in SHADES:
                    grid.model.mark([(key, name)], Mark("", SHADES[kind]))
        grid.said.connect(self.message.say)
        if self.grid is not None:
            self.grid.flush_draft()
        if self._save.isVisible():
            drafts, key = self._workplace.drafts, f"curriculum/{self._curriculum_id}/weeks"
            if count := grid.keep_draft(drafts, self._workplace.tasks, key):
                self.message.say(_("{count} cells that were not saved came back.", count=count))
        place = self._column.count() - 1
        if self.grid is None:
            self._column.takeAt(place)
        else:
            self._column.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        self.grid = grid
        self._column.insertWidget(place, grid, 1)
        self.setFocusProxy(grid)

    def _changed(self, sentence: str) -> None:
        self._busy = False
        if self.grid is not None:
            self.grid.forget_draft()
        self._workplace.changes.announce(*RELATIONS)
        self.reload()
        self.message.say(sentence)

    def _failed(self, error: HemisError) -> None:
        self._busy = False
        self.message.refuse(error)

    def event(self, event: QEvent) -> bool:
        """Claim the key of saving before the card around the grid does: two owners of a key are none."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_save(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_save(event):
            self.save()
        else:
            super().keyPressEvent(event)


def _is_save(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Save)
