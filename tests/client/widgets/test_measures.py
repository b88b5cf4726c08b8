"""Columns and rows of tables."""

from PySide6.QtGui import QColor

from client.core.theme import apply_theme
from client.widgets.line_table import LineTable


def test_a_text_that_is_too_long_is_cut_at_the_edge_and_not_after_a_word(qapp, qtbot):
    apply_theme(qapp, "light", 10)
    table = LineTable("Lessons", (("State", 24),), grows=())
    qtbot.addWidget(table)
    table.show_lines([("not marked",), ("not markedanywhereinthewholeyearatall",)])
    table.show()
    cell = table.visualRect(table.lines.index(1, 0))
    picture = table.viewport().grab(cell.adjusted(cell.width() // 2, 3, -3, -3)).toImage()
    paper = QColor(picture.pixel(picture.width() - 1, 0)).lightness()
    drawn = {
        QColor(picture.pixel(x, y)).lightness()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert min(drawn) < paper - 80, "half of the cell is empty, and the text is not shown whole"


def test_the_room_of_a_hidden_column_is_taken_by_those_that_grow(qapp, qtbot):
    apply_theme(qapp, "light", 10)
    table = LineTable("Values", (("Field", 10), ("Now", 10), ("From the file", 10)), grows=(1, 2))
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.show()
    whole = table.viewport().width()
    for hidden in (True, False):
        table.setColumnHidden(1, hidden)
        taken = sum(table.columnWidth(place) for place in range(3))
        assert whole - 2 <= taken <= whole
