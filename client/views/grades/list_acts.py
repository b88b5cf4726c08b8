"""What is done with chosen sheets, appeals, rectifications, results and schedules in their lists."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMessageBox, QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.grades import acts, forms, late, opening, reading
from client.data.grades.sheet import SheetLine
from client.data.grades.words import hindrances, short
from client.views.grades.dialogs import AskCommission, AskDecision, AskJudge, AskOrder, AskTerm
from client.views.grades.sheet_acts import ADMIT, CLOSE, CONFIRM, OPEN_RETAKES, OPEN_SHEETS, RETURN
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.preview.printout import present
from client.widgets.record_list import ListAction
from client.widgets.workplace import Workplace

SHEET_RELATIONS = ("grades.sheet", "grades.line", "grades.cell", "grades.component", "grades.record")
LONGEST_TITLE = 40


def _run(
    workplace: Workplace, parent: QWidget, work: Callable[[], object], words: Callable[[object], str]
) -> None:
    """Do it in the background and say what was done."""

    def done(answer: object) -> None:
        workplace.changes.announce(*SHEET_RELATIONS, "grades.appeal", "grades.rectification", "grades.result")
        workplace.changes.announce("grades.schedule", "grades.record")
        workplace.navigator.say(words(answer))

    workplace.tasks.run(parent, work, done, workplace.navigator.refuse)


def _reasoned(
    workplace: Workplace,
    parent: QWidget,
    command: Command,
    question: str,
    work: Callable[[str], object],
    said: str,
) -> None:
    def done() -> None:
        workplace.changes.announce(*SHEET_RELATIONS, "grades.rectification")
        workplace.navigator.say(said)

    act = ReasonedAct(f"grades/{command.title}", _(command.title), question, work, done)
    ReasonDialog(workplace, act, parent).open()


def open_missing(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Open all sheets of a term that are missing."""
    _ask_term(workplace, parent, _("Open sheets"), opening.open_sheets)


def open_next(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Open sheets of the next attempt for those who failed."""
    _ask_term(workplace, parent, _("Open retakes"), opening.open_retakes)


def _ask_term(workplace: Workplace, parent: QWidget, title: str, act: Callable[..., str]) -> None:
    def chosen(term: int, faculty: int) -> None:
        _run(workplace, parent, partial(act, workplace.gateway, term, faculty), str)

    asked = AskTerm(workplace, title, parent)
    asked.chosen.connect(chosen)
    asked.open()


def admit(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Decide the admission to the finals of the chosen sheets."""
    _run(
        workplace, parent, partial(acts.admit, workplace.gateway, ids),
        lambda barred: _("Admission is decided; not admitted: {count}.", count=barred),
    )  # fmt: skip


def confirm(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Confirm the chosen sheets for the department."""
    _run(
        workplace, parent, partial(acts.confirm, workplace.gateway, ids),
        lambda _nothing: _("Confirmed: {count} grade sheets.", count=len(ids)),
    )  # fmt: skip


def give_back(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Return the chosen sheets with a reason."""
    question = _("{count} grade sheets go back to those who signed them. Why?", count=len(ids))
    work = partial(acts.give_back, workplace.gateway, ids)
    _reasoned(workplace, parent, RETURN, question, work, _("Returned to their graders."))


def close(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Close the chosen sheets."""
    _run(
        workplace, parent, partial(acts.close, workplace.gateway, ids),
        lambda _nothing: _("Closed: {count} grade sheets.", count=len(ids)),
    )  # fmt: skip


def print_forms(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show the forms of the chosen sheets."""
    work = partial(forms.papers, workplace.gateway, ids, forms.OWN, short, _why)
    workplace.tasks.run(parent, work, partial(present, workplace), workplace.navigator.refuse)


def _why(line: SheetLine) -> str:
    return hindrances(line.hindrance)


def appoint(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Appoint the commission of an appeal."""
    AskCommission(workplace, ids[0], parent).open()


def replace(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Let somebody else sit in the place of a member of the commission."""
    AskJudge(workplace, ids[0], parent).open()


def decide(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Write the decision of a commission."""
    AskDecision(workplace, ids[0], parent).open()


def close_appeal(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Close decided appeals."""
    _run(
        workplace, parent, partial(acts.close_appeals, workplace.gateway, ids),
        lambda _nothing: _("Closed: {count} appeals.", count=len(ids)),
    )  # fmt: skip


def agree(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Agree to rectifications as the second person."""
    work = partial(acts.decide_rectification, workplace.gateway, ids, None, agree=True)
    _run(workplace, parent, work, lambda _nothing: _("Rectified: {count}.", count=len(ids)))


def refuse(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Refuse rectifications with a reason."""
    question = _("{count} rectifications are refused. Why?", count=len(ids))

    def work(reason: str) -> None:
        acts.decide_rectification(workplace.gateway, ids, reason, agree=False)

    _reasoned(workplace, parent, REFUSE.command, question, work, _("Refused."))


def accept(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Accept results from elsewhere as the second person."""
    work = partial(acts.accept_results, workplace.gateway, ids)
    _run(workplace, parent, work, lambda count: _("Accepted: {count} results.", count=count))


def draft(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Draft personal schedules of all debtors that have none."""
    question = _("Draft a personal schedule for every debtor who has none?")
    if QMessageBox.question(parent, _("Personal schedule"), question) != QMessageBox.StandardButton.Yes:
        return

    def work() -> int:
        owing = [each.student_id for each in reading.debtors(workplace.gateway)]
        return acts.draft_schedules(workplace.gateway, owing)

    _run(workplace, parent, work, lambda count: _("Drafted: {count} personal schedules.", count=count))


def register(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Register the order of personal schedules by its number and date."""
    AskOrder(workplace, ids, parent).open()


def discard(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Throw drafts away."""
    question = _("Throw away {count} drafts of personal schedules?", count=len(ids))
    if QMessageBox.question(parent, _("Personal schedule"), question) == QMessageBox.StandardButton.Yes:
        work = partial(acts.discard_schedules, workplace.gateway, ids)
        _run(workplace, parent, work, lambda count: _("Thrown away: {count}.", count=count))


def print_schedules(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show personal schedules on paper."""
    work = partial(reading.schedule_papers, workplace.gateway, ids)
    workplace.tasks.run(parent, work, partial(present, workplace), workplace.navigator.refuse)


def open_reminded(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Open the sheet of which a reminder is."""

    def done(sheets: list[int]) -> None:
        for sheet in sheets[:1]:
            workplace.navigator.open("grade-sheet", record_id=sheet)

    work = partial(late.sheets_of, workplace.gateway, ids)
    workplace.tasks.run(parent, work, done, workplace.navigator.refuse)


OPEN_REMINDED = ListAction(Command(N_("Open the grade sheet"), ("Ctrl+M",), "performance"), open_reminded)
OPEN_MISSING = ListAction(OPEN_SHEETS, open_missing, ("faculty",), needs_rows=False)
OPEN_NEXT = ListAction(OPEN_RETAKES, open_next, ("faculty",), needs_rows=False)
ADMIT_MANY = ListAction(ADMIT, admit, ("faculty",))
CONFIRM_MANY = ListAction(CONFIRM, confirm, ("department_head",))
RETURN_MANY = ListAction(RETURN, give_back, ("department_head",))
CLOSE_MANY = ListAction(CLOSE, close, ("faculty",))
PRINT_FORMS = ListAction(Command(N_("Print the forms"), ("Ctrl+P",), "print"), print_forms)
APPOINT = ListAction(Command(N_("Appoint the commission"), (), "employees"), appoint, ("faculty",))
REPLACE = ListAction(Command(N_("Replace a member …"), (), "movement"), replace, ("faculty",))
DECIDE = ListAction(Command(N_("Write the decision"), (), "check"), decide, ("teacher",))
CLOSE_APPEAL = ListAction(Command(N_("Close the appeal"), (), "lock"), close_appeal, ("faculty",))
AGREE = ListAction(Command(N_("Agree"), (), "check"), agree, ("academic_office",))
REFUSE = ListAction(Command(N_("Refuse"), (), "cancel"), refuse, ("academic_office",))
ACCEPT = ListAction(Command(N_("Accept results"), (), "check"), accept, ("academic_office",))
DRAFT = ListAction(Command(N_("Draft for all debtors"), (), "add"), draft, ("faculty",), needs_rows=False)
REGISTER = ListAction(Command(N_("Register the order"), (), "documents"), register, ("faculty",))
DISCARD = ListAction(Command(N_("Throw drafts away"), ("Ctrl+Del",), "delete"), discard, ("faculty",))
PRINT_SCHEDULES = ListAction(Command(N_("Print"), ("Ctrl+P",), "print"), print_schedules)
