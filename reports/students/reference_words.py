"""The wording of the student reference in Uzbek Latin, Uzbek Cyrillic, Russian and English."""

from dataclasses import dataclass
from datetime import date

from reports.common.words import words_in_cyrillic
from shared.codes import EducationForm, EducationType, Language, PaymentForm, StudentStatus
from shared.scripts import name_in, to_cyrillic


@dataclass(frozen=True)
class ReferenceWords:
    """Every text of a reference that is not the student's; `{…}` are filled in when it is drawn."""

    above: tuple[str, ...]
    city: str
    number: str
    title: str
    certifies: str
    on_leave: str
    faculty: str
    specialty: str
    master_specialty: str
    education_type: str
    education_form: str
    group: str
    language: str
    payment_form: str
    entry_year: str
    student_number: str
    purpose: str
    anywhere: str
    rector: str
    dean: str
    executor: str
    seal: str
    check: str
    draft: str
    months: tuple[str, ...]
    day: str
    birthday: str


UZ = ReferenceWords(
    above=("Oʻzbekiston Respublikasi", "Oliy taʼlim, fan va innovatsiyalar vazirligi"),
    city="{city} shahri",
    number="{day} № {number}",
    title="MAʼLUMOTNOMA",
    certifies=(
        "Ushbu maʼlumotnoma bilan <b>{name}</b> ({birthday} tugʻilgan) haqiqatan ham "
        "{university}ning <b>{course}-kurs</b> talabasi ekani tasdiqlanadi."
    ),
    on_leave="Talaba hozirda akademik taʼtilda.",
    faculty="Fakultet",
    specialty="Taʼlim yoʻnalishi",
    master_specialty="Mutaxassislik",
    education_type="Taʼlim turi",
    education_form="Taʼlim shakli",
    group="Guruh",
    language="Taʼlim tili",
    payment_form="Toʻlov asosi",
    entry_year="Oʻqishga kirgan yili",
    student_number="Talaba raqami",
    purpose="Maʼlumotnoma {place} taqdim etish uchun berildi.",
    anywhere="talab qilingan joyga",
    rector="Rektor",
    dean="Dekan",
    executor="Ijrochi: {name}",
    seal="M.Oʻ.",
    check="Haqiqiyligi QR kod yoki roʻyxat raqami boʻyicha tekshiriladi.",
    draft="NAMUNA",
    months=tuple(
        "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr".split()  # noqa: SIM905 - reads
    ),
    day="{year}-yil {day}-{month}",
    birthday="{year}-yil {day}-{month}da",
)

RU = ReferenceWords(
    above=(
        "Республика Узбекистан",
        "Министерство высшего образования, науки и инноваций",
    ),
    city="г. {city}",
    number="{day} № {number}",
    title="СПРАВКА",
    certifies=(
        "Настоящая справка подтверждает, что <b>{name}</b> (дата рождения: {birthday}) действительно "
        "является {student} <b>{course}\u00a0курса</b> высшего образовательного учреждения {university}."
    ),
    on_leave="В настоящее время находится в академическом отпуске.",
    faculty="Факультет",
    specialty="Направление образования",
    master_specialty="Специальность",
    education_type="Вид образования",
    education_form="Форма обучения",
    group="Группа",
    language="Язык обучения",
    payment_form="Основа обучения",
    entry_year="Год поступления",
    student_number="Номер студента",
    purpose="Справка выдана для представления {place}.",
    anywhere="по месту требования",
    rector="Ректор",
    dean="Декан",
    executor="Исполнитель: {name}",
    seal="М.П.",
    check="Подлинность проверяется по QR-коду или регистрационному номеру.",
    draft="ОБРАЗЕЦ",
    months=tuple(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
    ),
    day="{day} {month} {year} г.",
    birthday="{day} {month} {year} г.",
)

EN = ReferenceWords(
    above=("Republic of Uzbekistan", "Ministry of Higher Education, Science and Innovation"),
    city="{city}",
    number="{day} No. {number}",
    title="REFERENCE",
    certifies=(
        "This is to certify that <b>{name}</b> (born on {birthday}) is indeed a student "
        "in <b>year\u00a0{course}</b> of study at {university}."
    ),
    on_leave="The student is at present on academic leave.",
    faculty="Faculty",
    specialty="Field of study",
    master_specialty="Specialty",
    education_type="Level of education",
    education_form="Form of study",
    group="Group",
    language="Language of study",
    payment_form="Basis of study",
    entry_year="Year of entry",
    student_number="Student number",
    purpose="This reference is issued for submission {place}.",
    anywhere="to whom it may concern",
    rector="Rector",
    dean="Dean",
    executor="Prepared by: {name}",
    seal="Seal",
    check="To be checked by the QR code or the register number.",
    draft="DRAFT",
    months=tuple(
        "January February March April May June July August September October November December".split()  # noqa: SIM905
    ),
    day="{day} {month} {year}",
    birthday="{day} {month} {year}",
)


# Cyrillic writes its dates without the hyphen after the year and the day; capitals take a capital hard sign.
OZ = words_in_cyrillic(
    UZ,
    day="{year} йил {day} {month}",
    birthday="{year} йил {day} {month}да",
    title=to_cyrillic(UZ.title).upper(),
)

WORDS = {"uz": UZ, "oz": OZ, "ru": RU, "en": EN}

#: Where references are usually asked for, offered beside free text.
PLACES: dict[str, tuple[str, ...]] = {
    "uz": (
        UZ.anywhere,
        "ota-onasining ish joyiga",
        "mudofaa ishlari boʻlimiga",
        "bankka",
        "ijtimoiy himoya markaziga",
        "elchixonaga",
    ),
    "ru": (
        RU.anywhere,
        "по месту работы родителей",
        "в отдел по делам обороны",
        "в банк",
        "в центр социальной защиты",
        "в посольство",
    ),
    "en": (
        EN.anywhere,
        "to the parents' employer",
        "to the department of defence affairs",
        "to a bank",
        "to the centre of social protection",
        "to an embassy",
    ),
}
PLACES["oz"] = tuple(map(to_cyrillic, PLACES["uz"]))


#: The labels of national lists that have no English names, by classifier and code.
ENGLISH = {
    "h_education_type": {
        EducationType.BACHELOR: "Bachelor's degree",
        EducationType.MASTER: "Master's degree",
        EducationType.RESIDENCY: "Residency",
    },
    "h_education_form": {
        EducationForm.DAYTIME: "Full-time",
        EducationForm.EVENING: "Evening",
        EducationForm.EXTRAMURAL: "Part-time (extramural)",
        EducationForm.SPECIAL_EXTRAMURAL: "Special part-time (extramural)",
        EducationForm.SECOND_HIGHER: "Second higher education",
        EducationForm.DISTANCE: "Distance",
        EducationForm.JOINT: "Joint programme",
    },
    "h_payment_form": {PaymentForm.GRANT: "State grant", PaymentForm.CONTRACT: "Fee-paying contract"},
    "h_language": {
        Language.UZBEK: "Uzbek",
        Language.RUSSIAN: "Russian",
        Language.KARAKALPAK: "Karakalpak",
        Language.ENGLISH: "English",
    },
    "h_student_status": {
        StudentStatus.STUDYING: "Studying",
        StudentStatus.EXPELLED: "Expelled",
        StudentStatus.ON_LEAVE: "On academic leave",
        StudentStatus.GRADUATED: "Graduated",
        StudentStatus.RETAINED: "Repeating the year of study",
    },
}

#: Cities with universities as Russian and English write them; others are transliterated.
CITIES = {
    "Andijon": ("Андижан", "Andijan"),
    "Buxoro": ("Бухара", "Bukhara"),
    "Fargʻona": ("Фергана", "Fergana"),
    "Guliston": ("Гулистан", "Gulistan"),
    "Jizzax": ("Джизак", "Jizzakh"),
    "Namangan": ("Наманган", "Namangan"),
    "Navoiy": ("Навои", "Navoi"),
    "Nukus": ("Нукус", "Nukus"),
    "Qarshi": ("Карши", "Karshi"),
    "Samarqand": ("Самарканд", "Samarkand"),
    "Termiz": ("Термез", "Termez"),
    "Toshkent": ("Ташкент", "Tashkent"),
    "Urganch": ("Ургенч", "Urgench"),
}


def city_in(language: str, city: str) -> str:
    """Return a city as papers of that language write it; the word for city is theirs."""
    city = city.removesuffix(" shahri").strip()
    russian, english = CITIES.get(city, (name_in("ru", city), city))
    return {"uz": city, "oz": to_cyrillic(city), "ru": russian, "en": english}[language]


def written_day(words: ReferenceWords, day: date, *, birth: bool = False) -> str:
    """Return `day` in words, as papers of that language write it."""
    pattern = words.birthday if birth else words.day
    return pattern.format(year=day.year, day=day.day, month=words.months[day.month - 1])
