"""Paper: the page of a diploma, and the printer that was chosen for this session."""

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from shared.offline.package import Diploma, Package


def blank_page(package: Package, diploma: Diploma, form: str, number: str, printer: str) -> bytes:
    """Draw a paper for a blank by its layout."""
    from client.data.offline import pages  # noqa: PLC0415 - reportlab is loaded when something is printed

    return pages.page(package, diploma, form, number, printer)


def is_signed(package: Package, diploma: Diploma) -> bool:
    """Tell whether a key of the university has signed a diploma."""
    from client.data.offline import pages  # noqa: PLC0415 - as above

    return pages.is_signed(package, diploma)


class SystemPrinter:
    """A printer of this computer; it is chosen once and stays until another is."""

    def __init__(self) -> None:
        self._printer: QPrinter | None = None

    @property
    def name(self) -> str:
        return self._printer.printerName() or self._printer.outputFileName() if self._printer else ""

    def choose(self, parent: QWidget) -> bool:
        """Ask for the printer."""
        from client.widgets.preview import output  # noqa: PLC0415 - it brings what draws pages, and the models

        chosen = output.choose_printer(parent, _("Diplomas"))
        self._printer = chosen or self._printer
        return chosen is not None

    def send(self, pdf: bytes) -> None:
        """Print every page."""
        from client.widgets.preview import output  # noqa: PLC0415 - as above

        assert self._printer is not None  # noqa: S101 - the window asks for the printer first
        output.print_pdf(pdf, self._printer, lambda _done, _all: None)
