"""The button of a list's filters: the columns to filter by, and the filters that a person gave names to."""

from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton

from client.core.i18n import _
from client.core.icons import icon
from client.data.records.list_filters import Filter
from client.widgets.record_list.chips import Chips
from client.widgets.record_list.layout import SavedFilters
from client.widgets.record_list.screen import Screen
from client.widgets.workplace import OwnSettings


class FilterButton(QToolButton):
    """Its menu is made anew whenever it opens."""

    def __init__(self, settings: OwnSettings, screen: Screen, chips: Chips) -> None:
        super().__init__()
        self._screen, self._chips = screen, chips
        self._saved = SavedFilters(screen, settings)
        self._menu = QMenu(self)
        self.setIcon(icon("filter"))
        self.setToolTip(_("Filters"))
        self.setAccessibleName(_("Filters"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        menu, names = self._menu, self._saved.names()
        menu.clear()
        for path in (path for path in self._screen.filters if path in self._chips.allowed):
            ask = partial(self._chips.asked.emit, Filter(path, "", ()))
            menu.addAction(self._screen.column(path).label, ask)
        menu.addSeparator()
        for name in names:
            menu.addAction(icon("saved-filter"), name, partial(self._use, name))
        keep = menu.addAction(_("Save this filter…"), self._keep)
        keep.setEnabled(bool(self._chips.filters))
        if names:
            forget = menu.addMenu(_("Forget"))
            for name in names:
                forget.addAction(name, partial(self._saved.drop, name))

    def _use(self, name: str) -> None:
        self._chips.set(self._saved.get(name))

    def _keep(self) -> None:
        name, wanted = QInputDialog.getText(self, _("Save this filter"), _("Name"))
        if wanted and name.strip():
            self._saved.keep(name.strip(), self._chips.filters)
