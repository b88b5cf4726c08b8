"""The files kept with an order; a dean's office is told which ones it sees."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from client.core.i18n import N_, _
from client.widgets.panels import AttachmentsPanel
from client.widgets.panels.texts import hint

FACULTY = "hemis_faculty"
SEEN = N_(
    "Of an order that is not your faculty's you see the files that you added. "
    "Once it is signed, files are added and not removed."
)
KEPT = N_("Once the order is signed, files are added and not removed.")


class OrderFiles(AttachmentsPanel):
    """The scan of what was signed, and applications."""

    def build(self, page: QVBoxLayout) -> None:
        super().build(page)
        told = hint(_(SEEN if self.workplace.gateway.role == FACULTY else KEPT))
        told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        page.insertWidget(1, told)
