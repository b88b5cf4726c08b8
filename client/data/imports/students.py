"""What a file of students may hold, under which headers, what a new student must have, and how rows are checked."""

from collections import Counter
from functools import lru_cache
from typing import Any

from client.core.i18n import N_
from client.data.imports.checking import (
    SAME_NUMBER,
    SAME_PINFL,
    CheckedFile,
    check_cells,
    check_person,
    convert_cells,
    raw,
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
from client.data.imports.study_placement import Places, StudyPlace
from client.data.imports.values import plain
from shared.codes import CitizenshipType, StudentStatus, StudentType
from shared.models.students import Private, Student

_STUDENT = RecordPart("student", Student)
_PRIVATE = RecordPart("private", Private, link="student_id")

STUDY = {
    "number": "Talaba ID, Talaba ID raqami, Talaba raqami, ID raqami, ID, Номер студента, ID студента, Student ID",
    "surname": "Familiya, Familiyasi, Фамилия, Surname, Last name, Family name",
    "given_name": "Ism, Ismi, Имя, Given name, First name",
    "patronymic": "Otasining ismi, Sharifi, Отчество, Patronymic, Middle name",
    "cyrillic_name": "Kirillcha ismi, F.I.Sh. kirillda, ФИО кириллицей, Name in Cyrillic",
    "birth_date": "Tugʻilgan sana, Tugʻilgan sanasi, Tugʻilgan kuni, Дата рождения, Birth date, Date of birth",
    "gender": "Jinsi, Jins, Пол, Gender, Sex",
    "citizenship": "Fuqaroligi, Fuqarolik, Гражданство, Citizenship",
    "nationality": "Millati, Millat, Национальность, Nationality",
    "faculty_id": "Fakultet, Fakulteti, Fakultet kodi, Факультет, Faculty",
    "specialty_id": "Mutaxassislik, Mutaxassisligi, Mutaxassislik kodi, Mutaxassislik shifri, Yoʻnalish, "
    "Yoʻnalish kodi, Taʼlim yoʻnalishi, Специальность, Код специальности, Направление, Specialty, Speciality",
    "group_id": "Guruh, Guruhi, Akademik guruh, Группа, Group",
    "education_type": "Taʼlim turi, Тип обучения, Уровень образования, Education type",
    "education_form": "Taʼlim shakli, Oʻqish shakli, Форма обучения, Education form, Form of study",
    "payment_form": "Toʻlov shakli, Toʻlov turi, Форма оплаты, Тип оплаты, Payment form",
    "kind": "Talaba turi, Talaba toifasi, Тип студента, Категория студента, Student type",
    "language": "Taʼlim tili, Oʻqish tili, Язык обучения, Language, Language of study",
    "course": "Kurs, Kursi, Курс, Course, Year of study",
    "semester": "Semestr, Semestri, Семестр, Semester",
    "status": "Holati, Talaba holati, Holat, Статус, Состояние, Status",
    "entry_year": "Kirgan yili, Qabul yili, Oʻqishga kirgan yili, Qabul qilingan yil, Год поступления, Entry year",
}
PERSONAL = {
    "pinfl": "JSHSHIR, JShShIR kodi, PINFL, ПИНФЛ, ЖШШИР, Personal number",
    "passport": "Passport, Passport raqami, Passport seriyasi va raqami, Pasport, Паспорт, "
    "Серия и номер паспорта, Passport number",
    "passport_issued_on": "Passport berilgan sana, Дата выдачи паспорта, Passport issued on",
    "passport_issued_by": "Kim tomonidan berilgan, Passport bergan organ, Кем выдан, Passport issued by",
    "country": "Davlat, Davlati, Страна, Country",
    "district": "Hudud, Hududi, Tuman, Tumani, Tuman yoki shahar, Shahar yoki tuman, Район, Район или город, District",
    "address": "Manzil, Manzili, Doimiy manzil, Yashash manzili, Адрес, Домашний адрес, Address",
    "current_address": "Joriy manzil, Vaqtinchalik manzil, Временный адрес, Current address",
    "accommodation": "Yashash joyi, Turar joy, Местожительство, Проживание, Accommodation",
    "phone": "Telefon, Telefon raqami, Tel, Телефон, Номер телефона, Phone",
    "parent_phone": "Ota-onasining telefoni, Ota-ona telefon raqami, Ota-ona telefoni, Telefon (ota-ona), "
    "Telefon (ota-onasi), Telefon raqami (ota-ona), Otasining telefoni, Onasining telefoni, Ota telefoni, "
    "Ona telefoni, Otasining telefon raqami, Onasining telefon raqami, Телефон родителей, Телефон (родители), "
    "Телефон родителя, Телефон отца, Телефон матери, Parents' phone, Parent phone, Phone (parents)",
    "email": "E-mail, Elektron pochta, Электронная почта, Email",
    "social_category": "Ijtimoiy toifa, Ijtimoiy toifasi, Социальная категория, Social category",
    "health": "Sogʻligʻi, Salomatligi, Состояние здоровья, Health",
}
NAME_WORDS = (
    "F.I.Sh.", "FISH", "F.I.O.", "ФИО", "Ф.И.О.", "Toʻliq ismi", "Toʻliq ism-sharifi", "Ism-familiya", "Talaba",
    "Familiyasi, ismi, sharifi", "Familiya ism otasining ismi", "Фамилия имя отчество", "Студент", "Full name",
)  # fmt: skip
REGION_WORDS = ("Viloyat", "Viloyati", "Регион", "Область", "Region")

STUDENTS = ImportKind(
    key="students",
    parts=(_STUDENT, _PRIVATE),
    fields=(
        *fields_of(_STUDENT, STUDY),
        Field(FULL_NAME, "", N_("Full name"), None, NAME_WORDS),
        Field(REGION, "", N_("Region"), None, REGION_WORDS),
        *fields_of(_PRIVATE, PERSONAL),
    ),
    defaults={
        "citizenship": CitizenshipType.UZBEKISTAN,
        "kind": StudentType.ORDINARY,
        "status": StudentStatus.STUDYING,
    },
    concluded=PERSON_CONCLUDED
    | dict.fromkeys(("entry_year", "education_form", "language"), ("group_id",))
    | {"faculty_id": ("group_id", "specialty_id"), "specialty_id": ("group_id",)}
    | {"education_type": ("group_id", "specialty_id")},
    narrowed={"specialty_id": ("faculty_id",), "pinfl": ("citizenship",)},
)

_PLACE = ("faculty_id", "specialty_id", "group_id")
_FROM_PLACE = (*_PLACE, "entry_year", "education_type", "education_form", "language")


def check_students(sheet: MappedSheet, choice: ColumnChoice, lookups: Lookups) -> CheckedFile:
    """Return the typed rows of a file of students."""
    checked = check_cells(sheet, STUDENTS, choice, lookups)
    check_names(checked)
    check_person(checked)
    check_places(checked, lookups)
    _check_semesters(checked)
    check_districts(checked, lookups)
    refuse_repeated(checked, ("number",), SAME_NUMBER)
    refuse_repeated(checked, ("pinfl", "entry_year"), SAME_PINFL)
    refuse_repeated_persons(checked)
    return checked


def check_places(checked: CheckedFile, lookups: Lookups) -> None:
    """Find faculty, specialty and group together, and take from them what the file leaves out."""
    sheet, choice = checked.sheet, checked.choice
    texts = [
        [text or "" for text in convert_cells(checked, key, raw(sheet, choice, key), plain)] for key in _PLACE
    ]
    places = Places(lookups, choice.answers)
    find = lru_cache(maxsize=None)(places.find)
    said = (checked.column("entry_year"), checked.column("education_type"))
    found = [find(*cells) for cells in zip(*texts, *said, strict=True)]
    written = dict(zip(_PLACE, texts, strict=True))
    for row, place in enumerate(found):
        for key, error in place.wrong.items():
            checked.refuse_cell(row, key, written[key][row], error)
    for key, texts_of in written.items():
        for text, count in Counter(text for text in texts_of if (key, text) in places.answered).items():
            checked.count_unlisted(key, text, rows=count)
    for key in _FROM_PLACE:
        checked.values[key] = _filled(checked.column(key), found, key)


def _filled(values: list[Any], places: list[StudyPlace], key: str) -> list[Any]:
    return [
        getattr(place, key) if value is None else value for value, place in zip(values, places, strict=True)
    ]


_CODE_OF_FIRST = 10


def _check_semesters(checked: CheckedFile) -> None:
    """Tell semester 11 from the code 11 by the course, and refuse a semester of another course."""
    courses, semesters = checked.column("course"), checked.column("semester")
    if "course" not in checked.values or "semester" not in checked.values:
        return
    written = raw(checked.sheet, checked.choice, "semester")
    for row, (course, semester) in enumerate(zip(courses, semesters, strict=True)):
        if course is None or semester is None or _fits(course, semester):
            continue
        meant = str(int(semester) + _CODE_OF_FIRST)
        if str(written[row]) == semester and _fits(course, meant):
            semesters[row] = meant
        else:
            checked.refuse(row, "semester", N_("This semester is not one of the course in the same row."))


def _fits(course: str, semester: str) -> bool:
    """Course 1 has semesters 1 and 2, course 2 has 3 and 4; codes are ten more."""
    return (int(semester) - _CODE_OF_FIRST + 1) // 2 == int(course) - _CODE_OF_FIRST
