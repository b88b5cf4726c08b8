"""Classes, assignments and norms as lists."""

from functools import partial

from PySide6.QtWidgets import QMessageBox, QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.records.listing import Sort
from client.data.teaching import class_formation
from client.views.teaching.members.lists import fill, join_class, show_members
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.models.teaching import Assignment, Class, Norm

BESIDE = (HistoryPanel, NotesPanel)


def remove_classes(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask, then remove the chosen classes with their teachers."""
    question = _("Remove {count} classes with their parts and teachers?", count=len(ids))
    if QMessageBox.question(parent, _("Classes"), question) != QMessageBox.StandardButton.Yes:
        return

    def done(count: int) -> None:
        workplace.changes.announce("teaching.class", "teaching.assignment")
        workplace.navigator.say(_("Removed: {count} classes.", count=count))

    work = partial(class_formation.remove, workplace.gateway, ids)
    workplace.tasks.run(parent, work, done, workplace.navigator.refuse)


MEMBERS = ListAction(Command(N_("Members"), ("Ctrl+M",), "group"), show_members)
JOIN = ListAction(Command(N_("Add students …"), (), "add"), join_class, ("faculty",))
FILL = ListAction(Command(N_("Fill members from the groups"), (), "import"), fill, ("faculty",))
REMOVE = ListAction(Command(N_("Remove classes"), ("Ctrl+Del",), "delete"), remove_classes, ("faculty",))

CLASS = form_of(
    Class,
    (N_("Students"), ("name", "size")),
    (N_("Teaching"), ("training", "hours", "pairs", "department_id")),
    (N_("Room"), ("room_kind", "device")),
)
NORM = form_of(
    Norm, (N_("Norm of the load"), ("academic_year_id", "post", "hours_at_least", "hours_at_most"))
)

CLASSES = list_of(
    Class,
    "course.subject",
    "training",
    "name",
    "size",
    "hours",
    "department",
    "term",
    more=("pairs", "room_kind", "device", "faculty"),
    search=("name", "course.subject"),
    filters=("term", "course.subject", "training", "name", "size", "department", "room_kind", "faculty"),
    sort=(Sort("course.subject"), Sort("training"), Sort("name")),
    icon="class",
    form=CLASS,
    actions=(MEMBERS, JOIN, FILL, REMOVE),
    panels=BESIDE,
)

ASSIGNMENTS = list_of(
    Assignment,
    "employee",
    "class.course.subject",
    "class.training",
    "class.name",
    "hours",
    "class.size",
    "class.term",
    more=("department", "faculty"),
    search=("employee", "class.course.subject"),
    filters=("class.term", "employee", "class.course.subject", "class.training", "department", "faculty"),
    sort=(Sort("employee"), Sort("class.course.subject"), Sort("class.training")),
    icon="load",
    title=N_("Assigned load"),
    panels=(HistoryPanel,),
)

NORMS = list_of(
    Norm,
    "academic_year",
    "post",
    "hours_at_least",
    "hours_at_most",
    filters=("academic_year", "post"),
    sort=(Sort("academic_year", descending=True), Sort("post")),
    icon="load",
    form=NORM,
    panels=BESIDE,
)
