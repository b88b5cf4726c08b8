"""A process of the benchmark `start`: shows a bare window, or the program with three lists, and reports itself."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

PATIENCE = 60_000
VISITED = 60
#: Between two looks, so that looking does not take the interpreter from the threads that work.
PAUSE = 0.0005
#: How long somebody types a password at least; the sign-in window prepares itself meanwhile.
TYPING = 2_000


def main(kind: str, address: str, login: str, role: str) -> None:
    """Measure one kind of window and print the figures."""
    application = QApplication([])
    figures = _bare(application) if kind == "bare" else _program(application, address, login, role)
    sys.stdout.write(json.dumps(figures))
    sys.stdout.flush()


def _bare(application: QApplication) -> dict[str, float]:
    started = time.perf_counter()
    window = QMainWindow()
    window.setCentralWidget(QTableWidget(50, 8))
    window.resize(1366, 768)
    window.show()
    _until(application, window.isVisible)
    return {"ready": _since(started), "memory": _memory()}


def _program(application: QApplication, address: str, login: str, role: str) -> dict[str, float]:
    from client.app import Application  # noqa: PLC0415 - the bare window must not pay for the program
    from client.core.settings import LocalSettings  # noqa: PLC0415
    from client.core.tasks import Tasks  # noqa: PLC0415
    from client.data.server.session import Session  # noqa: PLC0415
    from client.views.shell.choices import choices  # noqa: PLC0415
    from client.views.students.lists import BASE  # noqa: PLC0415
    from client.widgets.record_list import RecordList  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        program = Application(LocalSettings(Path(folder) / "settings.json"), Tasks())
        program.show_sign_in()
        _for(application, TYPING)
        session = Session.sign_in(address, login, sys.stdin.read())
        started = time.perf_counter()
        program._act(session, next(each for each in choices(session) if each.role == role))  # noqa: SLF001
        _until(application, lambda: program.frame is not None and program.frame.isVisible())
        ready = _since(started)
        lists: list[RecordList] = []
        rows = 0.0
        started = time.perf_counter()
        for _number in range(3):
            lists.append(RecordList(program.frame.workplace, BASE))  # type: ignore[union-attr]
            program.frame.present(lists[-1])  # type: ignore[union-attr]
            _until(application, lambda: lists[-1].rows.rowCount() > 0)
            rows = _since(started) if len(lists) == 1 else rows
        for shown in lists:
            _look_through(application, shown)
        figures = {"ready": ready, "rows": rows, "memory": _memory()}
        program.close()
    return figures


def _look_through(application: QApplication, shown: object) -> None:
    """Scroll through a list from end to end, so that its memory is that of somebody who has used it."""
    table, rows = shown.table, shown.rows  # type: ignore[attr-defined]
    step = max(1, rows.rowCount() // VISITED)
    for row in range(0, rows.rowCount(), step):
        table.go_to(row)
        _until(application, lambda row=row: rows.row(row) is not None)  # type: ignore[misc]


def _until(application: QApplication, happened: Callable[[], bool]) -> None:
    clock = QElapsedTimer()
    clock.start()
    while not happened():
        application.processEvents()
        time.sleep(PAUSE)
        if clock.hasExpired(PATIENCE):
            raise TimeoutError
    application.processEvents()


def _for(application: QApplication, milliseconds: int) -> None:
    clock = QElapsedTimer()
    clock.start()
    while not clock.hasExpired(milliseconds):
        application.processEvents()
        time.sleep(PAUSE)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _memory() -> float:
    return psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    main(*sys.argv[1:])
