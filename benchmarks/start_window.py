"""A process of the benchmark `start`: shows a bare window, or the program with three lists, and reports itself."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

if TYPE_CHECKING:
    from client.app import Application

PATIENCE = 60_000
VISITED = 60
#: Milliseconds until somebody looks again although nothing has happened.
WAKING = 50
#: How long somebody types a password at least; the sign-in window prepares itself meanwhile.
TYPING = 2_000


def main(kind: str, address: str, login: str, role: str) -> None:
    """Measure one kind of window and print the figures."""
    application = QApplication([])
    figures = _bare(application) if kind == "bare" else _program(application, address, login, role)
    sys.stdout.write(json.dumps(figures))
    sys.stdout.flush()


def _bare(application: QApplication) -> dict[str, float]:
    started, worked = time.perf_counter(), time.process_time()
    window = QMainWindow()
    window.setCentralWidget(QTableWidget(50, 8))
    window.resize(1366, 768)
    window.show()
    _until(application, window.isVisible)
    work = (time.process_time() - worked) * 1000
    return {"ready": _since(started), "work": work, "memory": _memory()}


def _program(application: QApplication, address: str, login: str, role: str) -> dict[str, float]:
    from client.app import Application  # noqa: PLC0415 - the bare window must not pay for the program
    from client.core.settings import LocalSettings  # noqa: PLC0415
    from client.core.tasks import Tasks  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        program = Application(LocalSettings(Path(folder) / "settings.json"), Tasks())
        figures = {
            "shown": _shown(application, program),
            **_entered(application, program, address, login, role),
        }
        figures |= _listed(application, program)
        program.close()
    return figures


def _shown(application: QApplication, program: Application) -> float:
    """The processor time of the thread that draws, from the first instruction to the sign-in window on the screen."""
    drawn: list[float] = []
    program.show_sign_in()
    assert program.sign_in is not None  # noqa: S101 - it has just been shown
    program.sign_in.drawn.connect(lambda: drawn.append(time.thread_time() * 1000))
    _until(application, lambda: bool(drawn))
    return drawn[0]


def _entered(
    application: QApplication, program: Application, address: str, login: str, role: str
) -> dict[str, float]:
    """From the password to the frame of the role; whoever types it finds everything loaded."""
    _for(application, TYPING)
    from client.desk import connect, prepare  # noqa: PLC0415 - loaded by now
    from client.views.shell.choices import choices  # noqa: PLC0415

    prepare()
    session = connect(address, login, sys.stdin.read())
    choice = next(each for each in choices(session) if each.role == role)
    assert program.sign_in is not None  # noqa: S101 - nobody has signed in yet
    started, worked = time.perf_counter(), time.process_time()
    program.sign_in.entered.emit(session, choice)
    _until(application, lambda: program.frame is not None and program.frame.isVisible())
    return {"ready": _since(started), "work": (time.process_time() - worked) * 1000}


def _listed(application: QApplication, program: Application) -> dict[str, float]:
    """Three lists, looked through."""
    from client.views.students.lists import BASE  # noqa: PLC0415 - as a person opens them: after the start
    from client.widgets.record_list import RecordList  # noqa: PLC0415

    assert program.frame is not None  # noqa: S101 - somebody has signed in
    lists: list[RecordList] = []
    rows = 0.0
    started = time.perf_counter()
    for _number in range(3):
        lists.append(RecordList(program.frame.workplace, BASE))
        program.frame.present(lists[-1])
        _until(application, lambda: lists[-1].rows.rowCount() > 0)
        rows = _since(started) if len(lists) == 1 else rows
    for shown in lists:
        _look_through(application, shown)
    return {"rows": rows, "memory": _memory()}


def _look_through(application: QApplication, shown: object) -> None:
    """Scroll through a list from end to end, so that its memory is that of somebody who has used it."""
    table, rows = shown.table, shown.rows  # type: ignore[attr-defined]
    step = max(1, rows.rowCount() // VISITED)
    for row in range(0, rows.rowCount(), step):
        table.go_to(row)
        _until(application, lambda row=row: rows.row(row) is not None)  # type: ignore[misc]


def _until(application: QApplication, happened: Callable[[], bool]) -> None:
    """Sleep between events: looking again and again would be work of the processor."""
    clock = QElapsedTimer()
    clock.start()
    waking = QTimer(interval=WAKING)
    waking.start()
    while not happened():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if clock.hasExpired(PATIENCE):
            raise TimeoutError
    application.processEvents()


def _for(application: QApplication, milliseconds: int) -> None:
    clock = QElapsedTimer()
    clock.start()
    _until(application, lambda: clock.hasExpired(milliseconds))


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _memory() -> float:
    return psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    main(*sys.argv[1:])
