"""The graduates at the left: who waits, who is printed, who has the diploma; found by name, number or scanned code."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from client.core.i18n import N_, _, names
from client.data.offline.station import Station
from client.widgets.combo import Combo
from client.widgets.line_table import LineTable
from shared.names import begin_words, words
from shared.offline.journal import paper_of
from shared.offline.package import DIPLOMA, DUPLICATE, FORMS, SUPPLEMENT, Diploma

WAITING, PRINTED, HANDED, ALL = "waiting", "printed", "handed", "all"
SHOWN = {
    WAITING: N_("Waiting to be printed"),
    PRINTED: N_("Printed, not handed out"),
    HANDED: N_("Handed out"),
    ALL: N_("All"),
}
COLUMNS = (
    (N_("Graduate"), 20),
    (N_("Group"), 6),
    (N_("Register number"), 12),
    (N_("Diploma"), 9),
    (N_("Supplement"), 9),
    (N_("State"), 13),
)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Queue(QWidget):
    """A line a graduate. Typing narrows it, a scanned code goes to its diploma."""

    #: The cursor came to another graduate, or another paper is printed.
    moved = Signal()
    wanted = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._rows: list[Diploma] = []
        self._words: dict[str, tuple[str, ...]] = {}
        self.search, self.paper, self.shown = QLineEdit(), Combo(), Combo()
        self.table = LineTable(_("Graduates"), COLUMNS, grows=(0,), several=True)
        self._build()
        self.show_station()

    def show_station(self) -> None:
        """Show what is true now; the cursor stays with its graduate, or comes to the next one who waits."""
        self._offer_forms()
        current, place = self.current(), self.table.currentRow()
        parts = words(self.search.text())
        self._rows = [each for each in self._station.package.diplomas if self._fits(each, parts)]
        self.table.show_lines([self._line(each) for each in self._rows])
        if current in self._rows:
            self.table.go_to(self._rows.index(current))
        elif self._rows:
            self.table.go_to(min(max(place, 0), len(self._rows) - 1))
        self.moved.emit()

    @property
    def form(self) -> str:
        """The paper that is printed now."""
        return str(self.paper.currentData() or DIPLOMA)

    def current(self) -> Diploma | None:
        """Return the graduate of the cursor."""
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def chosen(self) -> list[Diploma]:
        """Return the selected graduates; where only one is, everybody from there on."""
        rows = self.table.chosen()
        if len(rows) > 1:
            return [self._rows[row] for row in rows]
        return self._rows[max(self.table.currentRow(), 0) :]

    def selected(self) -> list[Diploma]:
        """Return the selected graduates."""
        return [self._rows[row] for row in self.table.chosen()]

    def go_to(self, uuid: str) -> None:
        """Bring the cursor to a diploma, whatever is shown."""
        if uuid not in {each.uuid for each in self._rows}:
            self.search.clear()
            self.shown.setCurrentIndex(self.shown.findData(ALL))
            self.show_station()
        place = next((row for row, each in enumerate(self._rows) if each.uuid == uuid), None)
        if place is not None:
            self.table.go_to(place)

    def go_on(self, uuid: str) -> None:
        """Bring the cursor from a graduate who is printed now and still shown to the next one who waits."""
        now = self.current()
        if now is None or now.uuid != uuid:
            return
        later = range(self.table.currentRow() + 1, len(self._rows))
        place = next((row for row in later if self._waits(self._rows[row])), None)
        if place is not None:
            self.table.go_to(place)

    def next_paper(self) -> None:
        """Print another paper of the diplomas."""
        self.paper.setCurrentIndex((self.paper.currentIndex() + 1) % max(1, self.paper.count()))

    def _build(self) -> None:
        self.search.setPlaceholderText(_("Name, number or scanned code (Ctrl+F)"))
        self.search.setAccessibleName(_("Search"))
        self.search.setClearButtonEnabled(True)
        self.paper.setAccessibleName(_("What is printed"))
        self.shown.setAccessibleName(_("Shown"))
        for key, title in SHOWN.items():
            self.shown.addItem(_(title), key)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.paper)
        top.addWidget(self.shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.search.textChanged.connect(self._looked_for)
        self.search.returnPressed.connect(self.table.setFocus)
        self.paper.currentIndexChanged.connect(lambda _place: self.show_station())
        self.shown.currentIndexChanged.connect(lambda _place: self.show_station())
        self.table.moved.connect(lambda _row: self.moved.emit())
        self.table.opened.connect(lambda _row: self.wanted.emit())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def _offer_forms(self) -> None:
        """Offer what these diplomas are printed on, in the order of the work."""
        there = {paper.form for each in self._station.package.diplomas for paper in each.papers}
        forms = [form for form in (DIPLOMA, DUPLICATE, SUPPLEMENT) if form in there]
        if [self.paper.itemData(place) for place in range(self.paper.count())] != forms:
            self.paper.blockSignals(True)
            self.paper.clear()
            for form in forms:
                self.paper.addItem(_(FORMS[form]), form)
            self.paper.blockSignals(False)

    def _looked_for(self, text: str) -> None:
        if found := _UUID.search(text):
            self.go_to(found.group().lower())
        else:
            self.show_station()

    def _fits(self, diploma: Diploma, parts: Sequence[str]) -> bool:
        journal = self._station.journal
        if parts:
            known = self._words.get(diploma.uuid)
            if known is None:
                told = f"{diploma.name} {diploma.name_en} {diploma.group} {diploma.register_number}"
                known = self._words[diploma.uuid] = words(told)
            numbers = (journal.number_of(diploma, paper.form).lower() for paper in diploma.papers)
            return begin_words(parts, (*known, *numbers))
        handed = diploma.uuid in journal.handed
        tests: dict[str, Callable[[], bool]] = {
            ALL: lambda: True,
            HANDED: lambda: handed,
            PRINTED: lambda: not handed and journal.complete(diploma),
            WAITING: lambda: self._waits(diploma),
        }
        return tests[str(self.shown.currentData() or WAITING)]()

    def _waits(self, diploma: Diploma) -> bool:
        journal, form = self._station.journal, self.form
        waits = paper_of(diploma, form) is not None and not journal.number_of(diploma, form)
        return waits and diploma.uuid not in journal.handed

    def _line(self, diploma: Diploma) -> tuple[str, ...]:
        journal = self._station.journal
        numbers = {paper.form: journal.number_of(diploma, paper.form) for paper in diploma.papers}
        first = numbers.get(DIPLOMA, numbers.get(DUPLICATE, ""))
        return (
            names(diploma.name), diploma.group, diploma.register_number, first, numbers.get(SUPPLEMENT, ""),
            self._state(diploma),
        )  # fmt: skip

    def _state(self, diploma: Diploma) -> str:
        journal = self._station.journal
        if diploma.uuid in journal.handed:
            return _("✓ handed out")
        if journal.open is not None and journal.open.diploma.uuid == diploma.uuid:
            return _("? in the printer")
        if journal.complete(diploma):
            return _("● printed")
        if any(journal.number_of(diploma, paper.form) for paper in diploma.papers):
            return _("◐ in part")
        return _("○ waiting")
