"""The wording of timetables, examination timetables and notices in the languages of papers."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic
from shared.codes import TrainingType


@dataclass(frozen=True)
class TimetableWords:
    """Every text of a timetable that is not the university's; `{…}` are filled in when it is drawn."""

    timetable: str
    group: str
    teacher: str
    room: str
    examinations: str
    notices: str
    approve: str
    dean: str
    version: str
    week: str
    period: str
    pair: str
    days: tuple[str, ...]
    odd: str
    even: str
    odd_short: str
    even_short: str
    #: The national training types by code: the letter on a card and the word in the legend.
    trainings: tuple[tuple[str, str, str], ...]
    legend: str
    nothing: str
    empty_list: str
    date: str
    time: str
    subject: str
    kind: str
    examiner: str
    attempt: str
    students: str
    was: str
    now: str
    reason: str
    cancelled: str
    moved: str
    substituted: str
    room_changed: str
    not_placed: str
    made: str


UZ = TimetableWords(
    timetable="DARS JADVALI",
    group="{name} guruhi",
    teacher="Oʻqituvchi: {name}",
    room="Auditoriya: {name}",
    examinations="NAZORAT JADVALI",
    notices="DARS JADVALIDAGI OʻZGARISHLAR",
    approve="TASDIQLAYMAN",
    dean="Fakultet dekani",
    version="{version}. {day} dan boshlab amal qiladi",
    week="{first} – {last} haftasi",
    period="{first} – {last}",
    pair="Juftlik",
    days=("Dushanba", "Seshanba", "Chorshanba", "Payshanba", "Juma", "Shanba"),
    odd="toq hafta",
    even="juft hafta",
    odd_short="toq",
    even_short="juft",
    trainings=(
        (TrainingType.LECTURE, "M", "maʼruza"),
        (TrainingType.LABORATORY, "L", "laboratoriya"),
        (TrainingType.PRACTICE, "A", "amaliy"),
        (TrainingType.SEMINAR, "S", "seminar"),
        (TrainingType.WORKSHOP, "T", "trening"),
        (TrainingType.COURSE_WORK, "K", "kurs ishi"),
        (TrainingType.INDEPENDENT, "MT", "mustaqil taʼlim"),
    ),
    legend="Belgilar: {letters}",
    nothing="Bu hafta uchun darslar yoʻq.",
    empty_list="Yozuvlar yoʻq.",
    date="Sana",
    time="Vaqti",
    subject="Fan",
    kind="Turi",
    examiner="Imtihon oluvchi",
    attempt="Urinish",
    students="Guruh",
    was="Jadval boʻyicha",
    now="Oʻzgarish",
    reason="Sababi",
    cancelled="Dars bekor qilindi",
    moved="Koʻchirildi: {day}, {pair}-juftlik",
    substituted="Oʻqituvchi: {name}",
    room_changed="Auditoriya: {name}",
    not_placed="belgilanmagan",
    made="Jami: {count} ta",
)

RU = TimetableWords(
    timetable="РАСПИСАНИЕ ЗАНЯТИЙ",
    group="Группа {name}",
    teacher="Преподаватель: {name}",
    room="Аудитория: {name}",
    examinations="РАСПИСАНИЕ КОНТРОЛЬНЫХ МЕРОПРИЯТИЙ",
    notices="ИЗМЕНЕНИЯ В РАСПИСАНИИ ЗАНЯТИЙ",
    approve="УТВЕРЖДАЮ",
    dean="Декан факультета",
    version="{version}. Действует с {day}",
    week="Неделя {first} – {last}",
    period="{first} – {last}",
    pair="Пара",
    days=("Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота"),
    odd="нечётная неделя",
    even="чётная неделя",
    odd_short="нечёт.",
    even_short="чёт.",
    trainings=(
        (TrainingType.LECTURE, "Л", "лекция"),
        (TrainingType.LABORATORY, "Лб", "лаборатория"),
        (TrainingType.PRACTICE, "П", "практика"),
        (TrainingType.SEMINAR, "С", "семинар"),
        (TrainingType.WORKSHOP, "Т", "тренинг"),
        (TrainingType.COURSE_WORK, "К", "курсовая работа"),
        (TrainingType.INDEPENDENT, "СР", "самостоятельная работа"),
    ),
    legend="Обозначения: {letters}",
    nothing="На этой неделе занятий нет.",
    empty_list="Записей нет.",
    date="Дата",
    time="Время",
    subject="Предмет",
    kind="Вид",
    examiner="Экзаменатор",
    attempt="Попытка",
    students="Группа",
    was="По расписанию",
    now="Изменение",
    reason="Причина",
    cancelled="Занятие отменено",
    moved="Перенесено: {day}, {pair}-я пара",
    substituted="Преподаватель: {name}",
    room_changed="Аудитория: {name}",
    not_placed="не назначено",
    made="Всего: {count}",
)

EN = TimetableWords(
    timetable="TIMETABLE",
    group="Group {name}",
    teacher="Teacher: {name}",
    room="Room: {name}",
    examinations="TIMETABLE OF EXAMINATIONS",
    notices="CHANGES OF THE TIMETABLE",
    approve="APPROVED",
    dean="Dean of the faculty",
    version="{version}. Valid from {day}",
    week="Week {first} – {last}",
    period="{first} – {last}",
    pair="Pair",
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    odd="odd weeks",
    even="even weeks",
    odd_short="odd",
    even_short="even",
    trainings=(
        (TrainingType.LECTURE, "L", "lecture"),
        (TrainingType.LABORATORY, "Lb", "laboratory"),
        (TrainingType.PRACTICE, "P", "practice"),
        (TrainingType.SEMINAR, "S", "seminar"),
        (TrainingType.WORKSHOP, "T", "training"),
        (TrainingType.COURSE_WORK, "C", "course work"),
        (TrainingType.INDEPENDENT, "I", "independent study"),
    ),
    legend="Letters: {letters}",
    nothing="No lessons in this week.",
    empty_list="No entries.",
    date="Date",
    time="Time",
    subject="Subject",
    kind="Kind",
    examiner="Examiner",
    attempt="Attempt",
    students="Group",
    was="As planned",
    now="Change",
    reason="Reason",
    cancelled="The lesson is cancelled",
    moved="Moved: {day}, pair {pair}",
    substituted="Teacher: {name}",
    room_changed="Room: {name}",
    not_placed="not placed",
    made="Total: {count}",
)

# Codes of training types are figures, which stay as they are.
OZ = words_in_cyrillic(UZ)

WORDS = {"uz": UZ, "oz": OZ, "ru": RU, "en": EN}


def letter_of(language: str, training: str) -> str:
    """Return the letter of a training type in a language, nothing for one without."""
    return next((letter for code, letter, _word in WORDS[language].trainings if code == training), "")
