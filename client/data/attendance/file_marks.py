"""What a workbook says about the cells of a journal."""

from collections.abc import Mapping
from dataclasses import dataclass

from client.data.attendance.class_journal import Cell


@dataclass(frozen=True)
class FileMarks:
    """What a file says about the cells of a journal, and what of it is not in the journal."""

    texts: Mapping[Cell, str]
    #: Heads and names that nothing in the journal answers to.
    strange_days: tuple[str, ...] = ()
    strange_names: tuple[str, ...] = ()
