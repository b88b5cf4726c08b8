"""What the lines of an order have alike: reason, days, group, year of study, semester, payment form, note."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.movement.naming import ReadName, StudentName
from client.data.movement.orders import ActNeeds, needs_of
from client.data.records.catalogue import Item
from client.views.movement.name_fields import NameFields
from client.widgets.combo import Combo
from client.widgets.editors import Lookup, editor_for
from client.widgets.kept_input import KeptField
from client.widgets.workplace import Workplace
from shared.models.movement import Line
from shared.models.students import Group

UNCHANGED = N_("as it is")
LISTS = {"new_course": "h_course", "new_semester": "h_semester", "new_payment": "h_payment_form"}
#: Which word of a transition lets a field change.
WORDS = {"new_course": "course", "new_semester": "semester", "new_payment": "payment"}


class LineFields(QWidget):
    """Only what the act asks for is shown; what stays empty is not changed."""

    def __init__(self, workplace: Workplace, read_name: ReadName | None = None) -> None:
        super().__init__()
        #: `read_name` reads that of the one student whom an order may rename; several are never renamed alike.
        self._workplace, self._read_name = workplace, read_name
        self.reason, self.note = Combo(), QLineEdit()
        self.starts, self.ends = (editor_for(workplace, Line, name) for name in ("starts_on", "ends_on"))
        self.group = Lookup(workplace, Group)
        self.codes = {name: Combo() for name in LISTS}
        self._boxes = {"reason": self.reason, **self.codes}
        #: What was chosen or comes back from a draft: it is chosen as soon as its list is there.
        self._wished: dict[str, Any] = {}
        self._reasons = ""
        for name, box in self._boxes.items():
            box.currentIndexChanged.connect(partial(self._remember, name))
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        for label, field in (
            (_("Reason"), self.reason), (_("From"), self.starts), (_("Until"), self.ends),
            (_("To the group"), self.group),
            (_("Year of study after"), self.codes["new_course"]), (_("Semester after"), self.codes["new_semester"]),
            (_("Payment form after"), self.codes["new_payment"]), (_("Note"), self.note),
        ):  # fmt: skip
            self.form.addRow(label, field)
        self.names = NameFields(self.form)

    def fit(self, act: str) -> None:
        """Show what this act asks for."""
        if not act:
            return
        gateway, catalogue = self._workplace.gateway, self._workplace.catalogue

        def work() -> tuple[ActNeeds, dict[str, tuple[Item, ...]], StudentName | None]:
            needs = needs_of(gateway, act)
            name = self._read_name(gateway) if self._read_name and "name" in needs.moves else None
            lists = [*LISTS.values(), *([needs.reasons] if needs.reasons else [])]
            catalogue.ensure(lists)
            return needs, {each: catalogue.items(each) for each in lists}, name

        self._workplace.tasks.run(self, work, lambda answer: self._show(*answer))

    def given(self) -> dict[str, Any]:
        """Return what was filled in; a day that is none is refused."""
        told = {name: code for name, box in self._boxes.items() if (code := box.currentData()) is not None}
        for field in (self.starts, self.ends, self.group):
            if problem := field.problem():
                raise UserError(problem)
        for name, field in (("starts_on", self.starts), ("ends_on", self.ends)):
            if field.value() is not None:
                told[name] = field.value()
        if isinstance(self.group.value(), int):
            told["new_group_id"] = self.group.value()
        if note := self.note.text().strip():
            told["note"] = note
        return told | self.names.given()

    def kept(self) -> dict[str, QWidget | KeptField]:
        """Return what a draft of the dialog keeps."""
        codes = {
            name: KeptField(box.currentData, partial(self._wish, name), box.currentIndexChanged.connect)
            for name, box in self._boxes.items()
        }
        return {
            "starts": self.starts,
            "ends": self.ends,
            "group": self.group,
            "note": self.note,
            **codes,
            **self.names.kept(),
        }

    def _remember(self, name: str, _place: int) -> None:
        self._wished[name] = self._boxes[name].currentData()

    def _wish(self, name: str, code: Any) -> None:
        self._wished[name] = code
        self._choose(name)

    def _choose(self, name: str) -> None:
        box = self._boxes[name]
        with QSignalBlocker(box):
            box.setCurrentIndex(max(0 if name in LISTS else -1, box.findData(self._wished.get(name))))

    def _show(self, needs: ActNeeds, lists: dict[str, tuple[Item, ...]], present: StudentName | None) -> None:
        self.names.show(present)
        if self._reasons not in ("", needs.reasons):
            self._wished.pop("reason", None)  # a code of another list
        self._reasons = needs.reasons
        for name in LISTS:
            if WORDS[name] not in needs.moves:
                self._wished.pop(name, None)
        for name, box in self._boxes.items():
            with QSignalBlocker(box):
                box.clear()
                if name in LISTS:
                    box.addItem(_(UNCHANGED), None)
                for item in lists.get(LISTS.get(name, needs.reasons), ()):
                    box.addItem(item.label, item.code)
            self._choose(name)
        for name, box in self.codes.items():
            self.form.setRowVisible(box, WORDS[name] in needs.moves)
        self.form.setRowVisible(self.reason, bool(needs.reasons))
        self.form.setRowVisible(self.group, "group" in needs.moves)
        for day in (self.starts, self.ends):
            self.form.setRowVisible(day, needs.dated)
