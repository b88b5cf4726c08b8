"""Transcripts and study cards: what they say in which script, what counts, what is recognised, what is owed."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from reports.common.page import Paper, Stamp
from reports.movement import certificate
from reports.students.official_page import from_content
from reports.transcripts import study_card, transcript
from reports.transcripts.study_card import StudyCard
from reports.transcripts.transcript import Transcript
from reports.transcripts.words import WORDS
from tests.reports.archival_rules import broken
from tests.reports.test_movement_papers import made as certificate_of

STAMP = Stamp("TR-2026-00007", date(2026, 11, 30), "11111111-2222-3333-4444-555555555555", "ab" * 32)
HEAD = {
    "university": "Geologiya fanlari universiteti", "contacts": "100164, Toshkent", "city": "Toshkent",
    "name": "Aliyev Vali Gʻani oʻgʻli", "student_number": "403231100001", "birth_date": "2005-02-28",
    "entry_year": 2022,
    "signatories": (("Rektor", "Q. Qodirov"), ("Dekan", "A. Gʻulomov")), "executor": "A. Gʻulomov", "level": "Bakalavr",
    "faculty": "Geologiya", "specialty": "60721500 – Geologiya", "form": "Kunduzgi",
    "legend": ("5 – aʼlo (90 balldan)",),
}  # fmt: skip
BESIDE = {
    "name_beside": "Aliyev Vali G'ani o'g'li", "university_beside": "University of Geological Sciences",
    "level_beside": "Bachelor", "faculty_beside": "Geology", "specialty_beside": "60721500 – Geology",
    "form_beside": "Full-time",
}  # fmt: skip
#: Year, semester, hours, credits, points, mark, letter, kind, ending, passed, document, subject.
USUAL = "2022|1|120|4.0|86.50|4||subject|exam|1||1"
PASS = "2022|1|60|2.5||||subject|pass|1||2"
OWED = "2022|2|120|4.0|41.00|2||subject|exam|0||3"
TAKEN = "2022|2|150|5.0|92.00|5|A|subject|exam|1|TATU transkripti № 12|4"
LATER = "2024|1|90|3.0|70.00|4||practice|exam|1||5"


def transcript_of(*lines, language="uz", subjects=None, sums="1|4.00\n2|3.10\n|3.55"):
    names = subjects or tuple(f"Fan {place}" for place, _line in enumerate(lines, start=1))
    return Transcript(language=language, **HEAD, **BESIDE, marks="\n".join(lines), subjects=names, sums=sums)


def text_of(pdf):
    return [" ".join(each.get_textpage().get_text_range().split()) for each in pypdfium2.PdfDocument(pdf)]


def said_by(says, stamp=STAMP):
    return " ".join(text_of(transcript.render([Paper(says, stamp)])))


def test_what_counts_what_is_owed_and_where_it_comes_from():
    text = said_by(transcript_of(USUAL, LATER, OWED, TAKEN))
    assert "1-semestr, 2022/2023-oʻquv yili · 7 kredit · GPA 4,00" in text
    assert "2-semestr, 2022/2023-oʻquv yili · 5 kredit · GPA 3,10" in text  # a debt brings no credits
    assert "Oʻzlashtirilgan: 3 ta fan, 360 soat, 12 kredit" in text
    assert "Akademik qarz: 1 ta fan, 4 kredit" in text
    assert "2 (qarz)" in text
    assert "Fan 4 [1] 150 5 92 5 (A)" in text
    assert "[1] Natija tan olingan. Asos: TATU transkripti № 12" in text
    assert "Fan 2 (amaliyot, 2024/2025)" in text  # studied again in another year
    assert "GPA: 3,55" in text
    assert "5 – aʼlo (90 balldan)" in text


def test_a_subject_with_a_pass_has_no_mark_and_half_credits_stay_half():
    text = said_by(transcript_of(PASS))
    assert "Fan 1 60 2,5 oʻtdi" in text
    assert "2,5 kredit" in text
    failed = PASS.replace("|pass|1|", "|pass|0|")
    assert "oʻtmadi" in said_by(transcript_of(failed))


def test_the_head_is_in_two_languages():
    text = said_by(transcript_of(USUAL))
    assert "TRANSKRIPT / TRANSCRIPT" in text
    assert "Tugʻilgan sanasi: 2005-yil 28-fevral" in text
    assert "Date of birth: 28 February 2005" in text
    assert "Name: Aliyev Vali G'ani o'g'li" in text
    english = said_by(transcript_of(USUAL, language="en"))
    assert "TRANSCRIPT / TRANSKRIPT" in english
    assert "Semester 1, academic year 2022/2023" in english


@pytest.mark.parametrize(
    ("language", "words"), [("oz", "Ўзлаштирилган: 1 та фан"), ("ru", "Освоено: дисциплин 1")]
)
def test_words_are_in_the_script_of_the_paper(language, words):
    assert words in said_by(transcript_of(USUAL, language=language))


def test_ninety_subjects_two_of_one_name_and_a_long_title():
    lines = [
        f"{2022 + place // 24}|{1 + place // 12}|120|4.0|86.50|4||subject|exam|1||{place}"
        for place in range(90)
    ]
    names = [f"Fan {place}" for place in range(90)]
    names[3] = names[4] = "Falsafa"
    names[5] = "Oʻzbekistonning eng yangi tarixi va milliy gʻoya " * 6 + "asoslari"
    pages = text_of(transcript.render([Paper(transcript_of(*lines, subjects=tuple(names)), STAMP)]))
    assert len(pages) > 3
    assert all(
        f"{place}/{len(pages)}" in text and "TR-2026-00007" in text
        for place, text in enumerate(pages, start=1)
    )
    assert all("Kredit" in text for text in pages if " 120 4 86,5 4" in text)
    whole = " ".join(pages)
    assert whole.count("Falsafa") == 2
    assert names[5] in whole
    assert "360 kredit" in whole


def test_nothing_is_said_where_there_is_nothing():
    assert "Natijalar yoʻq." in said_by(transcript_of(subjects=(), sums=""))


def test_a_snapshot_gives_the_same_paper():
    for kind, render, says in (
        (Transcript, transcript.render, transcript_of(USUAL, TAKEN)), (StudyCard, study_card.render, card_of(USUAL)),
    ):  # fmt: skip
        again = from_content(kind, says.content() | {"facts": {}})
        assert again == says
        assert render([Paper(again, STAMP)]) == render([Paper(says, STAMP)])


def card_of(*lines, orders="2022-09-04|1-T|21|||2022-09-04", contents=("Talabalikka qabul",)):
    fields = {key: value for key, value in HEAD.items() if key != "language"}
    marks = "\n".join(
        f"{each}|1|1|1|11=28.00;12=17.50;13=41.00" if each.count("|") == 11 else each for each in lines
    )
    return StudyCard(
        language="uz", **fields, payment="Davlat granti", study_language="Oʻzbek", course="3", group="22-01",
        status="Oʻqimoqda", marks=marks, subjects=tuple(f"Fan {place}" for place, _line in enumerate(lines, start=1)),
        sums="|4.00", orders=orders, contents=contents,
    )  # fmt: skip


def test_a_study_card_shows_every_attempt_its_controls_and_the_orders():
    lost = OWED.replace("2022|2|", "2022|1|") + "|0|1|1|11=10.00;13=absent"
    text = " ".join(
        text_of(study_card.render([Paper(card_of(lost, USUAL + "|1|2|1|11=28.00;12=17.50;13=41.00"), STAMP)]))
    )
    assert "JN 28, ON 17,5, YaN 41" in text
    assert "YaN kelmagan" in text
    assert "(41) (2 (qarz))" in text
    assert "Qavs ichida: hisobga olinmagan urinish." in text
    assert "Oʻzlashtirilgan: 1 ta fan" in text  # the attempt that does not count is no debt
    assert "Akademik qarz" not in text
    assert "04.09.2022 1-T Talabalikka qabul 04.09.2022" in text


def test_a_card_without_controls_or_orders():
    without = replace(card_of(USUAL + "|1|1|1|"), orders="", contents=())
    text = " ".join(text_of(study_card.render([Paper(without, STAMP)])))
    assert "Nazoratlar" not in text
    assert "Buyruqlar yoʻq." in text


def test_they_are_archival_also_several_in_one_file():
    papers = [Paper(transcript_of(USUAL), STAMP), Paper(transcript_of(TAKEN))]
    assert broken(transcript.render(papers)) == []
    assert broken(study_card.render([Paper(card_of(USUAL), STAMP)])) == []
    assert broken(certificate.render([Paper(certificate_of("uz", 40), STAMP)])) == []


@pytest.mark.parametrize("language", ["uz", "oz", "ru", "en"])
def test_no_head_of_a_column_is_broken(language):
    words = WORDS[language]
    told = transcript.render([Paper(transcript_of(USUAL, language=language), STAMP)])
    card = study_card.render([Paper(replace(card_of(USUAL), language=language), STAMP)])
    for pdf, heads in ((told, words.marks), (card, words.every_mark)):
        lines = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
        assert [head for head in heads if head not in lines] == []
