"""What is done with a calendar plan as a whole: handing in, approving, returning, printing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _, language
from client.data.topics import calendar_plans, documents
from client.data.topics.calendar_plans import ClassPlan
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.preview.printout import present
from shared.models.topics import APPROVED, SUBMITTED

if TYPE_CHECKING:
    from client.views.topics.calendar_plan.window import CalendarPlanWindow

TEACHER, HEAD = "hemis_teacher", "hemis_department_head"
SUBMIT = Command(N_("Hand in"), ("Ctrl+Return",), "messages")
APPROVE = Command(N_("Approve"), (), "check")
RETURN = Command(N_("Return …"), (), "undo")
PRINT = Command(N_("Print"), ("Ctrl+P",), "print")


class PlanActs:
    """The acts of the window's plan; what the role never may is hidden."""

    def __init__(self, window: CalendarPlanWindow) -> None:
        self._window = window
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
        role, state = self._window.workplace.session.role, plan.head.state if plan else ""
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
        plan, window = self._window.plan, self._window
        if plan is None:
            return
        head = plan.head
        work = partial(calendar_plans.send_back, window.workplace.gateway, head)
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
            lambda: window.changed(_("The calendar plan is returned to the teacher.")),
        )  # fmt: skip
        ReasonDialog(window.workplace, act, window).open()

    def print_plan(self) -> None:
        """Show the plan as it is printed: what is stored."""
        window = self._window
        if window.plan is None:
            return
        work = partial(
            documents.plan_papers,
            window.workplace.gateway,
            language(),
            window.plan.head.class_id,
        )
        window.workplace.tasks.run(window, work, partial(present, window.workplace), window.message.refuse)

    def _do(self, act: Callable[..., object], words: str) -> None:
        window = self._window
        if window.plan is None:
            return
        if window.editor.typed():
            window.message.say(_("Save first: what is not saved would be left out."))
            return
        work = partial(act, window.workplace.gateway, window.plan.head)
        window.workplace.tasks.run(
            window, work, lambda _nothing: window.changed(words), window.message.refuse
        )
