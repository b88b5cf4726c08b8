"""The people of the demonstration who sign in: one for each role and scope, with the passwords shown to everyone."""

from dataclasses import dataclass

from shared.pinfl import FEMALE, MALE

UNIVERSITY = ""  # the scope of a role that is not bound to a unit


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who signs in to the demonstration; `roles` are pairs of a group role and the code of its unit."""

    login: str
    password: str
    surname: str
    given_name: str
    patronymic: str
    gender: str
    post: str
    unit: str
    roles: tuple[tuple[str, str], ...]

    @property
    def full_name(self) -> str:
        return f"{self.surname} {self.given_name} {self.patronymic}"


PEOPLE = (
    DemoPerson("management", "Kvars-2601", "Usmonov", "Baxtiyor", "Rahimovich", MALE, "20", "403-200",
        (("hemis_management", UNIVERSITY),)),
    DemoPerson("hr", "Topaz-2602", "Karimova", "Dilorom", "Anvarovna", FEMALE, "17", "403-201",
        (("hemis_hr", UNIVERSITY),)),
    DemoPerson("hr_second", "Serdolik-2603", "Joʻrayev", "Shuhrat", "Sobirovich", MALE, "27", "403-201",
        (("hemis_hr", UNIVERSITY),)),
    DemoPerson("academic_office", "Malaxit-2604", "Rahimov", "Ulugʻbek", "Toʻlqinovich", MALE, "17", "403-202",
        (("hemis_academic_office", UNIVERSITY),)),
    DemoPerson("registrar", "Granat-2605", "Yusupova", "Nargiza", "Olimovna", FEMALE, "17", "403-203",
        (("hemis_registrar", UNIVERSITY),)),
    DemoPerson("marketing", "Slanes-2606", "Sobirov", "Jahongir", "Hamidovich", MALE, "17", "403-204",
        (("hemis_marketing", UNIVERSITY),)),
    DemoPerson("research_office", "Bazalt-2607", "Nosirova", "Saodat", "Akmalovna", FEMALE, "17", "403-205",
        (("hemis_research_office", UNIVERSITY),)),
    DemoPerson("doctoral_office", "Gneys-2608", "Xolmatov", "Erkin", "Qodirovich", MALE, "17", "403-206",
        (("hemis_doctoral_office", UNIVERSITY),)),
    DemoPerson("accounting", "Oltin-2609", "Abdullayeva", "Muhabbat", "Yoʻldoshevna", FEMALE, "30", "403-207",
        (("hemis_accounting", UNIVERSITY),)),
    DemoPerson("finance_control", "Kumush-2610", "Toʻrayev", "Qobil", "Murodovich", MALE, "17", "403-208",
        (("hemis_finance_control", UNIVERSITY),)),
    DemoPerson("library", "Nefrit-2622", "Qosimova", "Nilufar", "Abdullayevna", FEMALE, "17", "403-210",
        (("hemis_service", "403-210"),)),
    DemoPerson("admin", "Zumrad-2611", "Isʼhoqov", "Sardor", "Rustamovich", MALE, "19", "403-209",
        (("hemis_admin", UNIVERSITY),)),
    DemoPerson("admin_second", "Yoqut-2612", "Gʻulomova", "Zarina", "Baxtiyorovna", FEMALE, "27", "403-209",
        (("hemis_admin", UNIVERSITY),)),
    DemoPerson("dean_geology", "Granit-2613", "Gʻulomov", "Anvar", "Karimovich", MALE, "25", "403-101",
        (("hemis_faculty", "403-101"),)),
    DemoPerson("dean_mining", "Marmar-2614", "Qodirov", "Shavkat", "Boʻriyevich", MALE, "25", "403-102",
        (("hemis_faculty", "403-102"),)),
    DemoPerson("head_mineralogy", "Kalsit-2615", "Hasanova", "Feruza", "Ilhomovna", FEMALE, "16", "403-101-01",
        (("hemis_department_head", "403-101-01"),)),
    DemoPerson("head_surveying", "Gematit-2616", "Ergashev", "Nodir", "Salimovich", MALE, "16", "403-102-02",
        (("hemis_department_head", "403-102-02"),)),
    DemoPerson("teacher_mineralogy", "Ametist-2617", "Choriyeva", "Shahnoza", "Oʻktamovna", FEMALE, "14",
        "403-101-01", (("hemis_teacher", "403-101-01"),)),
    DemoPerson("teacher_mining", "Marvarid-2618", "Shodmonov", "Jasur", "Normatovich", MALE, "13", "403-102-01",
        (("hemis_teacher", "403-102-01"),)),
    DemoPerson("tutor_geology", "Lojuvard-2619", "Maʼrufova", "Gulnora", "Tohirovna", FEMALE, "34", "403-101",
        (("hemis_tutor", "403-101"),)),
    DemoPerson("tutor_mining", "Feruza-2620", "Nuʼmonov", "Otabek", "Zokirovich", MALE, "34", "403-102",
        (("hemis_tutor", "403-102"),)),
    # One who acts in several roles: deputy dean, head of a department and teacher in it.
    DemoPerson("deputy_geology", "Obsidian-2621", "Mirzayeva", "Malika", "Sultonovna", FEMALE, "16", "403-101-02",
        (("hemis_faculty", "403-101"), ("hemis_department_head", "403-101-02"), ("hemis_teacher", "403-101-02"))),
)  # fmt: skip
BY_LOGIN = {person.login: person for person in PEOPLE}
