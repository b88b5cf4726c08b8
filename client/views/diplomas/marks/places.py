"""Whose marks are shown: faculty, plan and group in three boxes that depend on each other."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from client.core.i18n import N_, _
from client.data.diplomas.marks import MarksPlace
from client.widgets.combo import Combo

#: All groups of the plan.
EVERY = None


class PlaceBoxes(QObject):
    """Fills the boxes; what is wished for is come to when it is offered, else where there are drafts."""

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.faculty, self.plan, self.group = Combo(), Combo(), Combo()
        for box, name, letters in (
            (self.faculty, N_("Faculty"), 12),
            (self.plan, N_("Curriculum"), 18),
            (self.group, N_("Group"), 12),
        ):
            box.setAccessibleName(_(name))
            box.setMinimumContentsLength(letters)
        self._places: Sequence[MarksPlace] = ()
        self._wished: dict[str, Any] = {}
        self.faculty.currentIndexChanged.connect(self._offer_plans)
        self.plan.currentIndexChanged.connect(self._offer_groups)
        self.group.currentIndexChanged.connect(self.turned)

    def wish(self, wished: dict[str, Any]) -> None:
        """Come to this faculty, plan and group, now or as soon as they are offered."""
        self._wished = dict(wished)
        if self._places:
            self.fill(self._places)

    def fill(self, places: Sequence[MarksPlace]) -> None:
        """Offer the places that have diplomas."""
        self._places = places
        usual = next((each for each in places if each.drafts), next(iter(places), None))
        if usual is not None and not self._wished:
            self._wished = _told(usual)
        elif self._wished.get("curriculum") is None:  # who asks for a group need not know its plan
            self._wished |= next((_told(each) for each in places if self._is_group(each)), {})
        _fill(
            self.faculty,
            {each.faculty_id: each.faculty for each in places},
            self._wished.get("faculty"),
        )
        self._offer_plans()

    def chosen(self) -> dict[str, Any]:
        """Return what is chosen, as it is wished for again."""
        return {
            "faculty": self.faculty.currentData(),
            "curriculum": self.plan.currentData(),
            "group": self.group.currentData(),
        }

    def told(self) -> tuple[str, ...]:
        """Return it in words for a paper."""
        return self.faculty.currentText(), self.plan.currentText(), self.group.currentText()

    def _offer_plans(self) -> None:
        own = [each for each in self._places if each.faculty_id == self.faculty.currentData()]
        _fill(
            self.plan,
            {each.curriculum_id: each.curriculum for each in own},
            self._wished.get("curriculum"),
        )
        self._offer_groups()

    def _offer_groups(self) -> None:
        faculty, plan = self.faculty.currentData(), self.plan.currentData()
        own = [each for each in self._places if (each.faculty_id, each.curriculum_id) == (faculty, plan)]
        entries: dict[Any, str] = {
            each.group: _("{group}, drafts: {drafts} of {count}", group=each.group or "—", drafts=each.drafts,
                          count=each.diplomas)
            for each in own
        }  # fmt: skip
        if len(own) > 1:
            entries[EVERY] = _("All groups of the plan")
        first = next((each.group for each in own if each.drafts), next(iter(entries), None))
        _fill(
            self.group, entries, self._wished.get("group", first) if self._is_wished(faculty, plan) else first
        )
        self.turned.emit()

    def _is_group(self, place: MarksPlace) -> bool:
        return place.group == self._wished.get("group") and self._wished.get("faculty") in (
            None,
            place.faculty_id,
        )

    def _is_wished(self, faculty: int, plan: int) -> bool:
        return (self._wished.get("faculty"), self._wished.get("curriculum")) == (faculty, plan)


def _told(place: MarksPlace) -> dict[str, Any]:
    return {"faculty": place.faculty_id, "curriculum": place.curriculum_id, "group": place.group}


def _fill(box: Combo, entries: dict[Any, str], wished: Any) -> None:
    box.blockSignals(True)
    box.clear()
    for number, name in entries.items():
        box.addItem(name, number)
    here = list(entries)
    box.setCurrentIndex(here.index(wished) if wished in here else 0 if here else -1)
    box.blockSignals(False)
