"""The demonstration's academic years, terms, days without lessons, pairs, marking and norms of the load."""

from datetime import date
from decimal import Decimal
from functools import cache

from server_db.demo.running import AUTUMN, SPRING, YEAR, term_days
from server_db.demo.sheets import Sheets

FIRST_YEAR, LAST_YEAR = YEAR - 4, YEAR + 1
CREDIT = "13"
#: Contact hours a year of a full rate: at least and at most.
NORMS = {
    "11": (400, 900),
    "12": (550, 1000),
    "13": (500, 950),
    "14": (450, 900),
    "15": (400, 800),
    "16": (300, 700),
    "29": (550, 1000),
}

_SEASONS = {AUTUMN: "kuzgi", SPRING: "bahorgi"}
#: Of the academic year 2026/27; other years keep the dates.
_HOLIDAYS_OF = 2026
_HOLIDAYS = (
    (date(2026, 9, 1), "Mustaqillik kuni", "День независимости", "Independence Day"),
    (date(2026, 10, 1), "Oʻqituvchi va murabbiylar kuni", "День учителя и наставника", "Teachers' Day"),
    (date(2026, 12, 8), "Konstitutsiya kuni", "День Конституции", "Constitution Day"),
    (date(2027, 1, 1), "Yangi yil", "Новый год", "New Year"),
    (date(2027, 3, 8), "Xotin-qizlar kuni", "День женщин", "Women's Day"),
    (date(2027, 3, 10), "Ramazon hayiti", "Рамазан хайит", "Eid al-Fitr"),
    (date(2027, 3, 22), "Navroʻz (koʻchirilgan)", "Навруз (перенос)", "Nowruz (moved)"),
    (date(2027, 5, 10), "Xotira va qadrlash kuni (koʻchirilgan)", "День памяти и почестей (перенос)",
     "Day of Memory and Honour (moved)"),
    (date(2027, 5, 17), "Qurbon hayiti", "Курбан хайит", "Eid al-Adha"),
)  # fmt: skip
_PAIRS = (
    ("08:30", "09:50"),
    ("10:00", "11:20"),
    ("11:30", "12:50"),
    ("13:00", "14:20"),
    ("14:30", "15:50"),
    ("16:00", "17:20"),
    ("17:30", "18:50"),
    ("19:00", "20:20"),
)
_EXCELLENT = ("Aʼlo", "Отлично", "Excellent")
_GOOD = ("Yaxshi", "Хорошо", "Good")
_FAIR = ("Qoniqarli", "Удовлетворительно", "Satisfactory")
_FAILED = ("Qoniqarsiz", "Неудовлетворительно", "Failed")
# Code, names, highest result, per cent to pass, GPA limit, lower bounds of 5, 4, 3 and 2.
_SYSTEMS = (
    ("11", ("Reyting tizimi", "Рейтинговая система", "Rating"), "100", "55", None, ("86", "71", "55", "0")),
    ("12", ("Besh baholik tizim", "Пятибалльная система", "Five marks"), "5", "60", None, ("4.5", "3.5", "2.5", "0")),
    (CREDIT, ("Kredit tizimi", "Кредитная система", "Credits"), "100", "60", "2.4", ("90", "70", "60", "0")),
)  # fmt: skip
_SHEET_TYPES = (
    ("11", "Fan qaydnomasi", "Ведомость по дисциплине", "Subject"),
    ("12", "Kurs ishi qaydnomasi", "Ведомость курсовой работы", "Course work"),
    ("13", "Davlat attestatsiyasi qaydnomasi", "Ведомость госаттестации", "State examination"),
    ("14", "Amaliyot qaydnomasi", "Ведомость практики", "Practice"),
    ("15", "Bitiruv ishi qaydnomasi", "Ведомость выпускной работы", "Graduation work"),
    ("16", "Fan qaydnomasi (faqat yakuniy)", "Ведомость (только итог)", "Subject (final only)"),
)


@cache
def holidays() -> dict[date, list[str]]:
    """Return the days without lessons in the demonstration's year, each with its names."""
    return {day.replace(year=day.year + YEAR - _HOLIDAYS_OF): names for day, *names in _HOLIDAYS}


def days_of(entry_year: int, number: int) -> tuple[int, str, date, date]:
    """Return academic year, season, first and last day of a semester of those who entered in a year."""
    year, season = entry_year + (number - 1) // 2, AUTUMN if number % 2 else SPRING
    return year, season, *term_days(year, season)


def add_years(sheets: Sheets) -> dict[tuple[int, str], int]:
    """Write years, terms and what belongs to them; the terms by year and season."""
    terms = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        name = f"{year}/{year + 1}"
        year_id = sheets["curriculum.academic_year"].add(
            year=year,
            name=name,
            starts_on=date(year, 9, 1),
            ends_on=date(year + 1, 7, 31),
            current=year == YEAR,
        )
        for number, season in enumerate((AUTUMN, SPRING), 1):
            _, _, begins, ends = days_of(year, number)
            terms[year, season] = sheets["curriculum.term"].add(
                academic_year_id=year_id,
                season=season,
                name=f"{name}, {_SEASONS[season]}",
                starts_on=begins,
                ends_on=ends,
            )
        if year == YEAR:
            for post, (least, most) in NORMS.items():
                sheets["teaching.norm"].add(
                    academic_year_id=year_id, post=post, hours_at_least=least, hours_at_most=most
                )
    _add_days(sheets)
    _add_marking(sheets)
    return terms


def _add_days(sheets: Sheets) -> None:
    for day, names in holidays().items():
        sheets["curriculum.holiday"].add(day=day, **_named(names))
    for number, (starts_at, ends_at) in enumerate(_PAIRS, 1):
        shift = 1 + (number > len(_PAIRS) // 2)
        sheets["curriculum.pair"].add(number=number, shift=shift, starts_at=starts_at, ends_at=ends_at)


def _add_marking(sheets: Sheets) -> None:
    for code, names, maximum, percent, limit, bounds in _SYSTEMS:
        system_id = sheets["curriculum.marking_system"].add(
            code=code,
            **_named(names),
            maximum=Decimal(maximum),
            pass_percent=Decimal(percent),
            gpa_limit=None if limit is None else Decimal(limit),
        )
        marks = zip("5432", (_EXCELLENT, _GOOD, _FAIR, _FAILED), bounds, strict=True)
        for mark, grade_names, bound in marks:
            sheets["curriculum.grade_type"].add(
                marking_system_id=system_id,
                mark=mark,
                **_named(grade_names),
                lower_bound=Decimal(bound),
                passed=mark != "2",
            )
    for code, *sheet_names in _SHEET_TYPES:
        sheets["curriculum.sheet_type"].add(code=code, **_named(sheet_names))


def _named(names: tuple[str, ...] | list[str]) -> dict[str, str]:
    return dict(zip(("name_uz", "name_ru", "name_en"), names, strict=True))
