"""The words of an order on paper, in the languages in which orders are written."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic


@dataclass(frozen=True)
class OrderWords:
    """What stands around the text of an order."""

    order: str
    draft: str
    copy: str
    cancelled: str
    agreed: str
    basis: str
    effective: str
    annex: str
    heads: tuple[str, ...]
    count: str
    page: str
    #: The posts of those who stand under an order where the personnel office keeps none.
    posts: dict[str, str]


_UZ = OrderWords(
    "BUYRUQ",
    "LOYIHA",
    "NUSXA",
    "BEKOR QILINGAN",
    "Kelishildi:",
    "Asos",
    "Kuchga kiradi",
    "{number}-sonli buyruqqa ilova",
    ("T/r", "F.I.Sh.", "Raqami", "Guruhi", "Hozirgi holati", "Oʻzgarish va sababi"),
    "Jami: {count} nafar talaba",
    "{page}-bet",
    {
        "signed": "Rektor", "vice_rector": "Prorektor", "academic_office": "Oʻquv-uslubiy boshqarma boshligʻi",
        "dean": "Fakultet dekani", "lawyer": "Yuriskonsult", "accounting": "Bosh buxgalter",
        "hr": "Xodimlar boʻlimi boshligʻi", "faculty": "Qabul qiluvchi fakultet dekani",
    },
)  # fmt: skip
_RU = OrderWords(
    "ПРИКАЗ",
    "ПРОЕКТ",
    "КОПИЯ",
    "ОТМЕНЁН",
    "Согласовано:",
    "Основание",
    "Вступает в силу",
    "Приложение к приказу № {number}",
    ("№", "Ф.И.О.", "Номер", "Группа", "Прежнее состояние", "Изменение и причина"),
    "Всего: {count} студентов",
    "стр. {page}",
    {
        "signed": "Ректор", "vice_rector": "Проректор", "academic_office": "Начальник учебно-методического управления",
        "dean": "Декан факультета", "lawyer": "Юрисконсульт", "accounting": "Главный бухгалтер",
        "hr": "Начальник отдела кадров", "faculty": "Декан принимающего факультета",
    },
)  # fmt: skip
WORDS = {"uz": _UZ, "oz": words_in_cyrillic(_UZ), "ru": _RU}
