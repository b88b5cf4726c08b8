"""A bar of buttons that loses none: those that do not fit are in a menu at its end, the important ones last."""

from math import ceil

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QActionEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QLayout,
    QLayoutItem,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from client.core.i18n import _

GAP, PAD = 4, 4


class ToolBar(QWidget):
    """Shows its actions as buttons, in their order, and widgets among them.

    The toolkit's own bar leaves out, without a word, what is a widget: a button with a menu, a field.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = Qt.ToolButtonStyle.ToolButtonIconOnly
        self._widgets: dict[QAction, QWidget] = {}
        self._important: set[QAction] = set()
        self._arranging = False
        self._row = _Row(self)
        self.more = QToolButton(self)
        self._menu = QMenu(self)
        self.more.setText("»")
        self.more.setToolTip(_("Further buttons"))
        self.more.setAccessibleName(_("Further buttons"))
        self.more.setMenu(self._menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setProperty("plain", True)
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def addWidget(self, widget: QWidget) -> QAction:
        """Put a widget at the end; the action shows and hides it."""
        made = QWidgetAction(self)
        made.setDefaultWidget(widget)
        self.addAction(made)
        return made

    def addSeparator(self) -> QAction:
        made = QAction(self)
        made.setSeparator(True)
        self.addAction(made)
        return made

    def widgetForAction(self, made: QAction) -> QWidget | None:
        return self._widgets.get(made)

    def setToolButtonStyle(self, style: Qt.ToolButtonStyle) -> None:
        """Show words beside the icons, or icons alone."""
        self._style = style
        for made, widget in self._widgets.items():
            if isinstance(widget, QToolButton) and not isinstance(made, QWidgetAction):
                widget.setToolButtonStyle(style)

    def keep(self, *acts: QAction) -> None:
        """These go into the menu last."""
        self._important.update(acts)
        self._row.update()

    def whole_size(self) -> QSize:
        """How large it is with all its buttons."""
        return QSize(self._width(self._shown()) + 2 * PAD, self._height())

    def least_size(self) -> QSize:
        """How small it may be: the fields, and the button of the menu."""
        stay = [made for made in self._shown() if not self._may_go(made)]
        least = sum(_least(self._widgets[made]) + GAP for made in stay)
        return QSize(least + self.more.sizeHint().width() + 2 * PAD, self._height())

    def arrange(self) -> None:
        """Show what fits, and the rest in the menu."""
        if self._arranging:
            return
        self._arranging = True
        room = self.width() - 2 * PAD
        fitting = self._fitting(room)
        self._fill_menu([made for made in self._shown() if made not in fitting])
        lost = bool(self._menu.actions())
        self.more.setVisible(lost)
        self._place(fitting, room - (self.more.sizeHint().width() + GAP if lost else 0))
        for made, widget in self._widgets.items():
            widget.setVisible(made in fitting)
        self._arranging = False

    def actionEvent(self, event: QActionEvent) -> None:
        made = event.action()
        if event.type() == QEvent.Type.ActionAdded:
            self._widgets[made] = self._made(made)
        elif event.type() == QEvent.Type.ActionRemoved:
            self._forget(made)
        self._row.update()

    def _made(self, made: QAction) -> QWidget:
        if made.isSeparator():
            line = QFrame(self)
            line.setFrameShape(QFrame.Shape.VLine)
            line.setForegroundRole(self.palette().ColorRole.Mid)
            line.setFrameShadow(QFrame.Shadow.Plain)
            return line
        if isinstance(made, QWidgetAction) and (widget := made.defaultWidget()) is not None:
            widget.setParent(self)
            return widget
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolButtonStyle(self._style)
        button.setDefaultAction(made)
        return button

    def _forget(self, made: QAction) -> None:
        widget = self._widgets.pop(made, None)
        self._important.discard(made)
        if widget is not None and not isinstance(made, QWidgetAction):
            widget.hide()  # it lives for a moment still
            widget.deleteLater()

    def _shown(self) -> list[QAction]:
        """What is to be seen; a line whose neighbours are hidden parts nothing."""
        return _without_loose_lines([made for made in self._widgets if made.isVisible()])

    def _may_go(self, made: QAction) -> bool:
        """Only what can stand in a menu, and lines, goes; a field stays."""
        widget = self._widgets[made]
        return made.isSeparator() or isinstance(widget, QAbstractButton | QLabel)

    def _height(self) -> int:
        hints = [widget.sizeHint().height() for widget in (*self._widgets.values(), self.more)]
        return max(hints) + PAD

    def _width(self, acts: list[QAction]) -> int:
        return sum(_wanted(self._widgets[made]).width() for made in acts) + GAP * max(0, len(acts) - 1)

    def _fitting(self, room: int) -> list[QAction]:
        """What is shown in so much room, in order: buttons go from the end, the important ones last."""
        shown = self._shown()
        if self._width(shown) <= room:
            return shown
        room -= self.more.sizeHint().width() + GAP
        leaving = [made for made in reversed(shown) if self._may_go(made)]
        leaving.sort(key=lambda made: made in self._important)  # sorting keeps the order among equals
        for made in leaving:
            # Before an important button goes, the fields give way.
            spare = self._spare(shown) if made in self._important else 0
            if self._width(shown) - spare <= room:
                break
            shown.remove(made)
        return _without_loose_lines(shown)

    def _spare(self, acts: list[QAction]) -> int:
        """Return how much narrower the fields may be."""
        fields = [self._widgets[made] for made in acts if not self._may_go(made)]
        return sum(max(0, _wanted(field).width() - _least(field)) for field in fields)

    def _place(self, fitting: list[QAction], room: int) -> None:
        """Side by side; what can grow shares what is left, fields share what is missing."""
        left = room - self._width(fitting)
        growing = [made for made in fitting if left > 0 and self._grows(made)]
        spare = self._spare(fitting)
        share = min(1.0, -left / spare) if left < 0 < spare else 0.0
        x = PAD
        for made in fitting:
            widget = self._widgets[made]
            hint = _wanted(widget)
            width = hint.width() + (left // len(growing) if made in growing else 0)
            if not self._may_go(made):
                width -= ceil(share * max(0, width - _least(widget)))
            width = min(width, widget.maximumWidth())
            height = (
                self.height() - 2 * PAD if made.isSeparator() else min(hint.height(), widget.maximumHeight())
            )
            widget.setGeometry(x, (self.height() - height) // 2, width, height)
            x += width + GAP
        hint = self.more.sizeHint()
        self.more.setGeometry(x, (self.height() - hint.height()) // 2, hint.width(), hint.height())

    def _grows(self, made: QAction) -> bool:
        return bool(self._widgets[made].sizePolicy().expandingDirections() & Qt.Orientation.Horizontal)

    def _fill_menu(self, gone: list[QAction]) -> None:
        self._menu.clear()
        for made in gone:
            widget = self._widgets[made]
            if made.isSeparator():
                self._menu.addSeparator()
            elif not isinstance(made, QWidgetAction):
                self._menu.addAction(made)
            elif isinstance(widget, QAbstractButton):
                self._menu.addAction(_entry(widget, self._menu))


class _Row(QLayout):
    """Asks the bar for its size and tells it when there is another; the bar itself is told of no events."""

    def __init__(self, bar: ToolBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        raise NotImplementedError

    def count(self) -> int:
        return 0

    def itemAt(self, index: int) -> QLayoutItem | None:
        return None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return None

    def sizeHint(self) -> QSize:
        return self._bar.whole_size()

    def minimumSize(self) -> QSize:
        return self._bar.least_size()

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._bar.arrange()


def _wanted(widget: QWidget) -> QSize:
    """How large a widget wants to be; where somebody said how large at least, it is never smaller."""
    return widget.sizeHint().expandedTo(widget.minimumSize())


def _least(widget: QWidget) -> int:
    return widget.minimumWidth() or max(0, widget.minimumSizeHint().width())


def _entry(button: QAbstractButton, menu: QMenu) -> QAction:
    """What stands for a button in a menu: its own menu, its action, or a press."""
    if isinstance(button, QToolButton) and (own := button.menu()) is not None:
        entry = own.menuAction()
        entry.setText(button.text())
        entry.setIcon(button.icon())
        return entry
    if isinstance(button, QToolButton) and button.defaultAction() is not None:
        return button.defaultAction()
    entry = QAction(button.icon(), button.text() or button.toolTip(), menu)
    entry.setEnabled(button.isEnabled())
    entry.setCheckable(button.isCheckable())
    entry.setChecked(button.isChecked())
    entry.triggered.connect(lambda _checked: button.click())
    return entry


def _without_loose_lines(acts: list[QAction]) -> list[QAction]:
    """No line at either end or beside another."""
    kept: list[QAction] = []
    for made in acts:
        if not made.isSeparator() or (kept and not kept[-1].isSeparator()):
            kept.append(made)
    while kept and kept[-1].isSeparator():
        kept.pop()
    return kept
