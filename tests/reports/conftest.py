"""A reference of every language and pages read back as words and places."""

from datetime import date

import pypdfium2
import pytest

from reports.common.page import Stamp
from reports.students.reference import Reference

STAMP = Stamp("123/2026", date(2026, 11, 24), "8b9c1c8e-5f40-4f0e-9a2e-0123456789ab", "0123456789abcdef" * 4)
REFERENCES = {
    "uz": {
        "university": "Geologiya fanlari universiteti",
        "name": "Gʻulomova Dilnoza Shuhrat qizi",
        "faculty": "Geologiya va geoaxborot tizimlari fakulteti",
        "signatories": (("Rektor", "B. Nurxoʻjayev"), ("Dekan", "M. Toʻxtayev")),
    },
    "oz": {
        "university": "Геология фанлари университети",
        "name": "Ғуломова Дилноза Шуҳрат қизи",
        "faculty": "Геология ва геоахборот тизимлари факультети",
        "signatories": (("Ректор", "Б. Нурхўжаев"), ("Декан", "М. Тўхтаев")),
    },
    "ru": {
        "university": "Университет геологических наук",
        "name": "Гуломова Дилноза Шухрат кизи",
        "faculty": "Факультет геологии",
        "signatories": (("Ректор", "Б. Нурходжаев"), ("Декан", "М. Тухтаев")),
    },
    "en": {
        "university": "University of Geological Sciences",
        "name": "Gʻulomova Dilnoza Shuhrat qizi",
        "faculty": "Faculty of Geology",
        "signatories": (("Rector", "B. Nurxoʻjayev"), ("Dean", "M. Toʻxtayev")),
    },
}


@pytest.fixture
def stamp():
    return STAMP


@pytest.fixture
def make_reference():
    def make(language="uz", **values):
        facts = {
            "language": language,
            "contacts": "100164, Toshkent shahri, Olimlar koʻchasi, 64-uy · +998 71 262 43 70",
            "city": "Toshkent",
            "birth_date": date(2004, 3, 15),
            "female": True,
            "course": 2,
            "specialty": "60721500 – Konchilik ishi",
            "master": False,
            "education_type": "Bakalavriat",
            "education_form": "Kunduzgi taʼlim",
            "payment_form": "Davlat granti",
            "study_language": "Oʻzbek tili",
            "group": "21-03",
            "entry_year": 2025,
            "student_number": "403251100123",
            "on_leave": False,
            "place": "talab qilingan joyga",
            "executor": "Xolmatova N., +998 71 262 43 71",
        }
        return Reference(**facts | REFERENCES[language] | values)

    return make


class Read:
    """A PDF as a reader sees it: the words of a page, and the box of every letter in points."""

    def __init__(self, pdf):
        self.document = pypdfium2.PdfDocument(pdf)

    def __len__(self):
        return len(self.document)

    def text(self, number=0):
        return " ".join(self.document[number].get_textpage().get_text_range().split())

    def letters(self, number=0):
        """Give (letter, left, bottom, right, top) of every visible letter."""
        words = self.document[number].get_textpage()
        for index in range(words.count_chars()):
            letter = words.get_text_range(index, 1)
            if letter.strip():
                yield letter, *words.get_charbox(index)

    def picture(self, number=0, scale=1.0):
        return self.document[number].render(scale=scale).to_pil().convert("L")


@pytest.fixture
def read():
    return Read
