"""Texts of diplomas: a group is completed in one grid, what is lacking first."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.diplomas import acts
from client.data.diplomas.texts import Finding, Sheet
from client.data.grades import reading
from client.data.grades.reading import Named
from client.views.diplomas.texts_grid import TextsGrid
from client.views.diplomas.texts_source import LACKING, SHOWN, TextsSource
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.formatting import grouped
from client.widgets.name_label import NameLabel
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

NEXT = Command(N_("Next finding"), ("F8",), "next")
SAME = Command(N_("This text for all chosen"), ("Ctrl+Shift+D",), "down")
ACCEPT = Command(N_("Accept"), ("Ctrl+Return",), "check")
MARKS = Command(N_("Diploma marks"), ("Ctrl+Shift+M",), "list")
MARKS_WINDOW = "batch-rate"


class TextsWindow(QWidget):
    """A dean's office writes, others look; `at` is the cell to begin with."""

    def __init__(
        self, workplace: Workplace, *, faculty: int | None = None, ids: Sequence[int] = (), at: str = ""
    ) -> None:
        super().__init__()
        self.title = _("Texts of diplomas")
        self.editor: SheetEditor[Sheet, TextsGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.faculty, self.fields = OfferedBox(), Combo()
        self.told, self.whole = NameLabel(), NameLabel()
        self._workplace, self._ids, self._at = workplace, tuple(ids), at
        self._findings: tuple[Finding, ...] = ()
        self._fields, self._begun = LACKING, False
        self.faculty.wish(faculty)
        self.acts: dict[Command, QAction] = {
            command: actions.action(self, command, act)
            for command, act in (
                (NEXT, self.next),
                (SAME, self.same),
                (ACCEPT, self.accept),
                (MARKS, self.marks),
            )
        }
        self._build()
        workplace.tasks.run(
            self, partial(reading.faculties, workplace.gateway), self._offer, self.message.refuse
        )

    @property
    def grid(self) -> TextsGrid | None:
        return self.editor.sheet

    def next(self) -> None:
        """Come to the next cell in which something is wrong."""
        if self.grid is None:
            return
        self.grid.setFocus()
        if not self.grid.next_finding():
            words = N_("What is left is in the supplements: {count}. Ctrl+Shift+M opens the diploma marks.")
            left = self._in_supplements()
            self.message.say(_(words, count=left) if left else _("Nothing is lacking. Ctrl+Enter accepts."))

    def same(self) -> None:
        """Let the text of the cursor stand in all chosen diplomas."""
        if self.grid is not None:
            self.grid.commit()
            self.message.say(_("Cells: {count}", count=grouped(self.grid.same_for_all())))

    def accept(self) -> None:
        """Accept the chosen diplomas, all of them or none."""
        if self.grid is None or not self.editor.may_save:
            return
        self.grid.commit()
        if self.editor.typed():
            self.message.say(_("Save what is typed first (Ctrl+S)."))
        elif ids := self.grid.chosen():
            work = partial(acts.accept, self._workplace.gateway, ids)
            self._workplace.tasks.run(self, work, self._accepted, self.message.refuse)

    def marks(self) -> None:
        """Open the diploma marks of the group of the cursor, where rows of supplements are mended."""
        group = self.grid.group_at_cursor() if self.grid is not None else None
        given = {} if group is None else {"faculty": self.faculty.currentData(), "group": group}
        self._workplace.navigator.open(MARKS_WINDOW, **given)

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {"faculty": self.faculty.currentData(), "fields": self.fields.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the faculty."""
        self.faculty.wish(state.get("faculty"))
        self.fields.setCurrentIndex(max(0, self.fields.findData(state.get("fields"))))

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for key, name in SHOWN.items():
            self.fields.addItem(_(name), key)
        for box, called in ((self.faculty, N_("Faculty")), (self.fields, N_("Shown"))):
            box.setAccessibleName(_(called))
            bar.addWidget(box)
        bar.addActions([self.editor.saving, *self.acts.values(), self.editor.reloading])
        bar.keep(self.editor.saving, self.acts[NEXT], self.acts[ACCEPT])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for label in (self.told, self.whole):
            label.setContentsMargins(8, 0, 8, 2)
        for widget in (bar, self.message, self.told, self.whole):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
        self.editor.edited.connect(self._tell)
        self.faculty.currentIndexChanged.connect(self._turn)
        self.fields.currentIndexChanged.connect(self._turn_fields)

    def _offer(self, found: list[Named]) -> None:
        self.faculty.fill((each.id, each.name) for each in found)
        self._turn()

    def _turn_fields(self) -> None:
        if self.editor.typed():
            self.fields.blockSignals(True)
            self.fields.setCurrentIndex(self.fields.findData(self._fields))
            self.fields.blockSignals(False)
            self.message.say(_("Save what is typed first (Ctrl+S)."))
        else:
            self._turn()

    def _turn(self) -> None:
        if (faculty := self.faculty.currentData()) is not None:
            self._fields = self.fields.currentData() or LACKING
            self.editor.open(TextsSource(self._workplace, faculty, self._ids, self._fields))

    def _show(self, read: Sheet) -> None:
        self._findings = read.findings
        may, role = self.editor.may_save, self._workplace.gateway.role
        self.acts[SAME].setVisible(may)
        self.acts[ACCEPT].setVisible(role == acts.FACULTY)
        self.acts[MARKS].setVisible(self._workplace.navigator.has(MARKS_WINDOW))
        if self.grid is None:
            return
        self.grid.view.selected.connect(self._tell, Qt.ConnectionType.UniqueConnection)
        if self._at and read.drafts:
            self.grid.come_to((read.drafts[0].id, self._at))
        elif not self._begun:
            self.grid.next_finding()
        self._at, self._begun = "", True
        self._tell()

    def _tell(self) -> None:
        grid = self.grid
        if grid is None:
            return
        count = len(grid.stored)
        if not count:
            self.told.setText(_("There is no draft of a diploma. Draft them in the window of diplomas."))
            self.whole.setText("")
            return
        wrong = len({each.diploma_id for each in self._findings})
        parts = [
            _("Drafts: {count}", count=grouped(count)),
            _("complete: {count}", count=grouped(count - wrong)),
            _("lacking in texts: {count}", count=grouped(len(self._findings) - self._in_supplements())),
            _("in supplements: {count}", count=grouped(self._in_supplements()))
            if self._in_supplements()
            else "",
        ]
        self.told.setText("   ".join(filter(None, parts)))
        self.whole.setText(grid.told())

    def _in_supplements(self) -> int:
        return sum(not each.of_text for each in self._findings)

    def _accepted(self, count: int) -> None:
        self.editor.changed()
        self.message.say(_("Accepted: {count}", count=count))
