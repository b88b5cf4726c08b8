"""The words of transcripts and study cards in the languages in which they are made."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic
from shared.codes import DecreeType, ExamType

CONTROLS = (
    ExamType.CURRENT, ExamType.MIDTERM, ExamType.FINAL, ExamType.OVERALL,
    ExamType.FIRST_CURRENT, ExamType.SECOND_CURRENT, ExamType.FIRST_MIDTERM, ExamType.SECOND_MIDTERM,
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """Every text of these papers that is not the student's; `{…}` are filled in when a paper is drawn."""

    transcript: str
    card: str
    name: str
    born: str
    university: str
    faculty: str
    specialty: str
    level: str
    form: str
    payment: str
    language: str
    course: str
    group: str
    entry_year: str
    student_number: str
    status: str
    marks: tuple[str, ...]
    every_mark: tuple[str, ...]
    semester: str
    year: str
    sums: str
    course_work: str
    practice: str
    passed: str
    failed: str
    debt: str
    total: str
    debts: str
    gpa: str
    recognised: str
    legend: str
    from_points: str
    #: Of the lowest mark, which begins at nothing.
    below: str
    uncounted: str
    nothing: str
    repeat: str
    controls: dict[str, str]
    absences: dict[str, str]
    orders: str
    order_heads: tuple[str, ...]
    no_orders: str
    photo: str


UZ = Words(
    transcript="Transkript",
    card="Oʻquv varaqa",
    name="F.I.Sh.",
    born="Tugʻilgan sanasi",
    university="Oliy taʼlim muassasasi",
    faculty="Fakultet",
    specialty="Taʼlim yoʻnalishi (mutaxassislik)",
    level="Taʼlim bosqichi",
    form="Taʼlim shakli",
    payment="Toʻlov shakli",
    language="Taʼlim tili",
    course="Kurs",
    group="Guruh",
    entry_year="Oʻqishga kirgan yili",
    student_number="Talaba raqami",
    status="Holati",
    marks=("T/r", "Fan", "Soat", "Kredit", "Ball", "Baho"),
    every_mark=("T/r", "Fan", "Soat", "Kredit", "Nazoratlar", "Urinish", "Ball", "Baho"),
    semester="{number}-semestr",
    year="{year}-oʻquv yili",
    sums="{credits} kredit",
    course_work="kurs ishi",
    practice="amaliyot",
    passed="oʻtdi",
    failed="oʻtmadi",
    debt="qarz",
    total="Oʻzlashtirilgan: {count} ta fan, {hours} soat, {credits} kredit",
    debts="Akademik qarz: {count} ta fan, {credits} kredit",
    gpa="GPA",
    recognised="[{number}] Natija tan olingan. Asos: {document}",
    legend="Baholar",
    from_points="{mark} – {name} ({bound} balldan)",
    below="{mark} – {name}",
    uncounted="Qavs ichida: hisobga olinmagan urinish.",
    nothing="Natijalar yoʻq.",
    repeat="{attempt}, {round}-qayta",
    controls=dict(zip(CONTROLS, ("JN", "ON", "YaN", "Jami", "1-JN", "2-JN", "1-ON", "2-ON"), strict=True)),
    absences={"absent": "kelmagan", "excused": "sababli", "not_admitted": "kiritilmagan", "annulled": "bekor"},
    orders="Buyruqlar",
    order_heads=("T/r", "Sana", "Raqami", "Mazmuni", "Kuchga kirgan sana"),
    no_orders="Buyruqlar yoʻq.",
    photo="3×4",
)  # fmt: skip
RU = Words(
    transcript="Транскрипт",
    card="Учебный лист",
    name="Ф.И.О.",
    born="Дата рождения",
    university="Высшее образовательное учреждение",
    faculty="Факультет",
    specialty="Направление (специальность)",
    level="Ступень образования",
    form="Форма обучения",
    payment="Форма оплаты",
    language="Язык обучения",
    course="Курс",
    group="Группа",
    entry_year="Год поступления",
    student_number="Номер студента",
    status="Статус",
    marks=("№", "Дисциплина", "Часы", "Кредиты", "Баллы", "Оценка"),
    every_mark=("№", "Дисциплина", "Часы", "Кредиты", "Контроли", "Попытка", "Баллы", "Оценка"),
    semester="{number} семестр",
    year="{year} учебный год",
    sums="кредитов: {credits}",
    course_work="курсовая работа",
    practice="практика",
    passed="зачтено",
    failed="не зачтено",
    debt="долг",
    total="Освоено: дисциплин {count}, часов {hours}, кредитов {credits}",
    debts="Академическая задолженность: дисциплин {count}, кредитов {credits}",
    gpa="GPA",
    recognised="[{number}] Результат перезачтён. Основание: {document}",
    legend="Оценки",
    from_points="{mark} – {name} (от {bound} баллов)",
    below="{mark} – {name}",
    uncounted="В скобках: попытка, которая не учитывается.",
    nothing="Результатов нет.",
    repeat="{attempt}, повтор {round}",
    controls=dict(zip(CONTROLS, ("ТК", "ПК", "ИК", "Всего", "1-ТК", "2-ТК", "1-ПК", "2-ПК"), strict=True)),
    absences={"absent": "не явился", "excused": "уваж.", "not_admitted": "не допущен", "annulled": "аннул."},
    orders="Приказы",
    order_heads=("№", "Дата", "Номер", "Содержание", "Вступил в силу"),
    no_orders="Приказов нет.",
    photo="3×4",
)  # fmt: skip
EN = Words(
    transcript="Transcript",
    card="Study card",
    name="Name",
    born="Date of birth",
    university="Institution",
    faculty="Faculty",
    specialty="Field of study",
    level="Level of study",
    form="Mode of study",
    payment="Payment form",
    language="Language of study",
    course="Year of study",
    group="Group",
    entry_year="Year of admission",
    student_number="Student number",
    status="Status",
    marks=("No", "Subject", "Hours", "Credits", "Points", "Mark"),
    every_mark=("No", "Subject", "Hours", "Credits", "Controls", "Attempt", "Points", "Mark"),
    semester="Semester {number}",
    year="academic year {year}",
    sums="{credits} credits",
    course_work="course work",
    practice="practice",
    passed="pass",
    failed="fail",
    debt="debt",
    total="Completed: {count} subjects, {hours} hours, {credits} credits",
    debts="Academic debt: {count} subjects, {credits} credits",
    gpa="GPA",
    recognised="[{number}] The result is recognised. Ground: {document}",
    legend="Marks",
    from_points="{mark} – {name} (from {bound} points)",
    below="{mark} – {name}",
    uncounted="In brackets: an attempt that does not count.",
    nothing="No results.",
    repeat="{attempt}, repeat {round}",
    controls=dict(
        zip(
            CONTROLS,
            ("current", "midterm", "final", "total", "current 1", "current 2", "midterm 1", "midterm 2"),
            strict=True,
        )
    ),
    absences={"absent": "absent", "excused": "excused", "not_admitted": "not admitted", "annulled": "annulled"},
    orders="Orders",
    order_heads=("No", "Day", "Number", "Content", "In force from"),
    no_orders="No orders.",
    photo="3×4",
)  # fmt: skip
OZ = words_in_cyrillic(UZ, gpa=UZ.gpa)
WORDS = {"uz": UZ, "oz": OZ, "ru": RU, "en": EN}
#: The language beside that of a paper: papers for abroad are read here too.
OTHER = {"uz": "en", "oz": "en", "ru": "en", "en": "uz"}
#: What types of orders are called in English; the national list says it in Uzbek alone.
ORDERS = {
    DecreeType.EXPULSION: "expulsion",
    DecreeType.LEAVE: "academic leave",
    DecreeType.RETENTION: "retention in a year of study",
    DecreeType.PROMOTION: "promotion to the next year of study",
    DecreeType.REINSTATEMENT: "reinstatement",
    DecreeType.TRANSFER: "transfer",
    DecreeType.GRADUATION: "graduation",
    DecreeType.STIPEND: "stipend",
    DecreeType.SCHEDULE: "personal schedule",
    DecreeType.TOPICS: "topics of theses",
    DecreeType.ENROLMENT: "enrolment",
    DecreeType.RENAME: "change of surname or name",
    DecreeType.PAYMENT: "change of the payment form",
    DecreeType.FORM: "change of form, language or field of study",
    DecreeType.DISCIPLINE: "disciplinary measure",
    DecreeType.CORRECTION: "correction of an order",
    DecreeType.DIRECTIVE: "move to the next semester",
}
