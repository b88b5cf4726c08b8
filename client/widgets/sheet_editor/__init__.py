"""The one way to type into a sheet and save it: what is not saved is never lost."""

from client.widgets.sheet_editor.editor import SheetEditor
from client.widgets.sheet_editor.sending import Sending
from client.widgets.sheet_editor.source import Saving, Sheet, Source

__all__ = ["Saving", "Sending", "Sheet", "SheetEditor", "Source"]
