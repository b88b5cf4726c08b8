"""The base of subjects: their groups and the list that curricula take them from."""

from client.core.i18n import N_
from client.views.subjects.lists import SUBJECT_GROUPS, SUBJECTS
from client.widgets.list_window import listed
from client.widgets.windows import Window

KEEPERS = ("academic_office",)
#: Curricula are made of subjects, so whoever makes or teaches them may look them up.
READERS = (*KEEPERS, "faculty", "department_head")

WINDOWS = (
    Window("subject-group", N_("Groups of subjects"), KEEPERS, listed(SUBJECT_GROUPS), "subjects"),
    Window("subject", N_("List of subjects"), READERS, listed(SUBJECTS), "subject"),
)
