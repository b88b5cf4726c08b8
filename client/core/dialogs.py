"""What Qt's own dialogs look like here: as wide as their title, with signs of our family."""

from PySide6.QtGui import QFontMetrics, QIcon, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton

from client.core.icons import icon

#: Icon and buttons of a title bar, beside the title.
TITLE_BAR = 150
SIGNS = {
    QMessageBox.Icon.Question: "help",
    QMessageBox.Icon.Information: "info",
    QMessageBox.Icon.Warning: "warning",
    QMessageBox.Icon.Critical: "error",
}


def watch_dialogs(application: QApplication) -> None:
    """Give every dialog that comes to the front room for its title, and a message box our sign."""
    application.focusWindowChanged.connect(_came)


def dress(dialog: QDialog) -> None:
    """Make the dialog as wide as its title; replace the old picture of a message box.

    The button that Enter presses is filled with the accent, on which our signs cannot be seen.
    """
    for button in dialog.findChildren(QPushButton):
        if button.isDefault() or button.autoDefault():
            button.setIcon(QIcon())
    title = QFontMetrics(QApplication.font()).horizontalAdvance(dialog.windowTitle())
    if isinstance(dialog, QMessageBox):
        if (meaning := SIGNS.get(dialog.icon())) is not None:
            dialog.setIconPixmap(icon(meaning).pixmap(32, 32))
        dialog.setStyleSheet(
            f"QMessageBox QLabel#qt_msgbox_label {{ min-width: {title + TITLE_BAR - 64}px; }}"
        )
    elif dialog.minimumWidth() < title + TITLE_BAR:
        dialog.setMinimumWidth(title + TITLE_BAR)


def _came(window: QWindow | None) -> None:
    if window is None:
        return
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.windowHandle() is window:
            dress(widget)
