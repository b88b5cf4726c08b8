"""Which term a window is about; it begins with the one that runs today."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from client.core import clock
from client.core.i18n import _
from client.data.timetable.lessons import TermRow


class TermBox(QComboBox):
    """The terms, the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Term"))
        self.setMinimumContentsLength(18)
        self._wished: int | None = None

    def offer(self, terms: Iterable[TermRow]) -> None:
        """Fill the list without telling."""
        found = tuple(terms)
        today = clock.today()
        running = next((each.id for each in found if each.starts_on <= today <= each.ends_on), None)
        running = self._wished if self._wished in {each.id for each in found} else running
        self.blockSignals(True)
        for term in found:
            self.addItem(term.name, term.id)
        self.setCurrentIndex(max(0, self.findData(running)))
        self.blockSignals(False)

    def wish(self, term_id: int | None) -> None:
        """Come to this term, now or as soon as it is offered."""
        self._wished = term_id
        if (place := self.findData(term_id)) >= 0:
            self.setCurrentIndex(place)

    def choose(self, term_id: int) -> None:
        """Choose without telling."""
        self.blockSignals(True)
        self.setCurrentIndex(self.findData(term_id))
        self.blockSignals(False)
