"""What a list of those who were admitted may hold: who they are, what they shall study, and what they bring along."""

from dataclasses import replace

from client.core import clock
from client.core.i18n import N_
from client.data.imports.checking import (
    SAME_PINFL,
    CheckedFile,
    check_cells,
    check_person,
    refuse_repeated,
    refuse_repeated_persons,
)
from client.data.imports.districts import check_districts
from client.data.imports.fields import (
    FULL_NAME,
    PERSON_CONCLUDED,
    REGION,
    Field,
    ImportKind,
    RecordPart,
    fields_of,
)
from client.data.imports.full_names import check_names
from client.data.imports.lookups import Lookups
from client.data.imports.mapping import ColumnChoice, MappedSheet
from client.data.imports.students import NAME_WORDS, PERSONAL, REGION_WORDS, STUDY, check_places
from client.data.server.gateway import Transaction
from shared.codes import CitizenshipType, Course, Semester, StudentStatus, StudentType
from shared.models.movement import ENROL
from shared.models.students import PriorEducation, Private, Student

_STUDENT = RecordPart("student", Student)
_PRIVATE = RecordPart("private", Private, link="student_id")
_EDUCATION = RecordPart("education", PriorEducation, link="student_id")
#: Numbers are given, the state is that of somebody who applies, the order of enrolment gives the group.
_FOLLOWS = ("number", "status")
_LEFT_OUT = ("group_id",)
_BROUGHT = {
    "institution": "Bitirgan muassasasi, Tugatgan taʼlim muassasasi, Avvalgi taʼlim muassasasi, Bitirgan joyi, "
    "Maktab, Оконченное учебное заведение, Окончил, Учебное заведение, Previous institution",
    "document_kind": "Taʼlim hujjati, Hujjat turi, Taʼlim toʻgʻrisidagi hujjat, Документ об образовании, "
    "Вид документа, Document of education",
    "document_number": "Hujjat raqami, Hujjat seriyasi va raqami, Diplom raqami, Attestat raqami, Номер документа, "
    "Серия и номер документа, Номер аттестата, Document number",
    "document_date": "Hujjat sanasi, Hujjat berilgan sana, Дата документа, Дата выдачи документа, Document date",
    "school_country": "Bitirgan davlati, Taʼlim olgan davlati, Страна обучения, Country of the institution",
    "school_language": "Bitirgan tili, Taʼlim olgan tili, Avvalgi taʼlim tili, Язык предыдущего обучения, "
    "Language of instruction there",
    "basis": "Qabul asosi, Oʻqishga kirish asosi, Qabul turi, Основание приема, Основание зачисления, "
    "Basis of admission",
}


def _study() -> tuple[Field, ...]:
    words = {key: "" if key in _FOLLOWS else said for key, said in STUDY.items() if key not in _LEFT_OUT}
    return tuple(
        replace(one, follows=True, words=()) if one.key in _FOLLOWS else one
        for one in fields_of(_STUDENT, words)
    )


ADMITTED = ImportKind(
    key="admitted",
    parts=(_STUDENT, _PRIVATE, _EDUCATION),
    fields=(
        *_study(),
        Field(FULL_NAME, "", N_("Full name"), None, NAME_WORDS),
        Field(REGION, "", N_("Region"), None, REGION_WORDS),
        *fields_of(_PRIVATE, PERSONAL),
        *fields_of(_EDUCATION, _BROUGHT),
    ),
    defaults={
        "citizenship": CitizenshipType.UZBEKISTAN,
        "kind": StudentType.ORDINARY,
        "status": StudentStatus.APPLIED,
        "course": Course.FIRST,
        "semester": Semester.FIRST,
    },
    concluded=PERSON_CONCLUDED | dict.fromkeys(("faculty_id", "education_type"), ("specialty_id",)),
    narrowed={"specialty_id": ("faculty_id",), "pinfl": ("citizenship",)},
    served="students",
    only_new=True,
)


def check_admitted(sheet: MappedSheet, choice: ColumnChoice, lookups: Lookups) -> CheckedFile:
    """Return the typed rows of a list of those who were admitted."""
    checked = check_cells(sheet, ADMITTED, choice, lookups)
    check_names(checked)
    check_person(checked)
    this_year = clock.today().year
    checked.values["entry_year"] = [year or this_year for year in checked.column("entry_year")]
    check_places(checked, lookups)
    check_districts(checked, lookups)
    refuse_repeated(checked, ("pinfl", "entry_year"), SAME_PINFL)
    refuse_repeated_persons(checked)
    return checked


_BY_FACULTY = """
select s.faculty_id, array_agg(s.id order by s.sort_key, s.id)
  from students.student s
 where s.id = any (:made)
 group by s.faculty_id
 order by s.faculty_id
"""


def draft_orders(transaction: Transaction, made: list[int]) -> tuple[int, ...]:
    """Draft an order of enrolment for those who were just entered, one a faculty; return the orders."""
    faculties = transaction.rows(_BY_FACULTY, made=made) if made else ()
    return tuple(
        int(transaction.call("movement.draft", ENROL, clock.today(), "uz", faculty, "", students, {}))
        for faculty, students in faculties
    )
