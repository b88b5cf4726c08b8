"""The card of a student: person, study, private data, papers, awards, the history of every field."""

from typing import Any

from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.views.students.awards import OWN_AWARDS
from client.views.students.forms import PERSON, PRIVATE, STUDY
from client.views.students.prior_education import prior_education_of
from client.widgets.panel_tab import Panels
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import OpenCard, PhotoSide, PrivateSide, RecordForm, Slot, Tab
from client.widgets.record_list import RecordList
from client.widgets.workplace import Workplace
from shared.models.students import Photo

RELATION = "students.student"
PRIVATE_READERS = ("faculty", "academic_office", "registrar", "accounting")


def awards_of(workplace: Workplace, student_id: int, faculty_id: int) -> RecordList:
    """The awards of a student."""
    fixed = (Filter("student_id", "equals", (student_id,)),)
    return RecordList(workplace, OWN_AWARDS, fixed, student_id=student_id, faculty_id=faculty_id)


STUDENT_CARD = OpenCard(
    "student-card",
    (
        Tab(N_("Person"), (PERSON, PhotoSide(Photo, "student_id", repeats=("faculty_id",)))),
        Tab(
            N_("Study"),
            (STUDY,),
            note=N_(
                "Chosen when a student is entered. Later only orders change it: transfer, promotion, leave."
            ),
        ),
        Slot("study"),
        Tab(N_("Previous education"), inside=prior_education_of),
        Tab(N_("Private data"), (PrivateSide(PRIVATE, PRIVATE_READERS, ("faculty",)),)),
        Slot("money"),
        Slot("documents"),
        Tab(N_("Awards"), inside=awards_of, passes=("faculty_id",)),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
        Tab(N_("Attachments"), inside=Panels(RELATION, AttachmentsPanel)),
    ),
)


def student_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a student, or an empty one that begins with the given values."""
    spec = STUDENT_CARD.with_tabs(workplace.card_tabs, workplace.session.role or "")
    return RecordForm(workplace, spec, **arguments)
