"""What a card holds: it loads a record, checks and saves it, compares after a conflict, and loses nothing."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from client.core import clock
from client.core.errors import Conflict, HemisError
from client.core.i18n import _
from client.core.words import classifier_of
from client.data.records import records
from client.widgets.focus import HeldFocus, focused_in, place_of, widget_at
from client.widgets.message_line import MessageLine
from client.widgets.record_form.card_saving import CardSaving
from client.widgets.record_form.card_tabs import CardTabs
from client.widgets.record_form.comparing import Comparison
from client.widgets.record_form.drafting import Drafting
from client.widgets.record_form.parts import Part, RecordPart
from client.widgets.record_form.refreshing import Refreshing
from client.widgets.record_form.spec import CardSpec, FormSpec, Tab, Values
from client.widgets.workplace import Workplace
from shared.models.record import Record


class Card(QWidget):
    """Shows one record, or an empty one that begins with the values `new`; its window title is what it is called."""

    saved = Signal(int)
    #: What is typed differs from what is stored, or no longer does.
    touched = Signal()

    def __init__(
        self, workplace: Workplace, spec: FormSpec | CardSpec, record_id: int | None, new: Values
    ) -> None:
        super().__init__()
        self.workplace = workplace
        self.spec = spec if isinstance(spec, CardSpec) else CardSpec((Tab("", (spec,)),))
        self.record_id = record_id
        self.new = {**_own_unit(workplace, self.spec), **new} if record_id is None else new
        self.tabs = CardTabs(workplace, self.spec, self.new)
        self.message = MessageLine()
        self.drafting = Drafting(workplace.drafts)
        self.column = QVBoxLayout(self)
        self._focus = HeldFocus(self)
        self._saving = CardSaving(workplace, self.drafting, self)
        self._refreshing = Refreshing(self, self)
        self._typed_before = self._busy = False
        self._loads = 0
        self._build()

    @property
    def parts(self) -> list[Part]:
        """What is saved together, on all tabs."""
        return self.tabs.parts

    @property
    def busy(self) -> bool:
        """Whether it is being saved just now."""
        return self._busy

    def reload(self) -> None:
        """Show what the server has now; unsaved input comes back from its draft."""
        self._loads += 1
        self._refreshing.read()
        number, model = self.record_id, self.spec.main.model

        def work() -> tuple[str, list[Any]]:
            known = self.tabs.learn(number)
            return "" if number is None else self._called(model, number), known

        self.workplace.tasks.run(self, work, partial(self._show, self._loads), self._not_read)

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

    def come_to(self, record_id: int | None, *, typed: bool = False) -> None:
        """Show another record; with what was `typed` in it before, if it was left so."""
        self.record_id, self._typed_before = record_id, typed
        self.reload()

    def _build(self) -> None:
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.addWidget(self.tabs, 1)
        for widget in (self.drafting, self.message):
            self.column.addWidget(widget)
        self.tabs.changed.connect(self._touched)
        self.drafting.thrown_away.connect(self.reload)
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
        focused = focused_in(self.tabs)
        place = place_of(focused, self.tabs) if focused is not None else None
        self.tabs.show_known(self.record_id, known)
        if place is not None and focused_in(self.tabs) is None:
            (widget_at(place, self.tabs) or self.tabs).setFocus()
        self.show_title(name)
        self.drafting.begin(self._draft_key(), self.parts)
        if self._typed_before:
            self._typed_before = False
            self.drafting.bring_back()
        self._touched()
        if self.record_id is None or (
            self._loads == 1 and QApplication.focusWidget() in (self, self.tabs.currentWidget())
        ):
            self.tabs.begin_typing()

    def _called(self, model: type[Record], number: int) -> str:
        """Return what a record is called; a number of ours names nothing, and a code is read by its list."""
        if model.title == "id":
            return _(self.spec.main.title)
        name = records.title(self.workplace.gateway, model, number)
        classifier = classifier_of(model.__table__.columns[model.title])
        return self.workplace.catalogue.label(classifier, name) if classifier else name

    def _not_read(self, error: HemisError) -> None:
        self._refreshing.failed()
        self._refused(None, error)

    def show_title(self, name: str) -> None:
        """Call the window as the record is called."""
        title, known = _(self.spec.main.title), self.tabs.main.known
        if self.record_id is None:
            self.setWindowTitle(_("New: {label}", label=title))
        elif known is None or known.stored is None:
            self.setWindowTitle(title)
            self.message.say(_("This record is gone, or your role may not see it."))
        else:
            self.setWindowTitle(name)

    def _touched(self) -> None:
        if self.is_changed():
            self.drafting.touched()
        else:
            self.drafting.untouched()
        self.touched.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        if busy:
            self._focus.take(self.tabs)
        self.tabs.setEnabled(not busy)
        if not busy:
            self._focus.give_back()

    def _saved(self, record_id: int | None) -> None:
        self._set_busy(busy=False)
        self.record_id = record_id
        self.message.say(_("Saved at {time}.", time=f"{clock.now():%H:%M:%S}"))
        if record_id is not None:
            self.saved.emit(record_id)
        self.reload()  # what is shown is what the server has

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
        self._set_busy(busy=False)
        if isinstance(error, Conflict) and isinstance(part, RecordPart) and error.theirs is not None:
            comparison = Comparison(self.workplace, part, error, self)
            comparison.taken.connect(self._taken_over)
            comparison.failed.connect(self.message.refuse)
            comparison.begin(self.record_id)
        elif not self.tabs.complain(part, error):
            self.message.refuse(error)

    def _taken_over(self) -> None:
        """Save what was chosen at once; it is checked like everything else."""
        self.drafting.keep()
        if self.is_changed():
            self.save()
        else:
            self.message.say(_("You kept what the other person saved."))


def _own_unit(workplace: Workplace, spec: CardSpec) -> dict[str, Any]:
    """A new record begins in the unit of the acting role, if it is held for a single one."""
    session, scope = workplace.session, spec.main.model.scope
    units = {each.unit_id for each in session.roles if each.role == session.role and each.unit_id is not None}
    return {scope: units.pop()} if scope and scope != "id" and len(units) == 1 else {}
