"""What the panels of a record have in common: they ask in the background and show the last answer only."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.data.server.changes import Subscription
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace


class Panel(QWidget):
    """Shows something of one record; empty while there is none."""

    TITLE: ClassVar[str] = ""
    #: The sign of its tab where its title has no room.
    ICON: ClassVar[str] = ""
    #: Tables whose change makes the panel read again; the record's own is always among them.
    RELATIONS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self.relation = ""
        self.record_id: int | None = None
        self.line = MessageLine()
        self._asked = 0
        self._stale = False
        self._subscriptions: list[Subscription] = []
        self.destroyed.connect(partial(_end, self._subscriptions))
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(8, 8, 8, 8)
        self._page.addWidget(self.line)
        self.build(self._page)

    @property
    def title(self) -> str:
        return _(self.TITLE)

    def show_record(self, relation: str, record_id: int | None) -> None:
        """Show another record, or nothing."""
        if (relation, record_id) == (self.relation, self.record_id):
            return
        self.leave()
        self._listen_to(relation)
        self.relation, self.record_id = relation, record_id
        self.line.hide()
        self.clear()
        self.reload()

    def reload(self) -> None:
        """Read again; an answer to an older question is dropped."""
        self._asked += 1
        if self.record_id is None:
            return
        work = partial(self.read, self.relation, self.record_id)
        self.workplace.tasks.run(self, work, partial(self._answered, self._asked), self.line.refuse)

    def act(self, work: Callable[[], object], done: Callable[[], object] = lambda: None) -> None:
        """Do something in the background and read again."""

        def ready(_result: object) -> None:
            done()
            self.workplace.changes.announce(*self.RELATIONS)
            self.reload()

        self.workplace.tasks.run(self, work, ready, self._refused)

    def build(self, page: QVBoxLayout) -> None:
        """Make the widgets."""
        raise NotImplementedError

    def read(self, relation: str, record_id: int) -> Any:
        """Ask the server; on a working thread."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show nothing."""
        raise NotImplementedError

    def leave(self) -> None:
        """The panel turns to another record."""

    def _answered(self, asked: int, answer: Any) -> None:
        if asked == self._asked:
            self.show_answer(answer)

    def _refused(self, error: HemisError) -> None:
        self.line.refuse(error)
        self.reload()

    def _listen_to(self, relation: str) -> None:
        _end(self._subscriptions)
        relations = (relation, *self.RELATIONS)
        subscribed = self.workplace.changes.subscribe(relations, lambda _relation: self._changed())
        self._subscriptions.append(subscribed)

    def _changed(self) -> None:
        """Read again when it is looked at; many changes at once are one reading."""
        if self._stale:
            return
        self._stale = True
        QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()


def _end(subscriptions: list[Subscription], _widget: object = None) -> None:
    for subscription in subscriptions:
        subscription.end()
    subscriptions.clear()
