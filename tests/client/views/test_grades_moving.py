"""A student of a sheet goes to another one, and a recognised result, as the dean's office sees them."""

import psycopg
import pytest

from client.data.grades import forms
from client.data.grades.words import short
from client.views.grades.sheet.asking import AskMove
from client.views.grades.sheet.window import SheetWindow
from tests.server.test_grades import unwritten_sheet


@pytest.fixture(scope="module")
def unwritten(database):
    with psycopg.connect(database, autocommit=True) as admin:
        return unwritten_sheet(admin)


@pytest.fixture
def window(workplace_of, qtbot, unwritten):
    made = SheetWindow(workplace_of("dean_geology"), record_id=unwritten)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_student_leaves_with_a_reason(window, admin, unwritten):
    assert window.acts["move"].isVisible()
    line = window.sheet.lines[0]
    asked = AskMove(window._workplace, line, window)  # noqa: SLF001 - as the window makes it
    assert asked.sheet.itemText(asked.sheet.count() - 1) == "no grade sheet: the student leaves"
    asked.do()
    assert asked.message.text() == "Give a reason."
    asked.reason.setPlainText("Boshqa guruhga oʻtdi")
    asked.do()
    assert admin.execute("select count(*) from grades.line where id = %s", [line.id]).fetchone() == (0,)
    window.reload()
    assert line.id not in [each.id for each in window.sheet.lines]


def test_a_recognised_result_is_locked_said_and_counted(window, admin, unwritten):
    line = window.sheet.lines[1]
    admin.execute(
        "insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, entered_by)"
        " select faculty_id, sheet_id, %s, id, 'recognised', maximum * 0.8, 'x' from grades.component"
        " where sheet_id = %s", [line.id, unwritten]
    )  # fmt: skip
    admin.execute("select grades.reckon(array[%s::bigint])", [unwritten])
    window.reload()
    model = window.grid.model
    place = [column.key for column in model.columns].index(str(window.sheet.components[0].id))
    assert model.is_locked(1, place)
    assert model.index(1, place).data().endswith(" rec.")
    assert "recognised: 1" in window.grid.footer()
    form = forms.form_of(window.sheet, forms.OWN, "", short, lambda _line: "")
    assert "recognised: 1" in form.counts
