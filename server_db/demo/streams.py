"""The demonstration's classes of the current term: streams, groups and subgroups, as the database would make them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from server_db.demo.groups import Group
from server_db.demo.plans import LABORATORY, LECTURE, PRACTICAL, SEMINAR, PlannedSubject
from server_db.demo.subjects import LANGUAGES, Subject

STREAM, PRACTICE, SUBGROUP = 120, 30, 15
SLICES = 12
_KINDS_OF_ROOM = (LECTURE, LABORATORY, PRACTICAL, SEMINAR)


@dataclass(frozen=True)
class Takers:
    """The students of a group who take a course now."""

    group: Group
    name: str
    course: PlannedSubject
    students: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.students)


@dataclass(frozen=True)
class StreamPart:
    """Slices of the group of some takers."""

    takers: Takers
    first: int = 0
    behind: int = SLICES


@dataclass(frozen=True)
class Lessons:
    """A class: its parts are taught a training type of a subject together."""

    subject: Subject
    training: str
    name: str
    size: int
    hours: int
    parts: tuple[StreamPart, ...]

    @property
    def room_kind(self) -> str | None:
        return self.training if self.training in _KINDS_OF_ROOM else None


def classes(takers: Iterable[Takers]) -> list[Lessons]:
    """Make the classes of a faculty."""
    taken = [each for each in takers if each.size]
    return [*_lectures(taken), *(lessons for each in taken for lessons in _lessons(each))]


def _lectures(takers: list[Takers]) -> Iterator[Lessons]:
    streams: dict[object, list[Takers]] = {}
    for each in takers:
        for training, hours in each.course.taught:
            if training == LECTURE:
                group = each.group
                key = (each.course.subject.id, group.language, each.course.semester,
                       group.specialty.education_type, group.form, hours)  # fmt: skip
                streams.setdefault(key, []).append(each)
    for seated in streams.values():
        for stream in _filled(sorted(seated, key=lambda each: each.name)):
            hours = dict(stream[0].course.taught)[LECTURE]
            name, size = ", ".join(each.name for each in stream), sum(each.size for each in stream)
            parts = tuple(map(StreamPart, stream))
            yield Lessons(stream[0].course.subject, LECTURE, name, size, hours, parts)


def _filled(takers: list[Takers]) -> Iterator[list[Takers]]:
    """Fill one stream after the other; the next begins with the group that would not fit."""
    stream: list[Takers] = []
    for each in takers:
        if stream and sum(other.size for other in stream) + each.size > STREAM:
            yield stream
            stream = []
        stream.append(each)
    yield stream


def _lessons(takers: Takers) -> Iterator[Lessons]:
    subject = takers.course.subject
    for training, hours in takers.course.taught:
        if training == LECTURE:
            continue
        most = SUBGROUP if training == LABORATORY or subject.group == LANGUAGES else PRACTICE
        many = next(n for n in (1, 2, 3, 4, 6, 12) if takers.size <= n * most or n == SLICES)
        for number in range(many):
            name = takers.name if many == 1 else f"{takers.name}/{number + 1}"
            size = takers.size // many + (number < takers.size % many)
            part = StreamPart(takers, SLICES // many * number, SLICES // many * (number + 1))
            yield Lessons(subject, training, name, size, hours, (part,))
