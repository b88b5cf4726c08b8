"""Journals of a class: students by dated lessons, typed into with single keys and sent by themselves.

`LessonGrid` with its model and view is the sheet, `ClassJournalWindow` the window around it.
"""

from client.widgets.lesson_journal.grid import LessonGrid
from client.widgets.lesson_journal.model import LessonModel
from client.widgets.lesson_journal.view import LessonView
from client.widgets.lesson_journal.window import ClassJournalWindow

__all__ = ["ClassJournalWindow", "LessonGrid", "LessonModel", "LessonView"]
