"""What a person reaches in a window: buttons and fields by name, actions and tabs by text, words on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCompleter, QDialog, QLabel, QWidget


def button(within, name):
    """The button that says, or is called for the blind, so; one on the screen before a hidden one."""
    return _only(_on_screen_first(within, QAbstractButton), lambda each: name in _names(each), name)


def field(within, name, kind=QWidget):
    """What is called so: a field to type into, a list, a picture."""
    return _only(_on_screen_first(within, kind), lambda each: each.accessibleName() == name, name)


def part(within, kind):
    """The part of this kind, the one on the screen if there are several."""
    return _only(_on_screen_first(within, kind), lambda _each: True, kind.__name__)


def act(within, text):
    """The entry of a menu or tool bar that says so."""
    latest = within.findChildren(QAction)[::-1]  # a menu made anew leaves its former entries for a moment
    return _only(
        [*within.actions(), *latest], lambda each: each.text().replace("&", "").rstrip(" …") == text, text
    )


def tab(card, title):
    """Come to the tab of a card and return what stands in it."""
    titles = [card.tabs.tabText(place) for place in range(card.tabs.count())]
    card.tabs.setCurrentIndex(titles.index(title))
    page = card.tabs.currentWidget()
    return next((child for child in page.children() if isinstance(child, QWidget)), page)


def window(kind=QDialog):
    """The open window of this kind, None if there is none."""
    opened = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    return opened[-1] if opened else None


def offered(editor):
    """The lines that an editor offers for what is typed."""
    model = editor.findChild(QCompleter).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def take(editor, row=0):
    """Take one of the offered lines."""
    completer = editor.findChild(QCompleter)
    completer.popup().activated.emit(completer.model().index(row, 0))


def saved_pdf(preview, folder):
    """The file that a preview saves."""
    path = folder / "paper.pdf"
    preview.save_as(str(path))
    return path.read_bytes()


def said(within):
    """All words of the labels on the screen."""
    labels = (each for each in within.findChildren(QLabel) if each.isVisibleTo(within))
    return "\n".join(each.text() for each in labels if each.text())


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key in a widget."""
    QTest.keyClick(widget, key, modifier)


def _names(each):
    return {each.accessibleName(), each.text().replace("&", ""), each.toolTip()}


def _on_screen_first(within, kind):
    return sorted(within.findChildren(kind), key=lambda each: not each.isVisibleTo(within))


def _only(found, wanted, what):
    """The first that fits; an assertion names what was looked for."""
    fitting = [each for each in found if wanted(each)]
    assert fitting, f"there is no {what}"
    return fitting[0]
