"""A step of undo: a set of moves, forth and back."""

from typing import Protocol

from PySide6.QtGui import QUndoCommand

from client.widgets.week_board.model.card_state import Moves, backwards


class Stepping(Protocol):
    """What makes the moves of a step; says whether they could be made."""

    def step(self, moves: Moves, *, whole: bool) -> bool: ...


class Step(QUndoCommand):
    """Forgets itself when another desk has moved its cards meanwhile.

    A whole plan does so only when nothing of it stands any more: cards that others have moved stay where they are.
    """

    def __init__(self, board: Stepping, moves: Moves, what: str, *, whole: bool = False) -> None:
        super().__init__(what)
        self._board, self._moves, self._whole = board, moves, whole

    def undo(self) -> None:
        self.setObsolete(not self._board.step(backwards(self._moves), whole=self._whole))

    def redo(self) -> None:
        self.setObsolete(not self._board.step(self._moves, whole=self._whole))
