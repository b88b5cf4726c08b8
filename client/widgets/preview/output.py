"""The way to a printer: page by page, in any thread."""

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.documents.printable import Progress
from client.widgets.preview.drawing import POINTS_PER_INCH, page_count, picture

#: Finer than eyes and office printers; a page of it takes 9 MB while it is drawn.
DOTS_PER_INCH = 300
#: The long side of A4 in points, and some: what is longer goes onto A3.
A4_LONG = 900

NOT_PRINTED = N_(
    "The printer “{printer}” does not take the paper. Look at the printer and print again; "
    "registered papers keep their numbers."
)


def choose_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Let the person choose printer and copies; None if they think better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print"))
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pdf(pdf: bytes, printer: QPrinter, progress: Progress) -> None:
    """Send every page of a PDF to the printer, each on a page of its own at its own size; works in any thread."""
    count = page_count(pdf)
    first = picture(pdf, 0, 1)
    lies = first.width() > first.height()
    layout = QPageLayout(
        QPageSize(
            QPageSize.PageSizeId.A3
            if max(first.width(), first.height()) > A4_LONG
            else QPageSize.PageSizeId.A4
        ),
        QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    printer.setFullPage(True)
    printer.setPageLayout(layout)
    painter = QPainter()
    _taken(painter.begin(printer), printer)
    try:
        for number in range(count):
            _taken(number == 0 or printer.newPage(), printer)
            image = picture(pdf, number, DOTS_PER_INCH / POINTS_PER_INCH)
            painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image)
            progress(number + 1, count)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _taken(taken: object, printer: QPrinter) -> None:
    if not taken:
        raise UserError(NOT_PRINTED, printer=printer.printerName() or printer.outputFileName())
