"""The form of a record: it checks, saves, compares after a conflict, and loses nothing."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QRadioButton

from client.core import clock
from client.core.errors import Unavailable
from client.data.records import records, saving
from client.data.server.gateway import OutcomeUnknown
from client.widgets import staleness
from client.widgets.conflict import ConflictDialog
from client.widgets.record_form import FormDialog, RecordForm, form_of
from shared.models.infrastructure import Building, Room
from shared.models.students import TutorGroup
from tests.client.reach import act, button, said, take

BUILDING = form_of(Building, ("Building", ("name", "address", "floors", "active")))
ROOM = form_of(Room, ("Room", ("building_id", "name", "kind", "capacity", "area")))


@pytest.fixture
def office(workplace_of):
    return workplace_of("academic_office")


@pytest.fixture
def building(office):
    number, _version = saving.insert(office.gateway, Building, {"name": "Old wing", "address": "Toshkent"})
    yield number
    found = records.read(office.gateway, Building, number, ())
    if found is not None:
        saving.delete(office.gateway, Building, number, found.version)


@pytest.fixture
def opened(qtbot, office):
    def open_form(spec=BUILDING, record_id=None, workplace=None, neighbour=None, **new):
        made = RecordForm(workplace or office, spec, record_id, neighbour, **new)
        qtbot.addWidget(made)
        made.show()
        return made

    return open_form


def field(form, name):
    parts = (part.fields for part in form.parts if getattr(part, "fields", None) is not None)
    return next(fields.fields[name] for fields in parts if name in fields.fields)


def type_in(qtbot, form, name, text):
    line = field(form, name).editor.line
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, text)


def stored(office, number, *columns):
    return records.read(office.gateway, Building, number, columns).values


def test_required_fields_carry_a_mark(opened):
    form = opened()
    assert "*" in said(field(form, "name"))
    assert "*" not in said(field(form, "address"))


def test_a_new_form_begins_with_what_the_database_would_put(opened):
    form = opened()
    assert field(form, "floors").value() == 1
    assert field(form, "active").value() is True
    assert not form.is_changed()


def test_what_is_wrong_is_said_under_the_field_and_the_first_one_gets_the_focus(qtbot, opened):
    form = opened(ROOM)
    type_in(qtbot, form, "capacity", "many")
    form.save()
    assert field(form, "building_id").complaint() == "This has to be filled in."
    assert "not a whole number" in field(form, "capacity").complaint()
    assert form.focusWidget() is field(form, "building_id").editor.line


def test_a_changed_field_shows_a_dot_and_what_it_was(qtbot, opened, building):
    form = opened(record_id=building)
    type_in(qtbot, form, "name", "New wing")
    name = field(form, "name")
    [dot] = [each for each in name.findChildren(QLabel) if each.text() == "●"]
    assert dot.toolTip() == "Was: Old wing"
    type_in(qtbot, form, "name", "Old wing")
    assert "●" not in said(name)


def test_ctrl_s_saves_only_what_changed(qtbot, opened, office, building):
    form = opened(record_id=building)
    heard = []
    office.changes.subscribe(["infrastructure.building"], heard.append)
    type_in(qtbot, form, "address", "Samarqand")
    qtbot.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    form.save()
    assert stored(office, building, "name", "address") == {"name": "Old wing", "address": "Samarqand"}
    assert heard == ["infrastructure.building"]
    assert not form.is_changed()


def test_an_emptied_field_is_stored_as_nothing(qtbot, opened, office, building):
    form = opened(record_id=building)
    type_in(qtbot, form, "address", " ")
    form.save()
    assert stored(office, building, "address") == {"address": None}


def test_what_the_server_refuses_stands_under_its_field(qtbot, opened, office, building):
    form = opened()
    type_in(qtbot, form, "name", "Old wing")
    form.save()
    assert "this value is already in “Buildings”" in field(form, "name").complaint()
    assert form.record_id is None


def test_two_people_compare_and_choose_field_by_field(qtbot, opened, office, workplace_of, building):
    form = opened(record_id=building)
    type_in(qtbot, form, "name", "Mine")
    type_in(qtbot, form, "floors", "4")
    other = workplace_of("academic_office").gateway
    saving.update(other, Building, building, 1, {"name": "Theirs", "address": "Their street", "floors": 9})
    form.save()
    dialog = form.findChild(ConflictDialog)
    assert [each.accessibleName() for each in dialog.findChildren(QRadioButton)] == [
        "Name, Theirs: Theirs",
        "Name, Mine: Mine",
        "Floors, Theirs: 9",
        "Floors, Mine: 4",
    ]
    told = said(dialog)
    assert "Rahimov Ulugʻbek" in told  # who
    assert f"{clock.now():%d.%m.%Y}" in told  # when
    assert {"Old wing", "Toshkent", "Their street", "not changed by you"} <= set(told.split("\n"))
    dialog.keep("floors", mine=False)
    dialog.accept()
    assert stored(office, building, "name", "address", "floors") == {
        "name": "Mine",
        "address": "Their street",
        "floors": 9,
    }
    assert not form.is_changed()


def test_a_field_that_only_they_changed_is_taken_over(qtbot, opened, office, building):
    form = opened(record_id=building)
    type_in(qtbot, form, "name", "Mine")
    saving.update(office.gateway, Building, building, 1, {"address": "Their street"})
    form.save()
    form.findChild(ConflictDialog).accept()
    assert stored(office, building, "name", "address") == {"name": "Mine", "address": "Their street"}


@pytest.fixture
def at_once(monkeypatch):
    """What others save is looked at without the rest between two readings."""
    monkeypatch.setattr(staleness, "CALM", 0.0)


def test_a_clean_card_shows_by_itself_what_another_desk_saved(qtbot, opened, office, building, at_once):
    form = opened(record_id=building)
    line = field(form, "name").editor.line
    line.setFocus()
    line.setCursorPosition(3)
    saving.update(office.gateway, Building, building, 1, {"name": "New wing"})
    office.changes.announce("infrastructure.building")
    qtbot.waitUntil(lambda: line.text() == "New wing")
    assert (line.hasFocus(), line.cursorPosition()) == (True, 3)
    assert not form.is_changed()


def test_a_card_that_is_being_typed_into_only_says_so(qtbot, opened, office, building, at_once):
    form = opened(record_id=building)
    type_in(qtbot, form, "name", "Mine")
    saving.update(office.gateway, Building, building, 1, {"address": "Their street"})
    office.changes.announce("infrastructure.building")
    qtbot.waitUntil(lambda: "changed elsewhere" in form.message.text())
    assert (field(form, "name").value(), field(form, "address").value()) == ("Mine", "Toshkent")
    assert form.findChild(ConflictDialog) is None


def test_a_card_says_nothing_when_another_record_was_saved(qtbot, opened, office, building, at_once):
    form = opened(record_id=building)
    type_in(qtbot, form, "name", "Mine")
    office.changes.announce("infrastructure.building")
    qtbot.wait(20)
    assert not form.message.speaks()


def test_a_record_deleted_meanwhile_is_said_and_the_input_stays(qtbot, opened, office):
    number, _version = saving.insert(office.gateway, Building, {"name": "Going"})
    form = opened(record_id=number)
    type_in(qtbot, form, "name", "Still wanted")
    saving.delete(office.gateway, Building, number, 1)
    form.save()
    assert "deleted this record" in form.message.text()
    assert field(form, "name").value() == "Still wanted"


def test_input_survives_a_crash(qtbot, opened, office, building):
    form = opened(record_id=building)
    type_in(qtbot, form, "name", "Unsaved")
    qtbot.waitUntil(lambda: office.drafts.find(f"infrastructure.building/{building}") is not None)
    again = opened(record_id=building)
    assert again.drafting.isVisible()
    assert field(again, "name").value() == "Old wing"
    again.drafting.bring_back()
    assert field(again, "name").value() == "Unsaved"
    again.save()
    assert office.drafts.find(f"infrastructure.building/{building}") is None


def test_input_that_is_not_wanted_any_more_is_thrown_away(qtbot, opened, office, building):
    form = opened(record_id=building)
    type_in(qtbot, form, "name", "Unsaved")
    form.drafting.keep()
    again = opened(record_id=building)
    again.drafting.bring_back()
    assert "came back" in said(again.drafting)
    button(again.drafting, "Throw it away").click()
    assert field(again, "name").value() == "Old wing"
    assert not opened(record_id=building).drafting.isVisible()


def test_a_switch_of_language_brings_the_input_back_by_itself(qtbot, opened, building):
    form = opened(record_id=building)
    type_in(qtbot, form, "name", "Unsaved")
    state = form.state()
    again = opened(record_id=building)
    again.restore(state)
    assert field(again, "name").value() == "Unsaved"


def test_esc_asks_only_if_something_changed(qtbot, opened, building, monkeypatch):
    asked = []
    monkeypatch.setattr(
        QMessageBox, "question", lambda *_all: asked.append(1) or QMessageBox.StandardButton.Discard
    )
    form = opened(record_id=building)
    with qtbot.waitSignal(form.left):
        qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert asked == []
    type_in(qtbot, form, "name", "X")
    with qtbot.waitSignal(form.left):
        qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert asked == [1]


def test_leaving_with_save_saves_first(qtbot, opened, office, building, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *_all: QMessageBox.StandardButton.Save)
    form = opened(record_id=building)
    type_in(qtbot, form, "name", "Saved on leaving")
    with qtbot.waitSignal(form.left):
        qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert stored(office, building, "name") == {"name": "Saved on leaving"}


def test_the_neighbours_of_the_list_are_one_key_away(qtbot, opened, office, building):
    other, _version = saving.insert(office.gateway, Building, {"name": "Next door"})
    form = opened(record_id=building, neighbour=lambda _record, step: other if step == 1 else None)
    form.go(1)
    assert form.title == "Next door"
    form.go(-1)
    assert "no further record" in form.message.text()
    assert form.arguments == {"record_id": other}


def test_a_lost_server_keeps_the_input(qtbot, opened, office, building, monkeypatch):
    def gone(*_all, **_options):
        raise Unavailable("The connection to the server is lost.")

    form = opened(record_id=building)
    type_in(qtbot, form, "name", "Kept")
    with monkeypatch.context() as lost:
        lost.setattr(type(office.gateway), "transaction", gone)
        form.save()
    assert form.message.text() == "The connection to the server is lost."
    assert field(form, "name").value() == "Kept"
    assert office.drafts.find(f"infrastructure.building/{building}") is not None


def test_a_card_opened_without_the_server_fills_when_it_is_back(qtbot, opened, office, building, monkeypatch):
    def gone(*_all, **_options):
        raise Unavailable("The connection to the server is lost.")

    with monkeypatch.context() as lost:
        for verb in ("rows", "one", "scalar"):
            lost.setattr(type(office.gateway), verb, gone)
        form = opened(record_id=building)
    assert form.message.text() == "The connection to the server is lost."
    office.changes.announce("infrastructure.building")
    qtbot.waitUntil(lambda: form.title == "Old wing")
    assert field(form, "name").value() == "Old wing"


@pytest.fixture
def losing(office, monkeypatch):
    """Commits are done, but their answers are lost until `monkeypatch.undo()`."""
    real = type(office.gateway).transaction

    @contextmanager
    def lost(self, **options):
        with real(self, **options) as transaction:
            yield transaction
            receipt = transaction.call("security.leave_receipt")
        raise OutcomeUnknown(receipt, transaction.made)

    monkeypatch.setattr(type(office.gateway), "transaction", lost)


def called(office, name):
    statement = "select address from infrastructure.building where name = :name"
    return [address for (address,) in office.gateway.rows(statement, name=name)]


def test_a_save_whose_answer_was_lost_is_not_stored_twice(qtbot, opened, office, losing, monkeypatch):
    """The first attempt was committed, only its answer was lost: saving again finds that out."""
    form = opened()
    type_in(qtbot, form, "name", "Only once")
    form.save()
    assert "lost just while saving" in form.message.text()
    monkeypatch.undo()
    form.save()
    assert called(office, "Only once") == [None]
    assert "had been saved already" in office.navigator.said[-1]
    assert not form.is_changed()


def test_what_is_typed_after_a_lost_answer_is_not_lost(qtbot, opened, office, losing, monkeypatch):
    form = opened()
    type_in(qtbot, form, "name", "Typed on")
    form.save()
    type_in(qtbot, form, "address", "Samarqand")
    monkeypatch.undo()
    form.save()
    assert "not saved yet" in form.message.text()
    assert field(form, "address").value() == "Samarqand"
    form.save()
    assert called(office, "Typed on") == ["Samarqand"]
    assert not form.is_changed()


def test_a_lost_answer_is_remembered_when_the_program_ends(qtbot, opened, office, losing, monkeypatch):
    form = opened()
    type_in(qtbot, form, "name", "Ended meanwhile")
    form.save()
    monkeypatch.undo()
    again = opened()
    again.drafting.bring_back()
    again.save()
    assert called(office, "Ended meanwhile") == [None]
    assert "had been saved already" in office.navigator.said[-1]


def test_a_role_that_only_reads_sees_plain_text(opened, workplace_of, building):
    form = opened(record_id=building, workplace=workplace_of("dean_geology"))
    name = field(form, "name")
    assert not name.writable
    assert "Old wing" in said(name)
    assert not act(form, "Save").isEnabled()


def test_choosing_a_group_fills_what_follows_from_it(opened, workplace_of):
    dean = workplace_of("dean_geology")
    spec = form_of(
        TutorGroup,
        ("", ("group_id", "specialty_id", "faculty_id")),
        fills={"group_id": ("specialty_id", "faculty_id")},
    )
    form = opened(spec, workplace=dean)
    lookup = field(form, "group_id").editor
    lookup.line.setText("2")
    lookup.search()
    take(lookup)
    specialty = dean.gateway.scalar(
        'select specialty_id from students."group" where id = :group', group=lookup.value()
    )
    assert field(form, "specialty_id").value() == specialty
    assert field(form, "faculty_id").editor.text() == "Faculty of Geology"


def test_a_new_record_begins_in_the_unit_of_the_role(opened, workplace_of):
    spec = form_of(TutorGroup, ("", ("group_id", "faculty_id")))
    form = opened(spec, workplace=workplace_of("dean_geology"))
    assert field(form, "faculty_id").editor.text() == "Faculty of Geology"
    assert not form.is_changed()


def test_groups_stand_beside_one_another_where_there_is_room(opened, building):
    form = opened(
        form_of(Building, ("Building", ("name", "address")), ("More", ("floors", "active"))), building
    )
    first, second = field(form, "name"), field(form, "floors")
    places = []
    for width in (1100, 1660, 1100):
        form.resize(width, 600)
        QApplication.processEvents()
        places.append(
            (second.mapTo(form, QPoint()).x() > first.mapTo(form, QPoint()).x() + 600, second.y() > first.y())
        )
    assert places == [(False, True), (True, False), (False, True)]


def test_the_dialog_closes_when_saved(qtbot, office, building):
    dialog = FormDialog(office, BUILDING, building, None, None)
    dialog.show()
    type_in(qtbot, dialog.form, "name", "Through the dialog")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.form.save()
    assert stored(office, building, "name") == {"name": "Through the dialog"}
