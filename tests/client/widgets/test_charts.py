"""Charts as one meets them: keys, mouse, tooltip, clipboard, table, both themes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from client.core.theme import DARK, LIGHT, apply_theme
from client.widgets.charts import ChartPanel
from client.widgets.charts.palette import ON_DARK, ON_LIGHT, PATTERNS, shade
from shared.charts.chart import MOST_SERIES, Chart, Series
from tests.client.reach import act, button, press

CHART = Chart(
    "stacked",
    "Students by form",
    "Year",
    ("first", "second"),
    (Series("daytime", (120, 80)), Series("evening", (None, 7))),
    "students",
)


@pytest.fixture
def panel(qtbot):
    made = ChartPanel(None, CHART)  # only printing asks the workplace
    qtbot.addWidget(made)
    made.resize(500, 240)
    made.show()
    made.view.setFocus()
    made.told = []
    made.opened.connect(lambda category, series: made.told.append((category, series)))
    return made


def light(colour):
    """The relative luminance of WCAG."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, two):
    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("colours", "series"), [(LIGHT, ON_LIGHT), (DARK, ON_DARK)])
def test_series_are_told_apart_from_their_ground_and_without_colour(colours, series):
    assert all(contrast(colour, colours.base) >= 3 for colour in series)
    assert len(set(series)) == len(set(PATTERNS)) == MOST_SERIES


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_numbers_in_a_heat_map_can_be_read(qapp, theme, colours):
    apply_theme(qapp, theme, 10)
    assert all(contrast(shade(share / 10).name(), colours.text) >= 4.5 for share in range(11))
    apply_theme(qapp, "light", 10)


def test_arrows_move_over_the_bars_and_a_reader_of_screens_hears_each(panel):
    view = panel.view
    assert (view.accessibleName(), view.accessibleDescription()) == (
        "Students by form",
        "first, daytime: 120 students",
    )
    press(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == "second, daytime: 80 students"
    press(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "second, evening: 7 students"
    press(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "second, evening: 7 students"
    press(view, Qt.Key.Key_Home)
    assert view.accessibleDescription() == "first, daytime: 120 students"


def test_enter_and_a_click_open_the_rows_behind_a_number(panel):
    press(panel.view, Qt.Key.Key_Down)
    press(panel.view, Qt.Key.Key_Return)
    x, y = panel.view.current().box.middle
    QTest.mouseClick(
        panel.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(int(x), int(y))
    )
    assert panel.told == [(1, 0), (1, 0)]


def test_the_number_is_said_where_the_keys_go(panel):
    press(panel.view, Qt.Key.Key_Down)
    assert QToolTip.text() == "second, daytime: 80 students"
    QToolTip.hideText()


def test_the_focus_stays_on_its_number_when_others_come(panel):
    press(panel.view, Qt.Key.Key_Down)
    later = Chart("stacked", CHART.title, "Year", CHART.categories, (Series("daytime", (1, 99)),), "students")
    panel.show_chart(later)
    assert panel.view.accessibleDescription() == "second: 99 students"


def test_the_picture_is_copied_and_from_the_table_its_numbers(panel):
    press(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QGuiApplication.clipboard().image()
    assert image.width() > 1000
    drawn = {image.pixelColor(x, y).name() for x in range(0, image.width(), 5) for y in range(image.height())}
    assert set(ON_LIGHT[:2]) <= drawn
    button(panel, "Show as table").click()
    assert QApplication.focusWidget() is panel.table or panel.table.isVisible()
    press(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Year\tdaytime\tevening\tΣ\nfirst\t120\t\t120\nsecond\t80\t7\t87\nΣ\t200\t7\t207\n"
    )
    act(panel, "Copy as table").trigger()
    assert QGuiApplication.clipboard().text().startswith("Year\tdaytime")


def test_a_number_of_the_table_opens_its_rows_too(panel):
    button(panel, "Show as table").click()
    panel.table.setCurrentCell(1, 2)
    press(panel.table, Qt.Key.Key_Return)
    panel.table.setCurrentCell(2, 1)  # a sum
    press(panel.table, Qt.Key.Key_Return)
    assert panel.told == [(1, 1)]
