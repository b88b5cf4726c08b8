"""The words of an order on paper, in the languages in which orders are written."""

from dataclasses import dataclass, replace

from shared.scripts import to_cyrillic


@dataclass(frozen=True)
class OrderWords:
    """What stands around the text of an order."""

    order: str
    draft: str
    basis: str
    effective: str
    annex: str
    heads: tuple[str, str, str, str, str, str]
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


_TEXTS = ("order", "draft", "basis", "effective", "annex", "count", "page")


def _cyrillic(words: OrderWords) -> OrderWords:
    first, second, third, fourth, fifth, sixth = map(_kept, words.heads)
    return replace(
        words,
        **{name: _kept(getattr(words, name)) for name in _TEXTS},
        heads=(first, second, third, fourth, fifth, sixth),
    )


def _kept(text: str) -> str:
    """Change the letters, not the names of places between braces."""
    parts = text.split("{")
    out = [to_cyrillic(parts[0])]
    for part in parts[1:]:
        name, rest = part.split("}", 1)
        out.append(f"{{{name}}}{to_cyrillic(rest)}")
    return "".join(out)


WORDS = {"uz": _UZ, "oz": _cyrillic(_UZ), "ru": _RU}
