"""The print preview and the ways out of it."""

from client.widgets.preview.drawing import PdfPages
from client.widgets.preview.preview import Preview

__all__ = ["PdfPages", "Preview"]
