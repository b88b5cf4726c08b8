"""The words of a diploma supplement in both of its languages, in the order of the model's eight sections."""

from typing import NamedTuple

from shared.diplomas.content import ATTESTATION, COURSE_WORK, PRACTICE, SUBJECT


class Both(NamedTuple):
    """A text in Uzbek and in English."""

    uz: str
    en: str


TITLE = Both("DIPLOM ILOVASI", "DIPLOMA SUPPLEMENT")
DUPLICATE = Both("DUBLIKAT", "DUPLICATE")
DRAFT = "NAMUNA"
NUMBER = Both("Diplom roʻyxat raqami {number}, {day}", "Diploma register number {number}, {day}")
UNNUMBERED = Both("Diplom roʻyxat raqami __________", "Diploma register number __________")
ABOUT = Both(
    "Ushbu ilova Yevropa komissiyasi, Yevropa Kengashi va YUNESKO/SEPES tomonidan ishlab chiqilgan namunaga muvofiq "
    "tuzilgan. Uning maqsadi xalqaro “shaffoflik”ni oshirish hamda malakalarning akademik va kasbiy jihatdan adolatli "
    "tan olinishi uchun mustaqil maʼlumot berishdir. Unda diplomda nomi koʻrsatilgan shaxs tugallagan taʼlimning "
    "mazmuni, darajasi, mohiyati va maqomi bayon qilinadi. Ilova malakaning qiymati, tengligi yoki tan olinishiga "
    "doir xulosalardan xoli.",
    "This Diploma Supplement follows the model developed by the European Commission, the Council of Europe and "
    "UNESCO/CEPES. Its purpose is to provide independent data to improve international transparency and fair academic "
    "and professional recognition of qualifications. It describes the nature, level, context, content "
    "and status of the "
    "studies that were pursued and successfully completed by the person named on the diploma. It is free "
    "from any value "
    "judgements, equivalence statements or suggestions about recognition.",
)
SECTIONS = (
    Both("MALAKA EGASI TOʻGʻRISIDA MAʼLUMOT", "INFORMATION IDENTIFYING THE HOLDER OF THE QUALIFICATION"),
    Both("MALAKA TOʻGʻRISIDA MAʼLUMOT", "INFORMATION IDENTIFYING THE QUALIFICATION"),
    Both(
        "MALAKA DARAJASI VA OʻQISH MUDDATI TOʻGʻRISIDA MAʼLUMOT",
        "INFORMATION ON THE LEVEL AND DURATION OF THE QUALIFICATION",
    ),
    Both(
        "TAʼLIM MAZMUNI VA NATIJALARI TOʻGʻRISIDA MAʼLUMOT",
        "INFORMATION ON THE PROGRAMME COMPLETED AND THE RESULTS OBTAINED",
    ),
    Both("MALAKANING VAZIFASI TOʻGʻRISIDA MAʼLUMOT", "INFORMATION ON THE FUNCTION OF THE QUALIFICATION"),
    Both("QOʻSHIMCHA MAʼLUMOT", "ADDITIONAL INFORMATION"),
    Both("ILOVANI TASDIQLASH", "CERTIFICATION OF THE SUPPLEMENT"),
    Both(
        "MILLIY OLIY TAʼLIM TIZIMI TOʻGʻRISIDA MAʼLUMOT",
        "INFORMATION ON THE NATIONAL HIGHER EDUCATION SYSTEM",
    ),
)
#: The labels of a section's items, and the fields of the content that stand below each.
ITEMS: dict[int, tuple[tuple[str, Both, tuple[str, ...]], ...]] = {
    1: (
        ("1.1", Both("Familiyasi", "Family name(s)"), ("surname",)),
        ("1.2", Both("Ismi va otasining ismi", "Given name(s)"), ("given_name", "patronymic")),
        ("1.3", Both("Tugʻilgan sanasi", "Date of birth"), ("birth_date",)),
    ),
    2: (
        (
            "2.1",
            Both("Malaka va berilgan daraja nomi", "Name of the qualification and title conferred"),
            ("degree", "qualification"),
        ),
        ("2.2", Both("Asosiy taʼlim yoʻnalishi", "Main field(s) of study"), ("specialty",)),
        (
            "2.3",
            Both("Diplom bergan muassasa nomi va maqomi", "Name and status of the awarding institution"),
            ("university", "accreditation"),
        ),
        (
            "2.4",
            Both("Taʼlim bergan muassasa (fakultet)", "Institution administering the studies (faculty)"),
            ("faculty",),
        ),
        ("2.5", Both("Taʼlim tili", "Language of instruction"), ("language",)),
    ),
    3: (
        ("3.1", Both("Malaka darajasi", "Level of the qualification"), ("degree",)),
        ("3.2", Both("Rasmiy oʻqish muddati", "Official duration of the programme"), ("period",)),
        ("3.3", Both("Qabul talablari", "Access requirements"), ("prior_education", "admission")),
    ),
    4: (("4.1", Both("Taʼlim shakli", "Mode of study"), ("form",)),),
    5: (
        ("5.1", Both("Keyingi taʼlim olish huquqi", "Access to further study"), ("further_study",)),
        ("5.2", Both("Kasbiy maqomi", "Professional status"), ("professional_status",)),
    ),
    6: (("6.1", Both("Bitiruv ishi mavzusi", "Title of the thesis"), ("thesis",)),),
}
REQUIREMENTS = Both("Dastur talablari", "Programme requirements")
REQUIRED = Both(
    "Oʻquv reja toʻliq bajarilgan: {credits} kredit, {hours} akademik soat.",
    "The curriculum has been completed: {credits} credits, {hours} academic hours.",
)
RESULTS = Both(
    "Dastur tafsilotlari va olingan baholar", "Programme details and the individual grades obtained"
)
GRADING = Both("Baholash tizimi va baholar taqsimoti", "Grading system and grade distribution")
DISTRIBUTION = Both(
    "Yoʻnalish boʻyicha soʻnggi ikki yildagi ijobiy baholar taqsimoti (ECTS)",
    "Distribution of the passing grades of the field over the last two years (ECTS)",
)
SHARE = Both("Ulushi", "Share")
TOO_FEW = Both(
    "ECTS baholar taqsimoti jadvali keltirilmaydi: soʻnggi ikki yilda bu yoʻnalishda ijobiy baholar 30 tadan kam.",
    "The ECTS grading table is left out: fewer than 30 passing grades were given in this field over the "
    "last two years.",
)
OVERALL = Both("Malakaning umumiy tasnifi", "Overall classification of the qualification")
GPA = Both("Oʻrtacha ball (GPA): {gpa}", "Grade point average (GPA): {gpa}")
HONOURS = Both("Imtiyozli diplom", "Diploma with honours")
HEADS = (
    Both("T/r", "No"),
    Both("Fan nomi", "Subject"),
    Both("Semestr", "Semester"),
    Both("Soat", "Hours"),
    Both("Kredit", "Credits"),
    Both("Ball", "Points"),
    Both("Baho", "Mark"),
)
PARTS = {
    SUBJECT: Both("Fanlar", "Subjects"),
    COURSE_WORK: Both("Kurs ishlari (loyihalari)", "Course works"),
    PRACTICE: Both("Amaliyotlar", "Practices"),
    ATTESTATION: Both("Davlat attestatsiyasi", "State attestation"),
}
TOTAL = Both("Jami", "Total")
PASSED = Both("oʻtdi", "pass")
NO_RESULTS = Both("Natijalar kiritilmagan.", "No results are entered.")
RECOGNISED = Both(
    "* Boshqa taʼlim muassasasida yoki avval olingan natija tan olingan.",
    "* The result was obtained elsewhere or earlier and is recognised.",
)
STANDS_FOR = Both(
    "Dublikat {number} raqamli diplom oʻrniga berildi.", "The duplicate stands for the diploma {number}."
)
FURTHER = Both("Qoʻshimcha maʼlumot manbai", "Further information sources")
CHECK = Both(
    "Hujjatning haqiqiyligi QR kod yoki roʻyxat raqami boʻyicha tekshiriladi.",
    "The document is verified by its QR code or its register number.",
)
DAY, SIGNATURE, CAPACITY, SEAL = (
    Both("Sana", "Date"),
    Both("Imzo", "Signature"),
    Both("Lavozimi", "Capacity"),
    Both("Muhr oʻrni", "Official seal"),
)
RECTOR = Both("Rektor", "Rector")
SYSTEM = Both(
    "Oʻzbekiston Respublikasida taʼlim majburiy 11 yillik umumiy oʻrta va oʻrta maxsus taʼlimni oʻz ichiga oladi; uni "
    "tugatganlik toʻgʻrisidagi shahodatnoma yoki diplom oliy taʼlimga kirish huquqini beradi. Oliy "
    "taʼlim muassasalari: "
    "universitetlar, akademiyalar, institutlar va ularning filiallari.\n"
    "Bakalavriat – oliy taʼlimning birinchi bosqichi, 3–4 yil (180–240 kredit). Magistratura – ikkinchi "
    "bosqich, bakalavriat "
    "negizida 1–2 yil (60–120 kredit). Oliy taʼlimdan keyingi taʼlim: tayanch doktorantura – falsafa doktori (PhD), "
    "doktorantura – fan doktori (DSc).\n"
    "Oʻquv yili ikki semestrdan iborat. 1 kredit oʻrtacha 30 akademik soat oʻquv yuklamasiga teng, bir "
    "yilda 60 kredit "
    "toʻplanadi. Taʼlim yakuniy davlat attestatsiyasi bilan tugaydi. Oliy taʼlim Taʼlim toʻgʻrisidagi "
    "qonun va Vazirlar "
    "Mahkamasining kredit-modul tizimi toʻgʻrisidagi 2020-yil 31-dekabrdagi 824-son qarori bilan tartibga solinadi.",
    "Education in the Republic of Uzbekistan includes 11 years of compulsory general and specialised "
    "secondary education; "
    "its certificate or diploma gives access to higher education. Higher education institutions are universities, "
    "academies, institutes and their branches.\n"
    "The bachelor's degree is the first cycle of higher education, 3–4 years (180–240 credits). The "
    "master's degree is the "
    "second cycle, 1–2 years after a bachelor's degree (60–120 credits). Postgraduate education: basic "
    "doctoral studies "
    "lead to the Doctor of Philosophy (PhD), doctoral studies to the Doctor of Science (DSc).\n"
    "The academic year has two semesters. One credit stands for 30 academic hours of workload on the "
    "average, 60 credits "
    "are earned a year. Studies end with the final state attestation. Higher education is governed by "
    "the Law on Education "
    "and by Resolution No. 824 of the Cabinet of Ministers of 31 December 2020 on the credit-module system.",
)
