"""The generic form and card of a record as a window: its acts, its neighbours in a list, and how it is left."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QSizePolicy

from client.core import actions
from client.core.actions import action
from client.core.i18n import _
from client.widgets.name_label import NameLabel
from client.widgets.record_form.card import Card
from client.widgets.record_form.one_save import CardSheets
from client.widgets.record_form.printing import offer_papers
from client.widgets.record_form.spec import CardSpec, FormSpec
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

Neighbour = Callable[[int | None, int], int | None]


class RecordForm(Card):
    """A card with a toolbar; it asks before something would be lost. It may be opened at one of its tabs."""

    #: Esc, when nothing is left to lose.
    left = Signal()

    def __init__(
        self,
        workplace: Workplace,
        spec: FormSpec | CardSpec,
        record_id: int | None = None,
        neighbour: Neighbour | None = None,
        tab: str = "",
        **new: Any,
    ) -> None:
        super().__init__(workplace, spec, record_id, new)
        self._tools, self._name = ToolBar(), NameLabel()
        self._save = action(self, actions.SAVE, self.save_all)
        self._sheets = CardSheets(self)
        self._neighbour = neighbour
        self._leaving = False
        self._add_head()
        self.tabs.come_to(tab)
        self.reload()

    @property
    def title(self) -> str:
        return self.windowTitle()

    @property
    def arguments(self) -> dict[str, Any]:
        """What opens this window as it is now."""
        return {"record_id": self.record_id, **({} if self.record_id else self.new)}

    def turns_to(self, record_id: int | None = None, tab: str = "", **_more: Any) -> bool:
        """Come to a tab of the record that is shown; another record has a card of its own."""
        return record_id is not None and record_id == self.record_id and self.tabs.come_to(tab)

    def add_action(self, made: QAction) -> None:
        """Put an act of this kind of card beside the others."""
        self._tools.addAction(made)

    def save_all(self) -> None:
        """Store the card, and what was typed into the sheets of its tabs."""
        if self.is_changed() or not self._sheets.are_changed():
            self.save()
        self._sheets.save()

    def go(self, step: int) -> None:
        """Go to the record before or after this one in the list it was opened from."""
        if self._neighbour is None or not self.may_close():
            return
        found = self._neighbour(self.record_id, step)
        if found is None:
            self.message.say(_("There is no further record in the list."))
            return
        self.come_to(found)

    def may_close(self) -> bool:
        """Ask only if something would be lost."""
        if self.busy:
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
        self.tabs.setCurrentIndex(int(state.get("tab") or 0))
        self.come_to(state.get("record"), typed=bool(state.get("typed")))

    def _add_head(self) -> None:
        self._tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add_action(self._save)
        offer_papers(self, self._tools)
        if self._neighbour is not None:
            self.add_action(action(self, actions.PREVIOUS_RECORD, partial(self.go, -1)))
            self.add_action(action(self, actions.NEXT_RECORD, partial(self.go, 1)))
        self.add_action(action(self, actions.RELOAD, self._reload_if_sure))
        self._name.setProperty("title", True)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._tools)
        self.column.insertLayout(self.column.indexOf(self.tabs), head)
        self.windowTitleChanged.connect(self._name.setText)
        self.touched.connect(self._allow_saving)
        self.tabs.inside_made.connect(self._sheets.take)
        self._sheets.touched.connect(self._allow_saving)
        # After the card's own answer to these: it then shows what is stored, or what was refused.
        self._saving.saved.connect(self._leave)
        self._saving.refused.connect(self._stay)

    def _allow_saving(self) -> None:
        changed = self.is_changed() or self._sheets.are_changed()
        self._save.setEnabled(changed and not self.busy)
        self._save.setToolTip(_("Save (Ctrl+S)") if changed else _("Nothing has changed."))

    def _leave(self) -> None:
        """Go, if that is what it was saved for."""
        if self._leaving:
            self._leaving = False
            self.left.emit()

    def _stay(self) -> None:
        self._leaving = False

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
