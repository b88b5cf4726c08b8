"""The empty state of a list: why nothing is there, and what to do."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from client.core.i18n import _
from client.widgets.record_list.question import Question


class EmptyState(QWidget):
    """Lies over the rows while there are none."""

    #: The search and filters are to be removed.
    cleared = Signal()
    #: The server is to be asked once more.
    again = Signal()

    def __init__(self, table: QTableView, question: Question) -> None:
        super().__init__(table.viewport())
        self._question = question
        self._table = table
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

    def explain(self, *, adds: bool) -> None:
        """Say why the list is empty, or go away; `adds` tells whether a record can be added here."""
        title = _(self._question.screen.title)
        narrowed = self._question.shows() and bool(self._question.search.describe())
        self._clear.setVisible(narrowed)
        self._again.hide()
        if narrowed:
            self._text.setText(_("Nothing fits what you search for."))
        elif adds:
            self._text.setText(
                _("“{title}” is empty so far. Press Insert to add the first record.", title=title)
            )
        else:
            self._text.setText(_("“{title}” has nothing that your role may see.", title=title))
        self._show()

    def fail(self) -> None:
        """Say that the rows could not be read, if none are shown."""
        self._clear.hide()
        self._again.show()
        self._text.setText(_("The rows could not be read."))
        self._show()

    def _show(self) -> None:
        self.setVisible(not self._table.model().rowCount())
        self.setGeometry(self._table.viewport().rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._table.viewport().rect())
        return super().eventFilter(watched, event)
