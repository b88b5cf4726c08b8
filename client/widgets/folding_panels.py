"""Panels at the edge of a window, one at a time, that fold into a narrow strip with their titles."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.core.icons import icon

#: The most that a widget can be wide.
ANY_WIDTH = 16_777_215


class FoldingPanels(QWidget):
    """The title of the panel that is shown folds it; any other title, or a folded one, shows its panel."""

    #: Folded or unfolded.
    turned = Signal()
    #: The person folded or unfolded it.
    chosen = Signal()

    def __init__(self, *, left: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folded = False
        self._left = left
        self._titles, self._stack, self._fold_button = QTabBar(), _Shown(), QToolButton()
        self._strip = QWidget()
        self._build()

    def add(self, panel: QWidget, title: str) -> None:
        """Put one more panel behind the others."""
        self._stack.addWidget(panel)
        self._titles.addTab(title)

    def call(self, panel: QWidget, title: str) -> None:
        """Give a panel another title."""
        self._titles.setTabText(self._stack.indexOf(panel), title)
        self._show()

    def show_panel(self, panel: QWidget) -> None:
        """Come to a panel, unfolded."""
        self._titles.setCurrentIndex(self._stack.indexOf(panel))
        self.fold(folded=False)

    def fold(self, *, folded: bool) -> None:
        """Leave only the strip, or show the panel again."""
        if folded == self.folded:
            return
        self.folded = folded
        self._show()
        self.turned.emit()

    def strip_width(self) -> int:
        """How wide the strip is that always stays."""
        return self._strip.sizeHint().width()

    def _build(self) -> None:
        shape = QTabBar.Shape.RoundedWest if self._left else QTabBar.Shape.RoundedEast
        self._titles.setShape(shape)
        self._titles.setDrawBase(False)
        self._titles.setUsesScrollButtons(True)
        self._titles.tabBarClicked.connect(self._click)
        self._titles.currentChanged.connect(self._stack.setCurrentIndex)
        self._titles.currentChanged.connect(lambda _place: self._show())
        self._fold_button.clicked.connect(lambda _checked: self._turn(folded=not self.folded))
        strip = QVBoxLayout(self._strip)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.setSpacing(4)
        strip.addWidget(self._fold_button, 0, Qt.AlignmentFlag.AlignHCenter)
        strip.addWidget(self._titles, 1, Qt.AlignmentFlag.AlignTop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._strip, self._stack) if self._left else (self._stack, self._strip):
            layout.addWidget(part, 1 if part is self._stack else 0)
        self._show()

    def _show(self) -> None:
        self._stack.setVisible(not self.folded)
        self.setMaximumWidth(self.strip_width() if self.folded else ANY_WIDTH)
        self._fold_button.setIcon(icon("next" if self._left == self.folded else "previous"))
        words = N_("Unfold “{panel}”") if self.folded else N_("Fold “{panel}”")
        words = _(words, panel=self._titles.tabText(self._titles.currentIndex()))
        self._fold_button.setToolTip(words)
        self._fold_button.setAccessibleName(words)

    def _click(self, place: int) -> None:
        """The bar comes to another title by itself after this."""
        self._turn(folded=place == self._titles.currentIndex() and not self.folded)

    def _turn(self, *, folded: bool) -> None:
        self.fold(folded=folded)
        self.chosen.emit()


class _Shown(QStackedWidget):
    """As narrow as the panel that is shown: the others do not count."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()
