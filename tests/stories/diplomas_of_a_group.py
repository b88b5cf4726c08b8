"""The registrar's part of the graduation of a group: blanks, preparing, signing, printing while the network is cut."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QLineEdit

from client.core.i18n import _
from client.views.blanks.act_dialog import ActDialog as BlankDialog
from client.views.blanks.receive_dialog import ReceiveDialog
from client.views.diplomas.act_dialog import ActDialog
from client.views.diplomas.sign_dialog import SignDialog
from client.views.offline.printing.dialogs import HandOutDialog
from tests.offline_scene import PASSWORD
from tests.stories.at_graduation import ALT, CONTROL, GROUP, AtGraduation, lines

if TYPE_CHECKING:
    from tests.stories.network_line import NetworkLine

RECEIVED = "B0002601–B0002605"


class Registrar(AtGraduation):
    LOGIN = "registrar"
    #: Between this desk and the server.
    LINE: NetworkLine
    #: What the square of a printed diploma says.
    CODE = ""

    def receives_blanks(self) -> None:
        blanks = self.opens("diploma-blank").list
        self.screen.wait("the blanks", lambda: blanks.rows.record_id(0))
        blanks.table.setFocus()
        self.screen.key(Qt.Key.Key_Insert)
        self.answers(ReceiveDialog, self._receives)
        self.says(_("Received: {count} blanks.", count=5))
        self.screen.type(blanks.search.field, "B000260")
        self.screen.wait(
            "the batch", lambda: blanks.rows.query.search == "B000260" and blanks.rows.rowCount() >= 5
        )
        blanks.table.setFocus()
        self.screen.key(Qt.Key.Key_A, CONTROL)
        self.screen.picture("blanks-received")
        self.screen.key(Qt.Key.Key_R, CONTROL | ALT)
        self.answers(BlankDialog, self._reserves)
        self.says(_("Done."))
        self.screen.wait(
            "the reservation", lambda: any("Registrator 1" in cell for cell in lines(blanks.table)[1])
        )
        self.screen.picture("blanks-reserved")

    def _receives(self, dialog: Any) -> None:
        self.screen.type(dialog.numbers.text, RECEIVED)
        dialog.quantity.setFocus()
        self.screen.type(dialog.quantity.lineEdit(), "5")
        self.screen.type(dialog.supplier, "“Davlat belgisi” DICHB")
        self.screen.type(dialog.invoice, "412")
        self.screen.wait("what would happen", dialog.numbers.told.text)
        self.screen.picture("receive")
        self.screen.press(dialog, _("Receive blanks"))

    def _reserves(self, dialog: Any) -> None:
        self.screen.wait("the workstations", dialog.fields["workstation_id"].count)
        self.screen.type(dialog.numbers.text, RECEIVED)
        self.screen.wait("what would happen", dialog.numbers.told.text)
        self.screen.picture("reserve")
        self.screen.press(dialog, _("Reserve for a workstation"))

    def prepares_and_signs(self) -> None:
        shown = self.opens("diploma")
        self.screen.wait("the diplomas", shown.table.rowCount)
        self.narrows(shown, 2)
        shown.table.setFocus()
        self.screen.key(Qt.Key.Key_A, CONTROL)
        self.screen.picture("to-prepare")
        self.screen.key(Qt.Key.Key_Return, CONTROL)
        self.answers(ActDialog, lambda dialog: self.screen.press(dialog, _("Prepare")))
        self.screen.wait("the preparation", lambda: shown.message.text() == _("Prepared: {count}", count=2))
        self.screen.wait("the states", lambda: [line[4] for line in lines(shown.table)] == [_("to sign")] * 2)
        shown.table.setFocus()
        self.screen.key(Qt.Key.Key_A, CONTROL)
        self.screen.key(Qt.Key.Key_S, CONTROL | ALT)
        self.answers(SignDialog, self._signs)
        self.screen.wait("the signatures", lambda: shown.message.text() == _("Signed: {count}", count=2))
        self.screen.picture("signed")

    def _signs(self, dialog: Any) -> None:
        self.screen.picture("sign")
        self.screen.press(dialog, _("Sign"))

    def takes_along(self) -> None:
        shown = self.opens("diploma-printing")
        self.screen.wait("the workstations", lambda: shown.start is not None and shown.start.choice.count())
        for field in (shown.start.first, shown.start.second):
            self.screen.type(field, PASSWORD)
        self.screen.picture("take-along")
        self.screen.key(Qt.Key.Key_Return)
        self.screen.wait("the workstation", lambda: shown.work is not None)
        self.screen.type(shown.work.queue.search, GROUP)
        self.screen.wait("the group", lambda: shown.work.queue.table.rowCount() == 2)
        Registrar.CODE = shown.work.queue.current().code
        self.screen.picture("taken-along")

    def prints_without_the_network(self) -> None:
        self.LINE.cut()
        work = self.window.work
        self.screen.key(Qt.Key.Key_Return)  # from the search into the list
        self.screen.wait("the focus in the list", work.queue.table.hasFocus)
        self.consents(partial(self.screen.key, Qt.Key.Key_Return), QPrintDialog, self._chooses_printer)
        self._looks_into_the_tray(work, "diploma-spoiled")
        self.screen.key(Qt.Key.Key_B)
        self.screen.wait("the reason", work.panel.why.isVisible)
        self.screen.picture("spoiled")
        self.screen.key(Qt.Key.Key_Return)
        self.screen.wait("the next blank", work.panel.ready.isVisible)
        self.screen.picture("next-blank")
        for name in ("diploma-first", "diploma-second"):
            self.screen.key(Qt.Key.Key_Return)
            self._looks_into_the_tray(work, name)
            self.screen.key(Qt.Key.Key_G)
            self.screen.wait("the answer", lambda: work.steps.open is None and not work.steps.busy)
        self.screen.picture("diplomas-printed")

    def works_without_the_server(self) -> None:
        """The next day, from the window of signing in: the supplements, and handing out."""
        self.program.show_sign_in()
        sign_in = self.program.sign_in
        assert sign_in is not None
        sign_in.activateWindow()
        self.screen.picture("sign-in-alone")
        self.screen.click(sign_in.alone)
        self.screen.wait(
            "the window of printing", lambda: self.program.alone and self.program.alone.printing.start
        )
        alone = self.program.alone
        assert alone is not None
        alone.setGeometry(alone.screen().geometry())
        alone.activateWindow()
        self.screen.wait("the focus", alone.isActiveWindow)
        start = alone.printing.start
        assert start is not None
        self.screen.wait("the store", start.stores.count)
        self.screen.type(start.password, PASSWORD)
        self.screen.picture("open-alone")
        self.screen.key(Qt.Key.Key_Return)
        self.screen.wait("the workstation", lambda: alone.printing.work is not None)
        work = alone.printing.work
        self.screen.wait("the list", work.queue.table.hasFocus)
        self.screen.key(Qt.Key.Key_F3)
        self.screen.type(work.queue.search, GROUP)
        self.screen.wait("the group", lambda: work.queue.table.rowCount() == 2)
        self.screen.key(Qt.Key.Key_Return)
        self.screen.wait("the focus in the list", work.queue.table.hasFocus)
        self.screen.picture("supplements")
        self.consents(
            partial(self.screen.key, Qt.Key.Key_Return, CONTROL), QPrintDialog, self._chooses_printer
        )
        for done, name in enumerate(("supplement-first", "supplement-second"), start=1):
            self._looks_into_the_tray(work, name)
            self.screen.key(Qt.Key.Key_G)
            self.screen.wait("the next one", partial(self._printed, work, done))
        self.screen.picture("supplements-printed")
        for row in range(2):
            work.queue.table.go_to(row)
            work.queue.table.setFocus()
            self.screen.key(Qt.Key.Key_F8)
            self.answers(HandOutDialog, self._hands_out)
            self.screen.wait("the handing out", partial(self._handed_out, work, row + 1))
        self.screen.picture("handed-out")
        alone.close()

    @staticmethod
    def _printed(work: Any, count: int) -> bool:
        """Whether so many supplements are done and nothing moves; the next one lies in the tray already."""
        waiting = [each for each in work.station.journal.waiting("supplement") if each.group == GROUP]
        return len(waiting) == 2 - count and not work.steps.busy

    @staticmethod
    def _handed_out(work: Any, count: int) -> bool:
        return len(work.station.journal.handed) == count and not work.steps.busy

    def _hands_out(self, dialog: Any) -> None:
        self.screen.type(dialog.document, "Pasport AD 1234567")
        self.screen.picture("hand-out")
        self.screen.key(Qt.Key.Key_Return)

    def sends_what_was_done(self) -> None:
        shown = self.opens("diploma-printing")
        self.screen.wait("the store", lambda: shown.start is not None and shown.start.stores.count())
        self.screen.type(shown.start.password, PASSWORD)
        self.screen.key(Qt.Key.Key_Return)
        self.screen.wait("the workstation", lambda: shown.work is not None)
        strip = shown.work.strip
        self.screen.wait("everything to be sent", lambda: _("everything is sent") in strip.unsent.text())
        self.screen.picture("sent")

    def _looks_into_the_tray(self, work: Any, name: str) -> None:
        """What lies there is taken out, and kept as a file."""
        self.screen.wait("the question", work.panel.question.isVisible)
        self.screen.picture(f"tray-{name}")
        shutil.move(self._tray, self.folder / f"paper-{name}.pdf")

    def _chooses_printer(self, dialog: QPrintDialog) -> None:
        """There is none here: what it prints comes into a file."""
        self.screen.picture("printer")
        name = dialog.findChild(QLineEdit, "filename")
        assert name is not None
        self._tray = Path(name.text())
        self.screen.press(dialog, "Print")
