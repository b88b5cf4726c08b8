"""Columns and rows of tables."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from client.widgets.measures import measure


def test_a_text_that_is_too_long_is_cut_at_the_edge_and_not_after_a_word(qtbot):
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    measure(table, (16,))
    table.setItem(0, 0, QTableWidgetItem("attendance unmarkedanywhereatall"))
    table.show()
    table.clearSelection()
    table.setCurrentItem(None)
    cell = table.visualItemRect(table.item(0, 0))
    right = cell.adjusted(cell.width() * 3 // 4, 3, -3, -3)
    picture = table.viewport().grab(right).toImage()
    paper = table.palette().color(table.palette().ColorRole.Base)
    assert any(
        QColor(picture.pixel(x, y)).lightness() < paper.lightness() - 80
        for x in range(picture.width())
        for y in range(picture.height())
    ), "the last quarter of the cell is empty"
