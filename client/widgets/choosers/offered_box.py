"""A box whose entries are read from the server: what is wished for before they came is chosen when they come."""

from collections.abc import Iterable

from client.widgets.combo import Combo


class OfferedBox(Combo):
    """Entries are ids with their names."""

    def __init__(self) -> None:
        super().__init__()
        self._wished: int | None = None

    def fill(self, entries: Iterable[tuple[int, str]], usual: int | None = None) -> None:
        """Fill the list without telling; it begins with what is wished for, else with the usual entry."""
        self.blockSignals(True)
        for number, name in entries:
            self.addItem(name, number)
        wished, begins = self.findData(self._wished), self.findData(usual)
        self.setCurrentIndex(wished if wished >= 0 else max(0, begins))
        self.blockSignals(False)

    def wish(self, number: int | None) -> None:
        """Come to this entry, now or as soon as it is offered."""
        self._wished = number
        if (place := self.findData(number)) >= 0:
            self.setCurrentIndex(place)

    def choose(self, number: int) -> None:
        """Choose without telling."""
        self.blockSignals(True)
        self.setCurrentIndex(self.findData(number))
        self.blockSignals(False)
