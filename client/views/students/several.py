"""Changing several chosen students at once: the fields, what happens to whom, and the act that writes all or nobody."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core.actions import Command
from client.core.errors import Conflict, HemisError, UserError
from client.core.i18n import N_, _
from client.core.words import classifier_of
from client.data.imports import history
from client.data.students import several
from client.data.students.several import CHANGES, PRIVATE, RELATIONS, SAME, SINCE, Chosen, Verdict
from client.views.students.several_fields import COLUMNS, LISTS, SeveralFields, label_of
from client.widgets.act_buttons import ActButtons
from client.widgets.formatting import grouped
from client.widgets.kept_input import keep_dialog
from client.widgets.line_table import LineTable
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.message_place import Act
from client.widgets.record_list import ListAction
from client.widgets.workplace import Workplace

PAUSE = 150
TABLE = ((N_("Student"), 26), (N_("Group"), 7), (N_("Now"), 36), (N_("What happens"), 24))
STANDINGS = {CHANGES: N_("changes"), SAME: N_("is so already")}
NOTHING = N_("Tick what is to be changed, and choose its value.")
NOBODY = N_("Nobody is left whom this would change.")
CHANGE = N_("Change: {count}")
LONGEST = 255


class ChangeSeveral(QDialog):
    """Says of each chosen student what would happen before anything is written."""

    def __init__(self, workplace: Workplace, chosen: Chosen, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Change several students"))
        self._workplace, self._chosen, self._list = workplace, chosen, parent
        self._verdicts: list[Verdict] = []
        self._asked = 0
        self.message, self.fields = MessageLine(), SeveralFields(workplace)
        self.table = LineTable(_("What happens to the students"), TABLE, grows=(2,))
        self.summary = QLabel()
        self.buttons = ActButtons(self, workplace.tasks, _(CHANGE, count=0), self.do)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.judge)
        self._lay_out()
        self.fields.changed.connect(self._wait)
        keep_dialog(workplace, self, "change-several", **self.fields.kept()).begin()
        self.judge()
        self.finished.connect(self.deleteLater)

    def judge(self) -> None:
        """Show what would happen to whom; private data is read once somebody wants to change it."""
        self._pause.stop()
        given = self._given()
        if not given:
            self._show([])
            return
        self._asked += 1
        asked, chosen, gateway = self._asked, self._chosen, self._workplace.gateway
        missing = chosen.privates is None and any(name in PRIVATE for name in given)

        def work() -> tuple[Chosen, list[Verdict]]:
            now = several.read(gateway, chosen.ids, with_private=True, before=chosen) if missing else chosen
            return now, several.judge(now, given)

        self._workplace.tasks.run(self, work, partial(self._judged, asked), self.message.refuse)

    def do(self) -> None:
        """Write it for all who change; the dialog closes when the server has accepted it."""
        given = self._given()
        if given is None:
            return
        if not given:
            self.message.refuse(UserError(NOTHING))
        elif self._pause.isActive():
            self.judge()  # nothing is written that was not shown before
        elif not any(each.standing == CHANGES for each in self._verdicts):
            self.message.refuse(UserError(NOBODY))
        else:
            title = ", ".join(label_of(name) for name in given if name != SINCE)[:LONGEST]
            work = partial(several.change, self._workplace.gateway, self._verdicts, given, title)
            self.buttons.ask(work, self._done, self._refused)

    def _given(self) -> dict[str, Any] | None:
        """Return what is ticked, None where it cannot be written, which is said."""
        try:
            return self.fields.given()
        except UserError as error:
            self.message.refuse(error)
            return None

    def _wait(self) -> None:
        self.message.hide()
        self._pause.start()

    def _judged(self, asked: int, answer: tuple[Chosen, list[Verdict]]) -> None:
        if asked == self._asked:
            self._chosen = answer[0]
            self._show(answer[1])

    def _show(self, verdicts: list[Verdict]) -> None:
        """Those of whom something stands in the way come first: they are to be looked at."""
        order = {CHANGES: 1, SAME: 2}
        self._verdicts = sorted(verdicts, key=lambda each: order.get(each.standing, 0))
        self.table.show_lines([self._line(each) for each in self._verdicts])
        changing = sum(each.standing == CHANGES for each in verdicts)
        self.summary.setText(
            _(
                "Chosen: {chosen}. Will change: {changing}. Will not: {others}.",
                chosen=grouped(len(self._chosen.ids)),
                changing=grouped(changing),
                others=grouped(len(verdicts) - changing),
            )
            if verdicts
            else _("Chosen: {chosen}. {nothing}", chosen=grouped(len(self._chosen.ids)), nothing=_(NOTHING))
        )
        self.buttons.sure.setText(_(CHANGE, count=grouped(changing)))

    def _line(self, verdict: Verdict) -> tuple[str, ...]:
        now = "; ".join(self._words(name, value) for name, value in verdict.now.items())
        return verdict.name, verdict.group, now, _(STANDINGS.get(verdict.standing, verdict.standing))

    def _words(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return _("empty")
        if name not in COLUMNS:
            return str(value)
        return self._workplace.catalogue.label(classifier_of(COLUMNS[name]), value)

    def _done(self, run: int) -> None:
        changed = sum(each.standing == CHANGES for each in self._verdicts)
        self._workplace.changes.announce(*RELATIONS)
        self._workplace.navigator.say(
            _("Changed: {count} students.", count=grouped(changed)),
            Act(_("Undo"), partial(undo, self._workplace, self._list, run)),
        )
        self.accept()

    def _refused(self, error: HemisError) -> None:
        """Whoever was changed meanwhile is shown as such; what was written is nothing."""
        self.message.refuse(error)
        if isinstance(error, Conflict):
            private = self._chosen.privates is not None
            before, gateway = self._chosen, self._workplace.gateway
            work = partial(several.read, gateway, before.ids, with_private=private, before=before)
            self._workplace.tasks.run(self, work, self._look_again, self.message.refuse)

    def _look_again(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._show(several.judge(chosen, self._given() or {}))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.addWidget(self.table, 1)
        right.addWidget(self.summary)
        columns = QHBoxLayout()
        left = QVBoxLayout()
        left.addWidget(self.fields)
        left.addStretch(1)
        columns.addLayout(left)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(columns, 1)
        layout.addWidget(self.buttons)
        self.resize(letters_wide(self, 170), letters_wide(self, 70))


def change_several(workplace: Workplace, parent: QWidget, ids: Sequence[int]) -> None:
    """Read the chosen students in the background, then open the dialog."""
    chosen = tuple(ids)

    def work() -> Chosen:
        workplace.catalogue.ensure(LISTS)
        return several.read(workplace.gateway, chosen, with_private=False)

    workplace.tasks.run(parent, work, lambda found: ChangeSeveral(workplace, found, parent).open())


def undo(workplace: Workplace, parent: QWidget, run: int) -> None:
    """Take the change of all of them back, if nothing has happened to them since."""

    def told(count: int) -> None:
        workplace.changes.announce(*RELATIONS)
        workplace.navigator.say(_("Taken back: {count} records are as they were.", count=grouped(count)))

    work = partial(history.undo, workplace.gateway, run)
    title = _("Taking the change back")
    workplace.tasks.job(parent, title, lambda _job: work(), told, workplace.navigator.refuse)


CHANGE_SEVERAL = ListAction(
    Command(N_("Change several …"), ("Ctrl+Shift+E",), "edit"), change_several, ("faculty",)
)
