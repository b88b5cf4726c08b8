"""A card says where the tabs of other modules stand among its own."""

from PySide6.QtWidgets import QLabel

from client.widgets.card_tab import CardTab
from client.widgets.record_form import OpenCard, Slot, Tab

CARD = OpenCard("card", (Tab("First"), Slot("middle"), Tab("Last"), Slot("end")))


def label():
    return lambda workplace, record_id, **passed: QLabel(f"{workplace} {record_id} {passed}")


def titles(*contributed, role="hemis_teacher"):
    return [tab.title for tab in CARD.with_tabs(contributed, role).tabs]


def test_empty_slots_leave_nothing():
    assert titles() == ["First", "Last"]


def test_tabs_stand_at_their_slots_in_the_order_they_come():
    grades, orders, end = (CardTab("card", slot, slot.title(), label) for slot in ("middle", "middle", "end"))
    assert titles(end, grades, orders) == ["First", "Middle", "Middle", "Last", "End"]


def test_a_tab_of_another_card_or_role_does_not_stand_there():
    other = CardTab("other", "middle", "Other", label)
    secret = CardTab("card", "middle", "Secret", label, roles=("accounting",))
    assert titles(other, secret) == ["First", "Last"]
    assert titles(other, secret, role="hemis_accounting") == ["First", "Secret", "Last"]


def test_the_code_of_a_tab_comes_when_it_is_looked_at(qtbot):
    loaded = []

    def load():
        loaded.append(True)
        return label()

    tab = CARD.with_tabs([CardTab("card", "middle", "Grades", load, passes=("faculty_id",))], "").tabs[1]
    assert not loaded
    inside = tab.inside("here", 7, faculty_id=1)
    qtbot.addWidget(inside)
    assert inside.text() == "here 7 {'faculty_id': 1}"
    assert tab.passes == ("faculty_id",)
