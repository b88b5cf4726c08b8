"""The weeks of a plan: a row a semester, a cell a week with its Monday and the letter of what it is for."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.curriculum import acts, plan_saving
from client.data.curriculum import plan as plans
from client.data.curriculum.plan import CurriculumPlan, PlanWeek
from client.data.records.catalogue import Item
from client.data.records.rights import Rights, rights
from client.widgets.cell_grid import Cell, CellGrid, Column, Mark, Typed, fitting
from client.widgets.sheet_editor import Saving, SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.codes import EducationWeekType
from shared.identity import Known
from shared.models.curriculum import Week

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
        self._by_letter = Known((letter, code) for code, letter in self._letters.items())
        self._labels = {item.code: item.label for item in items}

    def parse(self, text: str) -> str:
        labels = Known((label, code) for code, label in self._labels.items())
        found = self._by_letter.find(text) or labels.find(text) or labels.begun(text)
        if len(found) != 1:
            raise UserError(N_("“{text}” is no kind of week. Write one of the letters above."), text=text)
        return next(iter(found))

    def show(self, value: Any) -> str:
        return f"{value:%d.%m}" if isinstance(value, date) else self._letters.get(value, str(value))

    def choices(self) -> tuple[str, ...]:
        return tuple(self._labels.values())

    def legend(self) -> str:
        """Return what the letters mean."""
        return "   ".join(f"{letter} – {self._labels[code]}" for code, letter in self._letters.items())


@dataclass(frozen=True)
class WeeksReading:
    """The plan with its weeks, what the role may do, and the kinds of weeks with their letters."""

    plan: CurriculumPlan
    rights: Rights
    kinds: WeekKinds

    @property
    def may(self) -> bool:
        return self.rights.may_change and self.plan.head.accepted_at is None


class WeeksSheet(CellGrid):
    """The weeks of all semesters: under their Mondays a row of letters for each."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=1)
        self.weeks: dict[Cell, PlanWeek] = {}

    def show_plan(self, plan: CurriculumPlan) -> None:
        """Show a reading of the plan."""
        names = [column.key for column in self.model.columns[1:]]
        rows: list[tuple[Any, list[Any]]] = []
        self.weeks = {}
        for each in plan.semesters:
            words = _("Semester {number}: {weeks} teaching", number=each.number, weeks=each.teaching_weeks)
            empty = [None] * (len(names) - len(each.weeks))
            rows.append((f"mondays/{each.number}", ["", *(week.starts_on for week in each.weeks), *empty]))
            rows.append((each.number, [words, *(week.kind for week in each.weeks), *empty]))
            self.weeks |= {(each.number, name): week for name, week in zip(names, each.weeks, strict=False)}
        self.load(rows)
        self._mark([key for key, _values in rows], names)

    def _mark(self, rows: Sequence[Any], names: Sequence[str]) -> None:
        """Lock what is no week, and shade the weeks that are not for lessons."""
        closed = [(key, name) for key in rows for name in names if (key, name) not in self.weeks]
        self.model.mark(closed, NOTHING)
        for cell, week in self.weeks.items():
            if week.kind in SHADES:
                self.model.mark([cell], Mark("", SHADES[week.kind]))


@dataclass(frozen=True)
class WeeksSource:
    """The weeks of one plan, saved all or none."""

    workplace: Workplace
    curriculum_id: int
    relations = ("curriculum.week", "curriculum.semester")

    @property
    def draft_key(self) -> str:
        return f"curriculum/{self.curriculum_id}/weeks"

    def read(self, typed: Typed) -> WeeksReading:
        gateway, catalogue = self.workplace.gateway, self.workplace.catalogue
        catalogue.ensure((CLASSIFIER, *plans.LABELS))
        plan = plans.read(gateway, self.curriculum_id)
        return WeeksReading(plan, rights(gateway, Week), WeekKinds(catalogue.items(CLASSIFIER)))

    def may_save(self, reading: WeeksReading) -> bool:
        return reading.may and bool(reading.plan.semesters)

    def make(self, reading: WeeksReading, former: WeeksSheet | None) -> WeeksSheet:
        most = max((len(each.weeks) for each in reading.plan.semesters), default=0)
        numbers, locked = map(str, range(1, most + 1)), not reading.may
        columns = [
            Column("semester", _("Semester"), width=220, read_only=True),
            *(Column(number, number, reading.kinds, 46, read_only=locked) for number in numbers),
        ]
        sheet = fitting(former, columns, WeeksSheet)
        sheet.show_plan(reading.plan)
        return sheet

    def saving(self, sheet: WeeksSheet) -> Saving | None:
        changes: dict[Hashable, list[tuple[PlanWeek, str]]] = {}
        for cell, kind in sheet.model.unsaved().items():
            changes.setdefault(cell[0], []).append((sheet.weeks[cell], kind))
        return partial(plan_saving.save_weeks, self.workplace.gateway, changes) if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved.")


class WeeksGrid(QWidget):
    """Shows the weeks of all semesters; one is typed over with another letter, many are filled or pasted."""

    def __init__(self, workplace: Workplace, curriculum_id: int) -> None:
        super().__init__()
        self.title = _("Weeks")
        self.editor: SheetEditor[WeeksReading, WeeksSheet] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self._workplace, self._curriculum_id = workplace, curriculum_id
        self._legend = QLabel()
        self._make = actions.action(self, MAKE, self.make_semesters)
        self._build()
        self.editor.open(WeeksSource(workplace, curriculum_id))

    @property
    def grid(self) -> WeeksSheet | None:
        return self.editor.sheet

    def make_semesters(self) -> None:
        """Let the server make the semesters that are missing, with their weeks."""
        work = partial(acts.make_semesters, self._workplace.gateway, self._curriculum_id)
        self._workplace.tasks.run(self, work, lambda _nothing: self._made(), self.message.refuse)

    def _made(self) -> None:
        self.editor.changed()
        self.message.say(_("The semesters are made. Look at their weeks: kinds can be typed over."))

    def _show(self, reading: WeeksReading) -> None:
        semesters = reading.plan.semesters
        self._legend.setText(reading.kinds.legend() if semesters else _("No semesters yet."))
        self._make.setVisible(reading.may and len(semesters) < reading.plan.head.semesters)

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions([self.editor.saving, self._make])
        self._legend.setWordWrap(True)
        self._legend.setProperty("quiet", True)
        self._legend.setContentsMargins(8, 0, 8, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (bar, self.message, self._legend):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
