"""The carrier of papers that are not registered: they leave as they are."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from client.core.i18n import _
from client.data.documents.printable import Progress, Way
from reports.common import batch, fonts

Says = TypeVar("Says")


class PlainPapers(Generic[Says]):
    """One paper of any length, or several of a page each; drawn when they are looked at, never when they are made."""

    def __init__(
        self,
        title: str,
        papers: Sequence[Says],
        render: Callable[[Sequence[Says]], bytes],
        names: Sequence[str] = (),
        note: str = "",
    ) -> None:
        self.title, self._note = title, note
        self._papers, self._render, self._names = tuple(papers), render, tuple(names) or (title,)
        self._drawing = threading.Lock()
        self._drawn: tuple[bytes, int] | None = None

    @classmethod
    def one(
        cls, title: str, says: Says, render: Callable[[Says], bytes], note: str = ""
    ) -> "PlainPapers[Says]":
        """Return the carrier of a document that is drawn as a whole."""
        return cls(title, (says,), lambda papers: render(papers[0]), note=note)

    @property
    def note(self) -> str:
        return " ".join(filter(None, (self._note, _lost(self._papers))))

    @property
    def count(self) -> int:
        return self._whole()[1] if self._is_one else len(self._papers)

    @property
    def files(self) -> int:
        return len(self._papers)

    def pdf(self, number: int) -> tuple[bytes, int]:
        """Return the whole paper and its page, or one of several papers."""
        return (self._whole()[0], number) if self._is_one else (self._render((self._papers[number],)), 0)

    def issue(self, way: Way, copies: int) -> None:
        """No register knows these papers."""

    def one_file(self, progress: Progress) -> bytes:
        """Return all papers as one PDF."""
        if not self._is_one:
            return batch.one_file(self._papers, self._render, progress)
        whole, _pages = self._whole()
        progress(1, 1)
        return whole

    def separate_files(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        """Give the file name and the PDF of each paper."""
        names = (f"{name}.pdf" for name in self._names)
        if self._is_one:
            return zip(names, (self.one_file(progress),), strict=True)
        return zip(names, batch.separate_files(self._papers, self._render, progress), strict=True)

    @property
    def _is_one(self) -> bool:
        return len(self._papers) == 1

    def _whole(self) -> tuple[bytes, int]:
        """Return the one paper and how many pages it has: drawn and counted once, whoever asks first."""
        with self._drawing:
            if self._drawn is None:
                whole = self._render(self._papers)
                self._drawn = whole, batch.page_count(whole)
            return self._drawn


def _lost(papers: Sequence[object]) -> str:
    """Name the letters of papers that neither of our fonts can draw; a question mark stands for each."""
    serif, sans = (fonts.lacking(papers, (family,)) for family in (fonts.SERIF, fonts.SANS))
    letters = [letter for letter in serif if letter in sans]
    return (
        _("“?” stands for letters that cannot be printed: {letters}", letters=" ".join(letters))
        if letters
        else ""
    )
