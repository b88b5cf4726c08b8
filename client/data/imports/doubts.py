"""What a cell may mean though it does not say so: shown with the reason, taken once a person has said it."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.identifiers import InvalidValue

#: The field of a doubtful cell and what stands in it; the answer is the same in every row.
Doubt = tuple[str, str]
#: A cell of the file: the number of its row as Excel shows it, and its column counted from 0.
Place = tuple[int, int]


class Doubtful(InvalidValue):
    """A cell that is refused until somebody confirms `answer`; the sentence names the proposal."""

    def __init__(self, msgid: str, answer: object, **params: object) -> None:
        super().__init__(msgid, **params)
        self.answer = answer


class Unlisted(InvalidValue):
    """A word that the list of its field does not know, or knows several times: somebody says which is meant."""

    def __init__(self, msgid: str, text: str, proposed: Iterable[Hashable] = (), /, **params: object) -> None:
        super().__init__(msgid, text=text, **params)
        self.text = text
        self.proposed = tuple(proposed)

    @property
    def answer(self) -> object:
        """Return what is proposed, None where nothing or several are."""
        return self.proposed[0] if len(self.proposed) == 1 else None


@dataclass(frozen=True)
class Answers:
    """What a person has said about single rows, words and cells of a file; the file itself stays as it is."""

    #: Rows of people who are not their namesakes.
    others: frozenset[int] = frozenset()
    #: Doubtful cells that mean what was proposed.
    meant: frozenset[Doubt] = frozenset()
    #: Words that lists do not know, and the code or id that each means.
    meanings: Mapping[Doubt, str] = field(default_factory=dict)
    #: Cells that were mended, and what stands in them now.
    mended: Mapping[Place, str] = field(default_factory=dict)
    #: Rows that look like lines beside the table and are taken all the same.
    taken: frozenset[int] = frozenset()

    def draft(self) -> dict[str, Any]:
        """Return them as drafts keep them."""
        return {
            "others": sorted(self.others),
            "meant": sorted(self.meant),
            "meanings": [[*doubt, value] for doubt, value in sorted(self.meanings.items())],
            "mended": [[*place, text] for place, text in sorted(self.mended.items())],
            "taken": sorted(self.taken),
        }

    @classmethod
    def of_draft(cls, kept: Mapping[str, Any]) -> "Answers":
        return cls(
            frozenset(kept.get("others", ())),
            frozenset((key, text) for key, text in kept.get("meant", ())),
            {(key, text): value for key, text, value in kept.get("meanings", ())},
            {(row, column): text for row, column, text in kept.get("mended", ())},
            frozenset(kept.get("taken", ())),
        )
