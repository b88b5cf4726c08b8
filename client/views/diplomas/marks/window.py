"""Diploma marks (Diplom ballari): the rows of the supplements of a group, corrected and arranged once for everybody."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.diplomas import marks as data
from client.data.diplomas.marks import MarkedStudent, Marks
from client.data.diplomas.marks_checks import MarksFinding
from client.views.diplomas.marks.choosing import Choice, LookedInto, look, offer
from client.views.diplomas.marks.grid import MarksGrid
from client.views.diplomas.marks.places import PlaceBoxes
from client.views.diplomas.marks.source import MarksSource
from client.widgets.combo import Combo
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.formatting import grouped
from client.widgets.name_label import NameLabel
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

NEXT = Command(N_("Next finding"), ("F4",), "search")
UP = Command(N_("Row up"), ("Alt+Up",), "up")
DOWN = Command(N_("Row down"), ("Alt+Down",), "down")
JOIN = Command(N_("Join rows"), ("Ctrl+J",), "compare")
SPLIT = Command(N_("As the record gives it"), ("Ctrl+Shift+J",), "undo")
ALIKE = Command(N_("Alike for all"), (), "group")
WHOSE = Command(N_("Whose mark counts"), (), "marking")
ALL_AS_RECORDED = Command(N_("The whole sheet as the record gives it …"), (), "reload")
RECORD = Command(N_("Record of the student"), ("Alt+Enter", "Alt+Return"), "card")
WRITING = (JOIN, SPLIT, ALIKE, UP, DOWN, ALL_AS_RECORDED)
STUDENT_RECORD = "academic-record"


class MarksWindow(QWidget):
    """Dean's offices write drafts, the registrar and the academic office look."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        faculty: int | None = None,
        curriculum: int | None = None,
        group: str | None = None,
    ) -> None:
        super().__init__()
        self.title = _("Diploma marks")
        self.editor: SheetEditor[Marks, MarksGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.places, self.shown = PlaceBoxes(self), Combo()
        self.told, self.about = NameLabel(), NameLabel()
        self._workplace = workplace
        self._findings: list[MarksFinding] = []
        #: The number of the finding that was told last.
        self._told: int | None = None
        if group is not None or curriculum is not None:
            self.places.wish({"faculty": faculty, "curriculum": curriculum, "group": group})
        self.acts: dict[Command, QAction] = {
            command: actions.action(self, command, act)
            for command, act in (
                (NEXT, self.next_finding),
                (UP, partial(self._move, up=True)),
                (DOWN, partial(self._move, up=False)),
                (JOIN, self.join),
                (SPLIT, self.as_recorded),
                (ALIKE, self.make_alike),
                (WHOSE, self.look_into),
                (RECORD, self.open_record),
                (ALL_AS_RECORDED, self.all_as_recorded),
                (actions.PRINT, self.print_it),
                (actions.EXPORT, self.write_excel),
            )
        }
        self._build()
        self._ask_places()

    @property
    def grid(self) -> MarksGrid | None:
        return self.editor.sheet

    def turns_to(self, *, faculty: int | None = None, group: str | None = None) -> bool:
        """Come to a group that another window asks for; it may have been drafted since this one was opened."""
        if group is None:
            return False
        self.places.wish({"faculty": faculty, "group": group})
        self._ask_places()
        return True

    def next_finding(self) -> None:
        """Come to the next thing that is wrong, behind the cursor and round again."""
        grid = self.grid
        if grid is None:
            return
        grid.commit()
        self._count()
        if not self._findings:
            self.message.say(_("Nothing is wrong with these marks."))
            return
        cells = [grid.cell_of(each) for each in self._findings]
        indexes = [grid.model.index_of(cell) for cell in cells]
        places = [(index.row(), index.column()) for index in indexes]
        here = grid.view.currentIndex()
        at = (here.row(), here.column())
        # Several may be looked at in one cell: who stands on the last one that was told goes on from it.
        if self._told is not None and self._told < len(places) and places[self._told] == at:
            number = self._told + 1
        else:
            number = next((number for number, place in enumerate(places) if place > at), 0)
        number = self._told = number % len(places)
        grid.view.setFocus()
        grid.view.setCurrentIndex(indexes[number])
        self.message.say(
            _(
                "{number} of {count}: {words}",
                number=number + 1,
                count=len(places),
                words=self._findings[number].words,
            )
        )

    def join(self) -> None:
        """Make one row of the chosen ones."""
        grid, marks = self.grid, self._writable()
        if grid is None or marks is None:
            return
        keys = grid.chosen_keys()
        if len(keys) < 2:  # noqa: PLR2004 - one row alone is joined already
            self.message.say(_("Choose two rows or more: their numbers with Ctrl, or Shift with the arrows."))
            return
        words = N_("Joined for {count} students. Correct the title if need be; “{back}” splits them again.")
        self._run(
            partial(data.join, self._workplace.gateway, marks.seen, keys),
            lambda count: _(words, count=count, back=_(SPLIT.title)),
        )

    def as_recorded(self) -> None:
        """Let the chosen rows be as the record gives them: own titles and sections, what was joined split."""
        grid, marks = self.grid, self._writable()
        if grid is None or marks is None:
            return
        if not (keys := grid.chosen_keys()):
            self.message.say(_("Choose a row first."))
            return
        self._run(
            partial(data.as_recorded, self._workplace.gateway, marks.seen, keys),
            lambda count: _("As the record gives it: {count} rows of supplements.", count=grouped(count)),
        )

    def all_as_recorded(self) -> None:
        """Ask, and let the whole sheet be as the record gives it."""
        marks = self._writable()
        if marks is None:
            return
        question = _(
            "Titles, sequence and joined rows of {count} drafts are given up and made anew from the record. Go on?",
            count=len(marks.seen),
        )
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            self._run(
                partial(data.as_recorded, self._workplace.gateway, marks.seen, None),
                lambda count: _("As the record gives it: {count} rows of supplements.", count=grouped(count)),
            )

    def make_alike(self) -> None:
        """Let all drafts say what stands in the sheet, and in its sequence."""
        grid, marks = self.grid, self._writable()
        if grid is None or marks is None:
            return
        titles = [{"key": each.row.key, "uz": each.title_uz, "en": each.title_en} for each in grid.titled()]
        order = [{"key": key, "section": section} for key, section in grid.model.order()]
        work = partial(data.save, self._workplace.gateway, marks.seen, titles, order, ())

        def store() -> int:
            for trouble in work().troubles:
                raise trouble.error
            return len(marks.seen)

        self._run(store, lambda count: _("The drafts of {count} students say the same now.", count=count))

    def look_into(self) -> None:
        """Show which results the chosen marks are made of, and choose among them where one may."""
        grid = self.grid
        chosen = grid.chosen_marks() if grid is not None else []
        if not chosen:
            self.message.say(_("Come to the mark of a student first."))
            return
        self._workplace.tasks.run(
            self, partial(look, self._workplace, chosen), self._offer_results, self.message.refuse
        )

    def open_record(self) -> None:
        """Open the academic record of the student of the cursor's column."""
        student = self.grid.student_at_cursor() if self.grid is not None else None
        if student is None:
            self.message.say(_("Come to the column of a student first."))
        else:
            self._open(student)

    def print_it(self) -> None:
        """Show the list for the students to check."""
        if (paper := self._paper()) is not None:
            from client.views.diplomas.marks.paper import show_paper  # noqa: PLC0415 - papers stay out

            show_paper(self._workplace, paper)

    def write_excel(self) -> None:
        """Ask for a file and write what stands in the sheet as a workbook."""
        if (paper := self._paper()) is None:
            return
        from client.views.diplomas.marks.paper import write_book  # noqa: PLC0415 - papers stay out

        wished = f"{self.title} {self.places.group.currentData() or ''}.xlsx".replace("/", "-")
        if name := FileDialogs(self._workplace.settings).to_save(self, wished, "Excel (*.xlsx)"):
            path = Path(name)
            done = _("Saved as “{file}”.", file=path.name)
            self._workplace.tasks.run(
                self,
                partial(write_book, path, paper),
                lambda _nothing: self.message.say(done, *opening(path)),
                self.message.refuse,
            )

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {**self.places.chosen(), "shown": self.shown.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the group and to what was shown of it."""
        self.shown.setCurrentIndex(max(0, self.shown.findData(state.get("shown"))))
        self.places.wish({name: state.get(name) for name in ("faculty", "curriculum", "group")})

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for words, points in ((N_("Grades"), False), (N_("Points"), True)):
            self.shown.addItem(_(words), points)
        self.shown.setAccessibleName(_("Shown"))
        self._of_faculty = bar.addWidget(self.places.faculty)
        for box in (self.places.plan, self.places.group, self.shown):
            bar.addWidget(box)
        bar.addActions([self.editor.saving, *self.acts.values(), self.editor.reloading])
        bar.keep(self.editor.saving, self.acts[NEXT])
        for label in (self.told, self.about):
            label.setContentsMargins(8, 0, 8, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for widget in (bar, self.message, self.told):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.about)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
        self.editor.edited.connect(self._count)
        self.places.turned.connect(self._turn)
        self.shown.currentIndexChanged.connect(self._turn)

    def _ask_places(self) -> None:
        work = partial(data.places, self._workplace.gateway)
        self._workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def _offer(self, found: list[data.MarksPlace]) -> None:
        self.places.fill(found)
        self._of_faculty.setVisible(self.places.faculty.count() > 1)  # a dean's office has one

    def _turn(self) -> None:
        chosen = self.places.chosen()
        if chosen["curriculum"] is None:
            self.told.setText(_("There are no diplomas yet: they are drafted from accepted records."))
            return
        source = MarksSource(
            self._workplace,
            chosen["faculty"],
            chosen["curriculum"],
            chosen["group"],
            bool(self.shown.currentData()),
        )
        self.editor.open(source)

    def _show(self, reading: Marks) -> None:
        for command in WRITING:
            self.acts[command].setVisible(self.editor.may_save)
        grid = self.grid
        if grid is not None:
            unique = Qt.ConnectionType.UniqueConnection
            grid.view.selected.connect(self._tell, unique)
            grid.view.asked.connect(self.look_into, unique)
        self._count()

    def _count(self) -> None:
        """Say how many there are and how many things are wrong, with what is typed."""
        grid = self.grid
        if grid is None or grid.marks is None:
            return
        marks = grid.marks
        self._findings = grid.findings()
        drafts = sum(each.writable for each in marks.students)
        wrong = len(self._findings)
        parts = [
            _("Students: {count}", count=grouped(len(marks.students))),
            _("drafts: {count}", count=grouped(drafts)),
            _("rows: {count}", count=grouped(len(marks.rows))),
            _("recognised results: {count}", count=grouped(_recognised(marks))),
            _("findings: {count} (F4)", count=grouped(wrong))
            if wrong
            else _("nothing is wrong")
            if drafts
            else "",
        ]
        self.told.setText("   ".join(filter(None, parts)))
        self.acts[ALIKE].setEnabled(any(row.uneven for row in marks.rows))
        self._tell()

    def _tell(self) -> None:
        """Say in full what the row of the cursor is called, and what a mark is made of."""
        grid = self.grid
        if grid is None or not grid.view.currentIndex().isValid():
            return
        index = grid.view.currentIndex()
        tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if grid.model.mark_cell(index.row(), index.column()) is None:
            row = grid.rows.get(str(grid.model.row_keys[index.row()]))
            tip = " / ".join(filter(None, (row.title_uz, row.title_en))) if row is not None else ""
        self.about.setText(" · ".join(tip.split("\n")))

    def _move(self, *, up: bool) -> None:
        if self.grid is not None and self.editor.may_save:
            self.grid.shift(up=up)

    def _writable(self) -> Marks | None:
        if self.grid is None or not self.editor.may_save:
            return None
        if self.editor.typed():
            self.message.say(_("Save what is typed first (Ctrl+S)."))
            return None
        return self.grid.marks

    def _offer_results(self, found: list[LookedInto]) -> None:
        grid = self.grid
        if grid is None or grid.marks is None:
            return
        may = self.editor.may_save and grid.marks.may_choose
        corner = grid.view.visualRect(grid.view.currentIndex()).bottomLeft()
        at = grid.view.viewport().mapToGlobal(corner + QPoint(0, 2))
        self.menu: QMenu = offer(self, at, found, may=may, choose=self._choose)

    def _choose(self, choices: list[Choice]) -> None:
        if self.grid is None or self.grid.marks is None:
            return
        self._run(
            partial(data.choose, self._workplace.gateway, self.grid.marks.seen, choices),
            lambda count: _("Changed: {count} marks.", count=count),
        )

    def _open(self, student: MarkedStudent) -> None:
        from client.data.records.list_filters import Filter  # noqa: PLC0415 - only who opens a record needs it

        navigator = self._workplace.navigator
        if navigator.has(STUDENT_RECORD):
            only = Filter("student_id", "equals", (student.student_id,))
            navigator.open(STUDENT_RECORD, filters=[only.to_json()])
        else:
            navigator.open("student-card", record_id=student.student_id)

    def _paper(self) -> Any:
        grid = self.grid
        if grid is None or grid.marks is None or not grid.marks.students:
            return None
        from client.views.diplomas.marks.paper import paper_of  # noqa: PLC0415 - papers stay out

        faculty, plan, group = self.places.told()
        return paper_of(
            grid.marks, grid.titled(), (f"{faculty} · {plan}", group), points=bool(self.shown.currentData())
        )

    def _run(self, work: Callable[[], int], words: Callable[[int], str]) -> None:
        self._workplace.tasks.run(self, work, lambda count: self._done(words(count)), self._refused)

    def _done(self, sentence: str) -> None:
        self.editor.changed()
        self.message.say(sentence)

    def _refused(self, error: Any) -> None:
        """What others changed meanwhile is read before it is tried again."""
        self.editor.reload()
        self.message.refuse(error)


def _recognised(marks: Marks) -> int:
    return sum(cell.recognised for row in marks.rows for cell in row.cells.values())
