"""Resources of a subject: files and links under its topics, added by button or by dropping files on a topic."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.core.tasks import Job
from client.data.topics import resources, topic_lists
from client.data.topics.resources import Resource, RoomTaken
from client.data.topics.topic_lists import StoredTopic, Taught
from client.views.topics.link_dialog import LinkDialog
from client.views.topics.resource_tree import ResourceTree, megabytes
from client.views.topics.subject_chooser import SubjectChooser
from client.widgets.cell_grid import Texts
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.name_label import NameLabel
from client.widgets.record_grid import RecordGrid
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.topics import ControlQuestion

RELATION = "topics.resource"
TEACHER = "hemis_teacher"
ADD_FILES = Command(N_("Add files …"), ("Ins",), "add")
ADD_LINK = Command(N_("Add a link …"), ("Ctrl+L",), "open")
SAVE_AS = Command(N_("Save as …"), ("Ctrl+S",), "save")
REMOVE = Command(N_("Remove"), ("Ctrl+Del",), "delete")
Reading = tuple[Taught, tuple[StoredTopic, ...], list[Resource], RoomTaken]


class SubjectResources(QWidget):
    """A teacher keeps the own resources, others who read the subject fetch them."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Resources of subjects")
        self.message, self.tree, self.told = MessageLine(), ResourceTree(), NameLabel()
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.questions = RecordGrid(workplace, ControlQuestion, ("number", "question"))
        self.chooser = SubjectChooser(workplace, self)
        self._workplace = workplace
        self._asked, self._asked_topic = NameLabel(), 0
        self._own = workplace.session.role == TEACHER
        self._acts = [
            actions.action(self, command, act)
            for command, act in (
                (ADD_FILES, self.ask_files),
                (ADD_LINK, self.ask_link),
                (SAVE_AS, self.save_as),
                (REMOVE, self.remove),
            )
        ]
        self._build()
        self._heard = workplace.changes.subscribe((RELATION,), lambda _relation: self.reload())
        self.destroyed.connect(lambda _gone: self._heard.end())
        self.chooser.begin()

    def reload(self) -> None:
        """Read topics and resources anew."""
        if (taught := self.chooser.taught()) is not None:
            work = partial(self._read, taught)
            self._latest.read(work, self._show)

    def ask_files(self) -> None:
        """Ask for files and add them to the topic of the cursor."""
        if (topic := self._topic()) is not None:
            names = FileDialogs(self._workplace.settings).many_to_open(self, _("Add files"), "")
            self.add_files(topic, names)

    def add_files(self, topic: int, names: list[str]) -> None:
        """Send files in the background; the bar below shows how far they are and stops them."""
        for name in names:
            path = Path(name)
            title = _("Sending “{file}”", file=path.name)
            done = _("“{file}” is added.", file=path.name)
            self._workplace.tasks.job(
                self,
                title,
                partial(self._send, topic, path),
                partial(self._changed, done),
                self.message.refuse,
            )

    def ask_link(self) -> None:
        """Ask for the address and the title of a link."""
        if (topic := self._topic()) is not None:
            done = _("The link is added.")
            LinkDialog(self._workplace, topic, lambda: self._changed(done, None), self).open()

    def open_chosen(self) -> None:
        """Open a link in the browser; a file is saved first."""
        resource = self.tree.resource()
        if resource is not None and resource.url:
            QDesktopServices.openUrl(QUrl(resource.url))
        elif resource is not None:
            self.save_as()

    def save_as(self) -> None:
        """Ask where the file of the cursor goes, and fetch it in the background."""
        resource = self.tree.resource()
        if resource is None or not resource.is_file:
            self.message.say(_("Choose a file first."))
            return
        if not resource.ready:
            self.message.say(_("This file has not arrived whole yet. Its author adds it again."))
            return
        name = FileDialogs(self._workplace.settings).to_save(self, resource.file_name or resource.name)
        if name:
            path = Path(name)
            self._workplace.tasks.job(
                self,
                _("Fetching “{file}”", file=path.name),
                partial(self._fetch, resource, path),
                lambda _path: self.message.say(_("Saved as “{file}”.", file=path.name), *opening(path)),
                self.message.refuse,
            )

    def remove(self) -> None:
        """Remove an own resource after asking."""
        resource = self.tree.resource()
        if resource is None or not resource.own or not self._own:
            self.message.say(_("Choose a resource of your own first."))
            return
        question = _("Remove “{name}” for good? Only the history will know.", name=resource.name)
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            work = partial(resources.remove, self._workplace.gateway, resource)
            done = partial(self._changed, _("“{name}” is removed.", name=resource.name))
            self._workplace.tasks.run(self, work, done, self.message.refuse)

    def may_close(self) -> bool:
        """Close when no control question is being saved."""
        return self.questions.may_close()

    def state(self) -> dict[str, Any]:
        self.questions.editor.flush()
        return self.chooser.state()

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the subject and the training type."""
        self.chooser.restore(state)

    def _topic(self) -> int | None:
        topic = self.tree.topic()
        if topic is None:
            self.message.say(_("Choose a topic first."))
        return topic

    def _send(self, topic: int, path: Path, job: Job) -> int:
        return resources.add_file(self._workplace.gateway, topic, path, job.progress)

    def _fetch(self, resource: Resource, path: Path, job: Job) -> Path:
        return resources.fetch_file(self._workplace.gateway, resource, path, job.progress)

    def _changed(self, words: str, _made: object) -> None:
        self._workplace.changes.announce(RELATION)
        self.reload()
        self.message.say(words)

    def _read(self, taught: Taught) -> Reading:
        gateway = self._workplace.gateway
        topics = topic_lists.read(gateway, taught).topics
        return taught, topics, resources.resources(gateway, taught), resources.room_taken(gateway, taught)

    def _show(self, reading: Reading) -> None:
        _taught, topics, found, room = reading
        self.tree.show_resources(topics, found)
        self.told.setText(
            _(
                "files of the subject: {subject} of {most} MB, of the department: {department} of {all} MB",
                subject=megabytes(room.of_subject),
                department=megabytes(room.of_department),
                most=grouped(room.subject_quota),
                all=grouped(room.department_quota),
            )
        )

    def _questions_panel(self) -> QWidget:
        panel = QWidget()
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._asked)
        layout.addWidget(self.questions, 1)
        return panel

    def _turn_questions(self) -> None:
        """Show the control questions of the topic of the cursor."""
        topic, taught = self.tree.topic(), self.chooser.taught()
        if topic is None or taught is None or topic == self._asked_topic:
            return
        self._asked_topic = topic
        self._asked.setText(_("Control questions: {topic}", topic=self.tree.topic_name()))
        among = {"subject_id": taught.subject_id, "department_id": taught.department_id, "topic_id": topic}
        self.questions.turn(among, {"question": (Texts(1000), 110)})

    def _say_nothing(self) -> None:
        self.told.setText(_("No subject is taught yet."))

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.chooser.put_into(bar)
        bar.addActions(self._acts)
        for act in (self._acts[0], self._acts[1], self._acts[3]):
            act.setVisible(self._own)
        actions.action(self, actions.RELOAD, self.reload)
        self.tree.takes_files = self._own
        self.told.setContentsMargins(8, 0, 8, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for part in (bar, self.message, self.told):
            layout.addWidget(part)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.tree)
        split.addWidget(self._questions_panel())
        split.setSizes([420, 220])
        layout.addWidget(split, 1)
        self.setFocusProxy(self.tree)
        self.tree.currentItemChanged.connect(lambda *_items: self._turn_questions())
        self.tree.dropped.connect(self.add_files)
        self.tree.opened.connect(self.open_chosen)
        self.chooser.chosen.connect(lambda _taught: self.reload())
        self.chooser.nothing.connect(self._say_nothing)
        self.chooser.failed.connect(self.message.refuse)
