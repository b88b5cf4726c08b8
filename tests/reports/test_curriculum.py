"""The paper of a curriculum: every subject once, sums, three languages, nothing beside the page."""

from dataclasses import replace
from datetime import date

import pytest

from reports.curriculum.plan import MARGIN, PlanPaper, PlanRow, Weeks, number, render
from reports.curriculum.words import WORDS

NUMBERS = {
    "credits": "5",
    "hours": "150",
    "contact": "60",
    "by_training": ("30", "30", "90"),
    "by_semester": ("5", "", "", "", "", "", "", ""),
}


def plan(language="uz", subjects=60, **values):
    rows = [PlanRow("1", "Umumkasbiy fanlar", heading=True, **NUMBERS)]
    rows += [
        PlanRow(
            f"1.{place:02}", f"Fan {place} " + "juda uzun nomli " * (place % 9), ending="Imtihon", **NUMBERS
        )
        for place in range(1, subjects + 1)
    ]
    facts = {
        "language": language,
        "university": "Geologiya fanlari universiteti",
        "rector": "Usmonov B.R.",
        "dean": "Gʻulomov A.K.",
        "name": "Geologiya, 2026",
        "faculty": "Geologiya fakulteti",
        "specialty": "60721500 – Konchilik ishi",
        "education_type": "Bakalavriat",
        "education_form": "Kunduzgi",
        "entry_year": 2026,
        "semesters": tuple(range(1, 9)),
        "marking": "Kredit",
        "trainings": ("Maʼruza", "Amaliy", "Mustaqil taʼlim"),
        "rows": tuple(rows),
        "total": PlanRow("", "Jami", heading=True, **NUMBERS),
        "weeks": (Weeks("Nazariy taʼlim", ("15",) * 8), Weeks("Attestatsiya", ("3",) * 8)),
        "accepted_on": None,
    }
    return PlanPaper(**facts | values)


def test_every_subject_stands_once_and_the_head_on_every_page(read):
    pages = read(render(plan()))
    texts = [pages.text(place) for place in range(len(pages))]
    assert len(texts) > 1
    together = " ".join(texts)
    for place in (1, 30, 60):
        assert together.count(f"1.{place:02} Fan {place} ") == 1
    assert all("Fanning nomi" in text for text in texts[:-1])
    assert f"{len(texts)}/{len(texts)}-bet" in texts[-1]
    assert "Gʻulomov A.K." in texts[-1]


@pytest.mark.parametrize("language", WORDS)
def test_title_state_and_approval_are_said_in_the_language(read, language):
    text = read(render(plan(language, 5))).text()
    for part in (WORDS[language].title, WORDS[language].not_accepted, WORDS[language].approve):
        assert part in text


def test_an_accepted_plan_says_since_when(read):
    text = read(render(plan(subjects=5, accepted_on=date(2026, 6, 15)))).text()
    assert "Tasdiqlangan: 15.06.2026" in text
    assert "LOYIHA" not in text


def test_a_working_plan_names_its_course_and_has_no_approval(read):
    rows = tuple(
        replace(row, by_semester=("4", ""), controls="JN 30, ON 20, YaN 50", department="Geologiya kafedrasi")
        for row in plan(subjects=12).rows
    )
    total = replace(plan().total, by_semester=("4", ""))
    weeks = (Weeks("Nazariy taʼlim", ("15", "15")),)
    paper = plan(rows=rows, total=total, weeks=weeks, semesters=(3, 4), year_of_study=2, year="2027/2028")
    text = read(render(paper)).text()
    assert "ISHCHI OʻQUV REJA, 2-kurs, 2027/2028 oʻquv yili" in text
    assert "JN 30, ON 20, YaN 50" in text
    assert "TASDIQLAYMAN" not in text


def test_nothing_lies_beside_the_page(read):
    pages = read(render(plan(subjects=40)))
    width = pages.document[0].get_width()
    for letter, left, bottom, right, _top in pages.letters():
        assert left >= MARGIN - 1, letter
        assert right <= width - MARGIN + 1, letter
        assert bottom > 0, letter


def test_the_same_plan_is_the_same_bytes():
    assert render(plan(subjects=8)) == render(plan(subjects=8))


@pytest.mark.parametrize(("value", "shown"), [(5, "5"), (150, "150"), (2.5, "2,5"), (0.0, "0")])
def test_numbers_have_a_comma_and_no_useless_zeros(value, shown):
    assert number(value) == shown
