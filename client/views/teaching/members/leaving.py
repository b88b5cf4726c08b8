"""Members leave a class, go over to another subgroup, or have their days corrected."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from client.core.i18n import _
from client.data.teaching import members
from client.data.teaching.members import Sitting, TaughtClass
from client.views.teaching.members.question import ClassBox, MemberQuestion, within
from client.widgets.day_edit import DayEdit
from client.widgets.workplace import Workplace


def _key(found: Sequence[Sitting]) -> str:
    return ",".join(str(each.id) for each in found)


class LeaveClass(MemberQuestion):
    """The last day and why."""

    def __init__(
        self, workplace: Workplace, found: Sequence[Sitting], called: str, parent: QWidget | None
    ) -> None:
        super().__init__(workplace, _("Leave the class"), called, parent)
        self._found = found
        self.last = DayEdit(within(found[0].of))
        self.form.addRow(_("Last day"), self.last)
        self.form.addRow(_("Reason"), self.note)
        self.keep(f"leave-class/{_key(found)}", last=self.last)

    def do(self) -> None:
        ids = [each.id for each in self._found]
        work = partial(members.leave, self.workplace.gateway, ids, self.last.day(), self.note.text().strip())
        self.run(work, _("Left the class: {count}", count=len(ids)))


class MoveMembers(MemberQuestion):
    """Another class of the same subject and training, and the first day there."""

    def __init__(
        self,
        workplace: Workplace,
        found: Sequence[Sitting],
        others: Sequence[TaughtClass],
        called: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(workplace, _("To another subgroup"), called, parent)
        self._found = found
        self.target, self.first = ClassBox(others), DayEdit(within(found[0].of))
        self.buttons.sure.setEnabled(bool(others))
        self.form.addRow(_("Class"), self.target)
        self.form.addRow(_("Since"), self.first)
        self.form.addRow(_("Remark"), self.note)
        if not others:
            self.message.say(_("This subject is taught to no other class in this term."))
        self.keep(f"move-members/{_key(found)}", target=self.target, first=self.first)

    def do(self) -> None:
        ids = [each.id for each in self._found]
        gateway, since, note = self.workplace.gateway, self.first.day(), self.note.text().strip()
        self.run_into(
            self.target,
            lambda target: members.move(gateway, ids, target, since, note),
            _("Gone over to the other class: {count}", count=len(ids)),
        )


class CorrectDays(MemberQuestion):
    """First and last day of one membership, and why they were wrong."""

    def __init__(self, workplace: Workplace, found: Sitting, called: str, parent: QWidget | None) -> None:
        super().__init__(workplace, _("Correct the days"), called, parent)
        self._found = found
        self.first = DayEdit(found.starts_on)
        self.ends = QCheckBox(_("until"))
        self.last = DayEdit(found.ends_on or found.of.last)
        self.ends.toggled.connect(self.last.setEnabled)
        self.ends.setChecked(found.ends_on is not None)
        self.last.setEnabled(self.ends.isChecked())
        days = QHBoxLayout()
        for widget in (self.first, self.ends, self.last):
            days.addWidget(widget)
        days.addStretch(1)
        self.form.addRow(_("Since"), days)
        self.form.addRow(_("Reason"), self.note)
        self.keep(f"correct-member/{found.id}", first=self.first, ends=self.ends, last=self.last)

    def do(self) -> None:
        last = self.last.day() if self.ends.isChecked() else None
        note = self.note.text().strip()
        work = partial(members.correct, self.workplace.gateway, self._found, self.first.day(), last, note)
        self.run(work, _("The days are corrected."))
