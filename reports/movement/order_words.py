"""The words of an order on paper, in the languages in which orders are written."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic


@dataclass(frozen=True)
class OrderWords:
    """What stands around the text of an order."""

    order: str
    draft: str
    basis: str
    effective: str
    annex: str
    heads: tuple[str, ...]
    count: str
    page: str


_UZ = OrderWords(
    "BUYRUQ",
    "LOYIHA",
    "Asos",
    "Kuchga kiradi",
    "{number}-sonli buyruqqa ilova",
    ("T/r", "F.I.Sh.", "Raqami", "Guruhi", "Hozirgi holati", "Oʻzgarish va sababi"),
    "Jami: {count} nafar talaba",
    "{page}-bet",
)
_RU = OrderWords(
    "ПРИКАЗ",
    "ПРОЕКТ",
    "Основание",
    "Вступает в силу",
    "Приложение к приказу № {number}",
    ("№", "Ф.И.О.", "Номер", "Группа", "Прежнее состояние", "Изменение и причина"),
    "Всего: {count} студентов",
    "стр. {page}",
)
WORDS = {"uz": _UZ, "oz": words_in_cyrillic(_UZ), "ru": _RU}
