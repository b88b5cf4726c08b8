"""The demonstration's subjects: general ones that every faculty teaches, and those of its own departments."""

from dataclasses import dataclass

from server_db.demo.places import read_rows
from server_db.demo.sheets import Sheets

HUMANITIES, LANGUAGES, SCIENCES, PROFESSION, SPECIAL, PRACTICE = "HUM", "LANG", "MATH", "PROF", "SPEC", "AMAL"
_GROUPS = {
    HUMANITIES: ("Ijtimoiy-gumanitar fanlar", "Социально-гуманитарные дисциплины", "Humanities"),
    LANGUAGES: ("Tillar", "Языки", "Languages"),
    SCIENCES: ("Matematik va tabiiy fanlar", "Математические и естественные дисциплины", "Sciences"),
    PROFESSION: ("Umumkasbiy fanlar", "Общепрофессиональные дисциплины", "General professional subjects"),
    SPECIAL: ("Ixtisoslik fanlari", "Специальные дисциплины", "Special subjects"),
    PRACTICE: ("Amaliyot va bitiruv ishlari", "Практика и выпускные работы", "Practice and theses"),
}


@dataclass(frozen=True)
class Subject:
    """A subject that has its row; `department` is the code of its owner, empty when there is none here."""

    id: int
    code: str
    group: str
    department: str
    name: str


def add_subjects(sheets: Sheets, units: dict[str, int]) -> dict[str, Subject]:
    """Write the general subjects and those of the departments there are; by code."""
    groups = {
        code: sheets["subjects.subject_group"].add(code=code, name_uz=uz, name_ru=ru, name_en=en)
        for code, (uz, ru, en) in _GROUPS.items()
    }
    subjects = {}
    for row in read_rows("subjects.tsv"):
        owner = row["department"] if row["department"] in units else ""
        if row["group"] == SPECIAL and not owner:
            continue
        subject_id = sheets["subjects.subject"].add(
            code=row["code"],
            subject_group_id=groups[row["group"]],
            department_id=units.get(owner),
            name_uz=row["name_uz"],
            name_ru=row["name_ru"],
            name_en=row["name_en"],
        )
        subjects[row["code"]] = Subject(subject_id, row["code"], row["group"], owner, row["name_uz"])
    return subjects


def specials(subjects: dict[str, Subject], faculty: str) -> list[Subject]:
    """Return the special subjects of a faculty, one of each department after the other."""
    own = [
        each for each in subjects.values() if each.group == SPECIAL and each.department.startswith(faculty)
    ]
    return sorted(own, key=lambda each: (each.code.rpartition("-")[2], each.code))
