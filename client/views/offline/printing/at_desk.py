"""The window of printing in the frame of a signed-in person."""

from client.core.i18n import _
from client.core.printing_folder import printing_folder
from client.data.local.drafts import SystemSafe
from client.data.offline import exchange
from client.views.offline.desk import PrintingDesk
from client.views.offline.output import SystemPrinter, blank_page, is_signed
from client.views.offline.printing.receipts import ReceiptList
from client.views.offline.printing.window import PrintingWindow
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace


def printing_window(workplace: Workplace) -> PrintingWindow:
    """Make the window with the server of the session."""
    desk = PrintingDesk(
        workplace.tasks,
        printing_folder(),
        SystemSafe(),
        blank_page,
        SystemPrinter(),
        is_signed,
        workplace.gateway,
        workplace.session.server.text,
        workplace.session.person.login,
        lambda: workplace.changes.announce(*exchange.RELATIONS),
    )
    window = PrintingWindow(desk)

    def show(diplomas: list) -> None:  # type: ignore[type-arg]  # a signal carries a plain list
        if window.work is not None:
            present(workplace, ReceiptList(window.work.station, diplomas))

    window.receipts_wanted.connect(show)
    window.setWindowTitle(_("Printing of diplomas"))
    return window
