"""What an empty list says: why nothing is there, and what to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from client.core.i18n import _

if TYPE_CHECKING:
    from client.widgets.record_list.record_list import RecordList


class Emptiness(QWidget):
    """Lies over the rows while there are none."""

    #: The search and filters are to be removed.
    cleared = Signal()
    #: The server is to be asked once more.
    again = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(table.viewport())
        self._under = table.viewport()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setProperty("quiet", True)
        self._clear = QPushButton(_("Remove search and filters"))
        self._clear.clicked.connect(self.cleared)
        self._again = QPushButton(_("Try again"))
        self._again.clicked.connect(self.again)
        layout = QVBoxLayout(self)
        layout.addStretch()
        layout.addWidget(self._text)
        for button in (self._clear, self._again):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        table.viewport().installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """Return what is said, empty if rows are shown."""
        return "" if self.isHidden() else self._text.text()

    def explain(self, of: "RecordList") -> None:
        """Say why the list is empty, or go away."""
        narrowed = bool(of.describe())
        self._clear.setVisible(narrowed)
        self._again.hide()
        if not of.allowed.shows(of.spec):
            narrowed = False
            self._clear.hide()
        if narrowed:
            self._text.setText(_("Nothing fits what you search for."))
        elif _adds(of):
            self._text.setText(
                _("“{title}” is empty so far. Press Insert to add the first record.", title=of.title)
            )
        else:
            self._text.setText(_("“{title}” has nothing that your role may see.", title=of.title))
        self._show(nothing=not of.rows.rowCount())

    def fail(self, of: "RecordList") -> None:
        """Say that the rows could not be read, if none are shown."""
        self._clear.hide()
        self._again.show()
        self._text.setText(_("The rows could not be read."))
        self._show(nothing=not of.rows.rowCount())

    def _show(self, *, nothing: bool) -> None:
        self.setVisible(nothing)
        self.setGeometry(self._under.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._under.rect())
        return super().eventFilter(watched, event)


def _adds(of: "RecordList") -> bool:
    """Tell whether Insert adds a record, by the form of the list or by an act of its own."""
    insert = QKeySequence(Qt.Key.Key_Insert)
    return any(made.isVisible() and insert in made.shortcuts() for made in of.actions())
