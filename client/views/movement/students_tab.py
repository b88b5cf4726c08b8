"""The students of an order on its card: old beside new, what is said about each, and the acts that bring it on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.local.output_files import write_file
from client.data.movement import acts, orders, word_forms
from client.data.movement.documents import paper_of
from client.data.movement.orders import Order
from client.data.movement.word_forms import Filled
from client.views.movement import papers
from client.views.movement.lines_dialog import AddStudents, ChangeLines
from client.views.movement.sign_dialog import SignDialog
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.preview.printout import present
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from reports.common.table import Table
from shared.models.movement import ANSWERS as GIVEN
from shared.models.movement import (
    APPLIED,
    ASKED,
    BACK_TO_STUDY,
    CONTINUE,
    DRAFT,
    FORM,
    OFFICES,
    REINSTATE,
    RENAME,
    RETURN,
    SENT,
    SIGNED,
    STATES,
    TRANSFER,
    TRANSFER_IN,
)

OFFICE, FACULTY = "hemis_academic_office", "hemis_faculty"
MANAGEMENT = "hemis_management"
#: Which office a role answers for.
ANSWERS = {"hemis_accounting": "accounting", "hemis_hr": "hr", FACULTY: "faculty"}
LETTERS = (28, 9, 19, 19, 24, 36)
#: Old and new stand for the whole name where an order changes it.
WITH_NAMES = (2, 3, 4)
ADD = Command(N_("Add students …"), ("Ins",), "add")
CHANGE = Command(N_("Change the chosen …"), ("F2",), "edit")
REMOVE = Command(N_("Take out"), ("Del",), "delete")
SEND = Command(N_("Send to be signed"), (), "check")
BACK = Command(N_("Make a draft again …"), (), "back")
AGREE = Command(N_("Agree"), (), "check")
OBJECT = Command(N_("Do not agree …"), (), "cancel")
SIGN = Command(N_("Record the signature …"), (), "edit")
APPLY = Command(N_("Apply"), (), "check")
CANCEL = Command(N_("Cancel the order …"), (), "cancel")
DECIDE = Command(N_("Cancel it, as asked"), (), "cancel")
KEEP = Command(N_("Let it stand"), (), "check")
DISCARD = Command(N_("Throw the draft away"), (), "delete")
COMPARE = Command(N_("Difference of curricula …"), ("Ctrl+Shift+D",), "compare")
EXTRACTS = Command(N_("Extracts of the chosen"), ("Ctrl+Shift+P",), "print")
WORD = Command(N_("Word (own form) …"), ("Ctrl+Shift+W",), "export")
MAKERS = (FACULTY, "hemis_registrar")
#: The window of the comparisons of a student.
COMPARISONS = "differences-of"
#: What may lead a student to another plan.
JOINING = (TRANSFER, TRANSFER_IN, REINSTATE, CONTINUE, RETURN, FORM, BACK_TO_STUDY)


class StudentsTab(ReadingWindow):
    """What can be done depends on how far the order has come, and on who looks at it."""

    def __init__(self, workplace: Workplace, decree_id: int) -> None:
        super().__init__(workplace, _("Students of the order"))
        self._decree_id = decree_id
        self.order: Order | None = None
        #: The university's own form for such orders, if one is in use.
        self._form: int | None = None
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._acts = {
            command: actions.action(self, command, act)
            for command, act in (
                (ADD, self.add), (CHANGE, self.change), (REMOVE, self.remove), (SEND, self.send), (AGREE, self.agree),
                (OBJECT, self.object_to), (SIGN, self.sign), (APPLY, self.apply), (BACK, self.give_back),
                (CANCEL, self.cancel), (DECIDE, partial(self.decide, agree=True)),
                (KEEP, partial(self.decide, agree=False)), (DISCARD, self.discard), (COMPARE, self.compare),
                (EXTRACTS, self.print_extracts), (WORD, self.save_word),
            )
        }  # fmt: skip
        for made in self._acts.values():
            made.setVisible(False)
            self.bar.addAction(made)
        self.bar.keep(*(self._acts[each] for each in (ADD, SEND, SIGN, APPLY)))
        self.lay_out()
        self._staleness = Staleness(workplace.changes, acts.RELATIONS, self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        gateway, catalogue = self._workplace.gateway, self._workplace.catalogue

        def work() -> tuple[Order, Table, int | None] | None:
            found = orders.read_order(gateway, self._decree_id)
            if found is None:
                return None
            catalogue.ensure(orders.lists_of(found))
            return found, orders.as_table(found, catalogue), word_forms.used_for(gateway, self._decree_id)

        self._staleness.refreshed()
        self.read(work, self._show)

    def add(self) -> None:
        """Ask which students come into the draft."""
        asked = AddStudents(self._workplace, self._decree_id, self)
        asked.accepted.connect(self._changed)
        asked.open()

    def change(self) -> None:
        """Ask what the chosen lines shall say."""
        if (order := self.order) is None or not (chosen := self._chosen()):
            self.message.say(_("Choose the students first."))
            return
        asked = ChangeLines(self._workplace, order.head.act, chosen, self)
        asked.accepted.connect(self._changed)
        asked.open()

    def remove(self) -> None:
        """Take the chosen students out of the draft."""
        if not (chosen := self._chosen()):
            self.message.say(_("Choose the students first."))
            return
        self._do(
            partial(acts.remove_lines, self._workplace.gateway, chosen),
            _("Taken out: {count}", count=len(chosen)),
        )

    def send(self) -> None:
        """Send the draft; who has to agree is asked."""
        self._do(partial(acts.send, self._workplace.gateway, self._decree_id), _("Sent to be signed."))

    def agree(self) -> None:
        """Agree for the own office."""
        work = partial(acts.answer, self._workplace.gateway, self._asked(), agree=True)
        self._do(work, _("Agreed."))

    def object_to(self) -> None:
        """Refuse for the own office, with a reason."""
        work = partial(acts.answer, self._workplace.gateway, self._asked(), agree=False)
        self._reasoned(OBJECT, _("Your office does not agree to this order. Why?"), work)

    def sign(self) -> None:
        """Record by whom, when and under which number the order was signed."""
        asked = SignDialog(self._workplace, self._decree_id, self)
        asked.signed.connect(lambda number: self._done(_("Signed under the number {number}.", number=number)))
        asked.open()

    def apply(self) -> None:
        """Change the students as the order says, all or none."""
        self._do(
            partial(acts.apply, self._workplace.gateway, self._decree_id),
            _("The order is applied."),
            *acts.MOVED,
        )

    def give_back(self) -> None:
        """Make a draft of it again."""
        work = partial(acts.give_back, self._workplace.gateway, self._decree_id)
        self._reasoned(BACK, _("The order becomes a draft again; who agreed is asked anew. Why?"), work)

    def cancel(self) -> None:
        """Ask that the order be cancelled."""
        work = partial(acts.ask_cancel, self._workplace.gateway, self._decree_id)
        self._reasoned(
            CANCEL, _("Another person of the academic office decides. Why shall it be cancelled?"), work
        )

    def decide(self, *, agree: bool) -> None:
        """Cancel the order as somebody asked, or let it stand."""
        said = (
            _("The order is cancelled; its students are what they were.") if agree else _("The order stands.")
        )
        work = partial(acts.decide_cancel, self._workplace.gateway, self._decree_id, agree=agree)
        self._do(work, said, *acts.MOVED)

    def discard(self) -> None:
        """Throw the draft away with its lines."""
        self._do(
            partial(acts.discard, self._workplace.gateway, self._decree_id), _("The draft is thrown away.")
        )

    def compare(self) -> None:
        """Show the comparisons of the student of the cursor with the plan that is joined."""
        row = self.table.currentRow()
        if self.order is None or not 0 <= row < len(self.order.lines):
            self.message.say(_("Choose the students first."))
            return
        self._workplace.navigator.open(COMPARISONS, student_id=self.order.lines[row].student_id)

    def print_extracts(self) -> None:
        """Show extracts for the chosen students."""
        if not (chosen := self._chosen()):
            self.message.say(_("Choose the students first."))
            return
        papers.extracts(self._workplace, self, self._decree_id, chosen)

    def print_it(self) -> None:
        """Show the order as it will be printed, with its students as annex."""
        workplace = self._workplace
        work = partial(paper_of, workplace.gateway, workplace.catalogue, self._decree_id)
        workplace.tasks.run(self, work, partial(present, workplace), self.message.refuse)

    def save_word(self) -> None:
        """Fill the university's own form and ask where the document goes."""
        workplace = self._workplace
        work = partial(word_forms.filled_for, workplace.gateway, workplace.catalogue, self._decree_id)
        workplace.tasks.run(self, work, self._save, self.message.refuse)

    def _save(self, made: Filled) -> None:
        if not (name := FileDialogs(self._workplace.settings).to_save(self, made.name, "Word (*.docx)")):
            return
        path = Path(name)
        done = _("Saved as “{file}”.", file=path.name)
        self._workplace.tasks.run(
            self,
            partial(write_file, path, made.content),
            lambda _n: self.message.say(done, *opening(path)),
            self.message.refuse,
        )

    def _show(self, answer: tuple[Order, Table, int | None] | None) -> None:
        self.order = None
        offered: set[Command] = set()
        if answer is None:
            self.table.show_lines(())
            self.sum.setText(_("This order is gone, or your role may not see it."))
        else:
            self.order, table, self._form = answer
            last = len(table.columns) - 1
            students = [each.student_id for each in self.order.lines]
            grows = WITH_NAMES if self.order.head.act == RENAME else (0, last)
            self.show_rows(table, students, LETTERS[: last + 1], grows)
            head = self.order.head
            called = f"{table.title} · " if head.number else ""  # which of the orders of that name it is
            self.sum.setText(f"{called}{_(STATES[head.state])} · {table.footer}{_waits(self.order)}")
            offered = self._offered(self.order)
        for command, action in self._acts.items():
            action.setVisible(command in offered)

    def _offered(self, order: Order) -> set[Command]:
        """Return what this role may do with the order as it stands."""
        role, head = self._workplace.gateway.role, order.head
        keeps = role == OFFICE or (
            role == FACULTY and head.faculty_id is not None and self._is_own(head.faculty_id)
        )
        found: set[Command] = set()
        if head.act in JOINING and role in (OFFICE, FACULTY):
            found.add(COMPARE)
        if head.state in (SIGNED, APPLIED) and role in MAKERS:
            found.add(EXTRACTS)
        if self._form is not None:
            found.add(WORD)
        if keeps and head.state == DRAFT:
            found |= {ADD, CHANGE, REMOVE, SEND, DISCARD}
        if keeps and head.state == SENT:
            found.add(BACK)
        if head.state == SENT and self._asked():
            found |= {AGREE, OBJECT}
        if head.state == SENT and role in (OFFICE, MANAGEMENT):
            found.add(SIGN)
        if keeps and head.state == SIGNED:
            found.add(APPLY)
        if role == OFFICE and head.state in (SIGNED, APPLIED):
            found |= {DECIDE, KEEP} if head.cancel_asked_by else {CANCEL}
        return found

    def _is_own(self, faculty_id: int) -> bool:
        session = self._workplace.session
        return any(each.role == session.role and each.unit_id == faculty_id for each in session.roles)

    def _asked(self) -> list[int]:
        """Return the agreements that the own office has not given."""
        office = ANSWERS.get(self._workplace.gateway.role or "")
        return [
            each.id
            for each in (self.order.agreements if self.order else ())
            if each.office == office
            and each.answer == ASKED
            and (each.unit_id is None or self._is_own(each.unit_id))
        ]

    def _chosen(self) -> list[int]:
        return [self.order.lines[row].id for row in self.table.chosen()] if self.order else []

    def _reasoned(self, command: Command, question: str, work: Callable[[str], object]) -> None:
        key = f"order/{self._decree_id}/{command.title}"
        act = ReasonedAct(key, _(command.title), question, work, lambda: self._done(_("Done.")))
        ReasonDialog(self._workplace, act, self).open()

    def _do(self, work: Callable[[], object], said: str, *besides: str) -> None:
        self._workplace.tasks.run(self, work, lambda _answer: self._done(said, *besides), self.message.refuse)

    def _done(self, said: str, *besides: str) -> None:
        self._announce(*besides)
        self.message.say(said)
        self.reload()

    def _changed(self) -> None:
        self._announce()
        self.reload()

    def _announce(self, *besides: str) -> None:
        self._workplace.changes.announce(*acts.RELATIONS, *besides)


def _waits(order: Order) -> str:
    """Say who has not agreed, and why it came back or shall be cancelled."""
    told = [
        f"{each.unit or _(OFFICES[each.office])}: {_(GIVEN[each.answer])}"
        + (f" ({each.reason})" if each.reason else "")
        for each in order.agreements
    ]
    if order.head.returned and order.head.state == DRAFT:
        told.append(_("given back: {reason}", reason=order.head.returned))
    if order.head.cancel_asked_by:
        told.append(_("shall be cancelled: {reason}", reason=order.head.cancel_reason))
    return "".join(f" · {each}" for each in told)


def students_of(workplace: Workplace, decree_id: int) -> QWidget:
    """Make the tab of an order's card."""
    return StudentsTab(workplace, decree_id)
