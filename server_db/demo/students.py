"""The demonstration's students: their state of study, private data, photos and awards."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from server_db.demo.groups import BACHELOR, Group
from server_db.demo.persons import Name, Population
from server_db.demo.photos import draw_photo
from server_db.demo.places import CODE
from server_db.demo.running import AUTUMN, COUNTED, SEASON
from server_db.demo.sheets import Sheets
from shared.identifiers import StudentNumber
from shared.names import short_name
from shared.pinfl import FEMALE

_STUDYING, _EXPELLED, _ON_LEAVE, _GRADUATED, _RETAINED = "11", "12", "13", "14", "15"
#: One in so many of those whose studies are over waits for graduation still.
_LATE = 3
_GRANT, _CONTRACT = "11", "12"
_CITIZEN, _FOREIGNER = "11", "12"
_ABROAD = ("TM", "KZ", "TJ", "KG", "RU")
_AGES = (17, 18, 18, 18, 19, 20)
_SOCIAL = ("11", "12", "13", "14")
_ACCOMMODATIONS = ("11", "11", "12", "13", "14", "15", "15")
_AWARDS = tuple(str(code) for code in range(11, 22))
_WOMEN, _FOREIGNERS, _GRANTS, _SOCIALLY_PROTECTED, _AWARDED = 0.38, 0.005, 0.3, 0.04, 0.02  # shares


@dataclass(frozen=True)
class Student:
    """A student who has a row: what the other rows need."""

    id: int
    group: Group
    name: Name
    gender: str
    born: date
    country: str


class Enrolment:
    """Enrols students into groups and writes their rows."""

    def __init__(
        self, sheets: Sheets, random: Random, population: Population, share_of_photos: float
    ) -> None:
        self._sheets = sheets
        self._random = random
        self._population = population
        self._share_of_photos = share_of_photos
        self._sequences: Counter[tuple[int, str]] = Counter()

    def enrol(self, group: Group) -> None:
        gender = self._population.gender(_WOMEN)
        name = self._population.name(gender, formal=False)
        year = group.entry_year - self._random.choice(_AGES)
        year -= 0 if group.specialty.education_type == BACHELOR else 4
        born = self._population.birth_date(year, year)
        country = self._random.choice(_ABROAD) if self._random.random() < _FOREIGNERS else "UZ"
        student_id = self._row(group, name, gender, born, country)
        student = Student(student_id, group, name, gender, born, country)
        self._private(student)
        if self._random.random() < self._share_of_photos:
            self._photo(student)
        if self._random.random() < _AWARDED:
            self._award(student)

    def _row(self, group: Group, name: Name, gender: str, born: date, country: str) -> int:
        status, course, semester = self._state(group)
        return self._sheets["students.student"].add(
            number=self._number(group),
            surname=name.surname,
            given_name=name.given,
            patronymic=name.patronymic,
            cyrillic_name=name.cyrillic,
            birth_date=born,
            gender=gender,
            citizenship=_CITIZEN if country == "UZ" else _FOREIGNER,
            nationality=name.nationality,
            faculty_id=group.specialty.faculty_id,
            specialty_id=group.specialty.id,
            group_id=group.id,
            education_type=group.specialty.education_type,
            education_form=group.form,
            payment_form=_GRANT if self._random.random() < _GRANTS else _CONTRACT,
            language=group.language,
            course=str(10 + course),
            semester=str(10 + semester),
            status=status,
            entry_year=group.entry_year,
        )

    def _state(self, group: Group) -> tuple[str, int, int]:
        """Draw the status, and the course and semester that go with it."""
        course, running = group.course, group.course * 2 - (SEASON == AUTUMN)
        if group.graduated:
            ended = self._random.choices((_GRADUATED, _EXPELLED), (96, 4))[0]
            late = self._sequences[group.entry_year, group.specialty.education_type] % _LATE == 0
            return _STUDYING if ended == _GRADUATED and late else ended, course, course * 2
        status = self._random.choices((_STUDYING, _RETAINED, _EXPELLED, _ON_LEAVE), (95, 2, 2, 1))[0]
        if status != _RETAINED:
            return status, course, running
        if course == 1:
            return _STUDYING, 1, running
        return _RETAINED, course - 1, course * 2 - 2  # in the course before, at its end

    def _number(self, group: Group) -> str:
        intake = group.entry_year, group.specialty.education_type
        self._sequences[intake] += 1
        return str(StudentNumber(CODE, *intake, self._sequences[intake]))

    def _private(self, student: Student) -> None:
        citizen = student.country == "UZ"
        district, address = self._population.home()
        issued = student.born + timedelta(365 * 16 + self._random.randrange(300))
        protected = self._random.random() < _SOCIALLY_PROTECTED
        self._sheets["students.private"].add(
            student_id=student.id,
            entry_year=student.group.entry_year,
            pinfl=self._population.pinfl(student.born, student.gender) if citizen else None,
            passport=self._population.passport(),
            passport_issued_on=issued,
            passport_issued_by=f"{address.split(', ')[1]} IIB" if citizen else None,
            country=student.country,
            district=district if citizen else None,
            address=address if citizen else None,
            current_address=self._population.home()[1],
            accommodation=self._random.choice(_ACCOMMODATIONS),
            phone=self._population.phone(),
            parent_phone=self._population.phone() if citizen else None,
            email=self._population.email(student.name),
            social_category=self._random.choice(_SOCIAL) if protected else None,
        )

    def _photo(self, student: Student) -> None:
        initials = short_name("", student.name.given, student.name.surname).replace(".", "")
        self._sheets["students.photo"].add(
            student_id=student.id,
            faculty_id=student.group.specialty.faculty_id,
            image=draw_photo(initials, woman=student.gender == FEMALE, random=self._random),
        )

    def _award(self, student: Student) -> None:
        first = date(student.group.entry_year, 10, 1)
        self._sheets["students.award"].add(
            student_id=student.id,
            faculty_id=student.group.specialty.faculty_id,
            kind=self._random.choice(_AWARDS),
            awarded_on=first + timedelta(self._random.randrange((COUNTED - first).days + 1)),
            document_number=f"№ {self._random.randrange(1000, 10_000)}",
        )
