"""Lines of attendance under a search: the newest answer counts, others' changes are read when one looks at them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core import actions
from client.core.errors import HemisError
from client.core.i18n import _
from client.core.latest import Latest
from client.widgets.line_table import LineTable
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.staleness import Staleness
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.names import fold

Found = TypeVar("Found")
LETTERS = 20
#: Milliseconds of rest in typing before thousands of lines are laid out anew.
PAUSE = 150


class SearchedTable(QWidget):
    """Choices and a search above, a sentence that sums up, the lines below."""

    def __init__(self, workplace: Workplace, title: str, table: LineTable, relations: Sequence[str]) -> None:
        super().__init__()
        self.title, self.table = title, table
        self.message, self.told, self.search = MessageLine(), QLabel(), QLineEdit()
        self._workplace = workplace
        self._latest = Latest(workplace.tasks, self, self._refused)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self.show_found)
        self._staleness = Staleness(workplace.changes, relations, self)
        self._staleness.reload_wanted.connect(self.reload)

    def reload(self) -> None:
        """Read again; a list says what."""
        raise NotImplementedError

    def show_found(self) -> None:
        """Show of what was read what is chosen and searched for; a list says how."""
        raise NotImplementedError

    def ask(self, work: Callable[[], Found], take: Callable[[Found], object]) -> None:
        """Read in the background; the answer to an earlier question is dropped."""
        self._staleness.refreshed()
        if not self.table.rowCount():
            self.told.setText(_("Loading…"))
        self._latest.read(work, take)

    def _refused(self, error: HemisError) -> None:
        self.told.clear()
        self.message.refuse(error)

    def words(self) -> list[str]:
        """Return what is searched for, folded."""
        return fold(self.search.text()).split()

    def lay_out(self, choices: Sequence[QWidget], acts: Sequence[QAction | QWidget]) -> None:
        """Put choices, the search and the acts above the lines."""
        bar = ToolBar()
        self.search.setPlaceholderText(_("Search ({keys})", keys="Ctrl+F"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(letters_wide(self.search, LETTERS))
        for widget in (*choices, self.search):
            bar.addWidget(widget)
        for act in (*acts, actions.action(self, actions.RELOAD, self.reload)):
            if isinstance(act, QAction):
                bar.addAction(act)
            else:
                bar.addWidget(act)
        actions.action(self, actions.FIND, self.search.setFocus)
        self.told.setProperty("quiet", True)
        self.told.setContentsMargins(8, 2, 8, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(0)
        for part in (bar, self.message, self.told, self.table):
            layout.addWidget(part, 1 if part is self.table else 0)
        self.setFocusProxy(self.table)
        self.search.textChanged.connect(lambda _text: self._typing.start(PAUSE))
