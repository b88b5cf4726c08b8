"""The content of a diploma as the server stores it, for tests that need one."""

from typing import Any

_UZ = {
    "surname": "Oʻtkirova", "given_name": "Gʻuncha", "patronymic": "Sanʼat qizi", "birth_date": "04.05.2003",
    "university": "Konchilik va geologiya universiteti", "faculty": "Geologiya", "degree": "Bakalavr",
    "form": "Kunduzgi",
    "specialty": "60721800 – Konchilik ishi", "qualification": "Konchilik muhandisi", "period": "2022–2026",
    "language": "oʻzbek", "prior_education": "Oʻrta maʼlumot toʻgʻrisida attestat", "admission": "Davlat granti",
    "grading_system": "5 baholik", "further_study": "Magistraturada oʻqish huquqi",
    "professional_status": "Muhandis", "thesis": "Ruda konlarini ochish", "decision": "2026-yil 20-iyun, 4-bayonnoma",
    "rector": "B. R. Usmonov", "city": "Navoiy",
}  # fmt: skip
_EN = {
    "surname": "Oʻtkirova", "given_name": "Gʻuncha", "patronymic": "Sanʼat qizi", "birth_date": "04.05.2003",
    "university": "University of Mining and Geology", "faculty": "Geology", "degree": "Bachelor", "form": "Full-time",
    "specialty": "60721800 – Mining", "qualification": "Mining engineer", "period": "2022–2026", "language": "Uzbek",
    "prior_education": "Certificate of secondary education", "admission": "State grant", "grading_system": "Five marks",
    "further_study": "Access to master's programmes", "professional_status": "Engineer",
    "thesis": "Opening ore deposits",
    "decision": "20 June 2026, protocol 4", "rector": "B. R. Usmonov", "city": "Navoiy",
}  # fmt: skip
UUID = "6f1f2c4e-8a53-4d57-9d0b-3f5a2f0c7b11"


def diploma_document(**changed: Any) -> dict[str, Any]:
    """A stored content; what is given stands instead."""
    return {
        "uuid": UUID,
        "category": "12",
        "register_number": "D-2026-00417",
        "register_day": "05.07.2026",
        "texts": {"uz": dict(_UZ), "en": dict(_EN)},
        "lines": [
            {
                "section": "subject",
                "title": {"uz": "Oliy matematika", "en": "Higher mathematics"},
                "hours": 180,
                "credits": "6.0",
                "semesters": "1–3",
                "points": "91.5",
                "mark": "5",
                "letter": "A",
                "recognised": False,
            },
            {
                "section": "attestation",
                "title": {"uz": "Bitiruv malakaviy ishi", "en": "Graduation paper"},
                "hours": 120,
                "credits": "4",
                "points": None,
                "mark": "5",
            },
        ],
        "hours": 7200,
        "credits": "240.0",
        "gpa": "4.75",
        "grading": [["5", "40"], ["4", "35"], ["3", "25"]],
        **changed,
    }
