"""The workstation at work: graduates at the left, the print that is on at the right, what is safe at the top."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QSplitter, QVBoxLayout, QWidget

from client.core import actions, clock
from client.core.actions import Command
from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.data.offline import exchange, keys, opening
from client.data.offline.exchange import Exchanged
from client.data.offline.station import Station
from client.views.offline.desk import PrintingDesk
from client.views.offline.printing.dialogs import HandOutDialog, PasswordDialog, SpoilDialog
from client.views.offline.printing.panel import PrinterPanel
from client.views.offline.printing.queue import Queue
from client.views.offline.printing.sender import Sender
from client.views.offline.printing.steps import PrintSteps
from client.views.offline.printing.strip import StatusStrip
from client.widgets.message_line import MessageLine
from client.widgets.tool_bar import ToolBar
from shared.offline.journal import ImpossibleError, paper_of
from shared.offline.package import Diploma

PRINT = Command(N_("Print on the next blank"), ("F9",), "print")
BATCH = Command(N_("Print one after another"), ("Ctrl+Return", "Ctrl+Enter"), "list")
PAPER = Command(N_("Another paper"), ("F3",), "movement")
HAND_OUT = Command(N_("Hand out …"), ("F8",), "check")
SPOIL = Command(N_("Spoil a blank …"), ("F7",), "cancel")
RECEIPTS = Command(N_("Receipt list"), ("Ctrl+P",), "documents")
PRINTER = Command(N_("Printer …"), ("Ctrl+Shift+P",), "print")
SEND = Command(N_("Send, and take along what is new"), ("F5",), "reload")
PASSWORD = Command(N_("Password …"), (), "key")
FINISH = Command(N_("End the work here …"), (), "end")
PAUSE = Command(N_("Pause"), ("Esc",))


class WorkPage(QWidget):
    """Composes the parts; what is recorded, and how, they know themselves."""

    #: The work of this computer has ended: another range is taken along.
    finished = Signal()
    #: The list of receipts is wanted of these.
    receipts_wanted = Signal(list)

    def __init__(self, desk: PrintingDesk, station: Station, key: bytes) -> None:
        super().__init__()
        self.desk, self.station, self._key = desk, station, key
        if desk.login:
            station.login = desk.login
        station.signed = lambda diploma: desk.signed(station.package, diploma)
        self.strip, self.message = StatusStrip(), MessageLine()
        self.steps = PrintSteps(desk, station)
        self.sending = Sender(desk, station)
        self.queue = Queue(station)
        self.panel = PrinterPanel(self.steps)
        self.bar = ToolBar()
        self._build()
        self._connect()
        self.show_state()
        self._tell_opened()

    def reload(self) -> None:
        """Send what is not sent, and take along what is new."""
        self.sending.send()
        server = self.desk.server
        if server is not None and not self.station.verdict and not self.station.foreign:
            work = partial(exchange.renew, server, self.station, self._key)
            self.desk.tasks.run(self, work, lambda _none: self._changed(), self._not_renewed)

    def close_station(self) -> None:
        """Leave the store: what is recorded is on the disk."""
        self.sending.stop()
        self.station.close()

    def print_next(self) -> None:
        """Print the paper of the cursor on the next blank."""
        diploma = self.queue.current()
        if diploma is not None and self._has_printer():
            self.steps.print(diploma.uuid, self.queue.form)

    def print_batch(self) -> None:
        """Print the chosen ones, or all from the cursor on, one after another."""
        form, journal = self.queue.form, self.station.journal
        waiting = [
            each for each in self.queue.chosen() if paper_of(each, form) and not journal.number_of(each, form)
        ]
        if waiting and self.steps.open is None and self._has_printer():
            self.steps.start_batch([each.uuid for each in waiting], form)

    def ask_hand_out(self) -> None:
        """Ask to whom the chosen diplomas are handed out."""
        chosen = self.queue.selected() or [each for each in (self.queue.current(),) if each]
        ready = [each for each in chosen if self._may_hand_out(each, alone=len(chosen) == 1)]
        if ready:
            dialog = HandOutDialog(ready, self)
            dialog.wanted.connect(partial(self.steps.hand_out, [each.uuid for each in ready]))
            dialog.open()

    def ask_spoil(self) -> None:
        """Ask which blank is spoiled, and what happened to it."""
        diploma = self.queue.current()
        number = self.station.journal.number_of(diploma, self.queue.form) if diploma else ""
        dialog = SpoilDialog(number, self)
        dialog.wanted.connect(self.steps.spoil)
        dialog.open()

    def show_receipts(self) -> None:
        """Show the list in which the graduates sign: the chosen ones, else all who are complete."""
        journal = self.station.journal
        chosen = self.queue.selected()
        ready = [
            each
            for each in self.station.package.diplomas
            if journal.complete(each) and each.uuid not in journal.handed
        ]
        listed = [each for each in chosen if journal.complete(each)] if len(chosen) > 1 else ready
        if listed:
            self.receipts_wanted.emit(listed)
        else:
            self.message.say(_("Nobody's papers are printed completely yet."))

    def ask_password(self) -> None:
        """Ask for another password of the workstation."""
        PasswordDialog(self._change_password, keys.SHORTEST, self).open()

    def ask_finish(self) -> None:
        """Ask before the work of this computer ends; where it has ended already, another range is taken along."""
        if (self.station.verdict or self.station.foreign) and not self.station.unsent():
            self._finish()
            return
        question = _(
            "Everything is sent. The blanks that are left stay reserved and can be released or taken along anew. "
            "End the work here?"
        )
        if self.station.unsent() or self.desk.server is None:
            self.message.say(_("Send everything first: the server has to be there."))
        elif QMessageBox.question(self, _("End the work here"), question) == QMessageBox.StandardButton.Yes:
            server, package = self.desk.server, self.station.package
            work = partial(
                exchange.finish, server, package.workstation_id, package.epoch, _("Everything is sent.")
            )
            self.desk.tasks.run(self, work, lambda _none: self._finish(), self.message.refuse)

    def show_state(self) -> None:
        """Show what is true now."""
        self.strip.show_station(self.station, self.sending.state)
        self.queue.show_station()

    def _build(self) -> None:
        made = {
            command: actions.action(self, command, act)
            for command, act in (
                (PRINT, self.print_next),
                (BATCH, self.print_batch),
                (PAPER, self.queue.next_paper),
                (HAND_OUT, self.ask_hand_out),
                (SPOIL, self.ask_spoil),
                (RECEIPTS, self.show_receipts),
                (PRINTER, self._choose_printer),
                (SEND, self.reload),
                (PASSWORD, self.ask_password),
                (FINISH, self.ask_finish),
            )
        }
        actions.action(self, actions.FIND, self._find)
        actions.action(self, PAUSE, self.steps.pause)
        online = self.desk.server is not None
        made[SEND].setVisible(online)
        made[FINISH].setVisible(online)
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bar.addActions(list(made.values()))
        self.bar.keep(made[PRINT], made[BATCH], made[HAND_OUT])
        split = QSplitter()
        split.addWidget(self.queue)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        for widget in (self.strip, self.bar, self.message):
            layout.addWidget(widget)
        layout.addWidget(split, 1)
        self.setFocusProxy(self.queue)

    def _connect(self) -> None:
        self.queue.moved.connect(self._show_panel)
        self.queue.wanted.connect(self.print_next)
        self.panel.print_wanted.connect(self.print_next)
        self.panel.batch_wanted.connect(self.print_batch)
        self.steps.printed.connect(self.queue.go_on)
        self.steps.changed.connect(self._changed)
        self.steps.refused.connect(self.message.refuse)
        self.sending.changed.connect(lambda: self.strip.show_station(self.station, self.sending.state))
        self.sending.exchanged.connect(self._exchanged)
        self.sending.refused.connect(self.message.refuse)

    def _changed(self) -> None:
        """Something was recorded: show it, and send it if the server is there."""
        asked = self.steps.open is not None
        self.show_state()
        if not asked and not self.steps.busy and self.panel.isAncestorOf(self.focusWidget() or self):
            self.queue.setFocus()
        if self.station.unsent() and not self.steps.busy:
            self.sending.send()

    def _show_panel(self) -> None:
        diploma, form, journal = self.queue.current(), self.queue.form, self.station.journal
        trouble = self.station.why_not()
        why, blank = (trouble.text() if trouble else ""), None
        if diploma is None:
            why = why or _("Nobody waits for this paper.")
        elif self.steps.open is None:
            blank = journal.next_blank(diploma, form)
            why = why or self._why_not(diploma, form)
        left = len(journal.left((blank.kind_id,))) if blank else 0
        self.panel.show_next(diploma, form, blank, left, why)

    def _why_not(self, diploma: Diploma, form: str) -> str:
        try:
            self.station.journal.may_print(diploma.uuid, form)
        except ImpossibleError as wrong:
            return _(wrong.message, **wrong.values)
        return ""

    def _may_hand_out(self, diploma: Diploma, *, alone: bool) -> bool:
        try:
            self.station.journal.may_hand_out(diploma.uuid)
        except ImpossibleError as wrong:
            if alone:
                self.message.say(_(wrong.message, **wrong.values))
            return False
        return True

    def _exchanged(self, exchanged: Exchanged) -> None:
        self.show_state()
        if exchanged.sent:
            self.message.say(_("Sent: {count} events.", count=exchanged.sent))

    def _not_renewed(self, error: HemisError) -> None:
        self.show_state()
        self.message.refuse(error)

    def _find(self) -> None:
        self.queue.search.setFocus()
        self.queue.search.selectAll()

    def _has_printer(self) -> bool:
        return bool(self.desk.printer.name) or self._choose_printer()

    def _choose_printer(self) -> bool:
        chosen = self.desk.printer.choose(self)
        if chosen:
            self.message.say(_("Printed on: {printer}", printer=self.desk.printer.name))
        return chosen

    def _change_password(self, password: str) -> None:
        header = keys.header_of(self.station.folder)
        about: dict[str, Any] = {
            "workstation_id": self.station.package.workstation_id,
            "workstation": self.station.package.workstation,
            "server": header.server if header else self.desk.address,
        }
        work = partial(keys.wrap, self.station.folder, about, self._key, password)
        done = _("The password of the workstation is another one now.")
        self.desk.tasks.run(self, work, lambda _none: self.message.say(done), self.message.refuse)

    def _finish(self) -> None:
        """Nothing of this store is needed any more."""
        folder = self.station.folder
        self.close_station()
        opening.retire(folder)
        self.finished.emit()

    def _tell_opened(self) -> None:
        told: Sequence[tuple[str, Any]] = self.station.told
        if told:
            self.message.say(" ".join(_(sentence, **values) for sentence, values in told))
        elif self.steps.open is not None:
            self.message.say(_("The program ended in the middle of a print. Look into the tray and answer."))


def receipt_day() -> str:
    """Return the day that stands on the list."""
    return f"{clock.today():%d.%m.%Y}"
