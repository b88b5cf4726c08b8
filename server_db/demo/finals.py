"""Finals of the demonstration's running term: three days apart in its weeks of assessment, examined by colleagues."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from server_db.demo.groups import Group
from server_db.demo.placing import DAYS, PAIRS
from server_db.demo.running import SEASON, TEACHING_WEEKS, YEAR, term_days
from server_db.demo.sheets import Sheets
from server_db.demo.streams import Takers
from server_db.demo.timetable import TaughtClass, shift_of_group
from server_db.demo.years import holidays

APART = 3
Hour = tuple[date, int]


class Finals:
    """Finds day, pair, room and examiner of each final and writes it; the ids of courses are known by group."""

    def __init__(self, sheets: Sheets, term_id: int, classes: Sequence[TaughtClass]) -> None:
        self._sheets, self._term_id = sheets, term_id
        self._teachers: dict[int, set[int]] = defaultdict(set)
        self._colleagues: dict[int, dict[int, None]] = defaultdict(dict)
        self._department: dict[tuple[int, int], int] = {}
        self._taken: set[tuple[str, int, Hour]] = set()
        for each in classes:
            if each.teacher_id is not None:
                self._colleagues[each.department_id][each.teacher_id] = None
                for group in each.groups:
                    self._teachers[group.id].add(each.teacher_id)
            for group in each.groups:
                self._department[group.id, each.lessons.subject.id] = each.department_id
        self._rooms = self._read_rooms()

    def add(self, takers: Iterable[tuple[Takers, int]]) -> None:
        """Write the final of each subject that is taught; the takers come with their course."""
        places: dict[int, int] = defaultdict(int)
        for each, course_id in takers:
            if each.size and each.course.taught:
                self._add(each, course_id, _day(places[each.group.id] * APART + each.group.id % APART))
                places[each.group.id] += 1

    def _add(self, takers: Takers, course_id: int, day: date) -> None:
        group = takers.group
        pair, room = next(self._open(group, takers.size, day), (None, None))
        hour = day, pair or 0
        colleagues = self._colleagues[self._department[group.id, takers.course.subject.id]]
        others = (each for department in self._colleagues.values() for each in department)
        examiner = next(
            (
                each
                for each in chain(colleagues, others)
                if each not in self._teachers[group.id] and ("teacher", each, hour) not in self._taken
            ),
            None,
        )
        if examiner in colleagues:  # the next final is somebody else's
            colleagues[examiner] = colleagues.pop(examiner)
        self._taken |= {("teacher", examiner or 0, hour), ("room", room or 0, hour)}
        self._sheets["timetable.examination"].add(
            faculty_id=group.specialty.faculty_id,
            term_id=self._term_id,
            course_id=course_id,
            department_id=self._department[group.id, takers.course.subject.id],
            group_id=group.id,
            employee_id=examiner,
            day=None if pair is None else day,
            pair=pair,
            room_id=room,
        )

    def _open(self, group: Group, size: int, day: date) -> Iterator[tuple[int, int]]:
        """The pairs of a day from the group's shift on, each with the smallest room that is free."""
        first = shift_of_group(group).first
        for pair in sorted(range(1, PAIRS + 1), key=lambda pair: (pair < first, pair)):
            for capacity, room in self._rooms:
                if capacity >= size and ("room", room, (day, pair)) not in self._taken:
                    yield pair, room

    def _read_rooms(self) -> list[tuple[int, int]]:
        sheet = self._sheets["infrastructure.room"]
        capacity = sheet.columns.index("capacity")
        return sorted((int(str(row[capacity])), number) for number, row in enumerate(sheet.rows, 1))


def _day(place: int) -> date:
    """A working day of the weeks of assessment by its place; on a holiday it is the next one, or the one before."""
    week, day = divmod(place, DAYS)
    found = term_days(YEAR, SEASON)[0] + timedelta(7 * (TEACHING_WEEKS + week) + day)
    return found if found not in holidays() else found + timedelta(-1 if day == DAYS - 1 else 1)
