"""What a file of employees may hold, under which headers, what a new one must have, and how rows are checked."""

from functools import partial

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
from client.data.imports.fields import FULL_NAME, PERSON_CONCLUDED, Field, ImportKind, RecordPart, fields_of
from client.data.imports.full_names import check_names
from client.data.imports.lookups import Lookups, the_one
from client.data.imports.mapping import ColumnChoice, MappedSheet
from client.data.imports.values import plain
from shared.codes import AcademicDegree, AcademicRank, CitizenshipType, TeacherStatus
from shared.identity import Known
from shared.models.employees import Card, Employee, Position, Private

_EMPLOYEE = RecordPart("employee", Employee)
_CARD = RecordPart("card", Card, link="employee_id")
_POSITION = RecordPart("position", Position, link="employee_id", identity=("unit_id", "post"))
_PRIVATE = RecordPart("private", Private, link="employee_id")

_NAMES = {
    "number": "Xodim ID, Xodim ID raqami, Xodim raqami, Tabel raqami, ID raqami, ID, Номер сотрудника, "
    "Табельный номер, Employee ID",
    "surname": "Familiya, Familiyasi, Фамилия, Surname, Last name, Family name",
    "given_name": "Ism, Ismi, Имя, Given name, First name",
    "patronymic": "Otasining ismi, Sharifi, Отчество, Patronymic, Middle name",
    "cyrillic_name": "Kirillcha ismi, F.I.Sh. kirillda, ФИО кириллицей, Name in Cyrillic",
}
_PERSON = {
    "birth_date": "Tugʻilgan sana, Tugʻilgan sanasi, Tugʻilgan kuni, Дата рождения, Birth date, Date of birth",
    "gender": "Jinsi, Jins, Пол, Gender, Sex",
    "citizenship": "Fuqaroligi, Fuqarolik, Гражданство, Citizenship",
    "nationality": "Millati, Millat, Национальность, Nationality",
    "status": "Holati, Xodim holati, Статус, Состояние, Status",
    "kind": "Xodim turi, Xodim toifasi, Тип сотрудника, Категория персонала, Staff category",
    "degree": "Ilmiy daraja, Ilmiy darajasi, Ученая степень, Academic degree",
    "rank": "Ilmiy unvon, Ilmiy unvoni, Ученое звание, Academic rank",
    "speciality": "Mutaxassisligi, Diplom boʻyicha mutaxassisligi, Специальность по диплому, Speciality",
    "hired_on": "Ishga kirgan sana, Ishga qabul qilingan sana, Дата приема, Hired on",
    "left_on": "Ishdan boʻshagan sana, Дата увольнения, Left on",
}
_POST = {
    "unit_id": "Boʻlinma, Kafedra, Boʻlim, Tarkibiy boʻlinma, Подразделение, Кафедра, Отдел, Unit, Department",
    "post": "Lavozim, Lavozimi, Должность, Position, Post",
    "form": "Mehnat shakli, Ish shakli, Форма занятости, Employment form",
    "rate": "Stavka, Ставка, Rate",
    "contract_number": "Shartnoma raqami, Номер договора, Contract number",
    "contract_date": "Shartnoma sanasi, Дата договора, Contract date",
    "order_number": "Buyruq raqami, Номер приказа, Order number",
    "order_date": "Buyruq sanasi, Дата приказа, Order date",
    "starts_on": "Lavozimga tayinlangan sana, Boshlanish sanasi, Дата назначения, Position from",
    "ends_on": "Lavozim muddati, Tugash sanasi, Дата окончания, Position until",
}
_PERSONAL = {
    "pinfl": "JSHSHIR, JShShIR kodi, PINFL, ПИНФЛ, ЖШШИР, Personal number",
    "passport": "Passport, Passport raqami, Passport seriyasi va raqami, Pasport, Паспорт, "
    "Серия и номер паспорта, Passport number",
    "address": "Manzil, Manzili, Yashash manzili, Адрес, Домашний адрес, Address",
    "phone": "Telefon, Telefon raqami, Tel, Телефон, Номер телефона, Phone",
    "email": "E-mail, Elektron pochta, Электронная почта, Email",
    "health": "Sogʻligʻi, Salomatligi, Состояние здоровья, Health",
    "salary": "Maosh, Ish haqi, Oylik, Оклад, Зарплата, Salary",
}
_NAME_WORDS = (
    "F.I.Sh.", "FISH", "F.I.O.", "ФИО", "Ф.И.О.", "Toʻliq ismi", "Toʻliq ism-sharifi", "Ism-familiya", "Xodim",
    "Familiyasi, ismi, sharifi", "Familiya ism otasining ismi", "Фамилия имя отчество", "Сотрудник", "Full name",
)  # fmt: skip

EMPLOYEES = ImportKind(
    key="employees",
    parts=(_EMPLOYEE, _CARD, _POSITION, _PRIVATE),
    fields=(
        *fields_of(_EMPLOYEE, _NAMES),
        Field(FULL_NAME, "", N_("Full name"), None, _NAME_WORDS),
        *fields_of(_CARD, _PERSON),
        *fields_of(_POSITION, _POST),
        *fields_of(_PRIVATE, _PERSONAL),
    ),
    concluded=PERSON_CONCLUDED,
    defaults={
        "citizenship": CitizenshipType.UZBEKISTAN,
        "status": TeacherStatus.WORKING,
        "degree": AcademicDegree.NONE,
        "rank": AcademicRank.NONE,
    },
)


def check_employees(sheet: MappedSheet, choice: ColumnChoice, lookups: Lookups) -> CheckedFile:
    """Return the typed rows of a file of employees."""
    checked = check_cells(sheet, EMPLOYEES, choice, lookups)
    check_names(checked)
    check_person(checked)
    _check_units(checked, lookups)
    _check_periods(checked)
    refuse_repeated(checked, ("number",), SAME_NUMBER)
    refuse_repeated(checked, ("pinfl",), SAME_PINFL)
    refuse_repeated_persons(checked)
    return checked


def _check_units(checked: CheckedFile, lookups: Lookups) -> None:
    if not checked.choice.fills("unit_id"):
        return
    known = Known((text, unit.id) for unit in lookups.units for text in unit.texts())
    titles = {unit.id: unit.title for unit in lookups.units}
    find = partial(
        the_one,
        known,
        several=N_("Several units are called {text}. Write the code of the one that is meant."),
        none=N_("There is no unit {text}. Write its code or its name."),
        title=titles.__getitem__,
    )
    cells = raw(checked.sheet, checked.choice, "unit_id")
    checked.values["unit_id"] = convert_cells(
        checked, "unit_id", cells, lambda cell: find(text) if (text := plain(cell)) else None
    )


def _check_periods(checked: CheckedFile) -> None:
    """A position begins when the employee was hired if the file says nothing else, and ends after it began."""
    starts, hired = checked.column("starts_on"), checked.column("hired_on")
    checked.values["starts_on"] = [start or first for start, first in zip(starts, hired, strict=True)]
    for first, last in (("starts_on", "ends_on"), ("hired_on", "left_on")):
        pairs = zip(checked.column(first), checked.column(last), strict=True)
        for row, (begins, ends) in enumerate(pairs):
            if begins is not None and ends is not None and ends < begins:
                checked.refuse(row, last, N_("It ends before it begins."))
