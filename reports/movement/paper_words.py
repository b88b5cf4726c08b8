"""The words of extracts, academic certificates and letters, in the languages in which they are made."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic
from shared.codes import DecreeType


@dataclass(frozen=True)
class PaperWords:
    """Every text of these papers that is not the student's; `{…}` are filled in when a paper is drawn."""

    extract: str
    order: str
    effective: str
    basis: str
    says: str
    heads: tuple[str, ...]
    true_copy: str
    certificate: str
    born: str
    studied: str
    faculty: str
    specialty: str
    form: str
    entry_year: str
    student_number: str
    left: str
    reason: str
    marks: tuple[str, ...]
    semester: str
    course_work: str
    practice: str
    total: str
    gpa: str
    nothing: str
    call: str
    confirmation: str
    called: str
    released: str
    confirmed: str
    behind: str
    course: str
    group: str


UZ = PaperWords(
    extract="Buyruqdan koʻchirma",
    order="{day}dagi {number}-sonli buyruq: {title}",
    effective="Kuchga kirish sanasi",
    basis="Asos",
    says="Buyruqqa muvofiq:",
    heads=("F.I.Sh.", "Talaba raqami", "Guruhi", "Avvalgi holati", "Oʻzgarish va sababi"),
    true_copy="Koʻchirma asliga toʻgʻri.",
    certificate="Akademik maʼlumotnoma",
    born="Tugʻilgan sanasi",
    studied="{name} universitetda quyidagi fanlarni oʻzlashtirganligi haqida ushbu maʼlumotnoma berildi.",
    faculty="Fakultet",
    specialty="Taʼlim yoʻnalishi (mutaxassislik)",
    form="Taʼlim shakli",
    entry_year="Oʻqishga kirgan yili",
    student_number="Talaba raqami",
    left="Oʻqishni tugatgan (chetlashtirilgan) buyrugʻi",
    reason="Sababi",
    marks=("T/r", "Fan", "Oʻquv yili", "Soat", "Kredit", "Ball", "Baho"),
    semester="{number}-semestr",
    course_work="kurs ishi",
    practice="amaliyot",
    total="Jami: {count} ta fan, {hours} soat, {credits} kredit",
    gpa="GPA: {gpa}",
    nothing="Oʻzlashtirilgan fanlar yoʻq.",
    call="Chaqiruv xati",
    confirmation="Maʼlumot xati",
    called="{university} talabasi {name} {start}dan {end}gacha oʻquv-imtihon sessiyasiga chaqiriladi.",
    released="Talabani shu muddatga ish joyidan ozod qilishingizni soʻraymiz.",
    confirmed="{university} talabasi {name} haqida quyidagilar maʼlum qilinadi.",
    behind="Buyruq",
    course="Kurs",
    group="Guruh",
)
RU = PaperWords(
    extract="Выписка из приказа",
    order="Приказ № {number} от {day}: {title}",
    effective="Вступает в силу",
    basis="Основание",
    says="Согласно приказу:",
    heads=("Ф.И.О.", "Номер студента", "Группа", "Прежнее состояние", "Изменение и причина"),
    true_copy="Выписка верна.",
    certificate="Академическая справка",
    born="Дата рождения",
    studied="Настоящая справка выдана в том, что {name} освоил(а) в университете следующие дисциплины.",
    faculty="Факультет",
    specialty="Направление (специальность)",
    form="Форма обучения",
    entry_year="Год поступления",
    student_number="Номер студента",
    left="Приказ об окончании (отчислении)",
    reason="Причина",
    marks=("№", "Дисциплина", "Учебный год", "Часы", "Кредиты", "Баллы", "Оценка"),
    semester="{number} семестр",
    course_work="курсовая работа",
    practice="практика",
    total="Всего: дисциплин {count}, часов {hours}, кредитов {credits}",
    gpa="GPA: {gpa}",
    nothing="Освоенных дисциплин нет.",
    call="Вызов",
    confirmation="Подтверждающее письмо",
    called="{name}, студент(ка) {university}, вызывается на учебно-экзаменационную сессию с {start} по {end}.",
    released="Просим на этот срок освободить студента от работы.",
    confirmed="{university} сообщает следующее о студенте: {name}.",
    behind="Приказ",
    course="Курс",
    group="Группа",
)
OZ = words_in_cyrillic(UZ, gpa=UZ.gpa)
#: What types of orders are called in Russian; the national list says it in Uzbek alone.
ORDERS = {
    DecreeType.EXPULSION: "отчисление",
    DecreeType.LEAVE: "академический отпуск",
    DecreeType.RETENTION: "оставление на курсе",
    DecreeType.PROMOTION: "перевод на следующий курс",
    DecreeType.REINSTATEMENT: "восстановление",
    DecreeType.TRANSFER: "перевод",
    DecreeType.GRADUATION: "окончание обучения",
    DecreeType.STIPEND: "назначение стипендии",
    DecreeType.SCHEDULE: "личный график",
    DecreeType.TOPICS: "утверждение тем выпускных работ",
    DecreeType.ENROLMENT: "зачисление",
    DecreeType.RENAME: "изменение фамилии или имени",
    DecreeType.PAYMENT: "изменение формы оплаты",
    DecreeType.FORM: "изменение формы, языка или направления",
    DecreeType.DISCIPLINE: "дисциплинарное взыскание",
    DecreeType.CORRECTION: "исправление приказа",
    DecreeType.DIRECTIVE: "перевод на следующий семестр",
}
WORDS = {"uz": UZ, "oz": OZ, "ru": RU}
