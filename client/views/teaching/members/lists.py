"""The list of members with what changes it: join, leave, another subgroup, other days."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.data.teaching import members
from client.data.teaching.members import Sitting, TaughtClass
from client.views.teaching.members.joining import JoinClass
from client.views.teaching.members.leaving import CorrectDays, LeaveClass, MoveMembers
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_list import ListAction, RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.teaching import Member

TRAININGS = "h_training_type"
MAKERS = ("faculty",)
WINDOW = "class-member"


def called(workplace: Workplace, of: TaughtClass, count: int = 0) -> str:
    """Return what a class is called above a question, with how many members it is about."""
    told = f"{of.subject} · {workplace.catalogue.label(TRAININGS, of.training)} · {of.students}"
    return f"{told} · {_('students: {count}', count=count)}" if count else told


def join(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask who comes to the class of the first of these members."""

    def read() -> TaughtClass:
        workplace.catalogue.ensure((TRAININGS,))
        return members.sitting(workplace.gateway, ids[:1])[0].of

    _ask(workplace, parent, read, lambda of: JoinClass(workplace, of, called(workplace, of), parent))


def join_class(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask who comes to the first of these classes."""

    def read() -> TaughtClass:
        workplace.catalogue.ensure((TRAININGS,))
        return members.taught_class(workplace.gateway, ids[0])

    _ask(workplace, parent, read, lambda of: JoinClass(workplace, of, called(workplace, of), parent))


def leave(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask on which day and why these members leave."""

    def made(found: Sequence[Sitting]) -> QDialog:
        return LeaveClass(workplace, found, called(workplace, found[0].of, len(found)), parent)

    _ask(workplace, parent, partial(_sitting, workplace, ids), made)


def move(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask to which other class these members go over."""

    def read() -> tuple[tuple[Sitting, ...], tuple[TaughtClass, ...]]:
        found = _sitting(workplace, ids)
        return found, members.other_classes(workplace.gateway, found[0].of)

    def made(answer: tuple[tuple[Sitting, ...], tuple[TaughtClass, ...]]) -> QDialog:
        found, others = answer
        told = called(workplace, found[0].of, len(found))
        return MoveMembers(workplace, found, others, told, parent)

    _ask(workplace, parent, read, made)


def correct(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask for the right days of the first of these members."""

    def made(found: Sequence[Sitting]) -> QDialog:
        return CorrectDays(workplace, found[0], called(workplace, found[0].of), parent)

    _ask(workplace, parent, partial(_sitting, workplace, ids[:1]), made)


def show_members(workplace: Workplace, _parent: QWidget, ids: list[int]) -> None:
    """Open the list of members at these classes."""

    def read() -> list[str]:
        return [members.taught_class(workplace.gateway, each).students for each in ids]

    def show(named: list[str]) -> None:
        only = Filter("class", "one_of", tuple(ids), tuple(named))
        workplace.navigator.open(WINDOW, filters=[only.to_json()])

    workplace.tasks.run(_parent, read, show, workplace.navigator.refuse)


def fill(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Fill the members of the terms of these classes from groups and registrations."""

    def done(count: int) -> None:
        workplace.changes.announce(members.RELATION)
        workplace.navigator.say(_("Members filled: {count} lines written.", count=count))

    workplace.tasks.run(
        parent, partial(members.fill, workplace.gateway, ids), done, workplace.navigator.refuse
    )


def _sitting(workplace: Workplace, ids: Sequence[int]) -> tuple[Sitting, ...]:
    workplace.catalogue.ensure((TRAININGS,))
    return members.sitting(workplace.gateway, ids)


def _ask(
    workplace: Workplace, parent: QWidget, read: Callable[[], Any], made: Callable[[Any], QDialog]
) -> None:
    """Read what the question is about, then ask it."""
    workplace.tasks.run(parent, read, lambda answer: made(answer).open(), workplace.navigator.refuse)


def memberships_of(workplace: Workplace, student_id: int) -> RecordList:
    """Make the list of the classes of a student."""
    return RecordList(workplace, OWN_MEMBERSHIPS, (Filter("student_id", "equals", (student_id,)),))


JOIN = ListAction(Command(N_("Add students …"), ("Ins",), "add"), join, MAKERS)
LEAVE = ListAction(Command(N_("Leave the class …"), (), "cancel"), leave, MAKERS)
MOVE = ListAction(Command(N_("To another subgroup …"), (), "movement"), move, MAKERS)
CORRECT = ListAction(Command(N_("Correct the days …"), (), "edit"), correct, MAKERS)

MEMBERS = list_of(
    Member,
    "student",
    "student.group",
    "class.course.subject",
    "class.training",
    "class",
    "reason",
    "starts_on",
    "ends_on",
    more=(
        "by_hand",
        "note",
        "group",
        "student.number",
        "student.status",
        "class.department",
        "class.term",
        "faculty",
    ),
    search=("student", "class", "class.course.subject"),
    filters=(
        "class.term",
        "class.course.subject",
        "class.training",
        "class",
        "student",
        "group",
        "reason",
        "starts_on",
        "ends_on",
        "by_hand",
        "faculty",
    ),
    sort=(Sort("class"), Sort("student")),
    icon="group",
    title=N_("Members of classes"),
    actions=(JOIN, MOVE, LEAVE, CORRECT),
    panels=(HistoryPanel, NotesPanel),
)
OWN_MEMBERSHIPS = list_of(
    Member,
    "class.term",
    "class.course.subject",
    "class.training",
    "class",
    "reason",
    "starts_on",
    "ends_on",
    more=("by_hand", "note", "class.department"),
    sort=(Sort("starts_on", descending=True), Sort("class")),
    icon="class",
    key="teaching.card.member",
    actions=(MOVE, LEAVE, CORRECT),
)
