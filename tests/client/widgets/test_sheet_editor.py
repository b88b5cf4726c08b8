"""Typing into a sheet, saving it, and what happens in between, once for every window that has a sheet."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QVBoxLayout, QWidget
from sqlalchemy import select

from client.core import actions
from client.core.errors import Unavailable
from client.core.i18n import set_language
from client.core.tasks import Tasks
from client.data.records import saving
from client.widgets.cell_grid import CONFLICT, UNSAVED, WRONG
from shared.models.infrastructure import Room, RoomEquipment
from tests.client.widgets.equipment_sheet import (
    BrokenServer,
    EquipmentSource,
    EquipmentWindow,
    other_desk_sets,
    stored,
)


@pytest.fixture
def office(workplace_of):
    return workplace_of("academic_office")


@pytest.fixture
def rooms(office):
    """Two rooms, one with a projector and a computer, the other with nothing."""
    gateway = office.gateway
    found = [row[0] for row in gateway.rows(select(Room.id).order_by(Room.id).limit(2))]
    for number, version in gateway.rows(
        select(RoomEquipment.id, RoomEquipment.row_version).where(RoomEquipment.room_id.in_(found))
    ):
        saving.delete(gateway, RoomEquipment, number, version)
    for device, quantity in (("11", 2), ("12", 10)):
        saving.insert(gateway, RoomEquipment, {"room_id": found[0], "device": device, "quantity": quantity})
    return found


@pytest.fixture
def room(rooms):
    return rooms[0]


@pytest.fixture
def breaking(monkeypatch, office):
    return BrokenServer(monkeypatch, office.gateway)


@pytest.fixture
def desk(qtbot, room):
    """desk(workplace): a window at the sheet of the room."""

    def make(workplace):
        made = EquipmentWindow(workplace, room)
        qtbot.addWidget(made)
        made.resize(500, 300)
        made.show()
        made.activateWindow()
        return made

    return make


@pytest.fixture
def slowly(office):
    """The workplace with real threads: answers come later."""
    tasks = Tasks()
    yield replace(office, tasks=tasks)
    tasks.close()


def kept(workplace, room):
    return workplace.drafts.find(f"test/{room}")


def is_away(_source, _typed):
    raise Unavailable("The server is away.")


def is_killed(window):
    """The program ends without a chance to say good-bye."""
    window.editor.hideEvent = lambda _event: None
    window.setParent(None)
    window.deleteLater()


# Saving


def test_there_is_nothing_to_save(desk, office):
    window = desk(office)
    window.editor.save()
    assert window.said == "There is nothing to save."


def test_a_wrong_cell_keeps_all_from_being_saved_and_gets_the_cursor(desk, office, room):
    window = desk(office)
    window.put(0, "note", "good")
    window.put(1, "quantity", "500")
    window.editor.save()
    assert "At most 100" in window.said
    assert window.editor.sheet.cursor_cell() == (window.model.row_keys[1], "quantity")
    assert stored(office, room)[0] == ("11", 2, None)
    window.put(1, "quantity", "50")
    window.editor.save()
    assert stored(office, room) == [("11", 2, "good"), ("12", 50, None)]


def test_a_wrong_cell_that_is_set_right_is_not_spoken_of_any_more(desk, room, office):
    window = desk(office)
    window.put(0, "quantity", "7")
    window.put(0, "device", "nothing")
    window.editor.save()
    assert window.editor.message.sentence.bad
    window.put(1, "quantity", "8")
    assert window.editor.message.speaks()
    window.model.undo_stack.undo()
    window.model.undo_stack.undo()
    assert not window.editor.message.speaks()


def test_what_is_saved_is_stored_announced_and_no_draft_any_more(desk, office, room):
    window, heard, told = desk(office), [], []
    office.changes.subscribe(("infrastructure.room_equipment",), heard.append)
    window.editor.saved.connect(lambda: told.append("saved"))
    window.put(0, "quantity", "3")
    window.add("Board", "1")
    window.editor.flush()
    assert kept(office, room)
    window.editor.save()
    assert window.said == "Saved: 2 rows."
    assert stored(office, room) == [("11", 3, None), ("12", 10, None), ("13", 1, None)]
    assert not window.editor.typed()
    assert kept(office, room) is None
    assert heard == ["infrastructure.room_equipment"]
    assert told == ["saved"]


def test_cursor_and_focus_stay_where_the_work_is(desk, office):
    window = desk(office)
    view = window.editor.sheet.view
    view.setFocus()
    QApplication.processEvents()
    view.setCurrentIndex(window.model.index(1, 2))
    for act in (window.editor.save, window.editor.reload):
        window.put(1, "note", f"{act.__name__}")
        act()
        view = window.editor.sheet.view
        assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 2)
        assert view.hasFocus()


def test_undo_reaches_behind_a_saving(desk, office, room):
    window = desk(office)
    window.put(0, "quantity", "3")
    window.editor.save()
    window.model.undo_stack.undo()
    assert window.text(0, "quantity") == "2"
    window.editor.save()
    assert stored(office, room)[0] == ("11", 2, None)


def test_the_key_saves_also_the_cell_that_is_being_written(desk, office, room, qtbot):
    window = desk(office)
    view = window.editor.sheet.view
    view.setFocus()
    view.setCurrentIndex(window.model.index(0, 1))
    QApplication.processEvents()
    qtbot.keyClicks(view, "7")
    qtbot.keyClick(view.focusWidget() or view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert stored(office, room)[0] == ("11", 7, None)


def test_the_keys_are_the_sheet_s_inside_a_card_that_has_them_too(desk, office, room, qtbot):
    card, told = QWidget(), []
    qtbot.addWidget(card)
    actions.action(card, actions.SAVE, lambda: told.append("saved"))
    actions.action(card, actions.RELOAD, lambda: told.append("read"))
    window = desk(office)
    QVBoxLayout(card).addWidget(window)
    card.show()
    card.activateWindow()
    window.put(0, "quantity", "6")
    window.editor.sheet.view.setFocus()
    QApplication.processEvents()
    qtbot.keyClick(window.editor.sheet.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    other_desk_sets(office, room, note="read")
    qtbot.keyClick(window.editor.sheet.view, Qt.Key.Key_F5)
    assert stored(office, room)[0] == ("11", 6, "read")
    assert window.text(0, "note") == "read"
    assert told == []


def test_saving_again_while_the_server_answers_saves_once(desk, slowly, room, qtbot):
    window = desk(slowly)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    window.add("Board", "5")
    window.editor.save()
    window.editor.save()
    qtbot.waitUntil(lambda: not window.editor.typed())
    assert stored(slowly, room)[2:] == [("13", 5, None)]


def test_what_is_typed_while_the_server_answers_stays_typed(desk, slowly, room, qtbot):
    window = desk(slowly)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    window.add("Board", "5")
    window.editor.save()
    window.put(0, "note", "since")
    window.put(2, "quantity", "6")
    qtbot.waitUntil(lambda: len(window.editor.typed().cells) == 2 and window.model.rowCount() == 3)
    qtbot.waitUntil(lambda: not any(str(row).startswith("new/") for row in window.model.row_keys))
    assert (window.text(0, "note"), window.text(2, "quantity")) == ("since", "6")
    assert window.mark(2, "quantity") is UNSAVED
    window.editor.save()
    qtbot.waitUntil(lambda: not window.editor.typed())
    assert stored(slowly, room) == [("11", 2, "since"), ("12", 10, None), ("13", 6, None)]


# Trouble


def test_what_the_database_refuses_is_marked_and_nothing_is_stored(desk, office, room):
    window = desk(office)
    window.put(0, "quantity", "3")
    window.add("Projector", "1")  # there is one already
    window.editor.save()
    assert "already" in window.said
    assert window.mark(2, "device").symbol == WRONG.symbol
    assert "already" in window.model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert window.editor.sheet.cursor_cell()[0] == "new/1"
    assert stored(office, room)[0] == ("11", 2, None)
    window.put(2, "device", "Board")
    window.editor.save()
    assert stored(office, room) == [("11", 3, None), ("12", 10, None), ("13", 1, None)]


def test_what_somebody_else_saved_meanwhile_is_shown_beside_mine(desk, office, room):
    window = desk(office)
    window.put(0, "quantity", "4")
    window.put(1, "note", "mine")
    other_desk_sets(office, room, quantity=7)
    window.editor.save()
    assert "Somebody has changed this record" in window.said
    assert stored(office, room) == [("11", 7, None), ("12", 10, None)]
    assert window.mark(0, "quantity") is CONFLICT
    assert window.mark(1, "note") is UNSAVED
    assert (window.text(0, "quantity"), window.text(1, "note")) == ("4", "mine")
    assert "7" in window.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    window.editor.save()  # seen, and meant
    assert stored(office, room) == [("11", 4, None), ("12", 10, "mine")]
    assert window.mark(0, "quantity") is None


def test_the_input_stays_while_the_server_is_gone_and_is_saved_when_it_is_back(desk, office, room, breaking):
    window = desk(office)
    window.put(0, "quantity", "4")
    breaking.is_gone()
    window.editor.save()
    assert "lost" in window.said
    assert window.text(0, "quantity") == "4"
    breaking.is_back()
    window.editor.save()
    assert stored(office, room)[0] == ("11", 4, None)


def test_an_answer_lost_after_the_commit_saves_nothing_twice(desk, office, room, breaking):
    window = desk(office)
    window.add("Board", "5")
    breaking.loses_the_answer()
    window.editor.save()
    assert "lost just while saving" in window.said
    breaking.is_back()
    window.put(2, "note", "typed since")
    window.editor.save()
    assert stored(office, room)[2:] == [("13", 5, "typed since")]
    assert not window.editor.typed()


def test_an_answer_lost_is_found_out_though_nothing_was_typed_since(desk, office, room, breaking):
    window = desk(office)
    window.add("Board", "5")
    breaking.loses_the_answer()
    window.editor.save()
    breaking.is_back()
    window.editor.save()
    assert window.said == "It had been saved already."
    assert len(stored(office, room)) == 3
    assert kept(office, room) is None


def test_an_answer_lost_is_found_out_even_by_the_next_program(desk, office, room, breaking):
    window = desk(office)
    window.add("Board", "5")
    breaking.loses_the_answer()
    window.editor.save()
    is_killed(window)
    breaking.is_back()
    again = desk(office)
    again.editor.save()
    assert again.said == "It had been saved already."
    assert len(stored(office, room)) == 3


def test_a_sheet_that_could_not_be_read_after_saving_adds_nothing_twice(desk, office, room, monkeypatch):
    window = desk(office)
    window.add("Board", "5")
    with monkeypatch.context() as without:
        without.setattr(EquipmentSource, "read", is_away)
        window.editor.save()
    assert window.model.rowCount() == 3
    assert kept(office, room) is None
    window.put(0, "note", "further")
    window.editor.save()
    assert stored(office, room) == [("11", 2, "further"), ("12", 10, None), ("13", 5, None)]


# Drafts and closing


def test_what_was_typed_comes_back_after_a_kill_and_is_taken(desk, office, room, qtbot):
    window = desk(office)
    window.put(0, "quantity", "9")
    window.put(1, "quantity", "900")
    window.add("Board", "5")
    qtbot.waitUntil(lambda: kept(office, room) is not None)
    is_killed(window)
    again = desk(office)
    assert again.editor.kept.text() == "4 cells that were not saved came back."
    assert (again.text(0, "quantity"), again.text(1, "quantity")) == ("9", "900")
    assert again.mark(1, "quantity") is WRONG
    again.put(1, "quantity", "90")
    again.editor.save()
    assert stored(office, room) == [("11", 9, None), ("12", 90, None), ("13", 5, None)]
    assert not again.editor.kept.isVisible()


def test_what_came_back_is_thrown_away_after_asking(desk, office, room, qtbot, monkeypatch):
    window = desk(office)
    window.put(0, "quantity", "9")
    window.add("Board", "5")
    assert window.editor.may_close()
    again = desk(office)
    away = again.editor.kept.findChild(QPushButton)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    assert again.text(0, "quantity") == "9"
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    assert again.text(0, "quantity") == "2"
    assert again.model.rowCount() == 2
    assert kept(office, room) is None
    assert not again.editor.kept.isVisible()


def test_what_others_saved_since_the_draft_is_marked(desk, office, room):
    window = desk(office)
    window.put(0, "quantity", "9")
    window.editor.may_close()
    other_desk_sets(office, room, quantity=7)
    again = desk(office)
    assert again.mark(0, "quantity") is CONFLICT
    again.editor.reload()
    assert again.mark(0, "quantity") is CONFLICT, "reading again does not hide it"


def test_a_draft_of_an_earlier_version_comes_back(desk, office, room):
    ids = select(RoomEquipment.id).where(RoomEquipment.room_id == room).order_by(RoomEquipment.device)
    number = office.gateway.scalar(ids)
    office.drafts.keep(
        f"test/{room}",
        {
            "cells": [
                [number, "quantity", 9],
                [number, "note", {"wrong": "x" * 30}],
                ["new/2", "device", "13"],
            ]
        },
    )
    window = desk(office)
    assert (window.text(0, "quantity"), window.text(2, "device")) == ("9", "Board")
    assert window.mark(0, "note") is WRONG


def test_a_row_that_is_gone_leaves_its_input_in_the_draft(desk, office, room):
    window = desk(office)
    window.put(0, "quantity", "9")
    window.editor.may_close()
    number, version = office.gateway.one(
        select(RoomEquipment.id, RoomEquipment.row_version).where(RoomEquipment.room_id == room).limit(1)
    )
    saving.delete(office.gateway, RoomEquipment, number, version)
    again = desk(office)
    assert "1 of them belong to rows that are gone" in again.editor.kept.text()
    again.put(0, "note", "other")
    again.editor.save()
    assert [number, "quantity", 9] in kept(office, room)["cells"]


def test_closing_never_asks_and_says_what_is_kept(desk, office, room, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *_: pytest.fail("closing does not ask"))
    window = desk(office)
    assert window.editor.may_close()
    assert office.navigator.said == []
    window.put(0, "quantity", "9")
    assert window.editor.may_close()
    assert "1 cells" in office.navigator.said[0]
    assert kept(office, room)


def test_closing_waits_for_a_saving_under_way(desk, slowly, qtbot):
    window = desk(slowly)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    window.put(0, "quantity", "9")
    window.editor.save()
    assert not window.editor.may_close()
    assert "still being saved" in window.said
    qtbot.waitUntil(lambda: not window.editor.typed())
    assert window.editor.may_close()


def test_a_tab_that_is_left_keeps_its_input_at_once(desk, office, room):
    window = desk(office)
    window.put(0, "quantity", "9")
    window.hide()
    assert kept(office, room)


def test_another_language_keeps_the_input(desk, office, room, qtbot):
    window = desk(office)
    window.put(0, "quantity", "9")
    window.editor.flush()  # what the frame does when it asks for the state of its windows
    set_language("ru")
    again = desk(office)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert again.text(0, "quantity") == "9"
    assert kept(office, room)


# Reading


def test_reading_again_keeps_what_was_typed_over_what_others_stored(desk, office, room):
    window = desk(office)
    window.put(0, "quantity", "9")
    window.add("Board", "5")
    other_desk_sets(office, room, note="theirs")
    window.editor.reload()
    assert (window.text(0, "quantity"), window.text(0, "note")) == ("9", "theirs")
    assert window.text(2, "device") == "Board"
    assert window.mark(0, "quantity") is UNSAVED


def test_what_other_desks_change_is_said_and_read_when_the_sheet_is_looked_at_anew(desk, office, room):
    window = desk(office)
    window.put(1, "quantity", "11")
    other_desk_sets(office, room, note="theirs")
    office.changes.announce("infrastructure.room_equipment")
    assert window.text(0, "note") == "", "nothing moves under the hands"
    assert window.says("F5")
    window.hide()
    window.show()
    assert (window.text(0, "note"), window.text(1, "quantity")) == ("theirs", "11")
    assert not window.says("F5")


def test_turning_to_another_sheet_keeps_the_input_of_the_former(desk, office, rooms):
    window = desk(office)
    window.put(0, "quantity", "9")
    window.editor.open(EquipmentSource(office, rooms[1]))
    assert window.model.rowCount() == 0
    window.editor.open(EquipmentSource(office, rooms[0]))
    assert window.text(0, "quantity") == "9"


def test_turning_away_while_saving_leaves_no_draft_of_what_was_saved(desk, slowly, rooms, qtbot):
    window = desk(slowly)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    window.put(0, "quantity", "9")
    window.editor.save()
    window.editor.open(EquipmentSource(slowly, rooms[1]))
    qtbot.waitUntil(lambda: "Saved" in window.said)
    assert stored(slowly, rooms[0])[0] == ("11", 9, None)
    assert kept(slowly, rooms[0]) is None


def test_a_window_that_goes_while_it_saves_leaves_no_draft_of_what_was_saved(desk, slowly, room, qtbot):
    """A card does not ask what stands in it before it closes."""
    window = desk(slowly)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    window.add("Board", "5")
    window.editor.save()
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: kept(slowly, room) is None)
    assert stored(slowly, room)[2:] == [("13", 5, None)]


def test_a_window_that_is_gone_hears_nothing(desk, office):
    window = desk(office)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    office.changes.announce("infrastructure.room_equipment")


def test_who_only_reads_types_and_saves_nothing_and_loses_no_draft(desk, office, workplace_of, room):
    dean = replace(workplace_of("dean_geology"), drafts=office.drafts)
    window = desk(office)
    window.put(0, "quantity", "9")
    window.editor.may_close()
    shown = desk(dean)
    assert all(shown.model.is_locked(0, place) for place in range(3))
    assert not shown.editor.saving.isVisible()
    shown.editor.save()
    assert shown.editor.may_close()
    assert kept(office, room)
