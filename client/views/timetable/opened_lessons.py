"""Lessons that teachers opened by hand where a class has no timetable, held or not."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMessageBox, QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.data.timetable import opening
from client.widgets.panels import HistoryPanel
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.models.timetable import Lesson


def take_away(workplace: Workplace, parent: QWidget, ids: Sequence[int]) -> None:
    """Ask, then take the chosen lessons away: all, or none when one of them has marks."""
    question = _("Take {count} opened lessons away? Their rooms and times become free.", count=len(ids))
    if QMessageBox.question(parent, _("Lessons opened by hand"), question) != QMessageBox.StandardButton.Yes:
        return

    def done(_nothing: None) -> None:
        workplace.changes.announce("timetable.lesson")
        workplace.navigator.say(_("Taken away: {count} lessons.", count=len(ids)))

    work = partial(opening.close_lessons, workplace.gateway, tuple(ids))
    workplace.tasks.run(parent, work, done, workplace.navigator.refuse)


OPENED = list_of(
    Lesson,
    "day",
    "pair",
    "class.course.subject",
    "class.training",
    "class",
    "employee",
    "room",
    "held_at",
    more=("department", "faculty", "term", "opened_by", "held_by"),
    search=("class.course.subject", "class", "employee"),
    filters=(
        "term", "day", "class.course.subject", "class.training", "class", "employee", "department", "held_at",
        "faculty",
    ),
    only=(Filter("opened_by", "filled"),),
    sort=(Sort("day", descending=True), Sort("pair")),
    icon="calendar",
    title=N_("Lessons opened by hand"),
    key="timetable.opened",
    actions=(
        ListAction(Command(N_("Take away"), ("Ctrl+Del",), "delete"), take_away, ("faculty", "teacher")),
    ),
    panels=(HistoryPanel,),
)  # fmt: skip
