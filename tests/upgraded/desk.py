"""Somebody of a dean's office at a computer: types without saving, arranges windows, and comes back later.

`work` leaves traces in every way there is: drafts and settings of the computer, settings of the person at the server.
`come_back` opens the program with what was left and tells what the person sees of it.
"""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import platformdirs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from sqlalchemy import select

from client import desk
from client.app import Application
from client.core.errors import Unavailable
from client.core.settings import FONT_SIZE, LANGUAGE, LocalSettings
from client.core.tasks import InlineTasks
from client.data.local import drafts
from client.data.records.list_filters import Filter
from client.views.timetable.builder import desk as builder_desk
from client.widgets.cell_grid import CellGrid
from client.widgets.panels import NotesPanel
from client.widgets.record_list.layout import SavedFilters
from client.widgets.week_board.model.card_state import Stand
from server_db.demo.people import BY_LOGIN
from shared.models.curriculum import Curriculum
from shared.models.students import Group, Student
from shared.models.timetable import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from client.views.shell.frame import Frame

LOGIN = "dean_geology"
#: Longer than any window waits before it keeps what was typed.
PAUSE = 1500
TYPED = "Yozilgan, saqlanmagan"


class FileSafe:
    """A safe whose key stands in a file, so that it can be kept beside the drafts it opens."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def find(self, _name: str) -> str | None:
        return self._file.read_text(encoding="ascii") if self._file.exists() else None

    def keep(self, _name: str, key: str) -> bool:
        self._file.write_text(key, encoding="ascii")
        return True


def work(address: str, folder: Path) -> None:
    """Leave traces; the files of the computer come into `folder`."""
    settings = LocalSettings(folder / "settings.json")
    settings.put(LANGUAGE, "en")
    settings.put(FONT_SIZE, 11)
    with _program(address, folder) as frame:
        _arrange(frame)
        _type(frame)
        QTest.qWait(PAUSE)
        frame.remember()


def come_back(address: str, folder: Path) -> dict[str, Any]:
    """Open the program with the files of `folder` and return what is there again, as the person sees it."""
    [kept] = (folder / "drafts").glob("*.db")
    kept.rename(kept.with_name(f"drafts-{sha256(f'{LOGIN}@{address}'.encode()).hexdigest()[:16]}.db"))
    with _program(address, folder) as frame:
        return {
            "language and size": [frame.windowTitle(), frame.font().pointSize()],
            "tabs": [frame.pages.tabs.tabText(place) for place in range(frame.pages.tabs.count())],
            "own windows": [own.page.title for own in frame.pages.own_windows],
            "favourites": [frame.menu.topLevelItem(0).child(place).text(0) for place in range(2)],
            "students": _seen_list(_open(frame, "student")),
            "subjects": _seen_list(_open(frame, "course")),
            **_seen_drafts(frame),
        }


@contextmanager
def _program(address: str, folder: Path) -> Iterator[Frame]:
    with (
        patch.object(platformdirs, "user_data_path", lambda *_names, **_more: folder),
        patch.object(desk, "workstation", lambda: "desk-1"),
        patch.object(drafts, "SystemSafe", lambda: FileSafe(folder / "key")),
    ):
        program = Application(LocalSettings(folder / "settings.json"), InlineTasks(), address)
        yield _signed_in(program, address)
        program.close()
        program.deleteLater()


def _signed_in(program: Application, address: str) -> Frame:
    """Type into the first window; who has a single role comes to the frame."""
    program.show_sign_in()
    assert program.sign_in is not None
    form = program.sign_in.credentials
    form.server.setCurrentText(address)
    form.login.setText(LOGIN)
    form.password.setText(BY_LOGIN[LOGIN].password)
    form.enter.click()
    assert program.frame is not None, form.told.text()
    return program.frame


def _open(frame: Frame, window: str, **arguments: Any) -> Any:
    frame.open(window, **arguments)
    page = frame.pages.current()
    assert page is not None, frame.message.text()
    return page.fill()


def _arrange(frame: Frame) -> None:
    """Other columns, another order, filters with names, a window of its own, favourites."""
    students = _open(frame, "student")
    students.show_columns(["number", "full_name", "course", "group", "semester"])
    students.table.sort_wanted.emit("course", False)
    students.table.sort_wanted.emit("full_name", True)
    _filter(
        students,
        "Ikkinchi kurs",
        Filter("course", "equals", ("12",)),
        Filter("status", "one_of", ("11", "13")),
    )
    students.search.field.setText("a")
    subjects = _open(frame, "course")
    subjects.show_columns(["subject", "semester", "credits"])
    _filter(subjects, "Katta fanlar", Filter("credits", "between", ("5", "10")))
    _open(frame, "group")
    frame.pages.tear_off()
    for window in ("student", "course"):
        frame.menu.toggle_favourite(window)


def _filter(shown: Any, name: str, *filters: Filter) -> None:
    SavedFilters(shown.spec, shown.workplace.settings).keep(name, filters)
    shown.search.chips.set(filters)


def _type(frame: Frame) -> None:
    """Type into every kind of window that keeps drafts, and save nothing."""
    card = _open(frame, "student-card", record_id=_student(frame))
    _field(card, "patronymic").put(TYPED)
    _field(card, "patronymic").changed.emit()
    _notes(card).setPlainText(TYPED)
    new = _open(
        frame, "student-card", group_id=frame.workplace.gateway.scalar(select(Group.id).order_by(Group.id))
    )
    _field(new, "surname").put(TYPED)
    _field(new, "surname").changed.emit()
    plan, weeks, blocks = _grids_of_plan(frame)
    _write(plan, "credits", "9", "8")
    _write(plan, "hours/11", "44")
    _write(weeks, "3", weeks.model.columns[3].kind.show("13"))
    _write(blocks, "credits", "33")
    _write(_open(frame, "load").grid, "hours/1", "11", "7")
    choices = _choices(frame)
    _write(choices, "choice/1", *choices.model.columns[2].kind.choices()[:2])
    builder = _builder(frame)
    placed = [event for event, stand in enumerate(builder.workbench.board.stands()) if stand.place]
    with patch.object(builder_desk, "store", side_effect=Unavailable("The server does not answer.")):
        builder.workbench.board.carry({event: Stand(None) for event in placed[:3]}, "back")


def _seen_list(shown: Any) -> dict[str, Any]:
    return {
        "columns": [column.label for column in shown.rows.columns],
        "order": list(shown.rows.sort_marks.values()),
        "filters": shown.search.describe(),
        "saved filters": {
            name: [each.to_json()[2] for each in saved.get(name)]
            for saved in [SavedFilters(shown.spec, shown.workplace.settings)]
            for name in saved.names()
        },
        "count": shown.rows.rowCount(),
    }


def _seen_drafts(frame: Frame) -> dict[str, Any]:
    card = _open(frame, "student-card", record_id=_student(frame))
    card.drafting.bring_back()
    new = _open(
        frame, "student-card", group_id=frame.workplace.gateway.scalar(select(Group.id).order_by(Group.id))
    )
    new.drafting.bring_back()
    plan, weeks, blocks = _grids_of_plan(frame)
    builder = _builder(frame)
    return {
        "card": [_field(card, "patronymic").value(), _notes(card).toPlainText()],
        "new card": _field(new, "surname").value(),
        "plan": _unsaved(plan),
        "weeks": _unsaved(weeks),
        "blocks": _unsaved(blocks),
        "load": _unsaved(_open(frame, "load").grid),
        "choices": _unsaved(_choices(frame)),
        "timetable": builder.message.text(),
    }


def _unsaved(grid: CellGrid) -> list[str]:
    return sorted(grid.model.text(cell) for cell in grid.model.unsaved())


def _write(grid: CellGrid, column: str, *texts: str) -> None:
    """Type texts into a column, from its first cell that can be written on."""
    names = [each.key for each in grid.model.columns]
    places = (grid.model.index(row, names.index(column)) for row in range(grid.model.rowCount()))
    writable = [place for place in places if place.flags() & Qt.ItemFlag.ItemIsEditable]
    for place, text in zip(writable, texts, strict=False):
        assert grid.model.setData(place, text)


def _student(frame: Frame) -> int:
    wanted = select(Student.id).where(Student.status == "11").order_by(Student.id)
    return int(frame.workplace.gateway.scalar(wanted))


def _field(card: Any, name: str) -> Any:
    return next(part.fields.fields[name] for part in card.parts if name in part.fields.fields)


def _notes(card: Any) -> QPlainTextEdit:
    """The editor of the notes; a tab is filled when it is come to."""
    for place in range(card.tabs.count()):
        card.tabs.setCurrentIndex(place)
    return card.findChild(NotesPanel).findChild(QPlainTextEdit)


def _grids_of_plan(frame: Frame) -> list[CellGrid]:
    """The subjects, the weeks and the blocks of the first plan that is not accepted yet."""
    wanted = select(Curriculum.id).where(Curriculum.accepted_at.is_(None)).order_by(Curriculum.id)
    card = _open(frame, "curriculum-card", record_id=frame.workplace.gateway.scalar(wanted))
    grids = []
    for place in (1, 2, 3):
        card.tabs.setCurrentIndex(place)
        page: QWidget = card.tabs.currentWidget()
        grids.append(next(child for child in page.findChildren(QWidget) if isinstance(child, CellGrid)))
    return grids


def _choices(frame: Frame) -> CellGrid:
    """The sheet of the first group that has subjects to choose."""
    shown = _open(frame, "student-register")
    for row in range(shown.groups.rowCount()):
        shown.groups.setCurrentCell(row, 0)
        if shown.grid is not None and len(shown.grid.model.columns) > 2:
            break
    return shown.grid


def _builder(frame: Frame) -> Any:
    wanted = select(Version.id).where(Version.name == "Qishgacha")
    shown = _open(frame, "schedule-info", version_id=frame.workplace.gateway.scalar(wanted))
    if shown.workbench is None:
        shown.reload()
    return shown
