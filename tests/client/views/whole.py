"""What is not whole on a small screen: a window that is too large, a lost button, a word that is cut."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QToolBar,
    QToolButton,
    QTreeView,
    QWidget,
)

from client.widgets.tool_bar import ToolBar

#: A letter more or less is the rounding of the toolkit.
CLOSE = 2
#: Frame, sign and cross of a field.
FIELD = 30


def within_screen():
    """What is left of 1366×768 by the title and the bar of the desktop."""
    return 1366, 728


def faults(window, within):
    """Say of everything visible in a window what does not fit, in the words a person sees."""
    for kind, found in FAULTS.items():
        for each in visible(window, kind):
            yield from found(each, within)


def visible(window, kind):
    """The widgets of a kind that are on the screen."""
    return [
        each
        for each in (window, *window.findChildren(QWidget))
        if isinstance(each, kind) and each.isVisible()
    ]


def lost(bar, _within):
    """Buttons that a tool bar does not show need its arrow."""
    arrow = bar.more if isinstance(bar, ToolBar) else bar.findChild(QToolButton, "qt_toolbar_ext_button")
    for act in bar.actions():
        shown = bar.widgetForAction(act)
        gone = act.isVisible() and shown is not None and not shown.isVisible()
        if gone and not act.isSeparator() and not (arrow is not None and arrow.isVisible()):
            yield f"the tool bar has lost “{act.text()}” without a sign"


def of_button(button, within):
    """A word that is cut, a button outside of the window."""
    if _of_a_view(button):
        return
    # Of the kind itself: a button that shortens its words would rather be wider.
    kind = next((each for each in (QPushButton, QToolButton) if isinstance(button, each)), type(button))
    hint = kind.sizeHint(button)
    if button.text() and not _only_a_picture(button) and button.width() < hint.width() - CLOSE:
        yield f"the button “{button.text()}” is cut"
    if not _scrolls(button) and not _inside(button, within):
        yield f"“{button.text() or button.accessibleName()}” is outside of the window"


def of_label(label, _within):
    """Words that have no room."""
    if label.text() and label.pixmap().isNull() and _cut(label):
        yield f"the words “{label.text()[:60]}” are cut"


def of_choice(combo, _within):
    """A choice that is cut off; one that shortens itself with … tells the whole in its tip."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    text, shown = combo.currentText(), option.currentText
    wide = combo.fontMetrics().horizontalAdvance(shown)
    if text and not combo.isEditable() and not shown.endswith("…") and _room(combo, option) < wide - CLOSE:
        yield f"the choice “{text}” of {combo.accessibleName()} is cut"


def of_field(field, _within):
    """The words of an empty field, such as those that call it the search."""
    wide = field.fontMetrics().horizontalAdvance(field.placeholderText())
    if not field.text() and field.toolTip() != field.placeholderText() and field.width() < wide + FIELD:
        yield f"the field “{field.placeholderText()}” is cut"


def of_heads(view, _within):
    """Heads of columns that are shortened."""
    header = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
    if not header.isVisible():
        return
    for section in range(header.count()):
        head = view.model().headerData(section, Qt.Orientation.Horizontal)
        if header.isSectionHidden(section) or not isinstance(head, str) or _upright(header, section):
            continue
        wide = max((header.fontMetrics().horizontalAdvance(line) for line in head.splitlines()), default=0)
        if header.sectionSize(section) < wide:
            yield f"the head “{head}” is cut"


def _upright(header, section):
    """Whether a head stands upright: its column need not be as wide as its words are long."""
    return hasattr(header, "upright") and header.upright(section)


FAULTS = {
    (QToolBar, ToolBar): lost,
    QAbstractButton: of_button,
    QLabel: of_label,
    QComboBox: of_choice,
    QLineEdit: of_field,
    (QTableView, QTreeView): of_heads,
}


def _cut(label):
    """Whether some of a label's text has no room; one that shortens by itself has said so with its tooltip."""
    if label.toolTip() == label.text():
        return False
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width()) - CLOSE
    return label.width() < label.sizeHint().width() - CLOSE


def _only_a_picture(button):
    only = Qt.ToolButtonStyle.ToolButtonIconOnly
    return isinstance(button, QToolButton) and not button.icon().isNull() and button.toolButtonStyle() == only


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


def _room(combo, option):
    field = QStyle.SubControl.SC_ComboBoxEditField
    return combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, combo).width()
