"""The empty state of a list: why nothing is there, and what to do."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.server.session import Session
from client.widgets.record_list.question import Question


class EmptyState(QWidget):
    """Lies over the rows while there are none."""

    #: The search and filters are to be removed.
    cleared = Signal()
    #: The server is to be asked once more.
    again = Signal()

    def __init__(self, table: QTableView, question: Question, session: Session) -> None:
        super().__init__(table.viewport())
        self._session = session
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
        asked = self._question.search.describe() if self._question.shows() else []
        self._clear.setVisible(bool(asked))
        self._again.hide()
        if asked:
            self._text.setText(_("Nothing fits: {asked}.", asked="; ".join(asked)))
        else:
            self._text.setText(self._reason(adds))
        self._show()

    def fail(self) -> None:
        """Say that the rows could not be read, if none are shown."""
        self._clear.hide()
        self._again.show()
        self._text.setText(_("The rows could not be read."))
        self._show()

    def _reason(self, adds: bool) -> str:
        screen = self._question.screen
        title, units = _(screen.title), self._units()
        if not self._question.shows():
            return _(
                "“{title}” is the work of other roles. Choose such a role above, or ask the administrator for one.",
                title=title,
            )
        if adds:
            return _("“{title}” is empty so far. Press Insert to add the first record.", title=title)
        if units and screen.model.scope:
            return _(
                "“{title}”: there is nothing yet of {unit}. What belongs to other units is shown to them.",
                title=title, unit=units,
            )  # fmt: skip
        return _("“{title}” is empty so far. What others enter appears here by itself.", title=title)

    def _units(self) -> str:
        """Return the units that the acting role is held for."""
        held = (each for each in self._session.roles if each.role == self._session.role)
        return ", ".join(each.unit_name for each in held if each.unit_name)

    def _show(self) -> None:
        self.setVisible(not self._table.model().rowCount())
        self.setGeometry(self._table.viewport().rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._table.viewport().rect())
        return super().eventFilter(watched, event)
