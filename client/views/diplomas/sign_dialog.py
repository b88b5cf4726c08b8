"""What will be signed, number by number, before it is signed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.data.diplomas import signatures
from client.data.diplomas.signatures import Waiting
from client.widgets.act_buttons import ActButtons
from client.widgets.line_table import LineTable
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.signing.keys import Signer

LETTERS, ROWS, DIGEST = 92, 14, 16
COLUMNS = ((N_("Register number"), 16), (N_("Student"), 40), (N_("SHA-256"), 20))


class SignDialog(QDialog):
    """Each text was compared with its digest before it is shown here."""

    def __init__(
        self,
        workplace: Workplace,
        signer: Signer,
        shown: Sequence[Waiting],
        done: Callable[[int], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Sign diplomas"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._signer, self._shown, self._done_ = workplace, signer, tuple(shown), done
        self.message = MessageLine()
        words = QLabel(
            _("The texts are those of their SHA-256. {count} diplomas are signed with the key of this workstation.",
              count=len(shown))
        )  # fmt: skip
        words.setWordWrap(True)
        self.lines = LineTable(_("Diplomas to sign"), COLUMNS, grows=(1,))
        self.lines.show_lines(
            [(each.register_number, each.student, f"{each.digest[:DIGEST]}…") for each in shown]
        )
        self.lines.setMinimumHeight(self.lines.fontMetrics().height() * ROWS)
        self.buttons = ActButtons(self, workplace.tasks, _("Sign"), self.do)
        layout = QVBoxLayout(self)
        for widget in (self.message, words, self.lines, self.buttons):
            layout.addWidget(widget)
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Sign all that is shown; the dialog closes when the server has taken the signatures."""
        work = partial(signatures.sign, self._workplace.gateway, self._signer, self._shown)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, count: int) -> None:
        self.accept()
        self._done_(count)
