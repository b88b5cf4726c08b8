"""What is done with a calendar plan as a whole: handing in, approving, returning, printing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _, language
from client.data.topics import calendar_plans, documents
from client.data.topics.calendar_plans import ClassPlan
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.preview.printout import present
from client.widgets.sheet_editor import SheetEditor
from shared.models.topics import APPROVED, SUBMITTED

TEACHER, HEAD = "hemis_teacher", "hemis_department_head"
SUBMIT = Command(N_("Hand in"), ("Ctrl+Return",), "messages")
APPROVE = Command(N_("Approve"), (), "check")
RETURN = Command(N_("Return …"), (), "undo")
PRINT = Command(N_("Print"), ("Ctrl+P",), "print")


class PlanActs:
    """The acts of the window's plan; what the role never may is hidden."""

    def __init__(
        self, window: QWidget, editor: SheetEditor[Any, Any], changed: Callable[[str], object]
    ) -> None:
        """Act on the plan that `show_for` names; `changed` is told in words what was done."""
        self._window, self._editor, self._changed = window, editor, changed
        self._plan: ClassPlan | None = None
        self._by = {
            command: actions.action(window, command, act)
            for command, act in (
                (SUBMIT, self.submit),
                (APPROVE, self.approve),
                (RETURN, self.send_back),
                (PRINT, self.print_plan),
            )
        }
        self.actions = list(self._by.values())

    def show_for(self, plan: ClassPlan | None) -> None:
        """Offer what the role may do with the plan as it stands."""
        self._plan = plan
        role, state = self._editor.workplace.session.role, plan.head.state if plan else ""
        laid = plan is not None and bool(plan.laid)
        self._by[SUBMIT].setVisible(role == TEACHER and laid and state not in (SUBMITTED, APPROVED))
        self._by[APPROVE].setVisible(role == HEAD and laid and state != APPROVED)
        self._by[RETURN].setVisible(role == HEAD and laid and state in (SUBMITTED, APPROVED))
        self._by[PRINT].setEnabled(plan is not None)

    def submit(self) -> None:
        """Hand the plan to the head of the department."""
        self._do(calendar_plans.submit, _("Handed in: the head of the department decides."))

    def approve(self) -> None:
        """Approve the plan as it is stored."""
        self._do(calendar_plans.approve, _("The calendar plan is approved."))

    def send_back(self) -> None:
        """Ask for the reason and return the plan."""
        if self._plan is None:
            return
        head, workplace = self._plan.head, self._editor.workplace
        work = partial(calendar_plans.send_back, workplace.gateway, head)
        question = _(
            "What is to be changed in the plan of {students}: {subject}?",
            students=head.students,
            subject=head.subject,
        )
        act = ReasonedAct(
            f"calendar-plan/{head.class_id}/return",
            _("Return the plan"),
            question,
            work,
            lambda: self._changed(_("The calendar plan is returned to the teacher.")),
        )  # fmt: skip
        ReasonDialog(workplace, act, self._window).open()

    def print_plan(self) -> None:
        """Show the plan as it is printed: what is stored."""
        if self._plan is None:
            return
        workplace = self._editor.workplace
        work = partial(documents.plan_papers, workplace.gateway, language(), self._plan.head.class_id)
        workplace.tasks.run(self._window, work, partial(present, workplace), self._editor.message.refuse)

    def _do(self, act: Callable[..., object], words: str) -> None:
        if self._plan is None:
            return
        if self._editor.typed():
            self._editor.message.say(_("Save first: what is not saved would be left out."))
            return
        workplace = self._editor.workplace
        work = partial(act, workplace.gateway, self._plan.head)
        workplace.tasks.run(
            self._window, work, lambda _nothing: self._changed(words), self._editor.message.refuse
        )
