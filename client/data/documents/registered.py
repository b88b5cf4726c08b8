"""The carrier of registered papers: drafts until they are registered, from then on the papers of the register."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Self

from client.core.i18n import _
from client.data.documents import papers
from client.data.documents.document import RegisteredForm, Snapshot
from client.data.documents.papers import Registered
from client.data.documents.printable import Progress, Way
from client.data.server.gateway import Gateway, OutcomeUnknown
from reports.common import batch
from reports.common.page import Paper

Drawn = tuple[RegisteredForm, Paper[Any]]


class RegisteredPapers:
    """Papers for the preview, the printer and files; used from working threads, one at a time."""

    def __init__(
        self,
        gateway: Gateway,
        form: RegisteredForm,
        drafts: Sequence[tuple[int, Snapshot]],
        workstation: str,
    ) -> None:
        self._gateway = gateway
        self._form = form
        self._drafts = tuple(drafts)
        self._workstation = workstation
        self.registered: tuple[Registered, ...] = ()
        #: A registering that nobody answered.
        self._unsettled: OutcomeUnknown | None = None
        self._papers: tuple[Drawn, ...] = tuple((form, Paper(says)) for _record, says in self._drafts)
        self._drawing = threading.Lock()
        self._drawn: tuple[bytes, int] | None = None

    @classmethod
    def again(
        cls,
        gateway: Gateway,
        registered: Sequence[Registered],
        workstation: str,
        forms: Mapping[str, RegisteredForm],
    ) -> Self:
        """Take papers from the register: they are drawn from their snapshots, whatever is true today."""
        made = cls(gateway, forms[registered[0].kind], (), workstation)
        made._take(registered, forms)
        return made

    @property
    def count(self) -> int:
        """One paper is looked at page by page, of several the first page of each."""
        return self._alone()[1] if len(self._papers) == 1 else len(self._papers)

    @property
    def title(self) -> str:
        if not self.registered:
            return _(self._form.drafts)
        return _(self._form.registered, numbers=self._numbers())

    @property
    def note(self) -> str:
        if not self._papers:
            return _(self._form.nothing)
        if not self.registered:
            return _("A draft: it gets its number when it is printed or saved.")
        return _("Registered: {numbers}", numbers=self._numbers())

    @property
    def files(self) -> int:
        return len(self._papers)

    def pdf(self, number: int) -> tuple[bytes, int]:
        """Return a PDF of one paper and the page of it that counts."""
        if len(self._papers) == 1:
            return self._alone()[0], number
        return render(self._papers[number : number + 1]), 0

    def issue(self, way: Way, copies: int) -> None:
        """Register drafts, and log that the papers leave: together, so that nothing is half done."""
        if self.registered:
            papers.print_again(self._gateway, self.registered, way, copies, self._workstation)
            return
        if self._unsettled is not None and self._gateway.outcome(self._unsettled):
            self._take(self._unsettled.made)  # they were registered and logged then; they only never left
            return
        contents = [(record, says.language, says.content()) for record, says in self._drafts]
        kind = self._form.kind.code
        try:
            self._take(papers.issue(self._gateway, kind, contents, way, copies, self._workstation))
        except OutcomeUnknown as unknown:
            self._unsettled = unknown
            raise

    def one_file(self, progress: Progress) -> bytes:
        """Return all papers as one PDF."""
        return batch.one_file(self._papers, render, progress)

    def separate_files(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        """Give the file name and the PDF of each paper."""
        drawn = batch.separate_files(self._papers, render, progress)
        return zip(map(_file_name, self._papers), drawn, strict=True)

    def _take(
        self, registered: Sequence[Registered], forms: Mapping[str, RegisteredForm] | None = None
    ) -> None:
        known = forms or {self._form.kind.code: self._form}
        self.registered = tuple(registered)
        self._papers = tuple(_from_register(known[paper.kind], paper) for paper in registered)
        self._drawn = None

    def _alone(self) -> tuple[bytes, int]:
        """Return the only paper and how many pages it has: drawn and counted once, whoever asks first."""
        with self._drawing:
            if self._drawn is None:
                whole = render(self._papers)
                self._drawn = whole, batch.page_count(whole)
            return self._drawn

    def _numbers(self) -> str:
        first, last = self.registered[0].stamp.register_number, self.registered[-1].stamp.register_number
        return first if first == last else f"{first} – {last}"


def render(drawn: Sequence[Drawn]) -> bytes:
    """Return one PDF of papers in their order; those of a kind that follow one another are drawn together."""
    together = groupby(drawn, key=itemgetter(0))
    return batch.joined([form.render([paper for _form, paper in papers]) for form, papers in together])


def _from_register(form: RegisteredForm, paper: Registered) -> Drawn:
    return form, Paper(form.read(paper.content), paper.stamp)


def _file_name(drawn: Drawn) -> str:
    _form, paper = drawn
    number = f"{paper.stamp.register_number} " if paper.stamp else ""
    return f"{number}{paper.says.name}.pdf"
