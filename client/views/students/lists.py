"""The student base and the list of the contingent."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from client.core.actions import Command
from client.core.errors import UserError
from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.data.students import take_over
from client.data.students.statistics import UNMERGED
from client.views.students.programmes import BESIDE
from client.views.students.several import CHANGE_SEVERAL
from client.widgets.list_window import listed
from client.widgets.record_list import ListAction, RecordList, list_of
from client.widgets.workplace import Workplace
from shared.codes import IN_CONTINGENT, StudentStatus
from shared.models.students import Student


def make_references(workplace: Workplace, _parent: QWidget, ids: list[int]) -> None:
    """Open the window that makes references for the chosen students."""
    workplace.navigator.open("reference", student_ids=ids)


REFERENCES = ListAction(
    Command(N_("References"), ("Ctrl+P",), "print"), make_references, ("faculty", "registrar")
)
TWO = 2
NOT_TWO = N_("Choose two rows to put them side by side.")


def merge(workplace: Workplace, _parent: QWidget, ids: list[int]) -> None:
    """Put the two chosen rows side by side."""
    if len(ids) == TWO:
        workplace.navigator.open("merge-sides", student_id=ids[0], other_id=ids[1])
    else:
        workplace.navigator.refuse(UserError(NOT_TWO))


MERGE = ListAction(Command(N_("Merge …"), (), "group"), merge, ("academic_office", "faculty"))
MORE = (
    "faculty",
    "specialty.code",
    "education_type",
    "education_form",
    "language",
    "semester",
    "kind",
    "entry_year",
    "gender",
    "citizenship",
    "nationality",
    "correspondence",
    "cyrillic_name",
)
FILTERS = (
    "full_name",
    "number",
    "group",
    "specialty",
    "faculty",
    "course",
    "semester",
    "status",
    "payment_form",
    "education_type",
    "education_form",
    "language",
    "kind",
    "entry_year",
    "birth_date",
    "gender",
    "citizenship",
    "nationality",
    "correspondence",
)

BASE = list_of(
    Student,
    "full_name",
    "number",
    "group",
    "specialty",
    "course",
    "status",
    "payment_form",
    "birth_date",
    more=MORE,
    search=("full_name",),
    filters=FILTERS,
    only=(UNMERGED,),
    sort=(Sort("full_name"),),
    icon="students",
    title=N_("Student base"),
    card="student-card",
    actions=(REFERENCES, CHANGE_SEVERAL, MERGE),
    panels=BESIDE,
)


def student_base(
    workplace: Workplace, filters: Sequence[Any] = (), record_id: int | None = None
) -> RecordList:
    """The student base; after the take-over whoever is entered in it is applied."""
    made = listed(BASE)(workplace, filters, record_id)

    def begin(closed: bool) -> None:
        if closed:
            made.opening.begin_with(status=StudentStatus.APPLIED)

    workplace.tasks.run(made, partial(take_over.is_closed, workplace.gateway), begin)
    return made


CONTINGENT = list_of(
    Student,
    "full_name",
    "group",
    "course",
    "semester",
    "specialty",
    "education_form",
    "payment_form",
    "language",
    "status",
    more=(
        "number",
        "birth_date",
        *(path for path in MORE if path not in {"semester", "education_form"}),
    ),
    search=("full_name",),
    filters=FILTERS,
    only=(Filter("status", "one_of", IN_CONTINGENT),),
    sort=(Sort("group"), Sort("full_name")),
    icon="students",
    title=N_("Student list"),
    key="students.contingent",
    card="student-card",
    actions=(REFERENCES, CHANGE_SEVERAL, MERGE),
    panels=BESIDE,
)
