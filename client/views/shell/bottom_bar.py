"""The bottom of the frame: messages, connection, what is not sent, last save, running tasks."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from client.core import clock
from client.core.errors import HemisError
from client.core.i18n import _
from client.core.icons import icon
from client.core.tasks import Job, Tasks
from client.core.theme import colours
from client.widgets.message_place import MessagePlace


class BottomBar(QWidget):
    """Always visible, so that nobody wonders whether the server is there or the work is stored."""

    def __init__(self, server: str, tasks: Tasks) -> None:
        super().__init__()
        self._server = server
        self._tasks = tasks
        self._job: Job | None = None
        self.messages = MessagePlace()
        self.connection = QLabel()
        self.unsent = QLabel()
        self.saved = QLabel()
        self.job_title = QLabel()
        self.progress = QProgressBar()
        self.cancel = QToolButton()
        self._states = QHBoxLayout()
        self._build()
        self.connected(None)
        self.count_unsent(0)
        tasks.jobs_changed.connect(self._show_jobs)
        self._show_jobs()

    def connected(self, milliseconds: float | None) -> None:
        """Show that the server answers, and how quickly if that is known."""
        text = (
            _("connected ({server})", server=self._server)
            if milliseconds is None
            else _(
                "connected ({server}, {milliseconds} ms)",
                server=self._server,
                milliseconds=f"{milliseconds:.0f}",
            )
        )
        self._show_connection("●", text, colours().good)

    def disconnected(self) -> None:
        self._show_connection("○", _("no connection ({server})", server=self._server), colours().bad)

    def count_unsent(self, number: int, warning: HemisError | None = None) -> None:
        """Show how much was typed and is not stored, and why it would not survive the end of the program."""
        at_risk = warning is not None and number > 0  # nothing is in danger where nothing is typed
        sign = f'<span style="color: {colours().warning}">⚠</span> ' if at_risk else ""
        self.unsent.setText(sign + escape(_("{number} not sent", number=number)))
        self.unsent.setToolTip(warning.text() if warning else _("Typed and not yet stored at the server."))

    def saved_now(self) -> None:
        self.saved.setText(_("last saved {time}", time=clock.now().strftime("%H:%M:%S")))

    def show_way_back(self, widget: QWidget) -> None:
        """Show beside the connection what brings it back."""
        self._states.addWidget(widget)

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 8, 1)
        layout.setSpacing(16)
        layout.addWidget(self.messages, 1)
        self._states.setSpacing(16)
        for label in (self.unsent, self.saved, self.connection):
            label.setProperty("rich", True)
            self._states.addWidget(label)
        layout.addLayout(self._states)
        self.progress.setFixedSize(160, 16)
        self.cancel.setIcon(icon("cancel", QColor(colours().bad)))
        self.cancel.setToolTip(_("Stop the task"))
        self.cancel.setAccessibleName(_("Stop the task"))
        self.cancel.clicked.connect(self._stop)
        self.job_title.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (self.job_title, self.progress, self.cancel):
            layout.addWidget(widget)

    def _show_connection(self, symbol: str, text: str, colour: str) -> None:
        self.connection.setText(f'<span style="color: {colour}">{symbol}</span> {escape(text)}')

    def _show_jobs(self) -> None:
        jobs = self._tasks.jobs
        if self._job is not None and self._job not in jobs:
            self._job = None
        if jobs and self._job is None:
            self._job = jobs[0]
            self._job.changed.connect(self._show_progress)
        more = (
            _("{title} and {number} more", title=jobs[0].title, number=len(jobs) - 1) if len(jobs) > 1 else ""
        )
        self.job_title.setText(more or (jobs[0].title if jobs else ""))
        for widget in (self.job_title, self.progress, self.cancel):
            widget.setVisible(bool(jobs))
        self._show_progress()

    def _show_progress(self) -> None:
        if self._job is None:
            return
        self.progress.setRange(0, self._job.total)
        self.progress.setValue(self._job.done)
        self.cancel.setEnabled(not self._job.cancelled)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
