"""The topics of a subject: typed or pasted, their hours held against the curricula while one types."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.topics import acts, topic_lists
from client.data.topics.topic_lists import Taught
from client.views.topics.subject_chooser import SubjectChooser
from client.views.topics.topic_grid import TopicGrid, TopicReading, TopicSource, told_hours
from client.widgets.formatting import shown
from client.widgets.name_label import NameLabel
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

HEAD = "hemis_department_head"
ADD = Command(N_("Add a topic"), ("Ins",), "add")
REMOVE = Command(N_("Remove the topic"), ("Ctrl+Del",), "delete")
RENUMBER = Command(N_("Number anew"), ("Ctrl+Shift+1",), "list")
APPROVE = Command(N_("Approve the topics"), (), "check")
REOPEN = Command(N_("Open the topics again"), (), "unlock")


class SubjectTopics(QWidget):
    """Heads of departments and teachers write, others look."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Topics of subjects")
        self.editor: SheetEditor[TopicReading, TopicGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.chooser = SubjectChooser(workplace, self)
        self.told = NameLabel()
        self._workplace = workplace
        self._acts = {
            command: actions.action(self, command, act)
            for command, act in (
                (ADD, self.add),
                (REMOVE, self.remove),
                (RENUMBER, self.renumber),
                (APPROVE, self.approve),
                (REOPEN, self.reopen),
            )
        }
        self._build()
        self.chooser.begin()

    @property
    def grid(self) -> TopicGrid | None:
        return self.editor.sheet

    def taught(self) -> Taught | None:
        """Return the subject and training type that are chosen."""
        return self.chooser.taught()

    def add(self) -> None:
        """Begin a new topic at the end."""
        if self.grid is not None and self.editor.may_save:
            self.grid.add_topics(1)
            self.grid.view.setFocus()
            self.grid.view.setCurrentIndex(self.grid.model.index(self.grid.model.rowCount() - 1, 1))

    def remove(self) -> None:
        """Delete the topic of the cursor after asking; a new one just goes."""
        if self.grid is None or not self.editor.may_save or (cell := self.grid.cursor_cell()) is None:
            return
        topic = self.grid.stored.get(cell[0])
        if topic is None:
            self.grid.model.remove(cell[0])
            return
        question = _("Remove the topic “{topic}”? Only the history will know.", topic=topic.name)
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            work = partial(topic_lists.remove, self._workplace.gateway, topic)
            self._run(work, _("The topic is removed."))

    def renumber(self) -> None:
        """Number the topics as they stand; they are saved with the rest."""
        if self.grid is not None and self.editor.may_save:
            self.grid.renumber()

    def approve(self) -> None:
        """Approve what is stored: teachers leave it as it is."""
        taught = self.taught()
        if taught is None:
            return
        if self.editor.typed():
            self.message.say(_("Save first: only what is saved can be approved."))
            return
        self._run(
            partial(acts.approve, self._workplace.gateway, taught), _("Approved: teachers keep these topics.")
        )

    def reopen(self) -> None:
        """Let teachers write again."""
        if (taught := self.taught()) is not None:
            self._run(
                partial(acts.reopen, self._workplace.gateway, taught), _("Teachers write these topics again.")
            )

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return self.chooser.state()

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the subject and the training type."""
        self.chooser.restore(state)

    def _run(self, work: Any, words: str) -> None:
        self._workplace.tasks.run(self, work, lambda _nothing: self._done(words), self.message.refuse)

    def _done(self, words: str) -> None:
        self.editor.changed()
        self.message.say(words)

    def _turn(self, taught: Taught) -> None:
        self.editor.open(TopicSource(self._workplace, taught))

    def _say_nothing(self) -> None:
        self.told.setText(_("No subject is taught yet. Topics can be written as soon as a plan has one."))

    def _show(self, reading: TopicReading) -> None:
        may, approved = reading.may_write, reading.topics.approved_at is not None
        is_head = self._workplace.session.role == HEAD
        for command in (ADD, REMOVE, RENUMBER):
            self._acts[command].setVisible(may)
        self._acts[APPROVE].setVisible(is_head and not approved)
        self._acts[REOPEN].setVisible(is_head and approved)
        self._approved = reading.topics.approved_at
        self._count()

    def _count(self) -> None:
        """Say how the hours stand, with what is typed and not saved yet."""
        if self.grid is None:
            return
        parts = [
            _("topics: {count}", count=self.grid.count()),
            told_hours(self.grid.hours(), self.chooser.plans()),
            _("approved on {day}", day=shown(self._approved)) if self._approved else _("not approved yet"),
        ]
        self.told.setText("    ".join(parts))

    def _build(self) -> None:
        self._approved = None
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.chooser.put_into(bar)
        bar.addActions([self.editor.saving, *self._acts.values()])
        self.told.setContentsMargins(8, 0, 8, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for widget in (bar, self.message, self.told):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
        self.editor.edited.connect(self._count)
        self.chooser.chosen.connect(self._turn)
        self.chooser.nothing.connect(self._say_nothing)
        self.chooser.failed.connect(self.message.refuse)
