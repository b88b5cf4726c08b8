"""Display data of a board, given by its owner: what a card says and which rows of people or rooms a grid shows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from shared.timetabling.model import TEACHER, Person, Problem

#: How many kinds of lessons have a colour of their own; the letter always stands beside it.
EDGES = 6
SMALL_WORD = 2
#: How many groups of a lesson a sentence names.
TOLD = 2


def group_of(part: str) -> str:
    """The group of a part: parts are named “group/number”."""
    group, _slash, number = part.rpartition("/")
    return group if group and number.isdigit() else part


@dataclass(frozen=True, slots=True)
class Edge:
    """A kind of lesson: its letter, its name in words, and which of the edge colours it has."""

    letter: str
    words: str
    colour: int


PLAIN_EDGE = Edge("", "", 0)


@dataclass(frozen=True, slots=True)
class Face:
    """What the card of an event says, in the language of the interface."""

    subject: str
    short: str
    groups: str
    teacher: str
    edge: Edge = PLAIN_EDGE
    code: str = ""
    """Two or three letters for the narrowest cards; made of the subject if not given."""

    @property
    def abbreviation(self) -> str:
        return self.code or _initials(self.subject)

    @property
    def title(self) -> str:
        """The lesson in one line, for sentences."""
        groups = self.groups.split(", ")
        more = f" +{len(groups) - TOLD}" if len(groups) > TOLD else ""
        return f"{self.subject} ({', '.join(groups[:TOLD])}{more})" if self.groups else self.subject


class Kind(Enum):
    """Whose week a view shows."""

    GROUP = "group"
    TEACHER = "teacher"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class View:
    """One week to look at: everything held by these people, or in this room."""

    title: str
    kind: Kind
    people: frozenset[int] = frozenset()
    room: int | None = None


def room_views(problem: Problem) -> tuple[View, ...]:
    return tuple(View(room.name, Kind.ROOM, room=index) for index, room in enumerate(problem.rooms))


def teacher_views(problem: Problem) -> tuple[View, ...]:
    return tuple(
        View(person.name, Kind.TEACHER, frozenset({index}))
        for index, person in enumerate(problem.people)
        if person.kind == TEACHER
    )


def group_views(problem: Problem) -> tuple[View, ...]:
    """A view for each group; the parts of a group are people named “group/part”."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, person in enumerate(problem.people):
        if person.kind != TEACHER:
            groups[_group(person)].append(index)
    return tuple(View(name, Kind.GROUP, frozenset(parts)) for name, parts in groups.items())


def plain_faces(problem: Problem, edges: Sequence[Edge] = (PLAIN_EDGE,)) -> tuple[Face, ...]:
    """Faces from nothing but the problem, as of a file of a stranger: a kind of room has an edge of its own."""
    parts = {view.title: view.people for view in group_views(problem)}
    kinds = sorted({event.room_kind for event in problem.events})
    found = []
    for event in problem.events:
        name = problem.courses[event.course].name
        people = [problem.people[person] for person in event.people]
        teachers = ", ".join(person.name for person in people if person.kind == TEACHER)
        groups = ", ".join(_group_names(problem, event.people, parts))
        edge = edges[kinds.index(event.room_kind) % len(edges)]
        found.append(Face(name, name, groups, teachers, edge))
    return tuple(found)


@lru_cache(maxsize=4096)
def _initials(subject: str) -> str:
    """OM for “Oliy matematika”, FAL for “Falsafa”; small words do not count."""
    words = [word for word in subject.replace("(", " ").split() if len(word) > SMALL_WORD]
    return "".join(word[0] for word in words[:3]).upper() if len(words) > 1 else subject[:3].upper()


def _group(person: Person) -> str:
    return group_of(person.name)


def _group_names(problem: Problem, people: Iterable[int], parts: dict[str, frozenset[int]]) -> list[str]:
    """Whole groups by their name, lone parts by theirs."""
    present = {person for person in people if problem.people[person].kind != TEACHER}
    names: dict[str, None] = {}
    for person in sorted(present):
        group = _group(problem.people[person])
        names[group if parts[group] <= present else problem.people[person].name] = None
    return list(names)
