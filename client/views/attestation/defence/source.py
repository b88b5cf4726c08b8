"""One session of a commission as a sheet: each student is saved for itself, as soon as the hands rest."""

from dataclasses import dataclass
from functools import partial

from client.core.i18n import _
from client.data.attestation import sitting
from client.data.attestation.acts import SITTINGS
from client.data.attestation.sitting import Session
from client.views.attestation.defence.grid import SessionGrid, columns_of
from client.widgets.cell_grid import Typed, fitting
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace

HEAD = "hemis_department_head"


@dataclass(frozen=True)
class SessionSource:
    """The session with this id."""

    workplace: Workplace
    sitting_id: int
    relations = SITTINGS

    @property
    def draft_key(self) -> str:
        return f"attestation-session/{self.sitting_id}"

    def read(self, typed: Typed) -> Session:
        return sitting.read(self.workplace.gateway, self.sitting_id)

    def may_save(self, reading: Session) -> bool:
        """The head of the department enters, and only while the session runs."""
        return self.workplace.gateway.role == HEAD and reading.running

    def make(self, reading: Session, former: SessionGrid | None) -> SessionGrid:
        grid = fitting(former, columns_of(reading), SessionGrid)
        grid.show_session(reading)
        return grid

    def saving(self, sheet: SessionGrid) -> Saving | None:
        changes = sheet.changes()
        return partial(sitting.save, self.workplace.gateway, self.sitting_id, changes) if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} students.", count=len(stored.rows()))
