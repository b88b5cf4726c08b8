"""Registered papers of student movement: several pages, the stamp on each, the QR at the end."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from reports.common.page import Paper, Stamp
from reports.movement import certificate, extract
from reports.students.official_page import from_content

STAMP = Stamp("AM-2026-00007", date(2026, 11, 30), "11111111-2222-3333-4444-555555555555", "ab" * 32)
ALIKE = {
    "university": "Geologiya fanlari universiteti", "contacts": "100164, Toshkent", "city": "Toshkent",
    "name": "Aliyev Vali Gʻani oʻgʻli", "student_number": "403231100001",
    "signatories": (("Rektor", "Q. Qodirov"), ("Dekan", "A. Gʻulomov")), "executor": "A. Gʻulomov",
}  # fmt: skip


def made(language, many):
    lines = [f"{2022 + n // 12}|{1 + n // 6}|120|4.0|86.50|5|subject|{n}" for n in range(many)]
    return certificate.Certificate(
        language=language, **ALIKE, birth_date="2005-02-28", faculty="Geologiya", specialty="60721500 – Geologiya",
        form="Kunduzgi", entry_year=2022, order_number="12-T", order_day="2026-11-20", order_title="Chetlashtirish",
        reason="Oʻz xohishi", marks="\n".join(lines), subjects=tuple(f"Fan {n}" for n in range(many)), gpa="4,33",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["uz", "oz", "ru"])
def test_a_long_certificate_says_on_every_page_what_it_is(language):
    pdf = pypdfium2.PdfDocument(BytesIO(certificate.render([Paper(made(language, 60), STAMP)])))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert len(texts) > 1
    assert all(f"{place}/{len(texts)}" in text for place, text in enumerate(texts, start=1))
    assert all("AM-2026-00007" in text for text in texts)
    assert "4,33" in texts[-1]
    assert "240,0" in texts[-1]  # 60 subjects of 4 credits, nothing rounded


def test_a_snapshot_of_the_register_gives_the_same_paper():
    paper = made("uz", 3)
    again = from_content(certificate.Certificate, paper.content() | {"facts": {}})
    assert again == paper
    draft = certificate.render([Paper(paper)])
    assert draft == certificate.render([Paper(again)])


def test_an_extract_without_words_of_its_own_still_says_what_changed():
    says = extract.Extract(
        language="ru", **ALIKE, order_number="7/1-T", order_day="2026-11-20", act="expel", title="Отчисление",
        preamble="", body="", basis="", effective_on="2026-11-21", group="23-01", before="Учится",
        after="Отчислен; <по желанию>",
    )  # fmt: skip
    [page] = pypdfium2.PdfDocument(BytesIO(extract.render([Paper(says, STAMP)])))
    text = page.get_textpage().get_text_range()
    assert "7/1-T" in text
    assert "<по желанию>" in " ".join(text.split())
