"""Which subject and training type a window is about: two boxes that every window of topics has."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.data.topics import topic_lists
from client.data.topics.ticket_papers import TicketsOf
from client.data.topics.topic_lists import Taught, TaughtSubject
from client.widgets.combo import Combo
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

TRAINING = "h_training_type"


class SubjectChooser(QObject):
    """Reads the subjects of the role; `chosen` is emitted whenever another list is to be shown."""

    chosen = Signal(object)
    #: There is nothing to choose from.
    nothing = Signal()
    failed = Signal(HemisError)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self.subject, self.training = Combo(), Combo()
        self._workplace = workplace
        self._subjects: list[TaughtSubject] = []
        self._wanted: dict[str, Any] = {}
        self.subject.currentIndexChanged.connect(self._offer_trainings)
        self.training.currentIndexChanged.connect(self._tell)

    def put_into(self, bar: ToolBar, *, trainings: bool = True) -> None:
        """Stand at the beginning of a bar; what is about all training types asks for none."""
        for combo, name, width in (
            (self.subject, N_("Subject"), 30),
            (self.training, N_("Training type"), 16),
        ):
            combo.setMinimumContentsLength(width)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setAccessibleName(_(name))
            if trainings or combo is self.subject:
                bar.addWidget(combo)

    def begin(self) -> None:
        """Read the subjects."""
        self._workplace.tasks.run(self, self._read, self._offer, self.failed.emit)

    def taught(self) -> Taught | None:
        """Return the subject and training type that are chosen."""
        place, training = self.subject.currentIndex(), self.training.currentData()
        if place < 0 or training is None:
            return None
        subject = self._subjects[place]
        return Taught(subject.subject_id, subject.department_id, training)

    def plans(self) -> tuple[tuple[int, int], ...]:
        """Return the hours that plans give what is chosen, the most usual first."""
        place, training = self.subject.currentIndex(), self.training.currentData()
        return self._subjects[place].trainings.get(training, ()) if place >= 0 else ()

    def words(self) -> TicketsOf:
        """Return what the chosen subject and its department are called."""
        place = self.subject.currentIndex()
        subject = self._subjects[place] if 0 <= place < len(self._subjects) else None
        return TicketsOf(subject.name, subject.department) if subject else TicketsOf("", "")

    def state(self) -> dict[str, Any]:
        taught = self.taught()
        return {"subject": taught.subject_id, "training": taught.training} if taught else {}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a subject and training type, as soon as they are offered."""
        self._wanted = dict(state)
        self._choose()

    def _read(self) -> list[TaughtSubject]:
        self._workplace.catalogue.ensure((TRAINING,))
        return topic_lists.subjects(self._workplace.gateway, self._workplace.session.role or "")

    def _offer(self, found: list[TaughtSubject]) -> None:
        self._subjects = found
        several = len({each.department_id for each in found}) > 1
        self.subject.blockSignals(True)
        for each in found:
            self.subject.addItem(f"{each.name} · {each.department}" if several else each.name)
        self.subject.blockSignals(False)
        if not found:
            self.nothing.emit()
        self._choose()

    def _choose(self) -> None:
        ids = [each.subject_id for each in self._subjects]
        wanted = self._wanted.get("subject")
        place = ids.index(wanted) if wanted in ids else max(0, self.subject.currentIndex())
        if ids and place != self.subject.currentIndex():
            self.subject.blockSignals(True)
            self.subject.setCurrentIndex(place)
            self.subject.blockSignals(False)
        self._offer_trainings()

    def _offer_trainings(self) -> None:
        place = self.subject.currentIndex()
        if place < 0 or not self._subjects:
            return
        former = self._wanted.pop("training", None) or self.training.currentData()
        self.training.blockSignals(True)
        self.training.clear()
        for code in sorted(self._subjects[place].trainings):
            self.training.addItem(self._workplace.catalogue.label(TRAINING, code), code)
        self.training.setCurrentIndex(max(0, self.training.findData(former)))
        self.training.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        if (taught := self.taught()) is not None:
            self.chosen.emit(taught)
