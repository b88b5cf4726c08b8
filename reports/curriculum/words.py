"""The words of the paper of a curriculum, in the languages of papers."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic


@dataclass(frozen=True)
class PlanWords:
    """What stands on the paper beside the plan's own data; `{…}` are filled in."""

    above: str
    title: str
    working: str
    approve: str
    rector: str
    faculty: str
    specialty: str
    education_type: str
    education_form: str
    entry_year: str
    duration: str
    marking: str
    years: str
    subject: str
    credits: str
    all_hours: str
    contact: str
    by_semester: str
    semester: str
    weekly: str
    controls: str
    ending: str
    department: str
    elective: str
    total: str
    electives_once: str
    weeks: str
    kind: str
    accepted: str
    not_accepted: str
    academic_office: str
    dean: str
    page: str


UZ = PlanWords(
    above="Oʻzbekiston Respublikasi Oliy taʼlim, fan va innovatsiyalar vazirligi",
    title="OʻQUV REJA",
    working="ISHCHI OʻQUV REJA, {year_of_study}-kurs, {year} oʻquv yili",
    approve="TASDIQLAYMAN",
    rector="Rektor",
    faculty="Fakultet",
    specialty="Taʼlim yoʻnalishi (mutaxassislik)",
    education_type="Taʼlim turi",
    education_form="Taʼlim shakli",
    entry_year="Qabul yili",
    duration="Oʻqish muddati",
    marking="Baholash tizimi",
    years="{years} yil",
    subject="Fanning nomi",
    credits="Kredit",
    all_hours="Jami soat",
    contact="Auditoriya soati",
    by_semester="Semestrlar boʻyicha kreditlar",
    semester="{number}-semestr",
    weekly="Haftasiga",
    controls="Nazorat",
    ending="Yakuniy",
    department="Kafedra",
    elective="tanlov {choice}",
    total="Jami",
    electives_once="Tanlov fanlaridan har bir tanlov boʻyicha bittasi hisobga olingan.",
    weeks="Oʻquv jarayoni jadvali, hafta",
    kind="Hafta turi",
    accepted="Tasdiqlangan: {day}",
    not_accepted="LOYIHA",
    academic_office="Oʻquv-uslubiy boshqarma boshligʻi",
    dean="Fakultet dekani",
    page="{page}/{pages}-bet",
)
RU = PlanWords(
    above="Министерство высшего образования, науки и инноваций Республики Узбекистан",
    title="УЧЕБНЫЙ ПЛАН",
    working="РАБОЧИЙ УЧЕБНЫЙ ПЛАН, {year_of_study}-й курс, {year} учебный год",
    approve="УТВЕРЖДАЮ",
    rector="Ректор",
    faculty="Факультет",
    specialty="Направление (специальность)",
    education_type="Уровень образования",
    education_form="Форма обучения",
    entry_year="Год приёма",
    duration="Срок обучения",
    marking="Система оценки",
    years="{years} г.",
    subject="Наименование предмета",
    credits="Кредит",
    all_hours="Всего часов",
    contact="Аудиторные",
    by_semester="Кредиты по семестрам",
    semester="{number}-й семестр",
    weekly="В неделю",
    controls="Контроль",
    ending="Итог",
    department="Кафедра",
    elective="выбор {choice}",
    total="Всего",
    electives_once="Из предметов по выбору в каждом выборе учтён один.",
    weeks="График учебного процесса, недели",
    kind="Вид недели",
    accepted="Утверждён: {day}",
    not_accepted="ПРОЕКТ",
    academic_office="Начальник учебно-методического управления",
    dean="Декан факультета",
    page="стр. {page}/{pages}",
)
OZ = words_in_cyrillic(UZ)
WORDS = {"uz": UZ, "oz": OZ, "ru": RU}
