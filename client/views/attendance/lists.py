"""Levels of absence and excuse documents as lists."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QMessageBox, QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.attendance import excuses
from client.data.records.listing import Sort
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.models.attendance import REASONS, Excuse, Level

NAMES = ("name_uz", "name_oz", "name_ru", "name_en")


def take_back(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask why, and take the chosen documents back with all that they excused."""

    def done() -> None:
        workplace.changes.announce("attendance.excuse", "attendance.ruling")
        workplace.navigator.say(_("The documents and their rulings were taken back."))

    question = _(
        "Take {count} documents back? What they excused counts as without excuse again.", count=len(ids)
    )
    work = partial(excuses.take_back_all, workplace.gateway, ids)
    act = ReasonedAct("attendance-excuse-back", _(TAKE_BACK.command.title), question, work, done)
    ReasonDialog(workplace, act, parent).open()


def read_contents(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask what it is read for, and show what the first chosen document says."""
    found: dict[str, Any] = {}

    def read(reason: str) -> None:
        found.update(excuses.read(workplace.gateway, ids[0], reason) or {})

    def show() -> None:
        lines = (
            (N_("Reason"), _(REASONS.get(found.get("reason", ""), ""))),
            (N_("Number of the document"), found.get("number")),
            (N_("Issued by"), found.get("issued_by")),
            (N_("Remark"), found.get("note")),
            (N_("Scan"), _("yes") if found.get("scan") else _("no")),
        )
        text = "\n".join(f"{_(name)}: {value}" for name, value in lines if value)
        QMessageBox.information(parent, _("Excuse document"), text)

    question = _("Why it was given is private. What do you read it for? It is noted.")
    act = ReasonedAct("attendance-excuse-read", _("Excuse document"), question, read, show)
    ReasonDialog(workplace, act, parent).open()


TAKE_BACK = ListAction(Command(N_("Take documents back"), ("Ctrl+Del",), "undo"), take_back, ("faculty",))
READ = ListAction(
    Command(N_("Read the document"), (), "card"), read_contents, ("faculty", "academic_office", "tutor")
)

LEVEL = form_of(
    Level,
    (N_("Level of absence"), ("measure", "threshold", "above", "action", "active")),
    (N_("Name"), NAMES),
)

LEVELS = list_of(
    Level,
    "name_uz",
    "measure",
    "threshold",
    "above",
    "action",
    "active",
    more=("name_oz", "name_ru", "name_en"),
    search=("name_uz",),
    filters=("measure", "active"),
    sort=(Sort("measure"), Sort("threshold")),
    icon="marking",
    title=N_("Measures on absence"),
    form=LEVEL,
    panels=(HistoryPanel, NotesPanel),
)

EXCUSES = list_of(
    Excuse,
    "student",
    "group",
    "starts_on",
    "ends_on",
    "taken_back_at",
    "taken_back_why",
    more=("faculty",),
    search=("student",),
    filters=("student", "group", "starts_on", "ends_on", "taken_back_at", "faculty"),
    sort=(Sort("starts_on", descending=True),),
    icon="documents",
    actions=(READ, TAKE_BACK),
    panels=(HistoryPanel,),
)
