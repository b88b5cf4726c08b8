"""Points for tasks: of all tasks of a class in one sheet, typed or from the workbook of a teacher."""

from decimal import Decimal

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QMessageBox

from client.data.imports.planning import RowStatus
from client.data.topics import task_points
from client.views.topics.tasks.points_grid import TaskPointsGrid
from client.views.topics.tasks.window import ALL, SubjectTasks
from tests.client.reach import act

NEW, CHANGED, SAME, REFUSED = RowStatus


@pytest.fixture
def tasks(qtbot, workplace_of, admin):
    """The tasks of the first class of a teacher; nothing was handed in yet."""
    admin.execute("delete from topics.task_work")
    workplace = workplace_of("teacher_mineralogy")
    shown = SubjectTasks(workplace)
    shown.workplace = workplace
    qtbot.addWidget(shown)
    shown.resize(1366, 700)
    shown.show()
    shown.task.setCurrentIndex(shown.task.findData(ALL))
    assert isinstance(shown.works.sheet, TaskPointsGrid)
    return shown


def given(tasks):
    """The tasks of the chosen class, by their ids."""
    found, _students = task_points.read(tasks.workplace.gateway, tasks.classes.current())
    return {each.id: each for each in found}


def stored(tasks):
    """The points by student and task, as the server has them."""
    _tasks, students = task_points.read(tasks.workplace.gateway, tasks.classes.current())
    return {(each.id, task): work.points for each in students for task, work in each.by_task.items()}


def test_points_of_tasks_come_from_a_workbook_and_are_saved_by_a_person(tasks, tmp_path):
    first, second = given(tasks).values()
    people = list(tasks.works.sheet.stored.values())
    book = Workbook()
    book.active.append(["F.I.Sh.", second.name, first.name, "Onlayn test", "Jami"])
    for each, cells in zip(people, (["4,5", 7, 3, 1], [None, 11, 3, 1], ["-", 0, 3, 1]), strict=False):
        book.active.append([each.name, *cells])
    book.active.append(["Max Payne", 4, 5, 6, 7])
    book.save(tmp_path / "topshiriqlar.xlsx")
    tasks.lay_file(tmp_path / "topshiriqlar.xlsx")
    preview = tasks.files.preview
    assert [(each.status, each.new) for each in preview.planned] == [
        (NEW, Decimal("4.5")), (NEW, Decimal(7)), (REFUSED, None), (REFUSED, None), (NEW, Decimal(0)),
        (REFUSED, None), (REFUSED, None),
    ]  # fmt: skip
    assert [each.mark.name for each in preview.planned[-2:]] == ["Max Payne"] * 2
    assert preview.tabs.isTabVisible(3), "which task the other column means is asked"
    preview.all.click()
    assert len(tasks.works.typed().cells) == 3
    assert not any(value is not None for value in stored(tasks).values()), "nothing is saved by a file"
    tasks.works.save()
    saved = {cell: points for cell, points in stored(tasks).items() if points is not None}
    assert saved == {
        (people[0].id, second.id): Decimal("4.5"), (people[0].id, first.id): 7, (people[2].id, first.id): 0,
    }  # fmt: skip


def test_a_task_whose_points_were_taken_back_can_be_removed(tasks, admin, monkeypatch):
    """Points that are emptied leave no work behind that would hold the task."""
    task, student = next(iter(given(tasks))), next(iter(tasks.works.sheet.stored))
    cell = tasks.works.sheet.model.index_of((student, str(task)))
    for value in (Decimal(5), None):
        tasks.works.sheet.model.edit({(cell.row(), cell.column()): value}, "typed")
        tasks.works.save()
        assert stored(tasks)[student, task] == value
    assert admin.execute("select count(*) from topics.task_work").fetchone() == (0,)
    grid = tasks.tasks
    grid.editor.sheet.come_to((task, "name"))
    monkeypatch.setattr(QMessageBox, "question", lambda *_about: QMessageBox.StandardButton.Yes)
    act(grid, "Remove the row").trigger()
    assert admin.execute("select count(*) from topics.task where id = %s", [task]).fetchone() == (0,)
