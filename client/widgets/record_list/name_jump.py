"""Type-ahead: typing in a list goes to the first row whose name begins so."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from client.data.records.list_sorting import is_by_name
from client.data.records.listing import Sort
from client.widgets.record_list.question import Question
from client.widgets.record_list.table import ListTable
from client.widgets.workplace import Workplace


class NameJump(QObject):
    """Other orders give way to that of names: then `reordered` asks for the rows, and `resume` jumps in them."""

    reordered = Signal()
    failed = Signal(object)

    def __init__(self, workplace: Workplace, question: Question, table: ListTable) -> None:
        super().__init__(table)
        self._workplace, self._question, self._table = workplace, question, table
        self._waiting = ""
        table.typed.connect(self.jump)

    def jump(self, typed: str) -> None:
        """Go to what was typed; how many rows stand before it, only the server knows."""
        model, layout, query = self._question.screen.model, self._question.layout, self._table.rows.query
        if query is None:
            return
        first = layout.sort[0].path if layout.sort else model.title
        if is_by_name(model, first):
            work = partial(query.position, self._workplace.gateway, typed)
            self._workplace.tasks.run(self, work, self._go_to, self.failed.emit)
            return
        names = (path for path in query.columns if is_by_name(model, path))
        if (by_name := next(names, "")) != "":
            self._waiting = typed
            layout.sort = [Sort(by_name)]
            self.reordered.emit()

    def resume(self) -> bool:
        """Jump to what was typed before the rows came in their new order; whether there was anything."""
        typed, self._waiting = self._waiting, ""
        if typed:
            self.jump(typed)
        return bool(typed)

    def _go_to(self, position: int) -> None:
        if count := self._table.rows.rowCount():
            self._table.go_to(min(position, count - 1))
