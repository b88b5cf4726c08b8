"""The demonstration's employees: cards, positions, degrees, private data and photos."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from server_db.demo.persons import UZBEK, Name, Population
from server_db.demo.photos import draw_photo
from server_db.demo.places import CODE, DEPARTMENT, Unit
from server_db.demo.posts import ASSISTANT, DEAN, DEPUTY, DOCENT, HEAD, PROFESSOR, SENIOR, TUTOR, Post
from server_db.demo.running import COUNTED, TODAY
from server_db.demo.sheets import Sheets
from shared.identifiers import UnitKind, unit_kind
from shared.names import short_name
from shared.pinfl import FEMALE

_NONE, _PHD, _DSC = "10", "11", "12"
_DOCENT_RANK, _PROFESSOR_RANK = "11", "13"
_ACADEMIC = {
    PROFESSOR: (_DSC, _PROFESSOR_RANK),
    HEAD: (_PHD, _DOCENT_RANK),
    DEAN: (_PHD, _DOCENT_RANK),
    DEPUTY: (_PHD, _DOCENT_RANK),
    DOCENT: (_PHD, _DOCENT_RANK),
    SENIOR: (_PHD, _NONE),
}
_BRANCHES = ("04.00.01", "04.00.02", "04.00.04", "04.00.06", "04.00.08", "05.00.00", "02.00.00", "08.00.00")
_MILLIONS = {"20": 15, DEAN: 11, DEPUTY: 9, HEAD: 10, PROFESSOR: 9, DOCENT: 8, SENIOR: 7, ASSISTANT: 5}
_WORKING, _ON_LEAVE, _DISMISSED = "11", "12", "14"
_MAIN_JOB, _SECOND_JOB = "11", "12"
_FULL, _QUARTER = "11", "14"
_SHARE_LEFT, _SHARE_SECOND, _SHARE_ON_LEAVE = 0.02, 0.08, 0.03


@dataclass(frozen=True)
class Employee:
    """A person who was hired: the facts of the card that the other rows need."""

    id: int
    post: Post
    name: Name
    gender: str
    born: date
    hired: date
    left: date | None

    def tutors(self, faculty: Unit) -> bool:
        return self.post.code == TUTOR and self.post.unit == faculty and self.left is None


class Staff:
    """Hires people for the posts and writes their rows."""

    def __init__(self, sheets: Sheets, random: Random, population: Population, units: dict[str, int]) -> None:
        self._sheets = sheets
        self._random = random
        self._population = population
        self._units = units
        self._departments = [
            unit_id for code, unit_id in units.items() if unit_kind(code) is UnitKind.DEPARTMENT
        ]

    def hire(self, post: Post) -> Employee:
        person = post.person
        gender = person.gender if person else self._population.gender(0.45)
        name = (
            Name(person.surname, person.given_name, person.patronymic, UZBEK)
            if person
            else self._population.name(gender, formal=True)
        )
        born = self._population.birth_date(1962, 1999)
        hired = self._day(date(born.year + 24, 9, 1), COUNTED - timedelta(60))
        leaves = person is None and self._random.random() < _SHARE_LEFT
        left = self._day(hired + timedelta(30), COUNTED) if leaves else None
        employee_id = self._sheets["employees.employee"].add(
            number=f"{CODE}{len(self._sheets['employees.employee'].rows) + 1:07}",
            surname=name.surname,
            given_name=name.given,
            patronymic=name.patronymic,
            cyrillic_name=name.cyrillic,
            active=not leaves,
        )
        employee = Employee(employee_id, post, name, gender, born, hired, left)
        for write in (self._card, self._positions, self._private, self._photo):
            write(employee)
        return employee

    def _card(self, employee: Employee) -> None:
        degree, rank = _ACADEMIC.get(employee.post.code, (_NONE, _NONE))
        status = (
            _ON_LEAVE if not employee.post.person and self._random.random() < _SHARE_ON_LEAVE else _WORKING
        )
        self._sheets["employees.card"].add(
            employee_id=employee.id,
            birth_date=employee.born,
            gender=employee.gender,
            nationality=employee.name.nationality,
            status=_DISMISSED if employee.left else status,
            kind=employee.post.staff_category,
            degree=degree,
            rank=rank,
            hired_on=employee.hired,
            left_on=employee.left,
        )
        if degree != _NONE:
            self._qualification(employee, "degree", degree)
        if rank != _NONE:
            self._qualification(employee, "rank", rank)

    def _qualification(self, employee: Employee, kind: str, code: str) -> None:
        self._sheets["employees.qualification"].add(
            employee_id=employee.id,
            degree=code if kind == "degree" else None,
            rank=code if kind == "rank" else None,
            branch=self._random.choice(_BRANCHES) if kind == "degree" else None,
            document_number=f"{'D' if kind == 'degree' else 'U'} № {self._random.randrange(10_000, 100_000)}",
            awarded_on=self._day(employee.hired, COUNTED),
            council="Oliy attestatsiya komissiyasi",
        )

    def _positions(self, employee: Employee) -> None:
        self._position(employee, self._units[employee.post.unit.code], _MAIN_JOB, _FULL, employee.hired)
        if employee.post.unit.kind == DEPARTMENT and self._random.random() < _SHARE_SECOND:
            second = self._random.choice(self._departments)
            self._position(employee, second, _SECOND_JOB, _QUARTER, self._day(employee.hired, COUNTED))

    def _position(self, employee: Employee, unit_id: int, form: str, rate: str, starts_on: date) -> None:
        ends_on = max(employee.left, starts_on) if employee.left else None
        number = len(self._sheets["employees.position"].rows) + 1
        self._sheets["employees.position"].add(
            employee_id=employee.id,
            unit_id=unit_id,
            post=employee.post.code if form == _MAIN_JOB else ASSISTANT,
            form=form,
            rate=rate,
            contract_number=f"M-{number:05}",
            contract_date=starts_on,
            order_number=f"{number:04}-k",
            order_date=starts_on,
            starts_on=starts_on,
            ends_on=ends_on,
        )

    def _private(self, employee: Employee) -> None:
        _, address = self._population.home()
        salary = _MILLIONS.get(employee.post.code, 4) * 1_000_000 + self._random.randrange(20) * 50_000
        self._sheets["employees.private"].add(
            employee_id=employee.id,
            pinfl=self._population.pinfl(employee.born, employee.gender),
            passport=self._population.passport(),
            address=address,
            phone=self._population.phone(),
            email=self._population.email(employee.name),
            salary=Decimal(salary),
        )

    def _photo(self, employee: Employee) -> None:
        initials = short_name("", employee.name.given, employee.name.surname).replace(".", "")
        drawn = draw_photo(initials, woman=employee.gender == FEMALE, random=self._random)
        self._sheets["employees.photo"].add(employee_id=employee.id, image=drawn)

    def _day(self, first: date, last: date) -> date:
        """Draw a day between the two, or the first when there is none between; never one that is still to come."""
        return min(first + timedelta(self._random.randrange(max((last - first).days, 0) + 1)), TODAY)
