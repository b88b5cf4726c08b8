"""The words of a clearance sheet in the languages of papers."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic


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
)  # fmt: skip


WORDS = {"uz": _UZ, "oz": words_in_cyrillic(_UZ), "ru": _RU}
