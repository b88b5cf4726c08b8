"""The windows of the structure: the university, the tree of units, and the lists by kind."""

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QTreeWidgetItemIterator

from client.core.i18n import set_language
from client.views.structure import MODULE
from client.widgets.record_form import FormDialog
from tests.client.reach import act, part


@pytest.fixture
def window(qtbot, workplace_of):
    def make(key, login="hr"):
        made = next(each for each in MODULE.windows if each.key == key).make(workplace_of(login))
        qtbot.addWidget(made)
        made.resize(1366, 700)
        made.show()
        return made

    return make


def unit(window, code):
    return item(window, code).data(0, 256)


def items(window):
    walk = QTreeWidgetItemIterator(window.tree)
    while walk.value() is not None:
        yield walk.value()
        walk += 1


def item(window, code):
    return next(each for each in items(window) if each.text(1) == code)


def test_the_university_is_one_form(window):
    shown = window("university")
    fields = shown.form.parts[0].fields.fields
    assert fields["code"].value() == "403"
    assert fields["rector"].writable


def test_an_administrator_only_reads_it(window):
    shown = window("university", "admin")
    assert not shown.form.parts[0].fields.fields["rector"].writable


@pytest.mark.parametrize(("key", "kinds"), [("faculty", {"11"}), ("department", {"12"})])
def test_lists_hold_one_kind(window, key, kinds):
    shown = window(key)
    assert {shown.rows.row(place)[4] for place in range(shown.rows.rowCount())} == kinds


def test_the_tree_shows_what_lies_below_what(window):
    shown = window("unit")
    faculty = item(shown, "403-101")
    assert {faculty.child(place).text(1) for place in range(faculty.childCount())} == {
        f"403-101-{number:02}" for number in range(1, 6)
    }


@pytest.mark.parametrize("typed", ["geokimyo", "геокимё", "403-101-04"])
def test_typing_narrows_the_tree_in_either_alphabet(window, typed):
    set_language("uz")
    shown = window("unit")
    shown.search.setText(typed)
    hidden = {each.text(1) for each in items(shown) if each.isHidden()}
    assert "403-101" not in hidden
    assert "403-102" in hidden


def drop(window, code, target):
    """Drop a unit onto another and answer the question with yes."""
    window.tree.dropped.emit(unit(window, code), unit(window, target) if target else None)
    box = window.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.text() == "Move").click()


def test_dragging_moves_a_unit_after_a_question(window, admin):
    shown = window("unit")
    drop(shown, "403-101-05", "403-102")
    parent = """select p.code from structure.unit u join structure.unit p on p.id = u.parent_id
                where u.code = '403-101-05'"""
    assert admin.execute(parent).fetchone()[0] == "403-102"
    assert "is moved" in shown.message.text()
    QApplication.processEvents()
    drop(shown, "403-101-05", "403-101")
    assert admin.execute(parent).fetchone()[0] == "403-101"


def test_a_new_unit_begins_below_the_current_one(window):
    shown = window("unit")
    shown.tree.choose(unit(shown, "403-102").id)
    shown.add()
    parent = part(shown, FormDialog).form.parts[0].fields.fields["parent_id"]
    assert parent.value() == unit(shown, "403-102").id


def test_the_administrator_cannot_drag_or_add(window):
    shown = window("unit", "admin")
    assert not act(shown, "New").isVisible()
    assert not shown.tree.dragEnabled()
