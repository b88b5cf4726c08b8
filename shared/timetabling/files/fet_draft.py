"""What a FET file says, being gathered: names, activities and what the constraints did to them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

from shared.timetabling.model import Grid, Unusable

FULL = 100.0
MOST_DIGITS = 9
MOST_STEPS = 50_000_000
Hour = tuple[int, int]


@dataclass
class Activity:
    """One activity; times and rooms are narrowed by one constraint after the other."""

    number: int
    subject: str
    teachers: list[str]
    students: list[str]
    tags: list[str]
    duration: int
    group: int
    size: int
    times: set[int] | None = None
    time_costs: Counter[int] = field(default_factory=Counter)
    rooms: set[int] | None = None
    room_costs: Counter[int] = field(default_factory=Counter)
    extra_people: list[int] = field(default_factory=list)
    place: tuple[int | None, int | None] = (None, None)
    locked: tuple[bool, bool] = (False, False)
    """Whether time and room of the place are locked for good."""

    def only_at(self, times: Iterable[int]) -> None:
        self.times = set(times) if self.times is None else self.times & set(times)

    def only_in(self, rooms: Iterable[int]) -> None:
        self.rooms = set(rooms) if self.rooms is None else self.rooms & set(rooms)


@dataclass
class Draft:
    """Everything read so far; people are numbered as they appear."""

    days: dict[str, int]
    slots: dict[str, int]
    people: list[str] = field(default_factory=list)
    teachers: dict[str, int] = field(default_factory=dict)
    students: dict[str, set[int]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    rooms: dict[str, int] = field(default_factory=dict)
    activities: dict[int, Activity] = field(default_factory=dict)
    away: dict[int, set[Hour]] = field(default_factory=lambda: defaultdict(set))
    closed: dict[int, set[Hour]] = field(default_factory=lambda: defaultdict(set))
    breaks: set[Hour] = field(default_factory=set)
    wishes: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    spreads: list[tuple[list[int], int]] = field(default_factory=list)
    homes: list[tuple[set[int], set[int]]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    steps: int = 0

    def spend(self, steps: int) -> None:
        """Count work that grows with constraints times activities; a file made to keep us busy is refused."""
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise Unusable("The file has more constraints over more activities than can be worked through.")

    @cached_property
    def grid(self) -> Grid:
        return Grid(len(self.days), len(self.slots))

    def person(self, name: str) -> int:
        self.people.append(name)
        return len(self.people) - 1

    def hour(self, day: str, slot: str) -> Hour:
        if day not in self.days or slot not in self.slots:
            raise Unusable(f"The file names the hour “{day[:40]} {slot[:40]}”, which its week does not have.")
        return self.days[day], self.slots[slot]

    def attending(self, names: Iterable[str]) -> set[int]:
        """The smallest student parts of years, groups and subgroups."""
        return {part for name in names for part in self.students.get(name, ())}


def text(element: Element, *tags: str) -> str:
    """The text of the first of these children that is there; a name of blanks is a name, and FET tells it from none."""
    for tag in tags:
        child = element.find(tag)
        if child is not None and child.text:
            return child.text
    return ""


def texts(element: Element, tag: str) -> list[str]:
    return [child.text for child in element.findall(tag) if child.text]


def number(word: str) -> int | None:
    """A whole number from nothing up, if the word is one."""
    word = word.strip()
    return int(word) if word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS else None


def numbers(element: Element, tag: str) -> list[int]:
    """The numbers among the texts of such children; what is none refers to nothing."""
    return [found for word in texts(element, tag) if (found := number(word)) is not None]


def whole(element: Element, *tags: str, default: int = 0) -> int:
    """A whole number of the children; a wrong one is told with its tag."""
    found = text(element, *tags).strip()
    if not found:
        return default
    value = number(found)
    if value is None:
        raise Unusable(f"<{tags[0]}> should be a whole number, not “{found[:40]}”.")
    return value


def says(element: Element, tag: str, word: str) -> bool:
    """Whether the child has this word: true, false."""
    return text(element, tag).strip().lower() == word


def is_full(element: Element) -> bool:
    """Whether the constraint must hold always."""
    try:
        return float(text(element, "Weight_Percentage").strip() or FULL) >= FULL
    except ValueError as error:
        raise Unusable(f"<{element.tag}> has a weight that is not a number.") from error


def locked_for_good(element: Element) -> bool:
    """FET writes every placement of a finished timetable as a rule, and marks those that people have locked."""
    return not says(element, "Permanently_Locked", "false")
