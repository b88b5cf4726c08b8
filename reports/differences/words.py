"""The words of a difference of curricula on paper."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic
from shared.scripts import to_cyrillic


@dataclass(frozen=True)
class DifferenceWords:
    """Every text that is not the student's; `{…}` are filled in when the paper is drawn."""

    title: str
    student_number: str
    plan: str
    joins: str
    semester: str
    elsewhere: str
    heads: tuple[str, ...]
    recognised: str
    made_up: str
    until: str
    sum: str
    rule: str
    decided: str


UZ = DifferenceWords(
    title="Oʻquv rejalar farqi",
    student_number="Talaba raqami",
    plan="Oʻtiladigan oʻquv reja",
    joins="Oʻtiladigan semestr",
    semester="{number}-semestr",
    elsewhere="Qayerda oʻqigan",
    heads=("T/r", "Rejadagi fan", "Soat", "Kredit", "Oʻqilgan fan", "Soat", "Kredit", "Natija", "Qaror"),
    recognised="tan olindi",
    made_up="oʻzlashtiriladi",
    until="{day} gacha",
    sum="Farqli fanlar: {count} ta, {credits} kredit.",
    rule="Koʻchirish uchun GPA {gpa} dan past boʻlmasligi yoki farqli fanlar {most} tadan oshmasligi kerak.",
    decided="Qaror qabul qilingan sana",
)
RU = DifferenceWords(
    title="Разница учебных планов",
    student_number="Номер студента",
    plan="План, на который переходит",
    joins="Семестр, на который переходит",
    semester="{number} семестр",
    elsewhere="Где учился",
    heads=(
        "№",
        "Дисциплина плана",
        "Часы",
        "Кредиты",
        "Изученная дисциплина",
        "Часы",
        "Кредиты",
        "Итог",
        "Решение",
    ),
    recognised="признано",
    made_up="освоить",
    until="до {day}",
    sum="Расходящихся дисциплин: {count}, кредитов: {credits}.",
    rule="Для перевода нужен GPA не ниже {gpa} или не больше {most} расходящихся дисциплин.",
    decided="Дата решения",
)
_RULE = "GPA".join(to_cyrillic(part) for part in UZ.rule.split("GPA"))
OZ = words_in_cyrillic(UZ, rule=_RULE)
WORDS = {"uz": UZ, "oz": OZ, "ru": RU}
