"""The structure of the university: its own record, the tree of units, and lists by their kind."""

from client.core.i18n import N_
from client.views.structure.lists import DEPARTMENTS, FACULTIES, SECTION_LIST
from client.views.structure.tree import UnitTree
from client.views.structure.university import UniversityForm
from client.widgets.list_window import listed
from client.widgets.windows import Window

KEEPERS = ("hr", "admin")
READERS = (*KEEPERS, "academic_office", "management")

WINDOWS = (
    Window("university", N_("About the university"), READERS, UniversityForm, "about"),
    Window("unit", N_("Tree of units"), READERS, UnitTree, "structure"),
    Window("faculty", N_("Faculties"), KEEPERS, listed(FACULTIES), "structure"),
    Window("department", N_("Departments"), KEEPERS, listed(DEPARTMENTS), "structure"),
    Window("section", N_("Sections"), KEEPERS, listed(SECTION_LIST), "structure"),
)
