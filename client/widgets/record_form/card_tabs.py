"""The tabs of a card: parts that are saved together, and windows on what belongs to the record."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.widgets.record_form.fields import Fields
from client.widgets.record_form.part_factory import make_part
from client.widgets.record_form.parts import Part, RecordPart
from client.widgets.record_form.photo_part import PhotoPart
from client.widgets.record_form.spec import CardSpec, Tab, Values
from client.widgets.workplace import Workplace


class CardTabs(QTabWidget):
    """Knows the parts of a card and where they stand; a window on what belongs to it is made when it is seen."""

    #: Something was typed in one of the parts.
    changed = Signal()
    #: A window on what belongs to the record was made.
    inside_made = Signal(object)

    def __init__(self, workplace: Workplace, spec: CardSpec, new: Values) -> None:
        super().__init__()
        self.parts: list[Part] = []
        #: What tabs on what belongs to the record show, by their place.
        self.inside: dict[int, QWidget] = {}
        self._workplace, self._new = workplace, new
        self._record_id: int | None = None
        self._siblings: list[Fields] = []
        self._holders: list[tuple[Tab, QWidget, QVBoxLayout]] = []
        self._begun: list[Values] = []
        self.setDocumentMode(True)
        for tab in spec.tabs:
            self.addTab(self._made(tab), _(tab.title))
        self.tabBar().setVisible(len(spec.tabs) > 1)
        self.currentChanged.connect(lambda _place: self._fill_inside())

    @property
    def main(self) -> RecordPart:
        """The part of the record itself."""
        main = self._first_record()
        assert main is not None  # noqa: S101 - every card has the record itself
        return main

    def learn(self, record_id: int | None) -> list[Any]:
        """Ask the server for what the parts show; runs in the background."""
        return [part.learn(record_id) for part in self.parts]

    def show_known(self, record_id: int | None, known: Sequence[Any]) -> None:
        """Show what `learn` brought of this record."""
        self._record_id = record_id
        for part, what in zip(self.parts, known, strict=True):
            part.show_known(what)
        self._begun = [part.draft() for part in self.parts] if record_id is None else []
        self._empty_inside()
        self._fill_inside()

    def learn_newer(self, record_id: int) -> list[Any]:
        """Ask what others stored since in each part, None where it is nothing; runs in the background."""
        return [part.learn_newer(record_id) for part in self.parts]

    def show_newer(self, newer: Sequence[Any]) -> None:
        """Show what others stored; tabs on what belongs to the record hear of it themselves."""
        for part, what in zip(self.parts, newer, strict=True):
            if what is not None:
                part.show_known(what)

    def is_changed(self) -> bool:
        """Whether something would be lost: what a new record begins with would not."""
        begun = self._begun or [{}] * len(self.parts)
        return any(
            part.is_changed() and (not first or part.draft() != first)
            for part, first in zip(self.parts, begun, strict=True)
        )

    def check(self) -> bool:
        """Say under the fields everything that is wrong; the first bad one gets the focus."""
        bad = [part for part in self.parts if not part.check()]
        if bad:
            self._come_to(bad[0])
            bad[0].check()  # once more: only a field that is seen takes the focus
        return not bad

    def complain(self, part: Part | None, error: HemisError) -> bool:
        """Show a refusal under its field; false if the part has no such field."""
        if part is None or not error.field:
            return False
        for each in (part, *(part.more if isinstance(part, RecordPart) else ())):
            if each.complain(error.field, error.text()):
                self._come_to(each)
                return bool(each.complain(error.field, error.text()))  # once more, as in `check`
        return False

    def come_to(self, title: str) -> bool:
        """Show the tab of this title, if the card has it."""
        titles = [tab.title for tab, *_rest in self._holders]
        if not title or title not in titles:
            return False
        self.setCurrentIndex(titles.index(title))
        return True

    def begin_typing(self) -> None:
        """Go to the first field that can be filled in; where there is none, to what can be scrolled."""
        fields = self.main.fields
        first = next((field for field in fields.fields.values() if field.writable), None) if fields else None
        (self.currentWidget() if first is None else first).setFocus()

    def _made(self, tab: Tab) -> QWidget:
        """Make what a tab shows; fields scroll, a window on what belongs to the record does so itself."""
        holder = QWidget()
        column, beside = _columns(holder)
        if tab.note:
            column.addWidget(_note(tab.note))
        for declared in tab.parts:
            part = make_part(self._workplace, declared, self._siblings, self._new, self._first_record())
            part.changed.connect(self.changed)
            self.parts.append(part)
            (beside if isinstance(part, PhotoPart) else column).addWidget(part)
        beside.addStretch()
        self._holders.append((tab, holder, column))
        if tab.inside is not None:
            return holder
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(holder)
        return area

    def _first_record(self) -> RecordPart | None:
        return next((part for part in self.parts if isinstance(part, RecordPart)), None)

    def _come_to(self, part: Part) -> None:
        for place, (_tab, holder, _column) in enumerate(self._holders):
            if holder.isAncestorOf(part):
                self.setCurrentIndex(place)

    def _empty_inside(self) -> None:
        """Tabs on what belongs to the record wait until there is one."""
        for place, (tab, _holder, column) in enumerate(self._holders):
            if tab.inside is not None:
                self.setTabEnabled(place, self._record_id is not None)
                self.setTabToolTip(place, "" if self._record_id else _("Save the card first."))
                if (old := self.inside.pop(place, None)) is not None:
                    column.removeWidget(old)
                    old.deleteLater()

    def _fill_inside(self) -> None:
        place = self.currentIndex()
        tab, _holder, column = self._holders[place]
        if tab.inside is not None and self._record_id is not None and place not in self.inside:
            passed = {name: self._value_of(name) for name in tab.passes}
            self.inside[place] = tab.inside(self._workplace, self._record_id, **passed)
            column.addWidget(self.inside[place])
            self.inside_made.emit(self.inside[place])

    def _value_of(self, name: str) -> Any:
        """Return the stored value of a column, on whichever tab it stands."""
        known = (part.known for part in self.parts if isinstance(part, RecordPart) and not part.link)
        stored = (each.stored.values for each in known if each is not None and each.stored is not None)
        return next((values[name] for values in stored if name in values), None)


def _note(text: str) -> QLabel:
    note = QLabel(_(text))
    note.setWordWrap(True)
    note.setProperty("quiet", True)
    return note


def _columns(holder: QWidget) -> tuple[QVBoxLayout, QVBoxLayout]:
    """Lay out a tab: its parts from above, and the photo at their right."""
    line = QHBoxLayout(holder)
    column, beside = QVBoxLayout(), QVBoxLayout()
    line.addLayout(column, 1)
    line.addLayout(beside)
    return column, beside
