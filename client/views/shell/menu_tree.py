"""The menu on the left: favourites, then the headings under which the acting role has windows."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTreeWidget, QTreeWidgetItem

from client.core.i18n import _
from client.core.icons import icon
from client.widgets.windows import Heading, Window

KEY = Qt.ItemDataRole.UserRole
#: What stands left and right of an entry.
BESIDE = 12


class MenuTree(QTreeWidget):
    """Opens a window at a click or Enter; the star of the context menu makes it a favourite."""

    chosen = Signal(str)
    remembered = Signal()

    def __init__(self, headings: Iterable[Heading], favourites: Iterable[str], folded: Iterable[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._windows = {window.key: window for heading in self._headings for window in heading.windows}
        self.favourites = [key for key in favourites if key in self._windows]
        self.folded = set(folded)
        self.setHeaderHidden(True)
        self.setAccessibleName(_("Menu"))
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setIndentation(12)
        self.setUniformRowHeights(True)  # else rows measured before the style came stay lower than the others
        self.setProperty("menu", True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._fill()
        self.itemClicked.connect(self._click)
        self.itemActivated.connect(self._activate)
        self.itemExpanded.connect(self._remember)
        self.itemCollapsed.connect(self._remember)
        self.customContextMenuRequested.connect(self._menu)

    def keys(self) -> list[str]:
        """Return the windows in the order they are shown."""
        tops = (self.topLevelItem(index) for index in range(self.topLevelItemCount()))
        return [item.data(0, KEY) for top in tops if top for item in (_children(top) or [top])]

    def wanted_width(self) -> int:
        """Return how wide it is with every entry whole."""
        # The toolkit measures only what it has laid out.
        letters = self.fontMetrics()
        longest = max(letters.horizontalAdvance(_(window.title)) for window in self._windows.values())
        wide = max(self.sizeHintForColumn(0), longest + 2 * self.indentation() + BESIDE)
        return wide + self.verticalScrollBar().sizeHint().width()

    def toggle_favourite(self, key: str) -> None:
        """Make a window a favourite, or one no more."""
        if key in self.favourites:
            self.favourites.remove(key)
        else:
            self.favourites.append(key)
        self.clear()
        self._fill()
        self.remembered.emit()

    def _fill(self) -> None:
        self.blockSignals(True)
        favourites = tuple(self._windows[key] for key in self.favourites)
        if favourites:
            self._heading("favourites", _("Favourites"), "favourite-on", favourites)
        for heading in self._headings:
            listed = tuple(window for window in heading.windows if window.listed)
            if not heading.title:
                self._top_windows(listed)
            elif listed:
                self._heading(heading.key, _(heading.title), heading.icon, listed)
        self.blockSignals(False)

    def _heading(self, key: str, title: str, icon_name: str, windows: Iterable[Window]) -> None:
        heading = QTreeWidgetItem([title])
        heading.setIcon(0, icon(icon_name))
        heading.setData(0, KEY, key)
        font = heading.font(0)
        font.setWeight(font.Weight.Medium)
        heading.setFont(0, font)
        for window in windows:
            item = QTreeWidgetItem([_(window.title)])
            item.setData(0, KEY, window.key)
            item.setToolTip(0, _(window.title))
            heading.addChild(item)
        self.addTopLevelItem(heading)
        heading.setExpanded(key not in self.folded)

    def _top_windows(self, windows: Iterable[Window]) -> None:
        """Windows of the frame itself stand beside the headings."""
        for window in windows:
            item = QTreeWidgetItem([_(window.title)])
            item.setIcon(0, icon(window.icon))
            item.setData(0, KEY, window.key)
            self.addTopLevelItem(item)

    def _click(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            item.setExpanded(not item.isExpanded())
        else:
            self.chosen.emit(item.data(0, KEY))

    def _activate(self, item: QTreeWidgetItem) -> None:
        """Enter opens; a double click has opened already."""
        if not item.childCount():
            self.chosen.emit(item.data(0, KEY))

    def _remember(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, KEY)
        (self.folded.discard if item.isExpanded() else self.folded.add)(key)
        self.remembered.emit()

    def _menu(self, at: QPoint) -> None:
        item = self.itemAt(at)
        if item is None or item.parent() is None:
            return
        key = item.data(0, KEY)
        known = key in self.favourites
        menu = QMenu(self)
        star = QAction(_("Remove from favourites") if known else _("Add to favourites"), menu)
        star.setIcon(icon("favourite" if known else "favourite-on"))
        star.triggered.connect(lambda: self.toggle_favourite(key))
        menu.addAction(star)
        menu.exec(self.viewport().mapToGlobal(at))


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = (item.child(row) for row in range(item.childCount()))
    return [child for child in children if child is not None]
