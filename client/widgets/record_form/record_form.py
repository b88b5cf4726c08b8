"""The generic form and card of a record: loads, checks, saves in one transaction, and loses nothing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from client.core import actions, clock
from client.core.actions import action
from client.core.errors import Conflict, HemisError
from client.core.i18n import _
from client.data.records import records
from client.data.server.gateway import OutcomeUnknown
from client.widgets.message_line import MessageLine
from client.widgets.record_form.comparing import compare
from client.widgets.record_form.drafting import Drafting, Unsettled
from client.widgets.record_form.part_factory import make_part
from client.widgets.record_form.parts import Part, RecordPart, Storing
from client.widgets.record_form.photo_part import PhotoPart
from client.widgets.record_form.spec import CardSpec, FormSpec, Tab
from client.widgets.workplace import Workplace

Neighbour = Callable[[int | None, int], int | None]


class RecordForm(QWidget):
    """Shows one record, or an empty one that begins with the values `new`."""

    saved = Signal(int)
    #: Esc, when nothing is left to lose.
    left = Signal()

    def __init__(
        self,
        workplace: Workplace,
        spec: FormSpec | CardSpec,
        record_id: int | None = None,
        neighbour: Neighbour | None = None,
        **new: Any,
    ) -> None:
        super().__init__()
        self.workplace = workplace
        self.spec = spec if isinstance(spec, CardSpec) else CardSpec((Tab("", (spec,)),))
        self.record_id = record_id
        self.parts: list[Part] = []
        self.tabs = QTabWidget()
        self.message = MessageLine()
        self.drafting = Drafting(workplace.drafts)
        self._neighbour = neighbour
        self._new = {**_own_unit(workplace, self.spec), **new} if record_id is None else new
        self._holders: list[tuple[Tab, QWidget, QVBoxLayout]] = []
        self._inside: dict[int, QWidget] = {}
        self._begun: list[dict[str, Any]] = []
        self._leaving = False
        self._busy = False
        self._loads = 0
        self._build()
        self.reload()

    @property
    def title(self) -> str:
        return self.windowTitle()

    @property
    def arguments(self) -> dict[str, Any]:
        """What opens this window as it is now."""
        return {"record_id": self.record_id, **({} if self.record_id else self._new)}

    def add_action(self, made: QAction) -> None:
        """Put an act of this kind of card beside the others."""
        self._tools.addAction(made)

    def reload(self) -> None:
        """Show what the server has now; unsaved input comes back from its draft."""
        self._loads += 1
        number, main = self.record_id, self.spec.main
        parts = list(self.parts)

        def work() -> tuple[str, list[Any]]:
            known = [part.learn(number) for part in parts]
            name = "" if number is None else records.title(self.workplace.gateway, main.model, number)
            return name, known

        self.workplace.tasks.run(self, work, partial(self._show, self._loads), self._failed_to_load)

    def is_changed(self) -> bool:
        """Whether something would be lost: what a new record begins with would not."""
        begun = self._begun or [{}] * len(self.parts)
        return any(
            part.is_changed() and (not first or part.draft() != first)
            for part, first in zip(self.parts, begun, strict=True)
        )

    def save(self) -> None:
        """Check, then store every part in one transaction."""
        if self._busy or not self._check():
            return
        storing = Storing(self.parts)
        if not storing.steps:
            self.message.say(_("Nothing has changed."))
            return
        relations = tuple(name for part in self.parts for name in part.relations())
        self._set_busy(busy=True)
        work = partial(self._store, storing, self.record_id, self.drafting.unsettled)
        done = partial(self._stored, relations)
        self.workplace.tasks.run(self, work, done, partial(self._refused, storing))

    def go(self, step: int) -> None:
        """Go to the record before or after this one in the list it was opened from."""
        if self._neighbour is None or not self.may_close():
            return
        found = self._neighbour(self.record_id, step)
        if found is None:
            self.message.say(_("There is no further record in the list."))
            return
        self.record_id = found
        self.reload()

    def may_close(self) -> bool:
        """Ask only if something would be lost."""
        if self._busy:
            return False
        if not self.is_changed():
            return True
        button = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            self.title,
            _("Save what you changed in “{title}”?", title=self.title),
            button.Save | button.Discard | button.Cancel,
        )
        if answer == button.Save:
            self._leaving = True
            self.save()
            return False
        if answer == button.Discard:
            self.drafting.drop()
        return bool(answer == button.Discard)

    def state(self) -> dict[str, Any]:
        """Return what brings the card back; unsaved input waits in its draft."""
        if self.is_changed():
            self.drafting.keep()
        return {"tab": self.tabs.currentIndex(), "record": self.record_id, "typed": self.is_changed()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the record, the tab and what was typed."""
        self.record_id = state.get("record")
        self.tabs.setCurrentIndex(int(state.get("tab") or 0))
        self._typed_before = bool(state.get("typed"))
        self.reload()

    def _build(self) -> None:
        self._typed_before = False
        self._tools = tools = QToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._save = action(self, actions.SAVE, self.save)
        tools.addAction(self._save)
        if self._neighbour is not None:
            tools.addAction(action(self, actions.PREVIOUS_RECORD, partial(self.go, -1)))
            tools.addAction(action(self, actions.NEXT_RECORD, partial(self.go, 1)))
        tools.addAction(action(self, actions.RELOAD, self._reload_if_sure))
        self._name = QLabel()
        self._name.setProperty("title", True)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.message)
        layout.addWidget(self.drafting)
        layout.addLayout(head)
        self._make_tabs()
        layout.addWidget(self.tabs, 1)
        self.tabs.tabBar().setVisible(len(self.spec.tabs) > 1)
        self.tabs.currentChanged.connect(lambda _place: self._fill_inside())

    def _make_tabs(self) -> None:
        siblings: list[Any] = []
        self.tabs.setDocumentMode(True)
        for tab in self.spec.tabs:
            holder = QWidget()
            column, beside = _columns(holder)
            if tab.note:
                note = QLabel(_(tab.note))
                note.setWordWrap(True)
                note.setProperty("quiet", True)
                column.addWidget(note)
            for declared in tab.parts:
                part = make_part(self.workplace, declared, siblings, self._new, self._main())
                part.changed.connect(self._touched)
                self.parts.append(part)
                (beside if isinstance(part, PhotoPart) else column).addWidget(part)
            beside.addStretch()
            shown: QWidget = holder
            if tab.inside is None:
                column.addStretch()
                area = QScrollArea()
                area.setWidgetResizable(True)
                area.setFrameShape(QScrollArea.Shape.NoFrame)
                area.setWidget(holder)
                shown = area
            self._holders.append((tab, holder, column))
            self.tabs.addTab(shown, _(tab.title))

    def _main(self) -> RecordPart | None:
        return next((part for part in self.parts if isinstance(part, RecordPart)), None)

    def _show(self, load: int, answer: tuple[str, list[Any]]) -> None:
        if load != self._loads:
            return
        name, known = answer
        for part, what in zip(self.parts, known, strict=True):
            part.show_known(what)
        self._begun = [part.draft() for part in self.parts] if self.record_id is None else []
        self._set_busy(busy=False)
        main = self._main()
        assert main is not None  # noqa: S101 - every card has the record itself
        gone = self.record_id is not None and (main.known is None or main.known.stored is None)
        self._name.setText(name or _("New: {label}", label=_(self.spec.main.title)))
        self.setWindowTitle(self._name.text())
        if gone:
            self._name.setText(_(self.spec.main.title))
            self.message.say(_("This record is gone, or your role may not see it."))
        self._show_inside()
        self.drafting.begin(self._draft_key(), self.parts)
        if self._typed_before:
            self._typed_before = False
            self.drafting.bring_back()
        self._touched()
        if self.record_id is None and main.fields is not None:
            first = next((field for field in main.fields.fields.values() if field.writable), None)
            if first is not None:
                first.setFocus()

    def _show_inside(self) -> None:
        """Tabs on what belongs to the record wait until there is one."""
        for place, (tab, _holder, column) in enumerate(self._holders):
            if tab.inside is not None:
                self.tabs.setTabEnabled(place, self.record_id is not None)
                self.tabs.setTabToolTip(place, "" if self.record_id else _("Save the card first."))
                if (old := self._inside.pop(place, None)) is not None:
                    column.removeWidget(old)
                    old.deleteLater()
        self._fill_inside()

    def _fill_inside(self) -> None:
        place = self.tabs.currentIndex()
        tab, _holder, column = self._holders[place]
        if tab.inside is not None and self.record_id is not None and place not in self._inside:
            passed = {name: self._value_of(name) for name in tab.passes}
            self._inside[place] = tab.inside(self.workplace, self.record_id, **passed)
            column.addWidget(self._inside[place])

    def _value_of(self, name: str) -> Any:
        """Return the stored value of a column, on whichever tab it stands."""
        known = (part.known for part in self.parts if isinstance(part, RecordPart) and not part.link)
        stored = (each.stored.values for each in known if each is not None and each.stored is not None)
        return next((values[name] for values in stored if name in values), None)

    def _touched(self) -> None:
        changed = self.is_changed()
        self._save.setEnabled(changed and not self._busy)
        self._save.setToolTip(_("Save (Ctrl+S)") if changed else _("Nothing has changed."))
        if changed:
            self.drafting.touched()
        else:
            self.drafting.untouched()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.tabs.setEnabled(not busy)

    def _check(self) -> bool:
        """Say everything that is wrong; the first bad field gets the focus."""
        bad = [part for part in self.parts if not part.check()]
        if bad:
            self._come_to(bad[0])
            bad[0].check()
            self.message.say(_("Some fields need another look; they say why."))
        return not bad

    def _come_to(self, part: Part) -> None:
        for place, (_tab, holder, _column) in enumerate(self._holders):
            if holder.isAncestorOf(part):
                self.tabs.setCurrentIndex(place)

    def _store(self, storing: Storing, record_id: int | None, former: Unsettled | None) -> int | None:
        """Store; a former attempt whose answer was lost is looked up first, so that nothing is saved twice."""
        if former is not None and self.workplace.gateway.outcome(former.outcome):
            return None
        return storing.run(self.workplace, record_id)

    def _stored(self, relations: tuple[str, ...], record_id: int | None) -> None:
        former, typed = self.drafting.unsettled, self.drafting.typed()
        self.drafting.drop()
        self.workplace.changes.announce(*relations)
        if record_id is None and former is not None:  # the former attempt had succeeded after all
            self.workplace.navigator.say(_("“{title}” had been saved already.", title=self.title))
            record_id = former.outcome.made
            if typed != former.typed:
                self._go_on(record_id, typed)
                return
        self._set_busy(busy=False)
        self.record_id = record_id
        self.message.say(_("Saved at {time}.", time=f"{clock.now():%H:%M:%S}"))
        if self.record_id is not None:
            self.saved.emit(self.record_id)
        self._reset()
        if self._leaving:
            self._leaving = False
            self.left.emit()

    def _go_on(self, record_id: int | None, typed: dict[str, Any]) -> None:
        """Show the record as it was saved and over it what was typed since, which is not saved yet."""
        self.record_id = record_id
        self.workplace.drafts.keep(self._draft_key(), typed)
        self._typed_before = True
        self.message.say(_("What you changed since is not saved yet: look at it and save again."))
        self._reset()

    def _draft_key(self) -> str:
        return f"{self.spec.main.relation}/{self.record_id or 'new'}"

    def _reset(self) -> None:
        """Read the record again: what is shown is what the server has."""
        self._busy = False
        self.reload()

    def _refused(self, storing: Storing, error: HemisError) -> None:
        self._leaving = False
        self._set_busy(busy=False)
        former = self.drafting.unsettled
        if isinstance(error, OutcomeUnknown) and (former is None or former.outcome is not error):
            self.drafting.unsettled = Unsettled(error, self.drafting.typed())
        self.drafting.keep()
        if isinstance(error, Conflict) and storing.failed is not None:
            compare(self, storing.failed, error)
            return
        part = storing.failed
        if part is not None and error.field:
            more = part.more if isinstance(part, RecordPart) else []
            for each in (part, *more):
                if each.complain(error.field, error.text()):
                    self._come_to(each)
                    return
        self.message.refuse(error)

    def _failed_to_load(self, error: HemisError) -> None:
        self._set_busy(busy=False)
        self.message.refuse(error)

    def _reload_if_sure(self) -> None:
        if self.may_close():
            self.drafting.drop()
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.may_close():
                self.left.emit()
            return
        super().keyPressEvent(event)


def _columns(holder: QWidget) -> tuple[QVBoxLayout, QVBoxLayout]:
    """Lay out a tab: its parts from above, and the photo at their right."""
    line = QHBoxLayout(holder)
    column, beside = QVBoxLayout(), QVBoxLayout()
    line.addLayout(column, 1)
    line.addLayout(beside)
    return column, beside


def _own_unit(workplace: Workplace, spec: CardSpec) -> dict[str, Any]:
    """A new record begins in the unit of the acting role, if it is held for a single one."""
    session, scope = workplace.session, spec.main.model.scope
    units = {each.unit_id for each in session.roles if each.role == session.role and each.unit_id is not None}
    return {scope: units.pop()} if scope and scope != "id" and len(units) == 1 else {}
