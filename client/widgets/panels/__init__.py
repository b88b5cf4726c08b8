"""Panels beside a record: notes, files, history, papers."""

from client.widgets.panels.attachments import AttachmentsPanel
from client.widgets.panels.history import HistoryPanel
from client.widgets.panels.notes import NotesPanel
from client.widgets.panels.papers import PapersPanel

__all__ = ["AttachmentsPanel", "HistoryPanel", "NotesPanel", "PapersPanel"]
