"""What another desk saves while a card is open: a clean card shows it, one that is being typed into says so."""

from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from client.core.i18n import _
from client.data.records import records
from client.widgets.message_line import MessageLine
from client.widgets.record_form.card_tabs import CardTabs
from client.widgets.record_form.spec import CardSpec
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace


class OpenRecord(Protocol):
    """What is needed of the card that is kept fresh."""

    workplace: Workplace
    spec: CardSpec
    tabs: CardTabs
    message: MessageLine
    record_id: int | None

    @property
    def busy(self) -> bool: ...

    def is_changed(self) -> bool: ...

    def show_title(self, name: str) -> None: ...

    def reload(self) -> None: ...


class Refreshing(QObject):
    """Asks for the versions of the card's records when their tables have changed; only then is anything read."""

    def __init__(self, card: OpenRecord, widget: QWidget) -> None:
        super().__init__(widget)
        self._card, self._widget = card, widget
        self._staleness = Staleness(card.workplace.changes, card.spec.relations(), widget)
        self._staleness.reload_wanted.connect(self._ask)
        self._unread = False

    def read(self) -> None:
        """The card reads everything just now."""
        self._unread = False
        self._staleness.refreshed()

    def failed(self) -> None:
        """The card could not be read: with the next sign of life it is read whole."""
        self._unread = True

    def _ask(self) -> None:
        self._staleness.refreshed()
        card = self._card
        if self._unread and not card.is_changed():
            card.reload()
            return
        number, model = card.record_id, card.spec.main.model
        if number is None or card.busy:
            return

        def work() -> tuple[list[Any], str]:
            newer = card.tabs.learn_newer(number)
            changed = any(what is not None for what in newer)
            return newer, records.title(card.workplace.gateway, model, number) if changed else ""

        card.workplace.tasks.run(self, work, partial(self._show, number), card.message.refuse)

    def _show(self, number: int, answer: tuple[list[Any], str]) -> None:
        newer, title = answer
        card = self._card
        if card.record_id != number or card.busy or all(what is None for what in newer):
            return
        if card.is_changed():
            card.message.say(
                _(
                    "This record has been changed elsewhere. What both of you changed is compared when you save."
                )
            )
            return
        line = self._widget.window().focusWidget()  # also while another program is in front
        place = (
            line.cursorPosition() if isinstance(line, QLineEdit) else 0
        )  # filling it anew goes to its beginning
        card.tabs.show_newer(newer)
        card.show_title(title)
        if isinstance(line, QLineEdit):
            line.setCursorPosition(place)
