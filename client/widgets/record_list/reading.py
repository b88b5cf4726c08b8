"""How a list reads: first what the role may, then the rows of the question and how many there are at all."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.core.errors import HemisError
from client.widgets.record_list.question import Allowed, Question
from client.widgets.record_list.table import ListTable
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace


class Reading(QObject):
    """Reads for a list that is seen; the rows say themselves when they have come."""

    #: What the role may do is known now.
    learnt = Signal(object)
    #: The role may see nothing of the list.
    barred = Signal()
    #: How many rows there are without search and filters.
    counted = Signal(int)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, question: Question, table: ListTable, owner: QWidget) -> None:
        super().__init__(owner)
        self._workplace, self._question, self._table, self._owner = workplace, question, table, owner
        self._staleness = Staleness(workplace.changes, question.screen.relations(), owner)
        self._staleness.reload_wanted.connect(self.reload)
        self._may_read = self._learning = False
        self._record: int | None = None

    def learn(self) -> None:
        """Ask what the role may do, then read."""
        if self._learning:
            return
        self._learning = True
        work = partial(Allowed.ask, self._workplace.gateway, self._question.screen)
        self._workplace.tasks.run(self, work, self._learn, self._not_learnt)

    def come_back_to(self, record_id: int | None) -> None:
        """Let this record be the current one among the rows that are asked for next."""
        self._record = record_id

    def reload(self) -> None:
        """Ask for everything again and come back to the row that is current."""
        if not self._may_read:
            self.learn()  # the server may have been away when it was asked
            return
        self._staleness.refreshed()
        self._record = self._record or self._table.current_id()
        if not self._question.shows():
            self.barred.emit()
            return
        count = partial(self._question.everything().count, self._workplace.gateway)
        self._workplace.tasks.run(self, count, self.counted.emit, self.failed.emit)
        self.ask()

    def ask(self) -> None:
        """Ask for the rows as the question is now."""
        question = self._question
        question.search.rest()
        if not question.shows():
            return
        query = question.query()
        record, self._record = self._record, None
        self._table.rows.sort_marks = question.layout.marks()
        self._table.rows.ask(query, [question.screen.column(path) for path in query.columns], record)

    def _not_learnt(self, error: HemisError) -> None:
        self._learning = False
        self.failed.emit(error)

    def _learn(self, found: Allowed) -> None:
        self._learning = False
        self._question.allowed, self._may_read = found, True
        self.learnt.emit(found)
        if self._owner.isVisible():
            self.reload()
