"""The photo of a person."""

from client.widgets.photo.editor import PhotoEditor

__all__ = ["PhotoEditor"]
