"""What preview, printer, files and the command line ask of papers, whatever they are."""

from collections.abc import Callable, Iterator
from typing import Literal, Protocol

Way = Literal["print", "save"]
Progress = Callable[[int, int], object]


class Printable(Protocol):
    """Papers that can be looked at, printed and saved; every method is called from a working thread."""

    @property
    def title(self) -> str:
        """What the papers are called, also the name of a single file."""

    @property
    def note(self) -> str:
        """What the person should know: not registered yet, or the register numbers."""

    @property
    def count(self) -> int:
        """How many pages there are to look at."""

    @property
    def files(self) -> int:
        """How many files they are, when each is saved by itself."""

    def pdf(self, number: int) -> tuple[bytes, int]:
        """Return a PDF that holds the page, and which of its pages it is."""

    def issue(self, way: Way, copies: int) -> None:
        """Make the papers official before they leave: register them if they are not, and log it."""

    def one_file(self, progress: Progress) -> bytes:
        """Return all papers as one PDF."""

    def separate_files(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        """Give (file name, PDF) of each paper."""
