"""What the lists of the study process share: the four names, the panels, the kinds of units."""

from client.data.records.list_filters import Filter
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from shared.codes import StructureType

NAMES = ("name_uz", "name_oz", "name_ru", "name_en")
BESIDE = (HistoryPanel, NotesPanel, AttachmentsPanel)
FACULTIES = (Filter("kind", "equals", (StructureType.FACULTY,)),)
DEPARTMENTS = (Filter("kind", "equals", (StructureType.DEPARTMENT,)),)
