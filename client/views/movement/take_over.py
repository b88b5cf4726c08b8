"""The end of the take-over: how the students stand who are here, and the act that closes it for good."""

from functools import partial

from PySide6.QtWidgets import QMessageBox

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.students import take_over
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace

CLOSE = Command(N_("Close the take-over …"), (), "lock")
RELATION = "students.take_over"
OPEN = N_(
    "The take-over is open: students are entered and imported with their group and status, and spellings are corrected."
)
CLOSED = N_(
    "The take-over is closed: whoever is entered is applied and has no group, and names change by orders only."
)
QUESTION = N_(
    "Close the take-over of {count} students? It is never opened again: from now on students are enrolled by orders,"
    " and names change by orders.\n\n{findings}"
)


class TakeOverWindow(ReadingWindow):
    """A row opens the students whom it counts."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("End of the take-over"))
        self._found: dict[str, int] = {}
        self.close_ = actions.action(self, CLOSE, self.end)
        self.close_.setEnabled(False)
        self.bar.addAction(self.close_)
        self.bar.keep(self.close_)
        self.lay_out()
        self._staleness = Staleness(workplace.changes, (RELATION, "students.student"), self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        gateway = self._workplace.gateway
        self._staleness.refreshed()
        self.read(lambda: (take_over.report(gateway), take_over.is_closed(gateway)), self._show)

    def activated(self, key: int) -> None:
        """Open the students of a finding."""
        filters = take_over.FILTERS.get(tuple(take_over.FINDINGS)[key])
        if filters is None:
            self.message.say(_("There is no list of these: ask the dean's offices."))
        else:
            self._workplace.navigator.open("student", filters=[each.to_json() for each in filters])

    def end(self) -> None:
        """Ask, then close the take-over."""
        shown = take_over.as_table(self._found, self.title).rows
        findings = "\n".join(f"{count} – {name}" for name, count in shown[1:] if count != "0")
        box = QMessageBox(QMessageBox.Icon.Warning, self.title, "", parent=self)
        box.setText(_(QUESTION, count=self._found[take_over.STUDENTS], findings=findings).strip())
        yes = box.addButton(_("Close it for good"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is yes:
            work = partial(take_over.close, self._workplace.gateway, self._found[take_over.STUDENTS])
            self._workplace.tasks.run(self, work, self._ended, self.message.refuse)

    def _ended(self, _nothing: None) -> None:
        self._workplace.changes.announce(RELATION)
        self.message.say(_("The take-over is closed."))
        self.reload()

    def _show(self, answer: tuple[dict[str, int], bool]) -> None:
        self._found, closed = answer
        self.show_rows(
            take_over.as_table(self._found, self.title), range(len(take_over.FINDINGS)), (60, 12), (0,)
        )
        self.sum.setText(_(CLOSED if closed else OPEN))
        self.close_.setEnabled(not closed)
