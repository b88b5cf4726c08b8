"""The demonstration's specialties and groups: who is taught what, since when, in which form and language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, pairwise
from random import Random

from server_db.demo.places import National, Programme
from server_db.demo.running import YEAR
from server_db.demo.sheets import Sheets

BACHELOR, MASTER = "11", "12"
LENGTH = {BACHELOR: 4, MASTER: 2}
_DAYTIME, _EVENING, _CORRESPONDENCE = "11", "12", "13"
_UZBEK, _RUSSIAN, _ENGLISH = "11", "12", "14"

# Type, year of entry and share of the faculty's students; the first intake of each type has graduated.
_INTAKES = (
    (BACHELOR, YEAR - 4, 0.10),
    (BACHELOR, YEAR - 3, 0.19),
    (BACHELOR, YEAR - 2, 0.20),
    (BACHELOR, YEAR - 1, 0.20),
    (BACHELOR, YEAR, 0.21),
    (MASTER, YEAR - 2, 0.02),
    (MASTER, YEAR - 1, 0.04),
    (MASTER, YEAR, 0.04),
)


@dataclass(frozen=True)
class Specialty:
    """A specialty that has its row."""

    id: int
    faculty_id: int
    education_type: str


@dataclass(frozen=True)
class Group:
    """A group that has its row: what its students share."""

    id: int
    specialty: Specialty
    entry_year: int
    form: str
    language: str

    @property
    def course(self) -> int:
        """The course that its students are in or were in last."""
        return min(YEAR - self.entry_year + 1, LENGTH[self.specialty.education_type])

    @property
    def graduated(self) -> bool:
        return YEAR - self.entry_year >= LENGTH[self.specialty.education_type]


def add_specialty(sheets: Sheets, programme: Programme, faculty_id: int, national: National) -> Specialty:
    """Write a specialty with the name that the national list gives it, and its qualification."""
    education_type = MASTER if programme.masters else BACHELOR
    specialty_id = sheets["students.specialty"].add(
        faculty_id=faculty_id,
        code=programme.code,
        education_type=education_type,
        bachelor_code=None if programme.masters else programme.code,
        master_code=programme.code if programme.masters else None,
        name_uz=national.specialties[programme.code],
        name_ru=programme.name_ru,
        name_en=programme.name_en,
    )
    sheets["students.qualification"].add(
        faculty_id=faculty_id,
        specialty_id=specialty_id,
        name_uz=programme.qualification_uz,
        name_ru=programme.qualification_ru,
        name_en=programme.qualification_en,
    )
    return Specialty(specialty_id, faculty_id, education_type)


def add_groups(
    sheets: Sheets,
    random: Random,
    specialties: Sequence[Specialty],
    tutors: Sequence[int],
    sizes: tuple[int, int],
) -> Iterator[tuple[Group, int]]:
    """Write the groups of a faculty and yield each with its number of students.

    `sizes` are the students of the faculty and of a group; the tutors take the groups in turn.
    """
    students, group_size = sizes
    turn = cycle(tutors)
    numbers: dict[int, int] = {}
    for specialty, year, newcomers in _intakes(specialties, students):
        for size in _split(newcomers, -(-newcomers // group_size)):
            numbers[year] = numbers.get(year, 0) + 1
            group = _add_group(sheets, random, specialty, year, numbers[year])
            if not group.graduated:
                _add_tutor(sheets, group, next(turn))
            yield group, size


def _intakes(specialties: Sequence[Specialty], students: int) -> Iterator[tuple[Specialty, int, int]]:
    shares = [share for _, _, share in _INTAKES]
    ends = [round(students * sum(shares[:number])) for number in range(len(shares) + 1)]
    for (education_type, year, _), (start, end) in zip(_INTAKES, pairwise(ends), strict=True):
        taught = [specialty for specialty in specialties if specialty.education_type == education_type]
        for specialty, newcomers in zip(taught, _split(end - start, len(taught)), strict=True):
            yield specialty, year, newcomers


def _split(number: int, parts: int) -> list[int]:
    return [number // parts + (part < number % parts) for part in range(parts)]


def _add_group(sheets: Sheets, random: Random, specialty: Specialty, year: int, number: int) -> Group:
    forms, weights = ((_DAYTIME, _CORRESPONDENCE, _EVENING), (80, 15, 5))
    form = random.choices(forms, weights)[0] if specialty.education_type == BACHELOR else _DAYTIME
    language = random.choices((_UZBEK, _RUSSIAN, _ENGLISH), (85, 13, 2))[0]
    group_id = sheets["students.group"].add(
        faculty_id=specialty.faculty_id,
        specialty_id=specialty.id,
        name=f"{year % 100}-{number:02}",
        entry_year=year,
        education_form=form,
        language=language,
        active=YEAR - year < LENGTH[specialty.education_type],
    )
    return Group(group_id, specialty, year, form, language)


def _add_tutor(sheets: Sheets, group: Group, employee_id: int) -> None:
    sheets["students.tutor_group"].add(
        faculty_id=group.specialty.faculty_id,
        specialty_id=group.specialty.id,
        group_id=group.id,
        employee_id=employee_id,
        starts_on=date(group.entry_year, 9, 1),
    )
