"""The structure of the university: its own record, the tree of units, and lists by their kind."""

from client.core.i18n import N_
from client.data.records.quick_search import Search
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.structure import Unit

HEADING = "structure"
KEEPERS = ("hr", "admin")
READERS = (*KEEPERS, "academic_office", "management")


def about_university() -> Make:
    from client.views.structure.university import UniversityForm

    return UniversityForm


def unit() -> Make:
    from client.views.structure.tree import UnitTree

    return UnitTree


def faculty() -> Make:
    from client.views.structure.lists import FACULTIES

    return listed(FACULTIES)


def department() -> Make:
    from client.views.structure.lists import DEPARTMENTS

    return listed(DEPARTMENTS)


def section() -> Make:
    from client.views.structure.lists import SECTION_LIST

    return listed(SECTION_LIST)


MODULE = Module(
    windows=(
        Window("university", N_("About the university"), HEADING, READERS, about_university, "about"),
        Window("unit", N_("Tree of units"), HEADING, READERS, unit, "structure"),
        Window("faculty", N_("Faculties"), HEADING, KEEPERS, faculty, "structure"),
        Window("department", N_("Departments"), HEADING, KEEPERS, department, "structure"),
        Window("section", N_("Sections"), HEADING, KEEPERS, section, "structure"),
    ),
    searches=(
        Search(Unit, ("name_uz", "code"), ("name_uz", "short_name", "code"), N_("unit"), "structure", "unit"),
    ),
)
