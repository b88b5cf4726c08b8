"""The files kept with a record: added by button or by dropping, opened, saved, removed."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.local.output_files import safe_name, write_file
from client.data.records import attachments
from client.data.records.attachments import Attachment
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.formatting import shown
from client.widgets.measures import measure
from client.widgets.panels.panel import Panel
from client.widgets.panels.texts import file_size, hint
from client.widgets.tool_bar import ToolBar

ADD = Command(N_("Add a file"), ("Ins",), "attachment")
OPEN = Command(N_("Open the file"), ("Return", "Enter"), "open")
SAVE_AS = Command(N_("Save the file as"), (), "save")
REMOVE = Command(N_("Remove the file"), ("Del",), "delete")
FILE = Qt.ItemDataRole.UserRole
HEADS = (N_("File name"), N_("Size"), N_("Author"), N_("Added"))


class AttachmentsPanel(Panel):
    """Lists the files of a record."""

    TITLE = N_("Attachments")
    ICON = "attachment"
    RELATIONS = ("system.attachment",)

    def build(self, page: QVBoxLayout) -> None:
        self._folder = QTemporaryDir()
        self._list = QTreeWidget()
        self._list.setRootIsDecorated(False)
        self._list.setAlternatingRowColors(True)
        self._list.setHeaderLabels([_(head) for head in HEADS])
        measure(self._list, [30] + [12] * (len(HEADS) - 1))
        self._list.setAccessibleName(_(self.TITLE))
        self._list.itemActivated.connect(lambda _item, _column: self.open())
        self._list.currentItemChanged.connect(lambda _new, _old: self._enable())
        self._empty = hint(
            _(
                "No files yet. Drop a PDF, picture, Word or Excel file here, or press “{add}”.",
                add=_(ADD.title),
            )
        )
        page.addWidget(self._made_bar())
        page.addWidget(self._empty)
        page.addWidget(self._list, 1)
        self.setAcceptDrops(True)
        self._enable()

    def read(self, relation: str, record_id: int) -> list[Attachment]:
        return attachments.of_record(self.workplace.gateway, relation, record_id)

    def show_answer(self, answer: Any) -> None:
        self._list.clear()
        for file in answer:
            item = QTreeWidgetItem([file.name, file_size(file.size), file.who, shown(file.added_at)])
            item.setData(0, FILE, file)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._list.addTopLevelItem(item)
        self._empty.setVisible(not answer)
        self._list.setVisible(bool(answer))
        self._enable()

    def clear(self) -> None:
        self._list.clear()
        self._list.hide()
        self._empty.setVisible(self.record_id is not None)
        self._enable()

    def choose(self) -> None:
        """Let the person choose files."""
        ends = " ".join(f"*{end}" for end in attachments.TYPES)
        files = FileDialogs(self.workplace.settings)
        self.add([Path(name) for name in files.many_to_open(self, _(ADD.title), f"{_('Files')} ({ends})")])

    def add(self, paths: list[Path]) -> None:
        """Keep files with the record, one after the other; one that cannot be kept says why."""
        if self.record_id is None:
            return
        for path in paths:
            gateway, place = self.workplace.gateway, (self.relation, self.record_id)
            self.act(partial(attachments.add, gateway, *place, path))

    def open(self) -> None:
        """Open a copy of the chosen file in the program for it."""
        file = self._chosen()
        if file is None:
            return
        path = Path(self._folder.path()) / safe_name(f"{file.id} {file.name}")

        def fetch() -> None:
            write_file(path, attachments.content(self.workplace.gateway, file))

        def show(_nothing: object) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self.workplace.tasks.run(self, fetch, show, self.line.refuse)

    def save_as(self) -> None:
        """Ask where to and write the chosen file there."""
        file = self._chosen()
        if file is None:
            return
        if name := FileDialogs(self.workplace.settings).to_save(self, file.name):
            self.save_to(file, Path(name))

    def save_to(self, file: Attachment, path: Path) -> None:
        """Write a kept file to the disk."""
        sentence = _("Saved as “{file}”.", file=path.name)
        self.workplace.tasks.run(
            self,
            lambda: write_file(path, attachments.content(self.workplace.gateway, file)),
            lambda _nothing: self.line.say(sentence, *opening(path)),
            self.line.refuse,
        )

    def remove(self) -> None:
        """Delete the chosen own file after asking."""
        file = self._chosen()
        if file is None:
            return
        question = _("Remove “{file}”? Its content cannot be brought back.", file=file.name)
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            self.act(lambda: attachments.remove(self.workplace.gateway, file))

    def _made_bar(self) -> ToolBar:
        bar = ToolBar()
        self._add_act = actions.action(self, ADD, self.choose)
        self._on_file: list[QAction] = [
            actions.action(self, OPEN, self.open),
            actions.action(self, SAVE_AS, self.save_as),
        ]
        self._remove_act = actions.action(self, REMOVE, self.remove)
        bar.addActions([self._add_act, *self._on_file, self._remove_act])
        return bar

    def _chosen(self) -> Attachment | None:
        item = self._list.currentItem()
        file: Attachment | None = item.data(0, FILE) if item else None
        return file

    def _enable(self) -> None:
        file = self._chosen()
        self._add_act.setEnabled(self.record_id is not None)
        for act in self._on_file:
            act.setEnabled(file is not None)
        self._remove_act.setEnabled(file is not None and file.author == self.workplace.session.person.login)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.record_id is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
