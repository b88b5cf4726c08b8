"""Whoever draws a paper or asks how many pages it has notes where: the thread of the windows is no place for it."""

import sys
import threading
from pathlib import Path

import pypdf
import pypdfium2
from reportlab.pdfgen.canvas import Canvas

CLIENT = Path(__file__).resolve().parents[2] / "client"
WINDOWS = tuple(str(CLIENT / part) for part in ("views", "widgets", "app.py"))
#: What the windows have done for them; tests call it as well.
TOOLS = str(CLIENT / "widgets" / "preview" / "drawing.py")
TASKS = str(CLIENT / "core" / "tasks.py")
#: A paper is drawn on a canvas; its pages are counted by one library and made pictures by another.
DRAWING = ((Canvas, "drawn"), (pypdf.PdfReader, "counted"), (pypdfium2.PdfDocument, "opened"))


class DrawingThreads:
    """What was drawn in the background, and what was drawn by the windows themselves."""

    def __init__(self):
        self.background, self.by_windows = [], []

    def watch(self, monkeypatch):
        for kind, what in DRAWING:
            monkeypatch.setattr(kind, "__init__", self._noting(kind.__init__, what))

    def _noting(self, make, what):
        def noting(made, *arguments, **options):
            (self.by_windows if _by_a_window() else self.background).append(what)
            return make(made, *arguments, **options)

        return noting


def _by_a_window():
    """Tell whether the code of a window is on the way here and no work of the background between."""
    if threading.current_thread() is not threading.main_thread():
        return False
    frame, windows = sys._getframe(2), False
    while frame is not None:
        name, file = frame.f_code.co_name, frame.f_code.co_filename
        if file == TASKS and name in {"_work", "_deliver"}:
            return name == "_deliver"  # work that is done at once, as tests do it, counts as the background
        windows = windows or (file.startswith(WINDOWS) and file != TOOLS)
        frame = frame.f_back
    return windows
