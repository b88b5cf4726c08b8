"""The curriculum-based track of the timetabling competition of 2007: problems (.ctt) and solutions (.sol)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.timetabling.model import (
    Course,
    DayRules,
    Event,
    Grid,
    Person,
    Plan,
    Problem,
    Room,
    Rules,
    Unusable,
)

SEAT, TOO_FEW_DAYS, ISOLATED, OTHER_ROOM = 1, 5, 2, 1
MOST = 100_000
MOST_ROOMS = 5_000
LARGEST = 16 * 1024 * 1024
MOST_LECTURES = 20_000
LONGEST = 9


@dataclass(frozen=True, slots=True)
class Taught:
    """A line of the course section."""

    name: str
    teacher: str
    lectures: int
    min_days: int
    students: int


class Lines:
    """The lines of a file that have words on them; knows the number of the last for the sentence when it is wrong."""

    def __init__(self, text: str) -> None:
        self._lines: Iterator[tuple[int, list[str]]] = (
            (number, line.split()) for number, line in enumerate(text.splitlines(), 1) if line.strip()
        )
        self.number = 0

    def next(self, expected: str, least: int = 1) -> list[str]:
        """The words of the next line: at least so many."""
        number, words = next(self._lines, (self.number, []))
        if not words:
            raise Unusable(f"The file ends after line {self.number}, where {expected} should follow.")
        self.number = number
        if len(words) < least:
            raise self.wrong(f"{expected} should stand here, not “{' '.join(words)[:60]}”")
        return words

    def wrong(self, what: str) -> Unusable:
        return Unusable(f"Line {self.number}: {what}.")

    def whole(self, word: str, what: str, least: int = 0, most: int = MOST) -> int:
        if not (word.isascii() and word.isdigit() and len(word) <= LONGEST and least <= int(word) <= most):
            raise self.wrong(f"{what} should be a whole number from {least} to {most}, not “{word[:40]}”")
        return int(word)

    def header(self, word: str) -> str:
        words = self.next(f"“{word}:”")
        if words[0] != f"{word}:":
            raise self.wrong(f"“{word}:” should stand here, not “{words[0][:40]}”")
        return " ".join(words[1:])

    def count(self, word: str, least: int = 0, most: int = MOST) -> int:
        return self.whole(self.header(word), f"“{word}”", least, most)

    def end(self) -> None:
        """Nothing but the end may follow: a line too many means that a count is wrong."""
        number, words = next(self._lines, (self.number, []))
        if words and words != ["END."]:
            self.number = number
            raise self.wrong(f"“END.” should stand here, not “{' '.join(words)[:60]}”")

    def known(self, word: str, names: dict[str, int], what: str) -> int:
        if word not in names:
            raise self.wrong(f"the {what} “{word[:40]}” is not in the list of {what}s")
        return names[word]


def read_ctt(path: Path) -> Problem:
    try:
        if path.stat().st_size > LARGEST:
            raise Unusable(f"{path.name} is larger than {LARGEST // 1024 // 1024} MB: no timetable is.")
        return parse_ctt(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unusable(f"{path.name} is not a text file.") from error
    except OSError as error:
        raise Unusable(f"{path.name} cannot be read: {error.strerror}.") from error


def parse_ctt(text: str) -> Problem:
    lines = Lines(text)
    name = lines.header("Name")
    courses, rooms = lines.count("Courses", 1), lines.count("Rooms", 1, MOST_ROOMS)
    grid = Grid(lines.count("Days", 1), lines.count("Periods_per_day", 1))
    curricula, closed = lines.count("Curricula"), lines.count("Constraints")
    taught = _courses(lines, courses)
    names = {course.name: index for index, course in enumerate(taught)}
    found = (
        _rooms(lines, rooms),
        _curricula(lines, curricula, names),
        _unavailable(lines, closed, names, grid),
    )
    lines.end()
    return _problem(name, grid, taught, *found)


def _courses(lines: Lines, count: int) -> list[Taught]:
    lines.header("COURSES")
    found: dict[str, Taught] = {}
    for _ in range(count):
        name, teacher, lectures, days, students = lines.next(
            "a course (name, teacher, lectures, days, students)", 5
        )[:5]
        if name in found:
            raise lines.wrong(f"the course “{name[:40]}” stands here a second time")
        found[name] = Taught(
            name,
            teacher,
            lines.whole(lectures, "the number of lectures"),
            lines.whole(days, "the least number of days"),
            lines.whole(students, "the number of students"),
        )
        if sum(course.lectures for course in found.values()) > MOST_LECTURES:
            raise lines.wrong(f"more than {MOST_LECTURES} lectures a week cannot be planned")
    return list(found.values())


def _rooms(lines: Lines, count: int) -> list[Room]:
    lines.header("ROOMS")
    found: dict[str, Room] = {}
    for _ in range(count):
        name, capacity = lines.next("a room (name, capacity)", 2)[:2]
        if name in found:
            raise lines.wrong(f"the room “{name[:40]}” stands here a second time")
        found[name] = Room(name, lines.whole(capacity, "the capacity"))
    return list(found.values())


def _curricula(lines: Lines, count: int, names: dict[str, int]) -> list[tuple[str, list[int]]]:
    lines.header("CURRICULA")
    found = []
    for _ in range(count):
        name, size, *members = lines.next("a curriculum (name, number of courses, courses)", 2)
        if len(members) != lines.whole(size, "the number of courses"):
            raise lines.wrong(
                f"the curriculum “{name[:40]}” should name {size} courses and names {len(members)}"
            )
        found.append((name, [lines.known(member, names, "course") for member in members]))
    return found


def _unavailable(lines: Lines, count: int, names: dict[str, int], grid: Grid) -> dict[int, set[int]]:
    lines.header("UNAVAILABILITY_CONSTRAINTS")
    found: dict[int, set[int]] = {}
    for _ in range(count):
        course, day, slot = lines.next("an unavailability (course, day, period)", 3)[:3]
        time = grid.time(
            lines.whole(day, "the day", most=grid.days - 1),
            lines.whole(slot, "the period", most=grid.slots - 1),
        )
        found.setdefault(lines.known(course, names, "course"), set()).add(time)
    return found


def _problem(
    name: str,
    grid: Grid,
    taught: list[Taught],
    rooms: list[Room],
    curricula: list[tuple[str, list[int]]],
    closed: dict[int, set[int]],
) -> Problem:
    teachers = {
        teacher: index for index, teacher in enumerate(dict.fromkeys(course.teacher for course in taught))
    }
    people = [
        *(Person(teacher) for teacher in teachers),
        *(Person(curriculum, DayRules(isolated=ISOLATED)) for curriculum, _ in curricula),
    ]
    attends: list[list[int]] = [[teachers[course.teacher]] for course in taught]
    for index, (_, members) in enumerate(curricula):
        for member in dict.fromkeys(members):
            attends[member].append(len(teachers) + index)
    times = [frozenset(range(grid.times)) - closed.get(index, set()) for index in range(len(taught))]
    return Problem(
        name,
        grid,
        tuple(rooms),
        tuple(people),
        tuple(Course(course.name, course.min_days, TOO_FEW_DAYS, OTHER_ROOM) for course in taught),
        tuple(
            Event(
                f"{course.name} {number}", index, tuple(attends[index]), course.students, times=times[index]
            )
            for index, course in enumerate(taught)
            for number in range(1, course.lectures + 1)
        ),
        Rules(seat=SEAT),
    )


def write_sol(problem: Problem, plan: Plan) -> str:
    """A line per lecture: course, room, day, period."""
    lines = []
    for event, place in zip(problem.events, plan, strict=True):
        if place is not None and place.room is not None:
            day, slot, _ = problem.grid.place(place.time)
            lines.append(
                f"{problem.courses[event.course].name} {problem.rooms[place.room].name} {day} {slot}\n"
            )
    return "".join(lines)
