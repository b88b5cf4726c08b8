"""A process of the benchmark `sync`: shows a bare window with a table, or opens the workstation without a server."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

PATIENCE = 30.0
#: Milliseconds until somebody looks again although nothing has happened.
WAKING = 20


def main(kind: str, password: str) -> None:
    """Measure from before the first import of the program to the window that can be worked with."""
    started = time.perf_counter()
    application = QApplication([])
    if kind == "bare":
        window = QMainWindow()
        window.setCentralWidget(QTableWidget(50, 8))
        window.resize(1366, 768)
        window.show()
        application.processEvents()
    else:
        _open(application, password)
    sys.stdout.write(json.dumps({"ready": (time.perf_counter() - started) * 1000}))
    sys.stdout.flush()


def _open(application: QApplication, password: str) -> None:
    from client.core.tasks import Tasks  # noqa: PLC0415 - the bare window must not pay for the program
    from client.views.offline.alone import AloneWindow  # noqa: PLC0415 - as above

    tasks = Tasks()
    alone = AloneWindow(tasks)
    alone.show()
    ends = time.monotonic() + PATIENCE
    typed = False
    while alone.printing.work is None and time.monotonic() < ends:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, WAKING)
        start = alone.printing.start
        if start is not None and not typed and start.stores.count():
            start.password.setText(password)
            start.open.click()
            typed = True
    application.processEvents()
    assert alone.printing.work is not None  # noqa: S101 - what does not open is not measured
    alone.leave()
    tasks.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
