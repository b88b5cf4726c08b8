"""A list of students of a faculty who stand in one of a few ways, narrowed by that and by words."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Generic

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from client.core.i18n import _
from client.data.grades import reading
from client.data.grades.reading import Named
from client.data.students.found import S, by_standing
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.measures import letters_wide
from client.widgets.reading_window import ReadingWindow
from client.widgets.workplace import Workplace
from reports.common.table import Table


class StandingsWindow(ReadingWindow, Generic[S]):
    """Several students are chosen together; `begin` reads the faculties, then the list."""

    def __init__(
        self, workplace: Workplace, title: str, standings: Mapping[str, str], called: str, nobody: str
    ) -> None:
        super().__init__(workplace, title)
        self._nobody = nobody
        self._found, self._shown = list[S](), list[S]()
        #: Further choices, and what an earlier session had chosen of them until it is offered.
        self._further: dict[str, Combo] = {}
        self._wished: dict[str, Any] = {}
        self.faculty, self.standing, self.words = OfferedBox(), Combo(), QLineEdit()
        self.standing.addItem(_("All"), "")
        for code, name in standings.items():
            self.standing.addItem(_(name), code)
        self.words.setPlaceholderText(_("Name, number or group"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(letters_wide(self.words, 28))
        for field, name in (
            (self.faculty, _("Faculty")), (self.standing, called), (self.words, _("Search")),
        ):  # fmt: skip
            field.setAccessibleName(name)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.standing.currentIndexChanged.connect(self._filter)
        self.words.textChanged.connect(self._filter)

    def begin(self) -> None:
        self.read(partial(reading.faculties, self._workplace.gateway), self._offer)

    def state(self) -> dict[str, Any]:
        return {
            "faculty": self.faculty.currentData(),
            "standing": self.standing.currentData(),
            "words": self.words.text(),
            **{name: box.currentData() for name, box in self._further.items()},
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the faculty and what was looked for."""
        self.standing.setCurrentIndex(max(0, self.standing.findData(state.get("standing"))))
        self.words.setText(state.get("words") or "")
        self._wished = {name: state.get(name) for name in self._further}
        for name, box in self._further.items():
            if (place := box.findData(state.get(name))) > 0:  # it is offered already
                box.setCurrentIndex(place)
        self.faculty.wish(state.get("faculty"))

    def listed(self) -> list[S]:
        """Return the students of the rows that are shown."""
        return list(self._shown)

    def chosen(self) -> list[S]:
        """Return the students of the chosen rows."""
        return [self._shown[row] for row in self.table.chosen()]

    def narrow_by(self, name: str, everything: str, called: str) -> Combo:
        """Return a further choice, kept from session to session; `_narrowed` says what it leaves."""
        box = self._further[name] = Combo()
        box.setAccessibleName(called)
        box.addItem(everything, "")
        box.currentIndexChanged.connect(self._filter)
        return box

    def offer_in(self, name: str, offered: Sequence[tuple[Any, str]]) -> None:
        """Offer values with their words, and stay at what was chosen or is wished for while it is there."""
        box = self._further[name]
        kept = self._wished.pop(name, None) or box.currentData()
        with QSignalBlocker(box):
            while box.count() > 1:
                box.removeItem(1)
            for value, told in offered:
                box.addItem(told, value)
            box.setCurrentIndex(max(0, box.findData(kept)))

    def _made(self, shown: list[S]) -> tuple[Table, Sequence[int], Sequence[int]]:
        """Return the paper of these students, the widths of its columns in letters, and which columns grow."""
        raise NotImplementedError

    def _narrowed(self, found: list[S]) -> list[S]:
        """Return those that a further choice of the window leaves."""
        return found

    def _filtered(self) -> None:
        """What depends on the rows that stand in the table now."""

    def _offer(self, found: list[Named]) -> None:
        self.faculty.fill((each.id, each.name) for each in found)
        self.faculty.currentIndexChanged.connect(self.reload)
        self.reload()

    def _take(self, found: list[S]) -> None:
        self._found = found
        self._filter()

    def _filter(self) -> None:
        self._shown = by_standing(self._narrowed(self._found), self.standing.currentData(), self.words.text())
        made, letters, grows = self._made(self._shown)
        self.show_rows(made, [each.student_id for each in self._shown], letters, grows)
        if not self._found:
            self.sum.setText(self._nobody)
        elif not self._shown:
            self.sum.setText(_("Nobody fits what is chosen above."))
        self._filtered()
