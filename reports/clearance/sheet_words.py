"""The words of a clearance sheet in the languages of papers."""

from dataclasses import dataclass, replace

from shared.scripts import to_cyrillic


@dataclass(frozen=True)
class SheetWords:
    """What stands around the points."""

    title: str
    student: str
    number: str
    group: str
    faculty: str
    occasions: dict[str, str]
    heads: tuple[str, ...]
    offices: dict[str, str]
    answers: dict[str, str]
    opened: str
    handed: str
    signature: str


_UZ = SheetWords(
    "AYLANMA VARAQA",
    "Talaba",
    "Talaba raqami",
    "Guruhi",
    "Fakulteti",
    {"leaving": "Talabalar safidan chetlashtirilishi (oʻqishini koʻchirishi) munosabati bilan",
     "graduation": "Oʻqishni tugatishi munosabati bilan"},
    ("T/r", "Nima tasdiqlanadi", "Kim tasdiqlaydi", "Javob", "Sana va imzo"),
    {"accounting": "Buxgalteriya", "hr": "Xodimlar boʻlimi", "faculty": "Dekanat"},
    {"open": "", "confirmed": "Qarzi yoʻq", "objected": "Qarzi bor"},
    "Varaqa ochilgan sana",
    "Shaxsiy yigʻma jild topshirildi",
    "Dekan",
)  # fmt: skip
_RU = SheetWords(
    "ОБХОДНОЙ ЛИСТ",
    "Студент",
    "Номер студента",
    "Группа",
    "Факультет",
    {"leaving": "В связи с отчислением (переводом) из университета", "graduation": "В связи с окончанием обучения"},
    ("№", "Что подтверждается", "Кто подтверждает", "Ответ", "Дата и подпись"),
    {"accounting": "Бухгалтерия", "hr": "Отдел кадров", "faculty": "Деканат"},
    {"open": "", "confirmed": "Задолженности нет", "objected": "Есть задолженность"},
    "Лист открыт",
    "Личное дело выдано",
    "Декан",
)  # fmt: skip


def _cyrillic(words: dict[str, str]) -> dict[str, str]:
    return {key: to_cyrillic(text) for key, text in words.items()}


_OZ = replace(
    _UZ,
    title=to_cyrillic(_UZ.title),
    student=to_cyrillic(_UZ.student),
    number=to_cyrillic(_UZ.number),
    group=to_cyrillic(_UZ.group),
    faculty=to_cyrillic(_UZ.faculty),
    occasions=_cyrillic(_UZ.occasions),
    heads=tuple(to_cyrillic(each) for each in _UZ.heads),
    offices=_cyrillic(_UZ.offices),
    answers=_cyrillic(_UZ.answers),
    opened=to_cyrillic(_UZ.opened),
    handed=to_cyrillic(_UZ.handed),
    signature=to_cyrillic(_UZ.signature),
)
WORDS = {"uz": _UZ, "oz": _OZ, "ru": _RU}
