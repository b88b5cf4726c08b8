"""A window of student movement: whom its acts concern, and the order that is made of the chosen ones."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.grades import reading
from client.data.grades.reading import Named
from client.data.movement import concerned
from client.data.movement.concerned import STANDINGS, Concerned
from client.data.movement.orders import COURSES, STATUSES
from client.views.movement.new_order import NewOrderDialog
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.measures import letters_wide
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from shared.models.movement import ACTS, ENROL

MAKE = Command(N_("Make an order …"), ("Ins",), "add")
OPEN_ORDER = Command(N_("Open the order"), ("Ctrl+Return",), "movement")
IMPORT = Command(N_("Import admitted students …"), (), "import")
IMPORTER = "admitted-import"
FACULTY = "hemis_faculty"
KEEPERS = (FACULTY, "hemis_academic_office")
LETTERS = (32, 13, 10, 10, 20, 20, 9, 7, 9, 11, 14)


class ConcernedWindow(ReadingWindow):
    """Several students are chosen and put into one order together."""

    def __init__(
        self, workplace: Workplace, title: str, acts: Sequence[str], *, faculty: int | None = None
    ) -> None:
        super().__init__(workplace, title)
        self._acts, self._found, self._shown = tuple(acts), list[Concerned](), list[Concerned]()
        self.act, self.faculty, self.standing, self.words = Combo(), OfferedBox(), Combo(), QLineEdit()
        self.faculty.wish(faculty)
        for each in self._acts:
            self.act.addItem(_(ACTS[each]), each)
        self.standing.addItem(_("All"), "")
        for code, name in STANDINGS.items():
            self.standing.addItem(_(name), code)
        self.words.setPlaceholderText(_("Name, number or group"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(letters_wide(self.words, 22))
        for field, name in (
            (self.act, _("What the order does")), (self.faculty, _("Faculty")), (self.standing, _("Standing")),
            (self.words, _("Search")),
        ):  # fmt: skip
            field.setAccessibleName(name)
        self.make_ = actions.action(self, MAKE, self.make)
        self.open_ = actions.action(self, OPEN_ORDER, self.open_order)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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
        self.standing.currentIndexChanged.connect(self._filter)
        self.words.textChanged.connect(self._filter)
        self._allow()
        self._staleness = Staleness(workplace.changes, ("movement.decree", "students.student"), self)
        self._staleness.reload_wanted.connect(self.reload)
        self.read(partial(reading.faculties, workplace.gateway), self._offer)

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
        return {
            "act": self.act.currentData(),
            "faculty": self.faculty.currentData(),
            "standing": self.standing.currentData(),
            "words": self.words.text(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the act, the faculty and what was looked for."""
        self.act.setCurrentIndex(max(0, self.act.findData(state.get("act"))))
        self.standing.setCurrentIndex(max(0, self.standing.findData(state.get("standing"))))
        self.words.setText(state.get("words") or "")
        self.faculty.wish(state.get("faculty"))

    def make(self) -> None:
        """Ask for the head of an order with the chosen students."""
        if not (chosen := [self._shown[row].student_id for row in self.table.chosen()]):
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

    def _offer(self, found: list[Named]) -> None:
        self.faculty.fill((each.id, each.name) for each in found)
        self.faculty.currentIndexChanged.connect(self.reload)
        self.reload()

    def _take(self, found: list[Concerned]) -> None:
        self._found = found
        self._filter()

    def _filter(self) -> None:
        self._shown = concerned.matching(self._found, self.standing.currentData(), self.words.text())
        made = concerned.as_table(self._shown, self._workplace.catalogue, self.title)
        self.show_rows(made, [each.student_id for each in self._shown], LETTERS[: len(made.columns)], (0,))
        if not self._found:
            self.sum.setText(_("Nobody is concerned at present."))
        elif not self._shown:
            self.sum.setText(_("Nobody fits what is chosen above."))
        self._allow()

    def _allow(self) -> None:
        self.make_.setEnabled(bool(self.table.chosen()))
        self.open_.setEnabled(self.table.rowCount() > 0)
