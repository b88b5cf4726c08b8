"""A box with a list: nothing of an entry is lost, however narrow the box is."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.widgets.combo import WIDEST, Combo

LONG = "Geology of oil and gas fields, exploration of mineral deposits and engineering geology, 2026"


def test_a_box_is_as_wide_as_what_is_put_into_it_later(qtbot):
    box = Combo()
    qtbot.addWidget(box)
    box.show()
    before = box.sizeHint().width()
    box.addItem("Geology of oil and gas fields")
    assert (
        before < box.fontMetrics().horizontalAdvance("Geology of oil and gas fields") < box.sizeHint().width()
    )
    box.addItem(LONG)
    assert box.sizeHint().width() == WIDEST


def test_the_list_shows_entries_whole_under_a_narrow_box(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    box = Combo()
    box.addItem(LONG)
    QHBoxLayout(around).addWidget(box)
    around.resize(160, 40)
    around.show()
    box.showPopup()
    assert box.width() < 160
    assert box.view().width() >= box.fontMetrics().horizontalAdvance(LONG)
    box.hidePopup()
