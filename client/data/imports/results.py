"""What a file of earlier and recognised results may hold, under which headers, and how its rows are checked."""

from functools import partial

from client.core.i18n import N_
from client.data.imports.checking import CheckedFile, check_cells, convert_cells, raw, refuse_repeated
from client.data.imports.fields import FULL_NAME, Field, ImportKind, RecordPart, fields_of
from client.data.imports.lookups import Lookups, the_one
from client.data.imports.mapping import ColumnChoice, MappedSheet
from client.data.imports.result_cells import read_credits, read_five, read_hundred, read_semester, read_year
from client.data.imports.result_marks import check_marks
from client.data.imports.result_students import find_students
from client.data.imports.result_years import check_years
from client.data.imports.students import NAME_WORDS
from client.data.imports.values import plain
from shared.codes import ExamFinish
from shared.identity import Known
from shared.models.grades import Result

_RESULT = RecordPart("result", Result, settled="accepted_at")
_WORDS = {
    "student_id": "Talaba ID, Talaba ID raqami, Talaba raqami, ID raqami, ID, Номер студента, ID студента, Student ID",
    "subject_id": "Fan, Fan nomi, Fanning nomi, Fanlar, Fan kodi, Предмет, Дисциплина, Название предмета, "
    "Название дисциплины, Наименование дисциплины, Subject, Course title",
    "year": "Oʻquv yili, Oʻquv yil, Yil, Учебный год, Год, Academic year, Year",
    "semester": "Semestr, Semestri, Семестр, Semester",
    "hours": "Soat, Soati, Soatlar, Soatlar soni, Jami soat, Umumiy soat, Yuklama, Часы, Часов, Всего часов, "
    "Количество часов, Hours, Total hours",
    "credits": "Kredit, Krediti, Kreditlar, Kredit soni, Кредит, Кредиты, Кредитов, Credits, Credit",
    "points": "Ball, Bali, Ballar, Toʻplagan bali, Toʻplangan ball, Reyting bali, 100 ballik, Балл, Баллы, "
    "Набранный балл, Points, Score",
    "five": "Baho, Bahosi, Besh ballik baho, 5 ballik, Оценка, Оценка по пятибалльной шкале, Mark, Grade",
    "line": "Satr turi, Тип строки, Kind of line",
    "source": "Manba, Manbasi, Источник, Source",
    "ending": "Nazorat shakli, Yakuniy nazorat shakli, Imtihon yoki zachet, Форма контроля, Exam or pass",
    "source_document": "Asos hujjat, Asos, Hujjat, Hujjat raqami, Akademik maʼlumotnoma, Документ, Основание, "
    "Академическая справка, Source document, Document",
}
_OWN = {"student_id": {"for_all": True}, "year": {"for_all": True}, "source_document": {"for_all": True}}


def _fields() -> tuple[Field, ...]:
    made = tuple(
        Field(one.key, one.part, one.label, one.column, one.words, **_OWN.get(one.key, {}))
        for one in fields_of(_RESULT, _WORDS)
    )
    faculty = Result.__table__.columns["faculty_id"]
    name = Field(FULL_NAME, "", N_("Full name"), None, NAME_WORDS)
    return (made[0], name, *made[1:], Field("faculty_id", _RESULT.name, N_("Faculty"), faculty, follows=True))


IDENTITY = ("student_id", "subject_id", "semester", "line")
RESULTS = ImportKind(
    key="results",
    parts=(_RESULT,),
    fields=_fields(),
    defaults={"line": "subject", "source": "earlier", "ending": ExamFinish.EXAM},
    concluded={"student_id": (FULL_NAME,), "faculty_id": ("student_id", FULL_NAME)},
    narrowed={"year": ("student_id", FULL_NAME, "semester"), "points": ("five",), "five": ("points",)},
    identity=IDENTITY,
    readers={
        FULL_NAME: lambda cell: plain(cell) or None,
        "semester": read_semester,
        "year": read_year,
        "credits": read_credits,
        "points": read_hundred,
        "five": read_five,
    },
    either=(("points", "five"),),
)
SAME_RESULT = N_("Row {other} has the same student, subject and semester.")


def check_results(sheet: MappedSheet, choice: ColumnChoice, lookups: Lookups) -> CheckedFile:
    """Return the typed rows of a file of results."""
    checked = check_cells(sheet, RESULTS, choice, lookups)
    find_students(checked, lookups)
    _find_subjects(checked, lookups)
    check_marks(checked, lookups)
    check_years(checked, lookups)
    _refuse_repeated(checked)
    return checked


def _find_subjects(checked: CheckedFile, lookups: Lookups) -> None:
    """A subject by code or name; one that is only alike, or one of several of a name, is asked about once."""
    known = Known((text, one.id) for one in lookups.subjects for text in one.texts())
    find = partial(
        the_one,
        known,
        several=N_("Several subjects are called {text}. Say which is meant, or write its code."),
        none=N_(
            "There is no subject {text}. Say which one it means, or let it be entered among the subjects."
        ),
        title=lambda number: lookups.subject[number].title,
    )
    cells = raw(checked.sheet, checked.choice, "subject_id")
    checked.values["subject_id"] = convert_cells(
        checked, "subject_id", cells, lambda cell: find(text) if (text := plain(cell)) else None
    )


def _refuse_repeated(checked: CheckedFile) -> None:
    """Two rows of one subject and semester: neither is taken before somebody says which."""
    lines = checked.column("line")
    checked.values["line"] = [line or RESULTS.defaults["line"] for line in lines]
    whole = [all(values) for values in zip(*map(checked.column, IDENTITY), strict=True)]
    students = checked.values["student_id"]
    checked.values["student_id"] = [each if ok else None for each, ok in zip(students, whole, strict=True)]
    refuse_repeated(checked, IDENTITY, SAME_RESULT)
    checked.values["student_id"] = students
