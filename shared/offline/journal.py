"""What the events say together: which blank is where, what lies open, and what may be done next.

intent → good → handed out
       → spoiled → intent on the next blank
       → clean: the paper never moved, the same blank again
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.offline.event import CLEAN, GOOD, HAND_OUT, INTENT, LOST, SPOILED, Event
from shared.offline.package import Blank, Diploma, Package, Paper
from shared.text import N_

FREE, OPEN, PRINTED, USELESS = "free", "open", "printed", "useless"
#: A blank of which an event was lost: nobody knows what lies on it, so it is not printed on.
DOUBTFUL = "doubtful"

OPEN_FIRST = N_("Say first what became of the blank {number}.")
NOTHING_OPEN = N_("No print is waiting for an answer.")
NOT_TAKEN = N_("This diploma was not taken along.")
PRINTED_ALREADY = N_("It is printed already, on the blank {number}. Spoil that one first.")
NO_BLANK = N_("No blank is left that this paper is printed on. Take further blanks along.")
NOT_COMPLETE = N_("{student} has papers that are not printed yet.")
HANDED_OUT = N_("This diploma was handed out already.")
OPEN_POINTS = N_(
    "The clearance sheet of {student} had {points} open points when the diploma was taken along."
)
NOT_OWN = N_("The blank {number} is not of the range of this workstation.")
NOT_SPOILABLE = N_("The blank {number} cannot be spoiled any more.")
SAY_REASON = N_("Write what happened to the blank; it is kept for good.")
SAY_WHOM = N_("Write to whom and by what document it was handed out.")


class ImpossibleError(Exception):
    """What is asked for does not follow from what was recorded; a sentence with its values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values


@dataclass(frozen=True)
class Intent:
    """A print that was begun: until it is said what lies in the tray, nothing else is printed."""

    sequence: int
    diploma: Diploma
    form: str
    number: str
    at: str


@dataclass
class Journal:
    """The state of a workstation: its package and what was recorded since."""

    package: Package
    blanks: dict[str, str] = field(default_factory=dict)
    #: The blank that each paper lies on now, by uuid and form.
    printed: dict[tuple[str, str], str] = field(default_factory=dict)
    #: To whom each diploma was handed out.
    handed: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    open: Intent | None = None
    #: Events whose record was lost.
    gaps: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.take(self.package)

    def take(self, package: Package) -> None:
        """Go on with a package that has more in it; what was recorded stays."""
        self.package = package
        self.diplomas = {each.uuid: each for each in package.diplomas}
        self.own = {each.number: each for each in package.blanks}
        for number in self.own:
            self.blanks.setdefault(number, FREE)
        for diploma in package.diplomas:
            for paper in diploma.papers:
                if paper.number:
                    self.printed.setdefault((diploma.uuid, paper.form), paper.number)
                    self.blanks.setdefault(paper.number, PRINTED)

    def add(self, event: Event) -> None:
        """Take in what happened. An event that does not follow is told, and what it says is taken in all the same."""
        body, kind = event.body, event.kind
        if kind == INTENT:
            diploma = self.diplomas.get(body["diploma"]) or _unknown(body)
            self.open = Intent(event.sequence, diploma, body["form"], body["number"], body["at"])
            self.blanks[body["number"]] = OPEN
        elif kind == HAND_OUT:
            self.handed[body["diploma"]] = body
        elif kind == LOST:
            self._lose(event)
        else:
            self._close(kind, body)

    def waiting(self, form: str) -> list[Diploma]:
        """Return the diplomas whose paper of this form is not printed, as they were taken along."""
        return [
            each
            for each in self.package.diplomas
            if paper_of(each, form) is not None and not self.number_of(each, form)
        ]

    def number_of(self, diploma: Diploma, form: str) -> str:
        """Return the blank that a paper lies on; nothing while it waits."""
        return self.printed.get((diploma.uuid, form), "")

    def left(self, kinds: Iterable[int] | None = None) -> list[Blank]:
        """Return the free blanks in the order in which they lie in the pile."""
        chosen = None if kinds is None else set(kinds)
        return [
            each
            for each in self.package.blanks
            if self.blanks[each.number] == FREE and (chosen is None or each.kind_id in chosen)
        ]

    def next_blank(self, diploma: Diploma, form: str) -> Blank | None:
        """Return the blank that comes next for a paper."""
        paper = paper_of(diploma, form)
        kinds = set(paper.kinds) if paper else set()
        return next(
            (
                each
                for each in self.package.blanks
                if each.kind_id in kinds and self.blanks[each.number] == FREE
            ),
            None,
        )

    def may_print(self, uuid: str, form: str) -> tuple[Diploma, Blank]:
        """Return what would be printed on which blank, or raise why it may not."""
        if self.open is not None:
            raise ImpossibleError(OPEN_FIRST, number=self.open.number)
        diploma = self.diplomas.get(uuid)
        if diploma is None or paper_of(diploma, form) is None:
            raise ImpossibleError(NOT_TAKEN)
        if uuid in self.handed:  # to spoil its blank first would be no way out
            raise ImpossibleError(HANDED_OUT)
        if number := self.number_of(diploma, form):
            raise ImpossibleError(PRINTED_ALREADY, number=number)
        blank = self.next_blank(diploma, form)
        if blank is None:
            raise ImpossibleError(NO_BLANK)
        return diploma, blank

    def must_be_open(self) -> Intent:
        """Return the print that waits for an answer."""
        if self.open is None:
            raise ImpossibleError(NOTHING_OPEN)
        return self.open

    def may_spoil(self, number: str) -> tuple[str, str] | None:
        """Return the paper that lies on a blank, nothing for a free one; raise why it cannot be spoiled."""
        if self.open is not None:
            raise ImpossibleError(OPEN_FIRST, number=self.open.number)
        state = self.blanks.get(number)
        if state is None:
            raise ImpossibleError(NOT_OWN, number=number)
        paper = next((key for key, lies in self.printed.items() if lies == number), None)
        if state not in (FREE, PRINTED, DOUBTFUL) or (paper and paper[0] in self.handed):
            raise ImpossibleError(NOT_SPOILABLE, number=number)
        return paper

    def may_hand_out(self, uuid: str) -> Diploma:
        """Return the diploma, or raise why it is not handed out."""
        diploma = self.diplomas.get(uuid)
        if self.open is not None:
            raise ImpossibleError(OPEN_FIRST, number=self.open.number)
        if diploma is None:
            raise ImpossibleError(NOT_TAKEN)
        if uuid in self.handed:
            raise ImpossibleError(HANDED_OUT)
        if diploma.open_points:
            raise ImpossibleError(OPEN_POINTS, student=diploma.name, points=diploma.open_points)
        if not self.complete(diploma):
            raise ImpossibleError(NOT_COMPLETE, student=diploma.name)
        return diploma

    def complete(self, diploma: Diploma) -> bool:
        """Tell whether every paper of a diploma is printed."""
        return all(self.number_of(diploma, paper.form) for paper in diploma.papers)

    def _close(self, kind: str, body: Mapping[str, Any]) -> None:
        """Take in what became of a blank."""
        number, uuid, form = body["number"], body.get("diploma", ""), body.get("form", "")
        if kind == GOOD:
            self.printed[uuid, form] = number
            self.blanks[number] = PRINTED
        elif kind == SPOILED:
            self.blanks[number] = USELESS
            self.printed = {key: lies for key, lies in self.printed.items() if lies != number}
        elif kind == CLEAN:
            self.blanks[number] = FREE
        if self.open is not None and self.open.number == number:
            self.open = None

    def _lose(self, event: Event) -> None:
        """One record is missing: whatever may have been done is not done again without being asked."""
        self.gaps.append(event.sequence)
        if self.open is not None:
            self.blanks[self.open.number] = DOUBTFUL
            self.open = None


def paper_of(diploma: Diploma, form: str) -> Paper | None:
    """Return the paper of a form that a diploma has."""
    return next((paper for paper in diploma.papers if paper.form == form), None)


def _unknown(body: Mapping[str, Any]) -> Diploma:
    """Return what stands for a diploma that the package does not have: its print is real all the same."""
    paper = Paper(body["form"], ())
    return Diploma(0, body["diploma"], body.get("name", ""), "", "", "", "", "", "", "", "", (paper,))
