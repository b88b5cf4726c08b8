"""Entries of a workbook for a journal: read in the background, judged cell by cell, laid into the sheet unsaved."""

from client.widgets.journal_file.laying import FileTarget, FromFile
from client.widgets.journal_file.reading import ShownReading

__all__ = ["FileTarget", "FromFile", "ShownReading"]
