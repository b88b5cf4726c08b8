"""The notes on a record: read by all who read the record, changed by their authors."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.records import notes
from client.data.records.notes import Note
from client.widgets.draft_writer import DraftWriter
from client.widgets.keeper import Keeper
from client.widgets.panels.panel import Panel
from client.widgets.panels.texts import by_line, hint
from client.widgets.tool_bar import ToolBar

WRITE = Command(N_("Keep the note"), ("Ctrl+Return", "Ctrl+Enter"), "check")
CHANGE = Command(N_("Change the note"), (), "edit")
REMOVE = Command(N_("Remove the note"), (), "delete")
NOTE = Qt.ItemDataRole.UserRole


class NotesPanel(Panel):
    """Lists the notes; below is the place for another one, whose unsaved text is not lost."""

    TITLE = N_("Notes")
    ICON = "note"
    RELATIONS = ("system.note",)

    def build(self, page: QVBoxLayout) -> None:
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAlternatingRowColors(True)
        self._list.setAccessibleName(_(self.TITLE))
        self._empty = hint(_("No notes yet. What you write is seen by all who see this record."))
        self._editor = QPlainTextEdit()
        self._editor.setPlaceholderText(_("A note for colleagues"))
        self._editor.setAccessibleName(self._editor.placeholderText())
        self._editor.setMaximumHeight(90)
        self._editor.setTabChangesFocus(True)
        self._changing: Note | None = None
        self._draft: DraftWriter | None = None
        self._bar, self._own = self._made_bar()
        Keeper(self, self.leave)
        self._editor.textChanged.connect(self._on_typed)
        self._list.currentItemChanged.connect(lambda _new, _old: self._enable())
        page.addWidget(self._empty)
        page.addWidget(self._list, 1)
        page.addWidget(self._editor)
        page.addWidget(self._bar)
        self._enable()

    def read(self, relation: str, record_id: int) -> list[Note]:
        return notes.of_record(self.workplace.gateway, relation, record_id)

    def show_answer(self, answer: Any) -> None:
        self._list.clear()
        for note in answer:
            item = QListWidgetItem(f"{by_line(note.who, note.written_at)}\n{note.body}")
            item.setData(NOTE, note)
            self._list.addItem(item)
        self._empty.setVisible(not answer)
        self._list.setVisible(bool(answer))
        self._go_on_changing(answer)
        self._enable()

    def clear(self) -> None:
        self._list.clear()
        self._list.hide()
        self._empty.setVisible(self.record_id is not None)
        self._editor.setEnabled(self.record_id is not None)
        self._turn(None)

    def leave(self) -> None:
        if self._draft is not None:
            self._draft.flush()

    def write(self) -> None:
        """Keep what was typed: as a new note, or as the new text of the one being changed."""
        body, record_id, changed = self._editor.toPlainText().strip(), self.record_id, self._changing
        if not body or record_id is None:
            return
        gateway, relation = self.workplace.gateway, self.relation
        if changed is None:
            self.act(lambda: notes.add(gateway, relation, record_id, body), self._written)
        else:
            self.act(lambda: notes.change(gateway, changed, body), self._written)

    def change(self) -> None:
        """Take the chosen own note into the editor; what was written there for a new one comes back after it."""
        if note := self._chosen():
            self._turn(note)
            self._editor.setFocus()

    def remove(self) -> None:
        """Delete the chosen own note after asking."""
        note = self._chosen()
        question = _("Remove this note? It stays in the history.")
        if note and QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            self.act(lambda: notes.remove(self.workplace.gateway, note))

    def _made_bar(self) -> tuple[ToolBar, list[QAction]]:
        bar = ToolBar()
        self._write = actions.action(self, WRITE, self.write)
        button = QPushButton(self._write.icon(), self._write.text())
        button.setToolTip(self._write.toolTip())
        button.clicked.connect(self.write)
        self._write.enabledChanged.connect(button.setEnabled)
        bar.addWidget(button)
        own = [actions.action(self, CHANGE, self.change), actions.action(self, REMOVE, self.remove)]
        bar.addActions(own)
        return bar, own

    def _chosen(self) -> Note | None:
        item = self._list.currentItem()
        note: Note | None = item.data(NOTE) if item else None
        return note if note and note.author == self.workplace.session.person.login else None

    def _enable(self) -> None:
        self._write.setEnabled(bool(self._editor.toPlainText().strip()) and self.record_id is not None)
        for act in self._own:
            act.setEnabled(self._chosen() is not None)

    def _on_typed(self) -> None:
        self._enable()
        if self._draft is not None:
            self._draft.touched()

    def _written(self) -> None:
        if self._draft is not None:
            self._editor.setPlainText(self._stored_text())
            self._draft.keep()
        self._turn(None)

    def _turn(self, note: Note | None) -> None:
        """Write another note: a new one, or a change of an old one; each has its own draft."""
        self.leave()
        self._changing, self._draft, text = note, None, ""
        if self.record_id is not None:
            self._draft = DraftWriter(self.workplace, self._key(note), self._contents, self)
            text = str(self._draft.find().get("body", self._stored_text()))
        with QSignalBlocker(self._editor):
            self._editor.setPlainText(text)
        self._enable()

    def _go_on_changing(self, found: list[Note]) -> None:
        """Come back to the note that was being changed when the panel went."""
        kept = self.workplace.drafts.keys(f"{self._key(None)}/")
        note = next((each for each in found if self._key(each) in kept), None)
        if note is not None and self._changing is None and not self._editor.toPlainText():
            self._turn(note)

    def _key(self, note: Note | None) -> str:
        record = f"note/{self.relation}/{self.record_id}"
        return record if note is None else f"{record}/{note.id}"

    def _stored_text(self) -> str:
        return self._changing.body if self._changing else ""

    def _contents(self) -> dict[str, Any]:
        body = self._editor.toPlainText()
        return {"body": body} if body.strip() and body != self._stored_text() else {}
