"""The carrier of papers that are not registered: they leave as they are."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from client.core.i18n import _
from client.data.documents.printable import Progress, Way
from reports.common import batch, fonts

Says = TypeVar("Says")


class PlainPapers(Generic[Says]):
    """One paper of any length, or several of a page each that are drawn when they are looked at."""

    def __init__(
        self,
        title: str,
        papers: Sequence[Says],
        render: Callable[[Sequence[Says]], bytes],
        names: Sequence[str] = (),
        note: str = "",
    ) -> None:
        self.title, self.note = title, " ".join(filter(None, (note, _lost(papers))))
        self._papers, self._render, self._names = tuple(papers), render, tuple(names) or (title,)
        self._whole = render(self._papers) if len(self._papers) == 1 else b""

    @classmethod
    def one(
        cls, title: str, says: Says, render: Callable[[Says], bytes], note: str = ""
    ) -> "PlainPapers[Says]":
        """Return the carrier of a document that is drawn as a whole."""
        return cls(title, (says,), lambda papers: render(papers[0]), note=note)

    @property
    def count(self) -> int:
        return batch.page_count(self._whole) if self._whole else len(self._papers)

    def pdf(self, number: int) -> tuple[bytes, int]:
        """Return the whole paper and its page, or one of several papers."""
        return (self._whole, number) if self._whole else (self._render((self._papers[number],)), 0)

    def issue(self, way: Way, copies: int) -> None:
        """No register knows these papers."""

    def one_file(self, progress: Progress) -> bytes:
        """Return all papers as one PDF."""
        if not self._whole:
            return batch.one_file(self._papers, self._render, progress)
        progress(1, 1)
        return self._whole

    def separate_files(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        """Give the file name and the PDF of each paper."""
        names = (f"{name}.pdf" for name in self._names)
        if self._whole:
            progress(1, 1)
            return zip(names, (self._whole,), strict=True)
        return zip(names, batch.separate_files(self._papers, self._render, progress), strict=True)


def _lost(papers: Sequence[object]) -> str:
    """Name the letters of papers that neither of our fonts can draw; a question mark stands for each."""
    serif, sans = (fonts.lacking(papers, (family,)) for family in (fonts.SERIF, fonts.SANS))
    letters = [letter for letter in serif if letter in sans]
    return (
        _("“?” stands for letters that cannot be printed: {letters}", letters=" ".join(letters))
        if letters
        else ""
    )
