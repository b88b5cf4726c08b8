"""The place of the focus in a window, found again in the same window made anew."""

from PySide6.QtWidgets import QLineEdit, QTabWidget

from client.widgets.focus import place_of, widget_at


def test_a_place_in_a_tab_is_the_same_whatever_tab_was_in_front_before(qtbot):
    """A tab that comes to the front becomes the last of its siblings: its place was another tab's."""
    windows = [QTabWidget(), QTabWidget()]
    for tabs in windows:
        qtbot.addWidget(tabs)
        for name in ("first", "second", "third"):
            tabs.addTab(QLineEdit(name), name)
        tabs.show()
    used, made_anew = windows
    used.setCurrentIndex(2)
    used.setCurrentIndex(0)
    found = widget_at(place_of(used.widget(0), used), made_anew)
    assert isinstance(found, QLineEdit)
    assert found.text() == "first"
