"""The units of one kind as lists: faculties, departments, sections."""

from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.views.structure.forms import UNIT
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_list import Screen, list_of
from shared.codes import StructureType
from shared.models.structure import Unit

#: Sections, directorates, centres, the rectorate and the rest.
SECTIONS = (
    StructureType.OTHER,
    StructureType.SECTION,
    StructureType.DIRECTORATE,
    StructureType.CENTRE,
    StructureType.RECTORATE,
)


def _units(title: str, key: str, *kinds: str) -> Screen:
    return list_of(
        Unit,
        "code",
        "name_uz",
        "kind",
        "parent",
        "short_name",
        "active",
        more=("name_oz", "name_ru", "name_en"),
        search=("name_uz", "code", "short_name"),
        filters=("name_uz", "code", "kind", "parent", "active"),
        only=(Filter("kind", "one_of", kinds),),
        sort=(Sort("code"),),
        icon="structure",
        title=title,
        key=key,
        form=UNIT,
        panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
    )


FACULTIES = _units(N_("Faculties"), "structure.faculty", StructureType.FACULTY)
DEPARTMENTS = _units(N_("Departments"), "structure.department", StructureType.DEPARTMENT)
SECTION_LIST = _units(N_("Sections"), "structure.section", *SECTIONS)
