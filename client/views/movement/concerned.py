"""A window of student movement: whom its acts concern, and the order that is made of the chosen ones."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.movement import concerned
from client.data.movement.concerned import STANDINGS, Concerned
from client.data.movement.orders import COURSES, STATUSES
from client.views.movement.new_order import NewOrderDialog
from client.widgets.combo import Combo
from client.widgets.staleness import Staleness
from client.widgets.standings_window import StandingsWindow
from client.widgets.workplace import Workplace
from reports.common.table import Table
from shared.models.movement import ACTS, ENROL

MAKE = Command(N_("Make an order …"), ("Ins",), "add")
OPEN_ORDER = Command(N_("Open the order"), ("Ctrl+Return",), "movement")
IMPORT = Command(N_("Import admitted students …"), (), "import")
IMPORTER = "admitted-import"
FACULTY = "hemis_faculty"
KEEPERS = (FACULTY, "hemis_academic_office")
LETTERS = (32, 13, 10, 10, 20, 20, 9, 7, 9, 11, 14)


class ConcernedWindow(StandingsWindow[Concerned]):
    """Several students are chosen and put into one order together."""

    def __init__(
        self, workplace: Workplace, title: str, acts: Sequence[str], *, faculty: int | None = None
    ) -> None:
        nobody = _("Nobody is concerned at present.")
        super().__init__(workplace, title, STANDINGS, _("Standing"), nobody)
        self._acts, self.act = tuple(acts), Combo()
        self.act.setAccessibleName(_("What the order does"))
        self.faculty.wish(faculty)
        for each in self._acts:
            self.act.addItem(_(ACTS[each]), each)
        self.make_ = actions.action(self, MAKE, self.make)
        self.open_ = actions.action(self, OPEN_ORDER, self.open_order)
        self.table.selected.connect(self._allow)
        self.bar.addAction(self.make_)
        self.bar.addAction(self.open_)
        self.bar.keep(self.make_)
        self.import_ = actions.action(self, IMPORT, partial(workplace.navigator.open, IMPORTER))
        self.import_.setVisible(ENROL in acts and workplace.gateway.role == FACULTY)
        self.bar.addAction(self.import_)
        self.make_.setVisible(workplace.gateway.role in KEEPERS)
        self.lay_out(*([self.act] if len(self._acts) > 1 else []), self.faculty, self.standing, self.words)
        self.act.currentIndexChanged.connect(self.reload)
        self._allow()
        self._staleness = Staleness(workplace.changes, ("movement.decree", "students.student"), self)
        self._staleness.reload_wanted.connect(self.reload)
        self.begin()

    def reload(self) -> None:
        if not self.faculty.count():
            return
        gateway, catalogue = self._workplace.gateway, self._workplace.catalogue
        act, faculty = self.act.currentData(), self.faculty.currentData()

        def work() -> list[Concerned]:
            catalogue.ensure((COURSES, STATUSES))
            return concerned.concerned(gateway, act, faculty)

        self._staleness.refreshed()
        self.read(work, self._take)

    def state(self) -> dict[str, Any]:
        return {"act": self.act.currentData(), **super().state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the act, the faculty and what was looked for."""
        self.act.setCurrentIndex(max(0, self.act.findData(state.get("act"))))
        super().restore(state)

    def make(self) -> None:
        """Ask for the head of an order with the chosen students."""
        if not (chosen := [each.student_id for each in self.chosen()]):
            self.message.say(_("Choose the students first."))
            return
        asked = NewOrderDialog(
            self._workplace, (self.act.currentData(),), chosen, self, self.faculty.currentData()
        )
        asked.accepted.connect(self.reload)
        asked.open()

    def open_order(self) -> None:
        """Open the order in which the student of the cursor stands."""
        row = self.table.currentRow()
        if 0 <= row < len(self._shown) and (decree := self._shown[row].decree_id):
            self._workplace.navigator.open("order", record_id=decree)
        else:
            self.message.say(_("This student is in no order that waits."))

    def _made(self, shown: list[Concerned]) -> tuple[Table, Sequence[int], Sequence[int]]:
        made = concerned.as_table(shown, self._workplace.catalogue, self.title)
        return made, LETTERS[: len(made.columns)], (0,)

    def _filtered(self) -> None:
        self._allow()

    def _allow(self) -> None:
        self.make_.setEnabled(bool(self.table.chosen()))
        self.open_.setEnabled(self.table.rowCount() > 0)
