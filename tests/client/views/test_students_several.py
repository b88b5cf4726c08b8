"""Changing several students at once at the desk: ticked, judged one by one, written and taken back as one."""

import pytest

from client.views.students.several import ChangeSeveral
from tests.client.reach import act
from tests.client.reach import window as opened

NUMBER = 12


@pytest.fixture
def dialog(window, qtbot):
    shown = window("student-contingent")
    for row in range(NUMBER):
        shown.table.selectionModel().select(
            shown.table.model().index(row, 0),
            shown.table.selectionModel().SelectionFlag.Select
            | shown.table.selectionModel().SelectionFlag.Rows,
        )
    act(shown, "Change several").trigger()
    made = opened(ChangeSeveral)
    made.workplace = shown.workplace
    yield made
    made.close()


def choose(dialog, name, code):
    editor = dialog.fields.editors[name]
    editor.set_value(code)
    editor.changed.emit()
    dialog.judge()


def standings(dialog):
    return [dialog.table.text(row, 3) for row in range(dialog.table.rowCount())]


def test_what_is_so_already_is_told_and_the_rest_written_and_taken_back(dialog, admin):
    ids = list(dialog._chosen.ids)  # noqa: SLF001
    assert "Chosen: 12" in dialog.summary.text()
    dialog.do()
    assert "Tick what is to be changed" in dialog.message.text()
    admin.execute("update students.student set correspondence = 'ru' where id = any (%s)", [ids[:3]])
    dialog.judge()
    choose(dialog, "correspondence", "oz")
    assert dialog.fields.ticks["correspondence"].isChecked()
    assert standings(dialog) == ["changes"] * NUMBER  # as they were looked at
    dialog.do()
    assert "changed meanwhile" in dialog.message.text()
    assert (
        standings(dialog).count(
            "Changed by somebody else meanwhile. Look at it on the card and choose again."
        )
        == 3
    )
    assert "Will change: 9. Will not: 3." in dialog.summary.text()
    dialog.do()
    assert not dialog.isVisible()
    written = (
        "select correspondence, count(*) from students.student where id = any (%s) group by 1 order by 1"
    )
    assert admin.execute(written, [ids]).fetchall() == [("oz", 9), ("ru", 3)]
    way = dialog.workplace.navigator
    assert way.said[-1] == "Changed: 9 students."
    way.acts[0].act()
    assert admin.execute(written, [ids]).fetchall() == [("ru", 3), (None, 9)]


def test_private_data_is_looked_at_by_the_log_alone_and_only_when_it_is_to_change(dialog, admin):
    looks = (
        "select count(*), max(cardinality(record_ids)) from security.reading"
        " where login = 'dean_geology' and reason = 'Change of several students'"
    )
    assert admin.execute(looks).fetchone()[0] == 0
    choose(dialog, "social_category", "11")
    assert admin.execute(looks).fetchone() == (1, NUMBER)
    choose(dialog, "social_category", "12")
    assert admin.execute(looks).fetchone() == (1, NUMBER)  # read once
    assert set(standings(dialog)) <= {"changes", "is so already"}
    dialog.fields.editors["social_category"].set_value(None)
    dialog.fields.ticks["citizenship"].setChecked(True)
    dialog.judge()
    dialog.do()
    assert "cannot be empty" in dialog.message.text()
