"""The base of subjects: their groups and the list that curricula take them from."""

from client.core.i18n import N_
from client.data.records.quick_search import Search
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.subjects import Subject

HEADING = "subjects"
KEEPERS = ("academic_office",)
#: Curricula are made of subjects, so whoever makes or teaches them may look them up.
READERS = (*KEEPERS, "faculty", "department_head")


def subject_group() -> Make:
    from client.views.subjects.lists import SUBJECT_GROUPS

    return listed(SUBJECT_GROUPS)


def subject() -> Make:
    from client.views.subjects.lists import SUBJECTS

    return listed(SUBJECTS)


MODULE = Module(
    windows=(
        Window("subject-group", N_("Groups of subjects"), HEADING, KEEPERS, subject_group, "subjects"),
        Window("subject", N_("List of subjects"), HEADING, READERS, subject, "subject"),
    ),
    searches=(
        Search(Subject, ("name_uz", "code"), ("name_uz", "code"), N_("subject"), "subject", "subject"),
    ),
)
