"""The words of an issued balance of movement, in the languages in which it is made."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic


@dataclass(frozen=True)
class BalanceWords:
    """Every text of the paper that is neither a row nor an act."""

    title: str
    between: str
    of: str
    cut: str
    heads: tuple[str, ...]
    kinds: tuple[str, ...]
    total: str
    moved: str
    nothing: str


_UZ = BalanceWords(
    title="Talabalar harakati balansi",
    between="{first} kuni yakunidan {last} kuni yakunigacha",
    of="Qamrovi",
    cut="Kesimi",
    heads=("Davr boshida", "Kelgan", "Ketgan", "Davr oxirida"),
    kinds=("Harakat turi (buyruq)", "Kelgan", "Ketgan"),
    total="Jami",
    moved="Harakat turlari boʻyicha",
    nothing="Bu davrda talabalar harakati boʻlmagan.",
)
_RU = BalanceWords(
    title="Баланс движения студентов",
    between="с конца дня {first} до конца дня {last}",
    of="Охват",
    cut="Разрез",
    heads=("На начало", "Прибыло", "Выбыло", "На конец"),
    kinds=("Вид движения (приказ)", "Прибыло", "Выбыло"),
    total="Всего",
    moved="По видам движения",
    nothing="За этот период движения студентов не было.",
)
WORDS = {"uz": _UZ, "oz": words_in_cyrillic(_UZ), "ru": _RU}
