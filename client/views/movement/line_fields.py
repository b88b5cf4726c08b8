"""What the lines of an order have alike: reason, days, group, year of study, semester, payment form, note."""

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QFormLayout, QLineEdit, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.records.catalogue import Item
from client.data.server.gateway import Gateway
from client.widgets.combo import Combo
from client.widgets.editors import Lookup, editor_for
from client.widgets.workplace import Workplace
from shared.models.movement import Line
from shared.models.students import Group

UNCHANGED = N_("as it is")
LISTS = {"new_course": "h_course", "new_semester": "h_semester", "new_payment": "h_payment_form"}
#: Which word of a transition lets a field change.
WORDS = {"new_course": "course", "new_semester": "semester", "new_payment": "payment"}


def day_edit(day: date) -> QDateEdit:
    """Return a field that begins with this day."""
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setCalendarPopup(True)
    field.setDisplayFormat("dd.MM.yyyy")
    return field


def day_of(field: QDateEdit) -> date:
    """Return the day that a field shows."""
    day = field.date()
    return date(day.year(), day.month(), day.day())


class ActNeeds(NamedTuple):
    """What the lines of an act need and may change."""

    reasons: str
    moves: frozenset[str]
    dated: bool


_NEEDS = """
select max(t.reasons), max(t.moves), bool_or(t.dated) from movement.transition t where t.act = :act
"""


def needs_of(gateway: Gateway, act: str) -> ActNeeds:
    """Return what an act needs."""
    reasons, moves, dated = gateway.one(_NEEDS, act=act) or (None, None, False)
    return ActNeeds(reasons or "", frozenset((moves or "").split()), bool(dated))


class LineFields(QWidget):
    """Only what the act asks for is shown; what stays empty is not changed."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.reason, self.note = Combo(), QLineEdit()
        self.starts, self.ends = (editor_for(workplace, Line, name) for name in ("starts_on", "ends_on"))
        self.group = Lookup(workplace, Group)
        self.codes = {name: Combo() for name in LISTS}
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        for label, field in (
            (_("Reason"), self.reason), (_("From"), self.starts), (_("Until"), self.ends),
            (_("To the group"), self.group),
            (_("Year of study after"), self.codes["new_course"]), (_("Semester after"), self.codes["new_semester"]),
            (_("Payment form after"), self.codes["new_payment"]), (_("Note"), self.note),
        ):  # fmt: skip
            self.form.addRow(label, field)

    def fit(self, act: str) -> None:
        """Show what this act asks for."""
        if not act:
            return
        gateway, catalogue = self._workplace.gateway, self._workplace.catalogue

        def work() -> tuple[ActNeeds, dict[str, tuple[Item, ...]]]:
            needs = needs_of(gateway, act)
            lists = [*LISTS.values(), *([needs.reasons] if needs.reasons else [])]
            catalogue.ensure(lists)
            return needs, {name: catalogue.items(name) for name in lists}

        self._workplace.tasks.run(self, work, lambda answer: self._show(*answer))

    def given(self) -> dict[str, Any]:
        """Return what was filled in; a day that is none is refused."""
        told: dict[str, Any] = {}
        if self.reason.currentData() is not None:
            told["reason"] = self.reason.currentData()
        for field in (self.starts, self.ends, self.group):
            if problem := field.problem():
                raise UserError(problem)
        for name, field in (("starts_on", self.starts), ("ends_on", self.ends)):
            if field.value() is not None:
                told[name] = field.value()
        if isinstance(self.group.value(), int):
            told["new_group_id"] = self.group.value()
        for name, box in self.codes.items():
            if box.currentData() is not None:
                told[name] = box.currentData()
        if note := self.note.text().strip():
            told["note"] = note
        return told

    def kept(self) -> dict[str, QWidget]:
        """Return what a draft of the dialog keeps."""
        return {"starts": self.starts, "ends": self.ends, "group": self.group, "note": self.note}

    def _show(self, needs: ActNeeds, lists: dict[str, tuple[Item, ...]]) -> None:
        self.reason.clear()
        for item in lists.get(needs.reasons, ()):
            self.reason.addItem(item.label, item.code)
        self.reason.setCurrentIndex(-1)
        for name, box in self.codes.items():
            box.clear()
            box.addItem(_(UNCHANGED), None)
            for item in lists[LISTS[name]]:
                box.addItem(item.label, item.code)
            self.form.setRowVisible(box, WORDS[name] in needs.moves)
        self.form.setRowVisible(self.reason, bool(needs.reasons))
        self.form.setRowVisible(self.group, "group" in needs.moves)
        for day in (self.starts, self.ends):
            self.form.setRowVisible(day, needs.dated)
