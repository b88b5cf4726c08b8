"""Sheets in the whole program: what is typed survives another language, closing, and the card around it."""

import pytest

from client.views.curriculum.editor import PlanEditor
from tests.client.views.curricula import Curricula


def write(grid, row, column, value):
    model = grid.model
    place = [each.key for each in model.columns].index(column)
    model.setData(model.index(model.row_keys.index(row), place), str(value))


@pytest.fixture
def frame_of(signed_in):
    """frame_of(): the frame as it is now; another language makes another one."""
    started = signed_in("dean_geology")
    return lambda: started.frame


def content(frame):
    return frame.pages.current().content


def test_typed_cells_survive_another_language(frame_of):
    frame_of().open("schedule-day-rules")
    write(content(frame_of()).grid, "teacher/", "pairs_a_day", 4)
    term = content(frame_of()).term.currentData()
    frame_of().head.language_chosen.emit("ru")
    again = content(frame_of())
    assert again.term.currentData() == term
    assert again.grid.model.unsaved() == {("teacher/", "pairs_a_day"): 4}
    frame_of().head.language_chosen.emit("en")
    assert content(frame_of()).grid.model.unsaved() == {("teacher/", "pairs_a_day"): 4}


def test_a_tab_closes_without_a_question_and_says_what_is_kept(frame_of):
    frame_of().open("schedule-day-rules")
    write(content(frame_of()).grid, "group/", "gap_cost", 7)
    frame_of().pages.close_page(frame_of().pages.current())
    assert "Kept on this computer, not saved: 1 cells" in frame_of().message.text()
    frame_of().open("schedule-day-rules")
    assert content(frame_of()).grid.model.unsaved() == {("group/", "gap_cost"): 7}


def test_the_last_keys_on_the_tab_of_a_card_survive_another_language_at_once(frame_of, admin):
    plan = Curricula(admin).whole(name="Tezkor")
    frame_of().open("curriculum-card", record_id=plan)
    editor = content(frame_of()).findChild(PlanEditor)
    key = editor.grid.current()
    write(editor.grid, key, "credits", 8)
    frame_of().head.language_chosen.emit("ru")
    assert content(frame_of()).findChild(PlanEditor).grid.model.unsaved() == {(key, "credits"): 8}


def test_a_card_that_closes_keeps_what_was_typed_on_its_tabs(frame_of, admin):
    plan = Curricula(admin).whole(name="Karta")
    frame_of().open("curriculum-card", record_id=plan)
    editor = content(frame_of()).findChild(PlanEditor)
    key = editor.grid.current()
    write(editor.grid, key, "credits", 9)
    frame_of().pages.close_page(frame_of().pages.current())
    frame_of().open("curriculum-card", record_id=plan)
    again = content(frame_of()).findChild(PlanEditor)
    assert again.grid.model.unsaved() == {(key, "credits"): 9}
