"""A chart with its title, its table behind a button, and what can be done with it: copy, print."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command, action
from client.core.i18n import N_, _
from client.core.icons import icon
from client.widgets.charts.table import ChartTable
from client.widgets.charts.view import ChartView
from client.widgets.workplace import Workplace
from shared.charts.chart import Chart

COPY_PICTURE = Command(N_("Copy as picture"), (), "copy")
COPY_TABLE = Command(N_("Copy as table"), (), "copy")
TABLE = N_("Show as table")


class ChartPanel(QWidget):
    """One chart; `opened` tells the number whose rows somebody wants to see."""

    opened = Signal(int, int)

    def __init__(self, workplace: Workplace, chart: Chart) -> None:
        super().__init__()
        self._workplace = workplace
        self.view = ChartView(chart)
        self.table = ChartTable(chart)
        self._title = QLabel(chart.title)
        self._turn = _tool("columns", _(TABLE))
        self._stack = QStackedWidget()
        self._build()

    @property
    def chart(self) -> Chart:
        return self.view.chart

    def show_chart(self, chart: Chart) -> None:
        """Show other numbers of the same kind."""
        self._title.setText(chart.title)
        self.view.show_chart(chart)
        self.table.show_chart(chart)

    def copy(self) -> None:
        """Copy what is seen: the picture, or the cells of the table."""
        if self._stack.currentWidget() is self.table:
            self.table.copy()
        else:
            self.view.copy()

    def print(self) -> None:
        """Show the paper: the picture above its table."""
        from client.widgets.charts.printing import show_paper  # noqa: PLC0415 - the libraries of papers stay out

        show_paper(self._workplace, self.chart)

    def _build(self) -> None:
        strong = QFont(self._title.font())
        strong.setWeight(QFont.Weight.Medium)
        self._title.setFont(strong)
        self._title.setWordWrap(True)
        self._turn.setCheckable(True)
        self._turn.toggled.connect(self._show_table)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.table)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title, 1)
        head.addWidget(self._turn, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._more(), 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self.view.opened.connect(self.opened)
        self.table.opened.connect(self.opened)
        self.setFocusProxy(self.view)

    def _more(self) -> QToolButton:
        button = _tool("more", _("More: copy, print"))
        menu = QMenu(button)
        menu.addAction(action(self, COPY_PICTURE, self.view.copy))
        menu.addAction(action(self, COPY_TABLE, self._copy_table))
        menu.addAction(action(self, actions.PRINT, self.print))
        action(self, actions.COPY, self.copy)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(lambda at: menu.popup(self.view.mapToGlobal(at)))
        return button

    def _copy_table(self) -> None:
        self.table.clearSelection()
        self.table.copy()

    def _show_table(self, wanted: bool) -> None:
        shown = self.table if wanted else self.view
        self._stack.setCurrentWidget(shown)
        shown.setFocus()


def _tool(meaning: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(meaning))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    return button
