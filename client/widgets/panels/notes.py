"""The notes on a record: read by all who read the record, changed by their authors."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolBar,
    QVBoxLayout,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.records import notes
from client.data.records.notes import Note
from client.widgets.panels.panel import Panel
from client.widgets.panels.texts import by_line, hint

WRITE = Command(N_("Keep the note"), ("Ctrl+Return", "Ctrl+Enter"), "check")
CHANGE = Command(N_("Change the note"), (), "edit")
REMOVE = Command(N_("Remove the note"), (), "delete")
DRAFT_AFTER = 400
NOTE = Qt.ItemDataRole.UserRole


class NotesPanel(Panel):
    """Lists the notes; below is the place for another one, whose unsaved text is not lost."""

    TITLE = N_("Notes")
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
        self._bar, self._own = self._made_bar()
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_AFTER)
        self._draft_timer.timeout.connect(self._keep_draft)
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
            item = QListWidgetItem(f"{by_line(note.author, note.written_at)}\n{note.body}")
            item.setData(NOTE, note)
            self._list.addItem(item)
        self._empty.setVisible(not answer)
        self._list.setVisible(bool(answer))
        self._enable()

    def clear(self) -> None:
        self._changing = None
        self._list.clear()
        self._list.hide()
        self._empty.setVisible(self.record_id is not None)
        self._editor.setEnabled(self.record_id is not None)
        found = self.workplace.drafts.find(self._key()) if self.record_id is not None else None
        self._editor.setPlainText(str((found or {}).get("body", "")))
        self._draft_timer.stop()
        self._enable()

    def leave(self) -> None:
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()

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
        """Take the chosen own note into the editor."""
        if note := self._chosen():
            self._changing = note
            self._editor.setPlainText(note.body)
            self._editor.setFocus()

    def remove(self) -> None:
        """Delete the chosen own note after asking."""
        note = self._chosen()
        question = _("Remove this note? It stays in the history.")
        if note and QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            self.act(lambda: notes.remove(self.workplace.gateway, note))

    def _made_bar(self) -> tuple[QToolBar, list[QAction]]:
        bar = QToolBar()
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
        self._draft_timer.start()

    def _written(self) -> None:
        self._changing = None
        self._editor.clear()
        self._draft_timer.stop()
        self._keep_draft()

    def _key(self) -> str:
        return f"note/{self.relation}/{self.record_id}"

    def _keep_draft(self) -> None:
        key, body = self._key(), self._editor.toPlainText()
        drafts = self.workplace.drafts
        if body.strip() and self._changing is None:
            self.workplace.tasks.run(self, lambda: drafts.keep(key, {"body": body}), lambda _nothing: None)
        else:
            self.workplace.tasks.run(self, lambda: drafts.drop(key), lambda _nothing: None)
