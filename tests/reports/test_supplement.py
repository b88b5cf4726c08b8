"""The diploma supplement: eight sections in two languages, nothing cut, sums, page of pages, the duplicate."""

import re
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest

from reports.common import batch
from reports.diplomas import supplement
from reports.diplomas import supplement_words as words
from reports.diplomas.supplement import Supplement
from reports.diplomas.supplement_pages import RIGHT
from shared.diplomas.content import ATTESTATION, COURSE_WORK, FIELDS, PRACTICE, SUBJECT, Content, Line
from tests.reports.archival_rules import broken

UUID = "8b9c1c8e-5f40-4f0e-9a2e-000000000001"
TEXTS = {language: {field.key: f"{field.key} {language}" for field in FIELDS} for language in ("uz", "en")}


def line(section=SUBJECT, uz="Umumiy geologiya", en="General geology", **said):
    given = {
        "hours": 120,
        "credits": Decimal("4.0"),
        "semesters": "1",
        "points": Decimal("86.50"),
        "mark": "4",
    }
    return Line(section, {"uz": uz, "en": en}, **given | said)


def content(*lines, **said):
    given = {"register_number": "2026/00012", "register_day": "05.07.2026", "gpa": Decimal("4.33")}
    hours, sums = sum(each.hours for each in lines), sum((each.credits for each in lines), Decimal(0))
    return Content(UUID, "11", TEXTS, lines, hours, sums, **given | said)


def pages_of(*contents, codes=()):
    pdf = pypdfium2.PdfDocument(supplement.render(contents, codes))
    return [" ".join(each.get_textpage().get_text_range().split()) for each in pdf]


def test_every_field_is_said_in_both_languages_under_its_section():
    text = " ".join(pages_of(content(line())))
    missing = [
        each for field in FIELDS for each in (f"{field.key} uz", f"{field.key} en") if each not in text
    ]
    assert missing == []
    places = [
        text.index(f"{number}. {told.en.split()[0]}") for number, told in enumerate(words.SECTIONS, start=1)
    ]
    assert places == sorted(places)


def test_ninety_subjects_keep_their_head_and_number_on_every_page():
    many = [line(uz=f"Fan {place}", en=f"Subject {place}") for place in range(84)]
    many += [
        line(COURSE_WORK, "Kurs ishi"),
        *(line(PRACTICE, "Amaliyot") for _ in range(4)),
        line(ATTESTATION, "Himoya"),
    ]
    pages = pages_of(content(*many))
    with_rows = [text for text in pages if "General geology" in text or re.search(r"Subject \d", text)]
    assert len(with_rows) > 2
    assert all("Fan nomi" in text and "Kredit" in text for text in with_rows)
    assert all(f"{place}/{len(pages)}" in text for place, text in enumerate(pages, start=1))
    assert all("2026/00012" in text and UUID in text for text in pages)
    assert all(f"Fan {place} " in " ".join(pages) for place in range(84))
    [last] = [text for text in pages if "Jami / Total" in text]
    assert "Jami / Total 10800 360" in last
    assert "Himoya" in last  # the sums stand with the last row


def test_the_title_of_a_part_is_never_the_last_of_a_page():
    for many in range(20, 45):
        rows = [line(uz=f"Fan {place}") for place in range(many)]
        for text in pages_of(content(*rows, line(COURSE_WORK, "Kurs ishi A"))):
            if words.PARTS[COURSE_WORK].en in text:
                assert "Kurs ishi A" in text


def test_a_long_title_is_written_out_and_two_of_one_name_stand_apart():
    long = "Foydali qazilma konlarini qidirish va razvedka qilishning zamonaviy usullari " * 5 + "oxiri"
    text = " ".join(pages_of(content(line(uz=long), line(semesters="1"), line(semesters="2–3"))))
    assert long in text
    assert text.count("Umumiy geologiya") == 2
    assert "2–3" in text


def test_a_word_that_no_column_holds_is_broken_not_lost():
    [word] = {"A" + "bcdefgh" * 40}
    pages = pages_of(content(line(uz=word)))
    assert word in "".join(pages).replace(" ", "")


def test_credits_keep_their_decimals_and_a_subject_without_marks_was_passed():
    text = " ".join(
        pages_of(content(line(credits=Decimal("4.5")), line(points=None, mark="", credits=Decimal("2.25"))))
    )
    assert "4,5" in text
    assert "2,25" in text
    assert "6,75" in text  # the sum
    assert "oʻtdi / pass" in text


def test_a_letter_beside_the_mark_and_what_is_recognised():
    text = " ".join(pages_of(content(line(letter="B"), line(uz="Fizika", recognised=True))))
    assert "4 (B)" in text
    assert "Fizika *" in text
    assert words.RECOGNISED.en in text
    assert words.RECOGNISED.en not in " ".join(pages_of(content(line())))


def test_the_grading_table_or_why_there_is_none():
    spread = (("5", Decimal("31.2")), ("4", Decimal("45.30")), ("3", Decimal("23.5")))
    text = " ".join(pages_of(content(line(), grading=spread)))
    assert "31,2 %" in text
    assert "45,3 %" in text
    assert words.TOO_FEW.en not in text
    assert words.TOO_FEW.en in " ".join(pages_of(content(line())))


def test_a_duplicate_says_so_on_every_page_and_names_the_diploma():
    pages = pages_of(content(*(line() for _ in range(60)), duplicate_of="2019/00777"))
    assert all("DUBLIKAT" in text for text in pages)
    assert "2019/00777" in " ".join(pages)
    assert not any("DUBLIKAT" in text for text in pages_of(content(line())))


def test_the_longest_fields_stay_on_the_page_and_lose_no_letter():
    texts = {
        language: {
            field.key: ("Oʻzbekistondagi " * 80)[: field.longest - 1].strip() + "Ы" for field in FIELDS
        }
        for language in ("uz", "en")
    }
    made = replace(
        content(*(line() for _ in range(30)), duplicate_of="B" * 30), texts=texts, register_number="9" * 40
    )
    document = pypdfium2.PdfDocument(supplement.render([made]))
    ends = 0
    for page in document:
        told = page.get_textpage()
        boxes = [told.get_charbox(place) for place in range(told.count_chars())]
        assert max(box[2] for box in boxes) <= RIGHT + 1
        assert min(box[1] for box in boxes) > 10
        ends += told.get_text_range().count("Ы")
    said = sum(1 for field in FIELDS if field.key not in ("degree", "city", "rector"))
    assert ends >= 2 * said  # every field to its last letter


def test_honours_and_the_average():
    text = " ".join(pages_of(replace(content(line()), category="12")))
    assert "Imtiyozli diplom" in text
    assert "GPA): 4,33" in text
    assert "GPA)" not in " ".join(pages_of(content(line(), gpa=None)))


def test_nothing_to_list_is_said():
    text = " ".join(pages_of(content()))
    assert words.NO_RESULTS.uz in text
    assert "Jami" not in text


def test_what_has_no_number_yet_is_a_draft():
    assert words.DRAFT in pages_of(content(line(), register_number="", register_day=""))[0]


@pytest.mark.parametrize("codes", [(), ("HEMIS " + "A1B2" * 60,)])
def test_it_is_archival_with_its_code_and_without(codes):
    made = content(*(line() for _ in range(50)))
    pdf = supplement.render([made], codes)
    assert broken(pdf) == []
    assert pdf == supplement.render([made], codes)


def test_a_batch_by_several_processes_is_the_batch_of_one():
    made = [
        Supplement(content(line(), register_number=f"2026/{place:05}"), f"HEMIS {place}")
        for place in range(120)
    ]
    alone = batch.one_file(made, supplement.render_all, processes=1)
    assert alone == batch.one_file(made, supplement.render_all, processes=2)
    assert broken(alone) == []
