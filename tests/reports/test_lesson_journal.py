"""A journal of a class on paper: every student and lesson once, subtotals of a page, sums on the last."""

from datetime import date, timedelta

from reports.common.lesson_journal import (
    LESSONS_A_PAGE,
    JournalPaper,
    JournalWords,
    PaperLesson,
    PaperRow,
    render,
)

WORDS = JournalWords(
    "№",
    "Talaba",
    "varaqda",
    ("jami", "sababsiz"),
    "Kelmadi",
    "Sana",
    "Juftlik",
    "Mavzu",
    "Oʻqituvchi",
    "Imzo",
    "+ keldi",
)


def journal(students, lessons):
    days = [date(2026, 9, 2) + timedelta(days=2 * n) for n in range(lessons)]
    hours = tuple(2 if n % 10 == 0 else 0 for n in range(lessons))
    return JournalPaper(
        "Davomat jurnali",
        ("Mineralogiya · Amaliy · 21-03", "Kuzgi semestr"),
        tuple(PaperLesson(day, 1 + n % 4, f"Mavzu {n + 1}", "Karimov A.") for n, day in enumerate(days)),
        tuple(
            PaperRow(
                f"Gʻulomov Oʻtkir {n + 1:02}",
                tuple("n" if each else "+" for each in hours),
                hours,
                (str(sum(hours)), str(sum(hours))),
            )
            for n in range(students)
        ),
        WORDS,
    )


def test_a_term_of_a_group_takes_several_lying_pages(read):
    pages = read(render(journal(30, 60)))
    texts = [pages.text(number) for number in range(len(pages))]
    sheets = [text for text in texts if "Talaba" in text]
    across = -(-60 // LESSONS_A_PAGE)
    assert len(sheets) == 2 * across
    assert pages.document[0].get_width() > pages.document[0].get_height()
    together = " ".join(sheets)
    for number in (1, 28, 29, 30):
        assert together.count(f"Oʻtkir {number:02}") == across
    assert sum("sababsiz" in text for text in sheets) == 2
    assert sum("Mavzu 60" in text for text in texts) == 1
    assert all(f"{number}/{len(texts)}" in text for number, text in enumerate(texts, start=1))


def test_an_empty_journal_is_a_page(read):
    assert len(read(render(journal(0, 0)))) == 1
