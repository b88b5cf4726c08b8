"""The way to a printer: page by page, in any thread."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.documents.printable import Progress
from client.widgets.preview.drawing import POINTS_PER_INCH, page_count, page_size, picture

#: Finer than eyes and office printers; a page of it takes 9 MB while it is drawn.
DOTS_PER_INCH = 300
#: Points in which a page may differ from the usual paper.
NEAR = 3

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
    width, height = page_size(pdf)
    layout = QPageLayout(
        _paper(min(width, height), max(width, height)),
        QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait,
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


def _paper(short: float, long: float) -> QPageSize:
    """The usual paper of that size, else one of the very size, as blanks have it."""
    for usual in (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A3):
        size = QPageSize(usual).size(QPageSize.Unit.Point)
        if abs(size.width() - short) < NEAR and abs(size.height() - long) < NEAR:
            return QPageSize(usual)
    return QPageSize(QSizeF(short, long), QPageSize.Unit.Point)


def _taken(taken: object, printer: QPrinter) -> None:
    if not taken:
        raise UserError(NOT_PRINTED, printer=printer.printerName() or printer.outputFileName())
