"""The sets of tickets of a subject: made by the teacher, approved by the head, printed when they are."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.topics import ticket_papers, tickets
from client.data.topics.ticket_papers import TicketsOf
from client.data.topics.tickets import KeptSet
from client.data.topics.topic_lists import Taught
from client.views.topics.bank.make_dialog import MakeTickets
from client.widgets.formatting import grouped, shown
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.measures import measure
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.topics import APPROVED, PLAN_STATES, QUESTION_KINDS, SUBMITTED
from shared.tickets import TicketSet

RELATION = "topics.ticket_set"
TEACHER, HEAD = "hemis_teacher", "hemis_department_head"
MAKE = Command(N_("Make tickets …"), ("Ins",), "generate")
SUBMIT = Command(N_("Hand in"), (), "messages")
APPROVE = Command(N_("Approve"), (), "check")
RETURN = Command(N_("Return …"), (), "undo")
REMOVE = Command(N_("Remove"), ("Ctrl+Del",), "delete")
PRINT = Command(N_("Print"), ("Ctrl+P",), "print")
PRINT_KEY = Command(N_("Print with answers"), (), "print")
HEADS = (
    N_("Name"), N_("Kind"), N_("Tickets"), N_("Questions a ticket"), N_("Number of the draw"), N_("State"),
    N_("Decided at"), N_("Printed"),
)  # fmt: skip
#: To whom makes tickets, and to whom reads and prints them.
NONE_MADE = N_("No tickets have been made for this subject yet.")
NONE_READ = N_("There are no tickets for you yet: teachers make them, the head of department approves them.")


class TicketsTab(QWidget):
    """The list of sets with what the role may do with the chosen one."""

    #: The sets were read anew.
    was_read = Signal(list)

    def __init__(self, workplace: Workplace, name_of: Callable[[], TicketsOf]) -> None:
        super().__init__()
        self.message, self.table = MessageLine(), QTableWidget(0, len(HEADS))
        self.told = QLabel()
        self._workplace, self._name_of = workplace, name_of
        self._taught: Taught | None = None
        self._sets: list[KeptSet] = []
        self._acts = {
            command: actions.action(self, command, act)
            for command, act in (
                (MAKE, self.make),
                (SUBMIT, self.submit),
                (APPROVE, self.approve),
                (RETURN, self.send_back),
                (PRINT, partial(self.print_set, with_answers=False)),
                (PRINT_KEY, partial(self.print_set, with_answers=True)),
                (REMOVE, self.remove),
            )
        }
        self._build()

    def turn(self, taught: Taught) -> None:
        """Show the sets of a subject."""
        self._taught = taught
        self.reload()

    def reload(self) -> None:
        """Read the sets anew."""
        if self._taught is not None:
            work = partial(
                tickets.sets, self._workplace.gateway, self._taught, self._workplace.session.role or ""
            )
            self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def make(self) -> None:
        """Ask what is wanted and make a set."""
        if self._taught is not None:
            MakeTickets(self._workplace, self._taught, self._made, self).open()

    def submit(self) -> None:
        """Hand the set to the head of the department."""
        self._do(tickets.submit, _("Handed in: the head of the department decides."))

    def approve(self) -> None:
        """Approve the set."""
        self._do(tickets.approve, _("The tickets are approved and may be printed."))

    def send_back(self) -> None:
        """Ask for the reason and return the set."""
        if (kept := self._chosen()) is not None:
            work = partial(tickets.send_back, self._workplace.gateway, kept)
            act = ReasonedAct(
                f"tickets/{kept.id}/return",
                _("Return the tickets"),
                _("What is to be changed in “{name}”?", name=kept.name),
                work,
                lambda: self._changed(_("The tickets are returned to the teacher.")),
            )
            ReasonDialog(self._workplace, act, self).open()

    def remove(self) -> None:
        """Remove a set that is not approved, after asking."""
        kept = self._chosen()
        if kept is None:
            return
        question = _("Remove “{name}” for good? Only the history will know.", name=kept.name)
        if QMessageBox.question(self, _("Remove"), question) == QMessageBox.StandardButton.Yes:
            self._do(tickets.remove, _("“{name}” is removed.", name=kept.name))

    def print_set(self, *, with_answers: bool) -> None:
        """Show the tickets as they are printed; the server notes who took them out."""
        if (kept := self._chosen()) is None:
            return
        work = partial(
            ticket_papers.papers, self._workplace.gateway, kept, self._name_of(), with_answers=with_answers
        )
        self._workplace.tasks.run(self, work, partial(present, self._workplace), self.message.refuse)

    def _do(self, act: Callable[..., object], words: str) -> None:
        if (kept := self._chosen()) is not None:
            work = partial(act, self._workplace.gateway, kept)
            self._workplace.tasks.run(self, work, lambda _nothing: self._changed(words), self.message.refuse)

    def _made(self, made: tuple[int, TicketSet]) -> None:
        _number, composed = made
        told = _(
            "Made: {count} tickets, each counts {weight}; difficulty {least}–{most}.",
            count=len(composed.tickets),
            weight=shown(composed.weight),
            least=min(composed.difficulties),
            most=max(composed.difficulties),
        )
        if composed.repeated:
            told += " " + _(
                "The bank is used up: {count} questions stand in more tickets than one.",
                count=grouped(composed.repeated),
            )
        if composed.crowded > 1:
            told += " " + _(
                "At most {count} questions of one topic stand in a ticket.", count=composed.crowded
            )
        self._changed(told)

    def _changed(self, words: str) -> None:
        self._workplace.changes.announce(RELATION)
        self.reload()
        self.message.say(words)

    def _chosen(self) -> KeptSet | None:
        row = self.table.currentRow()
        if not 0 <= row < len(self._sets):
            self.message.say(_("Choose a set of tickets first."))
            return None
        return self._sets[row]

    def _show(self, found: list[KeptSet]) -> None:
        row = self.table.currentRow()
        self._sets = found
        self.table.setRowCount(len(found))
        for place, each in enumerate(found):
            for column, text in enumerate(_texts(each)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, column, item)
        if found:
            self.table.setCurrentCell(min(max(row, 0), len(found) - 1), 0)
        self.told.setText(
            "" if found else _(NONE_MADE if self._workplace.session.role == TEACHER else NONE_READ)
        )
        self._allow()
        self.was_read.emit(found)

    def _allow(self) -> None:
        """Hide what the role never may; what the state forbids is disabled."""
        role, row = self._workplace.session.role, self.table.currentRow()
        kept = self._sets[row] if 0 <= row < len(self._sets) else None
        approved = kept is not None and kept.approved
        self._acts[MAKE].setVisible(role == TEACHER)
        for command, mine, may in (
            (SUBMIT, TEACHER, kept is not None and kept.state not in (SUBMITTED, APPROVED)),
            (REMOVE, TEACHER, kept is not None and not approved),
            (APPROVE, HEAD, kept is not None and kept.state == SUBMITTED),
            (RETURN, HEAD, kept is not None and kept.state == SUBMITTED),
        ):
            self._acts[command].setVisible(role == mine)
            self._acts[command].setEnabled(may)
        self._acts[PRINT].setEnabled(approved)
        self._acts[PRINT_KEY].setVisible(role in (TEACHER, HEAD))
        self._acts[PRINT_KEY].setEnabled(approved)
        why = "" if approved else _("Tickets are printed when the head of department has approved them.")
        for command in (PRINT, PRINT_KEY):
            self._acts[command].setToolTip(why or _(command.title))

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions(list(self._acts.values()))
        self.table.setHorizontalHeaderLabels([_(head) for head in HEADS])
        self.table.setAccessibleName(_("Sets of tickets"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        measure(self.table, (34, 18, 8, 8, 11, 30, 12, 9), grows=(0,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (bar, self.message):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        self.setFocusProxy(self.table)
        self.table.currentCellChanged.connect(lambda *_cells: self._allow())


def _texts(each: KeptSet) -> Sequence[str]:
    state = _(PLAN_STATES[each.state])
    return (
        each.name,
        _(QUESTION_KINDS[each.kind]),
        grouped(each.tickets),
        grouped(each.questions),
        str(each.seed),
        f"{state}: {each.reason}" if each.reason else state,
        shown(each.decided_at) if each.decided_at else "",
        grouped(each.printed) if each.printed else "",
    )
