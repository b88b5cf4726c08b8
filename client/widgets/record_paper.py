"""A paper about one record that a module offers on its card or form, whichever module that belongs to."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from client.core.roles import PREFIX


@dataclass(frozen=True)
class RecordPaper:
    """An entry of the menu Print of a record."""

    #: The table of the record, such as `students.student`.
    relation: str
    title: str
    #: Imports the code and returns `show(workplace, owner, record_id)`; asked when the paper is wanted.
    load: Callable[[], Callable[..., object]]
    #: Names of roles without their common prefix.
    roles: tuple[str, ...]

    def is_for(self, role: str) -> bool:
        return role.removeprefix(PREFIX) in self.roles

    def show(self, workplace: object, owner: QWidget, record_id: int) -> None:
        """Make the paper and show it, in the background if it takes a while."""
        self.load()(workplace, owner, record_id)
