"""The staff list of the demonstration: which posts each unit has, and who of its known people holds them."""

from collections.abc import Iterator
from dataclasses import dataclass

from server_db.demo.people import PEOPLE, DemoPerson
from server_db.demo.places import CODE, DEPARTMENT, FACULTY, Unit

HEAD, DEAN, DEPUTY, TUTOR, INSPECTOR = "16", "25", "26", "34", "27"
OFFICE_HEAD, CENTRE_HEAD, OFFICER, ACCOUNTANT = "17", "19", "27", "30"
PROFESSOR, DOCENT, SENIOR, ASSISTANT, TRAINEE, TEACHER = "15", "14", "13", "12", "11", "29"
RECTORATE = ("20", "22", "21", "23", "24")

_TEACHERS = (PROFESSOR, DOCENT, DOCENT, SENIOR, SENIOR, ASSISTANT, ASSISTANT, ASSISTANT, TRAINEE, TEACHER)
_TEACHING = {HEAD, *_TEACHERS}
_ADMINISTRATION = {OFFICE_HEAD, CENTRE_HEAD, DEAN, DEPUTY, *RECTORATE}


@dataclass(frozen=True)
class Post:
    """A place on the staff list, and the known person who holds it."""

    unit: Unit
    code: str
    person: DemoPerson | None = None

    @property
    def staff_category(self) -> str:
        if self.code in _TEACHING:
            return "12"
        return "11" if self.code in _ADMINISTRATION else "13"


@dataclass(frozen=True)
class Sizes:
    """How many people a department, a faculty's tutors and an office have."""

    teachers: int
    tutors: int
    officers: int


def list_posts(units: tuple[Unit, ...], sizes: Sizes) -> Iterator[Post]:
    """Yield every post, unit by unit, those of the known people first."""
    for unit in units:
        wanted = _posts_of(unit, sizes)
        for person in PEOPLE:
            if person.unit == unit.code:
                if person.post in wanted:
                    wanted.remove(person.post)
                yield Post(unit, person.post, person)
        yield from (Post(unit, code) for code in wanted)


def _posts_of(unit: Unit, sizes: Sizes) -> list[str]:
    if unit.kind == DEPARTMENT:
        return [HEAD, *(_TEACHERS[number % len(_TEACHERS)] for number in range(sizes.teachers - 1))]
    if unit.kind == FACULTY:
        return [DEAN, DEPUTY, INSPECTOR, *[TUTOR] * sizes.tutors]
    if unit.code == f"{CODE}-200":
        return [*RECTORATE, *[OFFICER] * (len(RECTORATE) - 1)]
    head = CENTRE_HEAD if unit.name_uz.endswith("markazi") else OFFICE_HEAD
    post = ACCOUNTANT if unit.name_uz == "Buxgalteriya" else OFFICER
    return [head, *[post] * (sizes.officers - 1)]
