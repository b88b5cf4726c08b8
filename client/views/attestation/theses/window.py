"""Topics of theses (BMI, MD): the students of a department in a grid, what is lacking counted above it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.attestation import acts, theses
from client.data.attestation.theses import Offered, Place, StudentThesis, Theses
from client.views.attestation.theses.grid import LACKING, SUPERVISOR, TITLE_EN, TITLE_UZ, ThesisGrid
from client.views.attestation.theses.offers import OffersDialog
from client.views.attestation.theses.source import ThesisSource
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.formatting import grouped
from client.widgets.name_label import NameLabel
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.attestation import APPROVED, CHANGING

FACULTY = "hemis_faculty"
COUNTED = {
    TITLE_UZ: N_("without a topic: {count}"),
    TITLE_EN: N_("without an English title: {count}"),
    SUPERVISOR: N_("without a supervisor: {count}"),
}
OFFERS = Command(N_("Free topics …"), ("Ctrl+T",), "list")
CHANGE = Command(N_("Begin a change"), ("Ctrl+Shift+B",), "edit")
DROP = Command(N_("Give up the change"), (), "undo")
MOVE = Command(N_("To another department"), (), "movement")
FITS, TOO_MANY = N_("{name}: {count} theses of {most}"), N_("{name}: {count} theses, more than {most}")
#: The month in which an academic year begins.
SEPTEMBER = 9


class ThesisWindow(QWidget):
    """Heads of departments and dean's offices write, others look."""

    def __init__(
        self, workplace: Workplace, *, department: int | None = None, year: int | None = None
    ) -> None:
        super().__init__()
        self.title = _("Topics of theses and dissertations")
        self.editor: SheetEditor[Theses, ThesisGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.department, self.year, self.lacking = OfferedBox(), OfferedBox(), Combo()
        self.told, self.supervised = NameLabel(), NameLabel()
        self._workplace = workplace
        self.department.wish(department)
        self.year.wish(year)
        self._departments: list[Place] = []
        self.acts: dict[Command, QAction] = {
            command: actions.action(self, command, act)
            for command, act in (
                (OFFERS, self.offer),
                (CHANGE, self.begin_change),
                (DROP, self.drop_change),
                (MOVE, self.ask_department),
            )
        }
        self._build()
        workplace.tasks.run(self, self._ask, self._offer_places, self.message.refuse)

    @property
    def grid(self) -> ThesisGrid | None:
        return self.editor.sheet

    def offer(self) -> None:
        """Show the free topics for the student of the cursor."""
        if (student := self._writable()) is not None:
            gateway = self._workplace.gateway
            work = partial(theses.offers, gateway, self.department.currentData(), self.year.currentData())
            self._workplace.tasks.run(self, work, partial(self._show_offers, student), self.message.refuse)

    def take(self, student: StudentThesis, offer_id: int) -> None:
        """Give a free topic to a student."""
        work = partial(
            acts.take_offer,
            self._workplace.gateway,
            offer_id,
            student.student_id,
            self.department.currentData(),
            self.year.currentData(),
            student.version,
        )
        self._run(work, lambda _nothing: _("{student} has the topic now.", student=student.name))

    def begin_change(self) -> None:
        """Let the chosen approved topics be written anew; another order approves them."""
        chosen = [each.id for each in self._chosen() if each.state == APPROVED and each.id]
        if not chosen:
            self.message.say(_("Choose students whose topic is approved."))
            return
        words = N_(
            "{count} topics are written anew now; what their order says stands until another one approves them."
        )
        self._run(
            partial(acts.begin_change, self._workplace.gateway, chosen), lambda count: _(words, count=count)
        )

    def drop_change(self) -> None:
        """Let the chosen theses say again what their order approved."""
        chosen = [each.id for each in self._chosen() if each.state == CHANGING and each.id]
        if not chosen:
            self.message.say(_("Choose students whose topic is being changed."))
            return
        words = N_("{count} theses say again what their order approved.")
        self._run(
            partial(acts.drop_change, self._workplace.gateway, chosen), lambda count: _(words, count=count)
        )

    def ask_department(self) -> None:
        """Ask at which department the chosen students write their theses."""
        menu = QMenu(self)
        for each in self._departments:
            if each.id != self.department.currentData():
                menu.addAction(each.name).triggered.connect(partial(self._move_to, each))
        menu.popup(self.mapToGlobal(self.told.geometry().bottomLeft()))

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {"department": self.department.currentData(), "year": self.year.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the department and the year."""
        self.department.wish(state.get("department"))
        self.year.wish(state.get("year"))

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.lacking.addItem(_("All students"), "")
        for column, words in LACKING.items():
            self.lacking.addItem(_(words), column)
        for box, name, letters in (
            (self.department, N_("Department"), 24),
            (self.year, N_("Academic year"), 10),
            (self.lacking, N_("Shown"), 18),
        ):
            box.setAccessibleName(_(name))
            box.setMinimumContentsLength(letters)
            bar.addWidget(box)
        bar.addActions([self.editor.saving, *self.acts.values(), self.editor.reloading])
        bar.keep(self.editor.saving, self.acts[OFFERS])
        for label in (self.told, self.supervised):
            label.setContentsMargins(8, 0, 8, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for widget in (bar, self.message, self.told, self.supervised):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
        self.editor.edited.connect(self._count)
        self.department.currentIndexChanged.connect(self._turn)
        self.year.currentIndexChanged.connect(self._turn)
        self.lacking.currentIndexChanged.connect(self._narrow)

    def _ask(self) -> tuple[list[Place], list[Place]]:
        today, gateway = clock.today(), self._workplace.gateway
        return theses.departments(gateway), theses.years(gateway, today.year - (today.month < SEPTEMBER))

    def _offer_places(self, found: tuple[list[Place], list[Place]]) -> None:
        self._departments, years = found
        self.department.fill(self._departments)
        self.year.fill(years)
        self._turn()

    def _turn(self) -> None:
        department, year = self.department.currentData(), self.year.currentData()
        if department is None or year is None:
            self.told.setText(_("There is no department whose theses you see."))
            return
        self.editor.open(ThesisSource(self._workplace, department, year))

    def _show(self, reading: Theses) -> None:
        may, role = self.editor.may_save, self._workplace.gateway.role
        for command, act in self.acts.items():
            act.setVisible(may and (command is not MOVE or role == FACULTY))
        self.acts[CHANGE].setEnabled(any(each.state == APPROVED for each in reading.students))
        self.acts[DROP].setEnabled(any(each.state == CHANGING for each in reading.students))
        if self.grid is not None:
            self.grid.view.selected.connect(self._tell, Qt.ConnectionType.UniqueConnection)
            self._narrow()
        self._count()

    def _narrow(self) -> None:
        if self.grid is not None:
            self.grid.narrow(self.lacking.currentData())

    def _count(self) -> None:
        """Say what is lacking, with what is typed and not saved yet."""
        grid = self.grid
        if grid is None:
            return
        if not grid.stored:
            self.told.setText(_("No student of this department writes a thesis in this year."))
            self.supervised.setText("")
            return
        approved = sum(each.approved for each in grid.stored.values())
        parts = [
            _("Students: {count}", count=grouped(len(grid.stored))),
            _("approved by order: {count}", count=grouped(approved)),
            *(
                _(words, count=grouped(lacking))
                for column, words in COUNTED.items()
                if (lacking := grid.missing(column))
            ),
        ]
        self.told.setText("   ".join(parts))
        self._tell()

    def _tell(self) -> None:
        """Say the whole topic of the row, and how many theses its supervisor has."""
        grid = self.grid
        if grid is None:
            return
        parts = [grid.title_at_cursor()]
        found, most = grid.supervised(), grid.theses.at_most
        if found is not None and most:
            name, count = found
            words = FITS if count <= most else TOO_MANY
            parts.append(_(words, name=name, count=count, most=most))
        self.supervised.setText("   ".join(filter(None, parts)))

    def _chosen(self) -> list[StudentThesis]:
        if self.grid is None or not self.editor.may_save:
            return []
        if self.editor.typed():
            self.message.say(_("Save what is typed first (Ctrl+S)."))
            return []
        return self.grid.chosen()

    def _writable(self) -> StudentThesis | None:
        chosen = self._chosen()
        if chosen and chosen[0].approved:
            self.message.say(_("This topic is approved by an order. Begin a change first."))
            return None
        return chosen[0] if chosen else None

    def _show_offers(self, student: StudentThesis, found: list[Offered]) -> None:
        dialog = OffersDialog(student.name, found, self)
        dialog.taken.connect(partial(self.take, student))
        dialog.open()

    def _move_to(self, to: Place, *_on: object) -> None:
        if chosen := self._chosen():
            students = [each.student_id for each in chosen]
            gateway, here, year = (
                self._workplace.gateway,
                self.department.currentData(),
                self.year.currentData(),
            )
            work = partial(acts.move_theses, gateway, students, here, to.id, year)
            self._run(
                work,
                lambda count: _(
                    "{count} students write at “{department}” now.", count=count, department=to.name
                ),
            )

    def _run(self, work: Any, words: Any) -> None:
        self._workplace.tasks.run(self, work, lambda answer: self._done(words(answer)), self.message.refuse)

    def _done(self, sentence: str) -> None:
        self.editor.changed()
        self.message.say(sentence)
