"""Problems made by rule and chance, the same for the same seed: for tests and for measuring."""

from random import Random

from shared.timetabling.files.ctt import parse_ctt
from shared.timetabling.model import (
    EVEN,
    EVERY,
    ODD,
    STUDENTS,
    TEACHER,
    Course,
    DayRules,
    Event,
    Grid,
    Person,
    Problem,
    Room,
    Rules,
    Travel,
)

GROUPS_A_STREAM = 4
GROUP_SIZE = 25
HALL, CLASSROOM, LABORATORY = "hall", "classroom", "laboratory"
GROUP_DAYS = DayRules(gap=4, lonely=3, ceiling=4, over_ceiling=6)
TEACHER_DAYS = DayRules(gap=1, ceiling=4, over_ceiling=4, days=5, over_days=3)


def curricula(seed: int, courses: int = 60, days: int = 5, slots: int = 5, fill: float = 0.75) -> str:
    """A .ctt file: study years of a few courses each, rooms filled to the given share."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    lectures = [random.choice((1, 2, 3, 3, 4, 5)) for _ in range(courses)]
    rooms = max(3, round(sum(lectures) / (days * slots * fill)))
    sizes = sorted(random.choice((20, 30, 45, 60, 90, 140)) for _ in range(rooms))
    sizes[-1] = 300
    lines = [
        f"{_course(index)} t{random.randrange(courses * 4 // 5):03} {count} {min(count, days, random.randint(1, 4))} "
        f"{max(5, int(random.choice(sizes) * random.uniform(0.4, 1.0)))}"
        for index, count in enumerate(lectures)
    ]
    groups = _groups(random, lectures, days * slots)
    closed = sorted(
        {(random.randrange(courses), random.randrange(days), half) for _ in range(courses) for half in (0, 1)}
    )
    away = [
        f"{_course(course)} {day} {slot}"
        for course, day, half in closed
        if random.random() < 0.5  # noqa: PLR2004
        for slot in range(half * slots // 2, (half + 1) * slots // 2)
    ]
    head = [
        f"Name: made-{seed}",
        f"Courses: {courses}",
        f"Rooms: {rooms}",
        f"Days: {days}",
        f"Periods_per_day: {slots}",
        f"Curricula: {len(groups)}",
        f"Constraints: {len(away)}",
    ]
    return "\n".join(
        [
            *head,
            "",
            "COURSES:",
            *lines,
            "",
            "ROOMS:",
            *(f"r{n} {size}" for n, size in enumerate(sizes)),
            "",
            "CURRICULA:",
            *(f"q{n:03} {len(g)} {' '.join(map(_course, g))}" for n, g in enumerate(groups)),
            "",
            "UNAVAILABILITY_CONSTRAINTS:",
            *away,
            "",
            "END.",
            "",
        ]
    )


def _course(index: int) -> str:
    return f"c{index:04}"


def _groups(random: Random, lectures: list[int], periods: int) -> list[list[int]]:
    """Courses studied together: never more than two thirds of a week."""
    found = []
    for first in range(0, len(lectures), 5):
        year = list(range(first, min(first + 7, len(lectures))))
        for _ in range(random.randint(1, 4)):
            chosen: list[int] = []
            for course in random.sample(year, random.randint(2, len(year)) if len(year) > 1 else 1):
                if sum(lectures[one] for one in (*chosen, course)) <= periods * 2 // 3:
                    chosen.append(course)
            found.append(sorted(chosen))
    return found


def competition(seed: int, courses: int = 60) -> Problem:
    return parse_ctt(curricula(seed, courses))


def faculty(seed: int, groups: int = 60) -> Problem:
    """A faculty in a week of six days with odd and even weeks: lectures of streams, classes, laboratories of halves."""
    return _Faculty(seed, groups).problem()


class _Faculty:
    """Gathers people, courses and events of one faculty."""

    def __init__(self, seed: int, groups: int) -> None:
        self._random, self._groups = Random(seed), groups  # noqa: S311 - chance, not secrecy
        self._people: list[Person] = []
        self._courses: list[Course] = []
        self._events: list[Event] = []
        self._teachers = [
            self._person(f"teacher {number + 1}", TEACHER_DAYS, TEACHER) for number in range(groups * 2 + 4)
        ]
        self._load = dict.fromkeys(self._teachers, 0)

    def problem(self) -> Problem:
        for first in range(0, self._groups, GROUPS_A_STREAM):
            self._stream(
                [self._halves(number) for number in range(first, min(first + GROUPS_A_STREAM, self._groups))]
            )
        travel = Travel(minutes=((0, 20), (20, 0)), breaks=(10, 10, 30, 10, 10, 10))
        return Problem(
            "faculty",
            Grid(6, 6, weeks=2),
            tuple(self._rooms()),
            tuple(self._people),
            tuple(self._courses),
            tuple(self._events),
            Rules(keep_time=5, keep_room=1, travel=travel),
        )

    def _person(self, name: str, rules: DayRules, kind: str) -> int:
        day = self._random.randrange(6)
        away = frozenset((day, slot) for slot in range(6)) if kind == TEACHER else frozenset()
        self._people.append(Person(name, rules, away, kind))
        return len(self._people) - 1

    def _halves(self, number: int) -> tuple[int, ...]:
        return tuple(self._person(f"group {number + 1:02}/{half}", GROUP_DAYS, STUDENTS) for half in (1, 2))

    def _stream(self, groups: list[tuple[int, ...]]) -> None:
        everybody = tuple(half for group in groups for half in group)
        for subject in range(6):
            name = f"subject {len(self._courses) + 1}"
            self._lessons(name, everybody, HALL, 1 + (subject < 2), len(groups) * GROUP_SIZE)  # noqa: PLR2004 - two lectures
            for group in groups:
                self._lessons(f"{name} class", group, CLASSROOM, 1 + (subject < 2), GROUP_SIZE)  # noqa: PLR2004 - as above
            for half in everybody if subject % 2 else ():
                self._lessons(f"{name} laboratory", (half,), LABORATORY, 1, GROUP_SIZE // 2 + 1, (ODD, EVEN))

    def _lessons(
        self,
        name: str,
        students: tuple[int, ...],
        kind: str,
        count: int,
        size: int,
        phases: tuple[int, ...] = (EVERY,),
    ) -> None:
        course = len(self._courses)
        self._courses.append(Course(name, count, 5, 1))
        teacher = min(self._random.sample(self._teachers, 4), key=lambda one: self._load[one])
        self._load[teacher] += count
        people = (teacher, *students)
        self._events.extend(
            Event(
                f"{name} {self._people[students[0]].name}",
                course,
                people,
                size,
                phases=phases,
                room_kind=kind,
            )
            for _ in range(count)
        )

    def _rooms(self) -> list[Room]:
        numbers = {
            HALL: self._groups // 10 + 2,
            CLASSROOM: self._groups // 3 + 2,
            LABORATORY: self._groups // 5 + 2,
        }
        seats = {
            HALL: GROUPS_A_STREAM * GROUP_SIZE + 20,
            CLASSROOM: GROUP_SIZE + 5,
            LABORATORY: GROUP_SIZE // 2 + 3,
        }
        return [
            Room(f"{kind} {number + 1}", seats[kind], kind, building=int(number % 4 == 3))  # noqa: PLR2004 - a quarter
            for kind, count in numbers.items()
            for number in range(count)
        ]
