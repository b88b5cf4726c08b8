"""Registered, in no class: the list of a term, and the dialog that puts its students into a class."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QWidget

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.curriculum import registration
from client.data.curriculum.registration import TermChoice
from client.data.teaching import members, unseated
from client.data.teaching.members import TaughtClass
from client.data.teaching.unseated import Unseated
from client.views.teaching.members.question import ClassBox, MemberQuestion, within
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.choosers.term_box import begun
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.reading_window import ReadingWindow
from client.widgets.workplace import Workplace
from shared.models.teaching import REASONS, REPEAT

SEAT = Command(N_("Put into a class …"), ("Ins",), "class")
OF_ONE = N_("Choose students of one subject and one training: they come to one class.")
_MAY_SEAT = "hemis_faculty"
_LETTERS = (34, 12, 18, 36, 9, 20)


class UnseatedWindow(ReadingWindow):
    """Several students of a subject and a training are chosen and put into a class together."""

    def __init__(self, workplace: Workplace, *, term: int | None = None) -> None:
        super().__init__(workplace, _("Registered, in no class"))
        self.term = OfferedBox()
        self.term.setAccessibleName(_("Term"))
        self.term.setMinimumContentsLength(16)
        self._found: list[Unseated] = []
        self._wanted = term
        self.seat_ = actions.action(self, SEAT, self.seat)
        self.lay_out(self.term)
        self.bar.addAction(self.seat_)
        self.seat_.setVisible(workplace.gateway.role == _MAY_SEAT)
        self.seat_.setEnabled(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selected.connect(lambda: self.seat_.setEnabled(bool(self.table.chosen())))
        self.read(partial(registration.terms, workplace.gateway), self._offer)

    def reload(self) -> None:
        term, workplace = self.term.currentData(), self._workplace

        def work() -> list[Unseated]:
            workplace.catalogue.ensure((unseated.TRAININGS, unseated.STATES))
            return unseated.unseated(workplace.gateway, term)

        if term is None:
            self.sum.clear()
        else:
            self.read(work, self._show)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the term."""
        self.term.wish(state.get("term"))

    def seat(self) -> None:
        """Ask in which class the chosen students sit from now on."""
        chosen = [self._found[row] for row in self.table.chosen()]
        if not chosen:
            self.message.say(_("Choose the students first."))
        elif len({(each.subject_id, each.training) for each in chosen}) > 1:
            self.message.say(_(OF_ONE))
        else:
            work = partial(unseated.classes_for, self._workplace.gateway, chosen[0])
            self._workplace.tasks.run(self, work, partial(self._ask, chosen), self.message.refuse)

    def _ask(self, chosen: Sequence[Unseated], classes: tuple[TaughtClass, ...]) -> None:
        asked = SeatStudents(self._workplace, chosen, classes, self)
        asked.accepted.connect(self.reload)
        asked.open()

    def _offer(self, found: list[TermChoice]) -> None:
        self.term.fill(((each.id, each.name) for each in found), self._wanted or begun(found))
        self.term.currentIndexChanged.connect(self.reload)
        self.reload()

    def _show(self, found: list[Unseated]) -> None:
        self._found = found
        made = unseated.as_table(found, self._workplace.catalogue)
        self.show_rows(made, [each.student_id for each in found], _LETTERS, (0, 3))
        if not found:
            self.sum.setText(_("Everybody who is registered sits in a class."))
        self.seat_.setEnabled(bool(self.table.chosen()))


class SeatStudents(MemberQuestion):
    """In which class of the subject, why, and from which day on."""

    def __init__(
        self,
        workplace: Workplace,
        chosen: Sequence[Unseated],
        classes: Sequence[TaughtClass],
        parent: QWidget,
    ) -> None:
        first = chosen[0]
        training = workplace.catalogue.label(unseated.TRAININGS, first.training)
        told = f"{first.subject} · {training} · {', '.join(each.name for each in chosen[:5])}"
        if len(chosen) > 5:  # noqa: PLR2004 - as many as fit into two lines
            told += " " + _("and {count} more", count=len(chosen) - 5)
        super().__init__(workplace, _("Put into a class"), told, parent)
        self._students = [each.student_id for each in chosen]
        self.target, self.reason = ClassBox(classes), Combo()
        for code, words in REASONS.items():
            self.reason.addItem(_(words), code)
        self.reason.setCurrentIndex(self.reason.findData(REPEAT))
        self.first = DayEdit(within(classes[0]) if classes else clock.today())
        self.buttons.sure.setEnabled(bool(classes))
        self.form.addRow(_("Class"), self.target)
        self.form.addRow(_("Why"), self.reason)
        self.form.addRow(_("Since"), self.first)
        self.form.addRow(_("Remark"), self.note)
        self.keep(
            f"seat-students/{first.course_id}/{first.training}",
            target=self.target, reason=self.reason, first=self.first,
        )  # fmt: skip

    def do(self) -> None:
        gateway, why, since = self.workplace.gateway, self.reason.currentData(), self.first.day()
        note = self.note.text().strip()
        self.run_into(
            self.target,
            lambda target: members.join(gateway, target, self._students, why, since, None, note),
            _("Added to the class: {count}", count=len(self._students)),
        )
