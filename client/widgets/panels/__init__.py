"""Panels beside a record: notes, files, history, papers."""

from client.widgets.panels.attachments import AttachmentsPanel
from client.widgets.panels.history import HistoryPanel
from client.widgets.panels.notes import NotesPanel

__all__ = ["AttachmentsPanel", "HistoryPanel", "NotesPanel"]
