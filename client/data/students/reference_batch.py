"""References on their way out: drafts until they are registered, from then on the papers of the register."""

from collections.abc import Callable, Iterator, Sequence
from typing import Self

from client.core.i18n import _
from client.data.documents import papers
from client.data.documents.papers import Registered, Way
from client.data.server.gateway import Gateway, OutcomeUnknown
from reports.common import batch
from reports.students.reference import KIND, Paper, Reference, from_content, render

Progress = Callable[[int, int], object]


class ReferenceBatch:
    """Papers for the preview, the printer and files; used from working threads, one at a time."""

    def __init__(self, gateway: Gateway, drafts: Sequence[tuple[int, Reference]], workstation: str) -> None:
        self._gateway = gateway
        self._drafts = tuple(drafts)
        self._workstation = workstation
        self.registered: tuple[Registered, ...] = ()
        #: A registering that nobody answered.
        self._unsettled: OutcomeUnknown | None = None
        self._papers = tuple(Paper(reference) for _student, reference in self._drafts)

    @classmethod
    def again(cls, gateway: Gateway, registered: Sequence[Registered], workstation: str) -> Self:
        """Take papers from the register: they are drawn from their snapshots, whatever is true today."""
        made = cls(gateway, (), workstation)
        made._take(registered)
        return made

    @property
    def count(self) -> int:
        return len(self._papers)

    @property
    def title(self) -> str:
        if not self.registered:
            return _("References")
        return _("Reference {numbers}", numbers=self._numbers())

    @property
    def note(self) -> str:
        if not self._papers:
            return _("Choose students to see their references here.")
        if not self.registered:
            return _("A draft: it gets its number when it is printed or saved.")
        return _("Registered: {numbers}", numbers=self._numbers())

    def pdf(self, number: int) -> tuple[bytes, int]:
        """Return a PDF of one paper and the page of it that counts."""
        return render((self._papers[number],)), 0

    def issue(self, way: Way, copies: int) -> None:
        """Register drafts, and log that the papers leave: together, so that nothing is half done."""
        if self.registered:
            papers.print_again(self._gateway, self.registered, way, copies, self._workstation)
            return
        if self._unsettled is not None and self._gateway.outcome(self._unsettled):
            self._take(self._unsettled.made)  # they were registered and logged then; they only never left
            return
        contents = [(student, reference.language, reference.content()) for student, reference in self._drafts]
        try:
            self._take(papers.issue(self._gateway, KIND, contents, way, copies, self._workstation))
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

    def _take(self, registered: Sequence[Registered]) -> None:
        self.registered = tuple(registered)
        self._papers = tuple(Paper(from_content(paper.content), paper.stamp) for paper in registered)

    def _numbers(self) -> str:
        first, last = self.registered[0].stamp.register_number, self.registered[-1].stamp.register_number
        return first if first == last else f"{first} – {last}"


def _file_name(paper: Paper) -> str:
    number = f"{paper.stamp.register_number} " if paper.stamp else ""
    return f"{number}{paper.reference.name}.pdf"
