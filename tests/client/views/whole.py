"""What is not whole on a small screen: a window that is too large, a lost button, a word that is cut."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QToolBar,
    QToolButton,
    QWidget,
)

#: A letter more or less is the rounding of the toolkit.
CLOSE = 2


def faults(window, within):
    """Say of everything visible in a window what does not fit, in the words a person sees."""
    for bar in visible(window, QToolBar):
        yield from lost(bar)
    for button in visible(window, QAbstractButton):
        if button.text() and not _of_a_view(button) and button.width() < button.sizeHint().width() - CLOSE:
            if not (isinstance(button, QToolButton) and _only_a_picture(button)):
                yield f"the button “{button.text()}” is cut"
    for label in visible(window, QLabel):
        if label.text() and label.pixmap().isNull() and cut(label):
            yield f"the words “{label.text()[:60]}” are cut"
    for combo in visible(window, QComboBox):
        if combo.currentText() and not combo.isEditable() and _room(combo) < _width(combo) - CLOSE:
            yield f"the choice “{combo.currentText()}” of {combo.accessibleName()} is cut"
    for table in visible(window, QTableView):
        yield from cut_heads(table)
    for widget in visible(window, QAbstractButton):
        if not _scrolls(widget) and not _of_a_view(widget) and not _inside(widget, within):
            yield f"“{widget.text() or widget.accessibleName()}” is outside of the window"


def visible(window, kind):
    """The widgets of a kind that are on the screen."""
    return [
        each
        for each in (window, *window.findChildren(QWidget))
        if isinstance(each, kind) and each.isVisible()
    ]


def lost(bar):
    """Buttons that a tool bar does not show need its arrow."""
    arrow = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    for act in bar.actions():
        shown = bar.widgetForAction(act)
        gone = act.isVisible() and shown is not None and not shown.isVisible()
        if gone and not (arrow is not None and arrow.isVisible()):
            yield f"the tool bar has lost “{act.text()}” without a sign"


def cut(label):
    """Whether some of a label's text has no room; one that shortens by itself has said so with its tooltip."""
    if label.toolTip() == label.text():
        return False
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width()) - CLOSE
    return label.width() < label.sizeHint().width() - CLOSE


def cut_heads(table):
    """Heads of columns that are shortened."""
    header = table.horizontalHeader()
    if not header.isVisible():
        return
    for section in range(header.count()):
        head = table.model().headerData(section, Qt.Orientation.Horizontal)
        if header.isSectionHidden(section) or not isinstance(head, str):
            continue
        wide = max((header.fontMetrics().horizontalAdvance(line) for line in head.splitlines()), default=0)
        if header.sectionSize(section) < wide and "\n" not in head:
            yield f"the head “{head}” is cut"


def _only_a_picture(button):
    return (
        button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        or not button.icon().isNull()
        and (button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly)
    )


def _of_a_view(widget):
    return any(isinstance(each, QAbstractItemView | QHeaderView) for each in _around(widget))


def _scrolls(widget):
    return any(isinstance(each, QScrollArea) for each in _around(widget))


def _around(widget):
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        yield parent
        parent = parent.parentWidget()


def _inside(widget, within):
    place = QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())
    return within.rect().adjusted(-CLOSE, -CLOSE, CLOSE, CLOSE).contains(place)


def _width(combo):
    return combo.fontMetrics().horizontalAdvance(combo.currentText())


def _room(combo):
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    return combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, combo).width()
