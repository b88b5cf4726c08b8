"""What a journal says of its entries where a file is looked at."""

from collections.abc import Sequence
from typing import Any, Protocol

from client.data.attendance.journal_file import FileReading


class ShownReading(FileReading, Protocol):
    """Reads a file for a journal, and names what it has read."""

    #: The head of the preview; {file} is the name of the file.
    title: str
    #: The person setting that remembers what words of files mean.
    remembered: str

    def meanings(self) -> Sequence[tuple[str, str]]:
        """Return what a word may mean, each with its title."""

    def named(self, value: Any) -> str:
        """Return what an entry looks like and what it is called."""
