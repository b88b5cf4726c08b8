"""The pane beside a list: the card of the current row, and the panels that the list was given."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.widgets.columns import ColumnSpec
from client.widgets.formatting import shown
from client.widgets.measures import letters_wide
from client.widgets.record_list.screen import Screen
from client.widgets.record_list.table import ListTable
from client.widgets.workplace import Workplace

#: What a tab is wider than its words.
TAB_SIDES = 20
#: Letters of a word that are kept together; a longer one is none.
LONGEST_WORD = 24


class Details(QTabWidget):
    """Shows the row that is current; panels are filled when they are looked at."""

    def __init__(self, workplace: Workplace, screen: Screen, table: ListTable) -> None:
        super().__init__()
        self._screen, self._table = screen, table
        self._record: int | None = None
        self._card = RowCard(workplace)
        self.addTab(self._card, _("Card"))
        self.panels = [make(workplace) for make in screen.panels]
        for panel in self.panels:
            self.addTab(panel, str(getattr(panel, "title", "")))
        self.setDocumentMode(True)
        self.setAccessibleName(_("Details of the row"))
        self.setUsesScrollButtons(True)
        self.tabBar().setProperty("narrow", True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self._titles = [self.tabText(place) for place in range(self.count())]
        self._signs = ["card", *(str(getattr(panel, "ICON", "")) for panel in self.panels)]
        for place, title in enumerate(self._titles):
            self.setTabToolTip(place, title)
        self.currentChanged.connect(lambda _place: self._turned())
        table.selectionModel().currentRowChanged.connect(lambda *_rows: self.show_current())

    def show_current(self) -> None:
        """Show the current row as it stands in the list."""
        self._record = self._table.current_id()
        self._card.show_row(self._table.rows.columns, self._table.current_row())
        self._show_panel()

    def _turned(self) -> None:
        self._fit_titles()
        self._show_panel()

    def _fit_titles(self) -> None:
        """Call all tabs by their names, or where these have no room only the one in front; the others have signs."""
        letters = self.tabBar().fontMetrics()
        wide = sum(letters.horizontalAdvance(title) + TAB_SIDES for title in self._titles)
        short = wide > self.width() and all(self._signs)
        for place, title in enumerate(self._titles):
            named = not short or place == self.currentIndex()
            self.setTabText(place, title if named else "")
            self.setTabIcon(place, QIcon() if named else icon(self._signs[place]))

    def _show_panel(self) -> None:
        panel = self.currentWidget()
        if self.isVisible() and panel in self.panels:
            panel.show_record(self._screen.relation, self._record)  # type: ignore[attr-defined]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_titles()


class RowCard(QScrollArea):
    """Every shown column of a row with its label, to read and to copy."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)

    def show_row(self, columns: tuple[ColumnSpec, ...], row: tuple[Any, ...] | None) -> None:
        """Replace what is shown."""
        page = QWidget()
        layout = QVBoxLayout(page)
        if row is None:
            hint = QLabel(_("Choose a row to see its details."))
            hint.setProperty("quiet", True)
            hint.setWordWrap(True)
            layout.addWidget(hint)
        else:
            layout.addLayout(self._lines(columns, row))
        layout.addStretch()
        self.setWidget(page)

    def _lines(self, columns: tuple[ColumnSpec, ...], row: tuple[Any, ...]) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(6)
        for column, value in zip(columns, row[2:], strict=True):
            text = shown(value, column.classifier, self._workplace.catalogue)
            if not text:
                continue
            label = QLabel(column.label)
            label.setProperty("quiet", True)
            content = QLabel(text)
            content.setTextFormat(Qt.TextFormat.PlainText)
            content.setWordWrap(True)
            words = text.replace("\n", " ").split(" ")  # a sum is one word: its gaps do not break
            word = max(map(self.fontMetrics().horizontalAdvance, words))
            content.setMinimumWidth(
                min(word, letters_wide(self, LONGEST_WORD))
            )  # else it would be cut beside its label
            content.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(label, content)
        return form
