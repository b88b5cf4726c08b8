"""The generic form and card of a record: loads, checks, saves in one transaction, and loses nothing."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QToolBar, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import action
from client.core.errors import Conflict, HemisError
from client.core.i18n import _
from client.data.records import records
from client.widgets.formatting import ZONE
from client.widgets.message_line import MessageLine
from client.widgets.record_form.card_saving import CardSaving
from client.widgets.record_form.card_tabs import CardTabs
from client.widgets.record_form.comparing import Comparison
from client.widgets.record_form.drafting import Drafting
from client.widgets.record_form.parts import Part, RecordPart
from client.widgets.record_form.spec import CardSpec, FormSpec, Tab, Values
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
        self._new = {**_own_unit(workplace, self.spec), **new} if record_id is None else new
        self.tabs = CardTabs(workplace, self.spec, self._new)
        self.message = MessageLine()
        self.drafting = Drafting(workplace.drafts)
        self._saving = CardSaving(workplace, self.drafting, self)
        self._tools, self._name = QToolBar(), QLabel()
        self._neighbour = neighbour
        self._typed_before = self._leaving = self._busy = False
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

    @property
    def parts(self) -> list[Part]:
        """What is saved together, on all tabs."""
        return self.tabs.parts

    def add_action(self, made: QAction) -> None:
        """Put an act of this kind of card beside the others."""
        self._tools.addAction(made)

    def reload(self) -> None:
        """Show what the server has now; unsaved input comes back from its draft."""
        self._loads += 1
        number, model = self.record_id, self.spec.main.model

        def work() -> tuple[str, list[Any]]:
            known = self.tabs.learn(number)
            return "" if number is None else records.title(self.workplace.gateway, model, number), known

        self.workplace.tasks.run(self, work, partial(self._show, self._loads), partial(self._refused, None))

    def is_changed(self) -> bool:
        """Whether something would be lost."""
        return self.tabs.is_changed()

    def save(self) -> None:
        """Check, then store every part in one transaction."""
        if self._busy:
            return
        if not self.tabs.check():
            self.message.say(_("Some fields need another look; they say why."))
        elif not self._saving.save(self.parts, self.record_id):
            self.message.say(_("Nothing has changed."))

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
        self._tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._save = action(self, actions.SAVE, self.save)
        self.add_action(self._save)
        if self._neighbour is not None:
            self.add_action(action(self, actions.PREVIOUS_RECORD, partial(self.go, -1)))
            self.add_action(action(self, actions.NEXT_RECORD, partial(self.go, 1)))
        self.add_action(action(self, actions.RELOAD, self._reload_if_sure))
        self._name.setProperty("title", True)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.message)
        layout.addWidget(self.drafting)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        self.tabs.changed.connect(self._touched)
        self._saving.begun.connect(lambda: self._set_busy(busy=True))
        self._saving.saved.connect(self._saved)
        self._saving.saved_before.connect(self._go_on)
        self._saving.refused.connect(self._refused)

    def _show(self, load: int, answer: tuple[str, list[Any]]) -> None:
        # Somebody who goes from record to record may be two loads ahead of an answer.
        if load != self._loads:
            return
        name, known = answer
        self._set_busy(busy=False)
        self.tabs.show_known(self.record_id, known)
        self._show_name(name)
        self.drafting.begin(self._draft_key(), self.parts)
        if self._typed_before:
            self._typed_before = False
            self.drafting.bring_back()
        self._touched()
        if self.record_id is None:
            self.tabs.begin_typing()

    def _show_name(self, name: str) -> None:
        title, known = _(self.spec.main.title), self.tabs.main.known
        self.setWindowTitle(name or _("New: {label}", label=title))
        self._name.setText(self.windowTitle())
        if self.record_id is not None and (known is None or known.stored is None):
            self._name.setText(title)
            self.message.say(_("This record is gone, or your role may not see it."))

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

    def _saved(self, record_id: int | None) -> None:
        self._set_busy(busy=False)
        self.record_id = record_id
        self.message.say(_("Saved at {time}.", time=f"{datetime.now(ZONE):%H:%M:%S}"))
        if record_id is not None:
            self.saved.emit(record_id)
        self.reload()  # what is shown is what the server has
        if self._leaving:
            self._leaving = False
            self.left.emit()

    def _go_on(self, record_id: int | None, typed: Values) -> None:
        """Show the record as it was saved and over it what was typed since, which is not saved yet."""
        self.record_id = record_id
        self.workplace.drafts.keep(self._draft_key(), typed)
        self._typed_before = True
        self.message.say(_("What you changed since is not saved yet: look at it and save again."))
        self._busy = False
        self.reload()

    def _draft_key(self) -> str:
        return f"{self.spec.main.relation}/{self.record_id or 'new'}"

    def _refused(self, part: Part | None, error: HemisError) -> None:
        self._leaving = False
        self._set_busy(busy=False)
        if isinstance(error, Conflict) and isinstance(part, RecordPart) and error.theirs is not None:
            comparison = Comparison(self.workplace, part, error, self)
            comparison.taken.connect(self._taken_over)
            comparison.failed.connect(self.message.refuse)
            comparison.begin(self.record_id)
        elif not self.tabs.complain(part, error):
            self.message.refuse(error)

    def _taken_over(self) -> None:
        self.drafting.keep()
        if self.is_changed():
            self.message.say(_("Taken over. Look at it once more and save."))
        else:
            self.message.say(_("You kept what the other person saved."))

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


def _own_unit(workplace: Workplace, spec: CardSpec) -> dict[str, Any]:
    """A new record begins in the unit of the acting role, if it is held for a single one."""
    session, scope = workplace.session, spec.main.model.scope
    units = {each.unit_id for each in session.roles if each.role == session.role and each.unit_id is not None}
    return {scope: units.pop()} if scope and scope != "id" and len(units) == 1 else {}
