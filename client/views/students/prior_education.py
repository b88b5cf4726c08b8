"""The previous education of a group in a grid: the dean's office completes what diplomas need."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.data.records import records
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.data.records.records import StoredRecord
from client.data.records.rights import Rights, rights
from client.data.students import prior_education
from client.data.students.prior_education import COLUMNS, Brought, BroughtChange
from client.widgets.cell_grid import CellGrid, Choices, Column, Days, Texts, Typed, fitting
from client.widgets.cell_grid.cells import CellKind
from client.widgets.editors import Lookup
from client.widgets.formatting import grouped
from client.widgets.record_form import form_of
from client.widgets.record_list import RecordList, list_of
from client.widgets.sheet_editor import Saving, SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.students import Group, PriorEducation

STUDENT = "student"
#: In letters.
WIDTHS = {"institution": 40, "document_kind": 30, "document_number": 18, "document_date": 12}
CHOOSE = N_("Choose the group. Its students then stand below, with what they brought along.")
OWN = list_of(
    PriorEducation,
    "institution",
    "document_kind",
    "document_number",
    "document_date",
    "basis",
    more=("school_country", "school_language"),
    sort=(Sort("document_date"),),
    icon="documents",
    key="students.card.prior_education",
    form=form_of(PriorEducation, ("", COLUMNS)),
)


class BroughtGrid(CellGrid):
    """Knows the students with what is stored of them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=1)
        self.stored: dict[Hashable, Brought] = {}

    def show_students(self, found: Sequence[Brought]) -> None:
        """Show a reading."""
        self.stored = {each.student_id: each for each in found}
        self.load([(each.student_id, [each.student, *each.values]) for each in found])

    def changes(self) -> dict[Hashable, BroughtChange]:
        """Return what was typed."""
        typed = self.model.unsaved_rows()
        return {
            key: BroughtChange(self.stored[key], values)
            for key, values in typed.items()
            if key in self.stored
        }


@dataclass(frozen=True)
class BroughtReading:
    """The students of a group, and what the role may do with their records."""

    students: list[Brought]
    rights: Rights


@dataclass(frozen=True)
class BroughtSource:
    """The previous education of the students of one group."""

    workplace: Workplace
    group_id: int
    relations = ("students.prior_education",)

    @property
    def draft_key(self) -> str:
        return f"prior-education/{self.group_id}"

    def read(self, typed: Typed) -> BroughtReading:
        gateway, columns = self.workplace.gateway, PriorEducation.__table__.columns
        self.workplace.catalogue.ensure(columns[name].info.get("classifier") or "" for name in COLUMNS)
        return BroughtReading(
            prior_education.of_group(gateway, self.group_id), rights(gateway, PriorEducation)
        )

    def may_save(self, reading: BroughtReading) -> bool:
        return reading.rights.may_add

    def make(self, reading: BroughtReading, former: BroughtGrid | None) -> BroughtGrid:
        locked = not reading.rights.may_add
        columns = [Column(STUDENT, _("Student"), width=34, read_only=True)]
        for name in COLUMNS:
            info = PriorEducation.__table__.columns[name].info
            columns.append(
                Column(name, _(info["label"]), self._kind(info), WIDTHS.get(name, 20), read_only=locked)
            )
        grid = fitting(former, columns, BroughtGrid)
        grid.show_students(reading.students)
        return grid

    def saving(self, sheet: BroughtGrid) -> Saving | None:
        changes = sheet.changes()
        return partial(prior_education.save, self.workplace.gateway, changes) if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} students.", count=grouped(len(stored.rows())))

    def _kind(self, info: dict[str, Any]) -> CellKind:
        if classifier := info.get("classifier"):
            return Choices(
                tuple((item.code, item.label) for item in self.workplace.catalogue.items(classifier))
            )
        if words := info.get("words"):
            return Choices(tuple((code, _(word)) for code, word in words.items()))
        return Days() if info["kind"] == "day" else Texts(info["length"])


class PriorEducationWindow(QWidget):
    """Asks for the group first; the grid below is of its students."""

    def __init__(self, workplace: Workplace, group_id: int | None = None) -> None:
        super().__init__()
        self.title = _("Previous education of students")
        self._workplace, self._group_id = workplace, group_id
        self.group, hint = Lookup(workplace, Group), QLabel(_(CHOOSE))
        hint.setProperty("quiet", True)
        self.editor: SheetEditor[BroughtReading, BroughtGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self._tools = ToolBar()
        self._tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        _label, _group, self._hint = (
            self._tools.addWidget(each) for each in (QLabel(_("Group")), self.group, hint)
        )
        self._tools.addActions([self.editor.saving, self.editor.reloading])
        self._tools.keep(self.editor.saving)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for widget in (self._tools, self.message):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.group)
        self.group.chosen.connect(self.choose)
        if group_id is not None:
            self.choose(group_id)

    def choose(self, group_id: int) -> None:
        """Show the students of a group; what was typed for another one is kept."""
        self._group_id = group_id
        self._hint.setVisible(False)
        work = partial(records.read, self._workplace.gateway, Group, group_id, ("name",))
        self._workplace.tasks.run(self, work, self._show_name, self.message.refuse)
        self.editor.open(BroughtSource(self._workplace, group_id))

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {"group": self._group_id}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the group."""
        if state.get("group") is not None:
            self.choose(int(state["group"]))

    def _show_name(self, group: StoredRecord | None) -> None:
        if group is not None and group.id == self._group_id:
            self.group.set_value(group.id, group.values["name"])


def prior_education_of(workplace: Workplace, student_id: int) -> RecordList:
    """The previous education of a student; the server writes the faculty."""
    return RecordList(workplace, OWN, (Filter("student_id", "equals", (student_id,)),), student_id=student_id)
