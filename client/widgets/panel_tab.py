"""A panel as a tab of a card: the history, notes or attachments of the card's record."""

from collections.abc import Callable
from dataclasses import dataclass

from client.widgets.panels.panel import Panel
from client.widgets.workplace import Workplace


@dataclass(frozen=True)
class Panels:
    """Makes the panel for a record of a table."""

    relation: str
    make: Callable[[Workplace], Panel]

    def __call__(self, workplace: Workplace, record_id: int) -> Panel:
        panel = self.make(workplace)
        panel.show_record(self.relation, record_id)
        return panel
