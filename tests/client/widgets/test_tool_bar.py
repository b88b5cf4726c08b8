"""A bar in a narrow window: no button is lost, and the important ones stay longest."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QLineEdit, QMenu, QToolButton

from client.widgets.tool_bar import ToolBar
from tests.client.reach import button

WORDS = ("New version", "Save", "Undo", "Generate", "Check and publish")


@pytest.fixture
def bar(qtbot):
    made = ToolBar()
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    made.acts = [QAction(word, made) for word in WORDS]
    made.addActions(made.acts)
    made.further = QToolButton()
    made.further.setText("More")
    menu = QMenu(made.further)
    menu.addAction("Papers")
    made.further.setMenu(menu)
    made.addWidget(made.further)
    made.keep(made.acts[1], made.acts[4])
    qtbot.addWidget(made)
    made.show()
    return made


def on_bar(bar):
    QApplication.processEvents()
    seen = [each for each in bar.findChildren(QToolButton) if each.isVisible()]
    assert all(bar.rect().contains(each.geometry()) for each in seen)
    return [each.text() for each in sorted(seen, key=lambda each: each.x()) if each.text() != "»"]


def in_menu(bar):
    QApplication.processEvents()
    return [each.text() for each in button(bar, "Further buttons").menu().actions()]


def test_in_a_wide_window_every_button_is_seen(bar):
    bar.resize(1366, 40)
    assert on_bar(bar) == [*WORDS, "More"]
    assert not button(bar, "Further buttons").isVisible()


def test_no_line_stands_before_the_first_button_or_after_the_last(qtbot):
    bar = ToolBar()
    qtbot.addWidget(bar)
    acts = [QAction(word, bar) for word in WORDS[:3]]
    for made in acts:
        bar.addSeparator()
        bar.addAction(made)
    acts[0].setVisible(False)
    acts[2].setVisible(False)
    bar.resize(1366, 40)
    bar.show()
    QApplication.processEvents()
    assert not [each for each in bar.findChildren(QFrame) if type(each) is QFrame and each.isVisible()]


def test_what_does_not_fit_is_in_the_menu_and_the_important_ones_stay(bar):
    bar.resize(280, 40)
    assert button(bar, "Further buttons").isVisible()
    assert {"Save", "Check and publish"} <= set(on_bar(bar))
    assert "More" in in_menu(bar), "a button with a menu is not lost"
    assert sorted([*on_bar(bar), *in_menu(bar)]) == sorted([*WORDS, "More"])
    done = []
    bar.acts[3].triggered.connect(lambda: done.append("generated"))
    next(
        each for each in button(bar, "Further buttons").menu().actions() if each.text() == "Generate"
    ).trigger()
    assert done


def test_a_field_stays_and_buttons_make_room_for_it(bar):
    field = QComboBox()
    field.addItem("Autumn term")
    bar.addWidget(field)
    bar.resize(260, 40)
    assert field.isVisible()
    assert bar.rect().contains(field.geometry())


def test_a_field_that_has_to_be_wide_covers_no_button(bar):
    field = QLineEdit()
    field.setMinimumWidth(400)
    bar.addWidget(field)
    last = QAction("Print", bar)
    bar.addAction(last)
    for width in (1366, 800, 600):
        bar.resize(width, 40)
        QApplication.processEvents()
        seen = [each for each in (*bar.findChildren(QToolButton), field) if each.isVisible()]
        seen.sort(key=lambda each: each.x())
        assert all(one.geometry().right() < other.x() for one, other in pairwise(seen)), width


def test_a_button_that_is_shown_again_has_its_place(bar):
    bar.resize(1366, 40)
    bar.acts[2].setVisible(False)
    assert "Undo" not in on_bar(bar)
    bar.acts[2].setVisible(True)
    assert on_bar(bar) == [*WORDS, "More"]
