"""The program without the server: the one window of printing, opened with the workstation's own password."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.core.printing_folder import printing_folder
from client.core.tasks import Tasks
from client.data.local.drafts import Safe, SystemSafe
from client.views.offline.desk import PrintingDesk
from client.views.offline.output import SystemPrinter, blank_page, is_signed
from client.views.offline.printing.receipts import ReceiptList
from client.views.offline.printing.window import PrintingWindow
from client.widgets.message_place import MessagePlace
from shared.offline.package import Diploma


class AloneWindow(QWidget):
    """Holds the window of printing; closing it leads back to the sign-in."""

    closed = Signal()

    def __init__(self, tasks: Tasks, safe: Safe | None = None) -> None:
        super().__init__()
        self._tasks = tasks
        self.message_place = MessagePlace()
        self.printing = PrintingWindow(
            PrintingDesk(
                tasks, printing_folder(), safe or SystemSafe(), blank_page, SystemPrinter(), is_signed
            )
        )
        self.printing.receipts_wanted.connect(self.show_receipts)
        self.setWindowTitle(_("Printing of diplomas — without the server"))
        self.setWindowIcon(icon("print"))
        self.resize(1280, 720)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.printing, 1)
        layout.addWidget(self.message_place)
        self.setFocusProxy(self.printing)

    def show_receipts(self, diplomas: Sequence[Diploma]) -> None:
        """Show the list in which graduates sign."""
        from client.widgets.file_dialogs import FileDialogs, Forgetful  # noqa: PLC0415 - they would bring the models along
        from client.widgets.preview.preview import Preview  # noqa: PLC0415 - as above

        if self.printing.work is None:
            return
        dialog = QDialog(self)
        dialog.setWindowTitle(_("Receipt list of diplomas"))
        dialog.resize(1100, 680)
        preview = Preview(self._tasks, FileDialogs(Forgetful()), dialog)
        layout = QVBoxLayout(dialog)
        layout.addWidget(preview)
        preview.show_papers(ReceiptList(self.printing.work.station, diplomas))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def leave(self) -> None:
        """Let go of the store; what is recorded is on the disk."""
        self.printing.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)
        self.closed.emit()
