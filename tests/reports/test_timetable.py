"""Weekly timetables as paper and as Excel, in every language."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from reports.common import batch
from reports.common.workbook import sheet_name
from reports.timetable import examinations, faculty_week, notice
from reports.timetable.cells import EVEN, ODD, LessonSlot, blocks, fitted
from reports.timetable.examinations import ExaminationList, Final
from reports.timetable.faculty_week import FacultySheet
from reports.timetable.notice import LessonChange, Notice
from reports.timetable.week import (
    PairTime,
    PrintedWeek,
    TimetableHead,
    render,
    used_pairs,
)
from reports.timetable.words import WORDS, letter_of
from reports.timetable.workbook import faculty_workbook, workbook

PAIRS = tuple(PairTime(number, f"{7 + number:02}:30", f"{8 + number:02}:50") for number in range(1, 9))
LONG = "Foydali qazilma konlari geologiyasi, qidiruvi va razvedkasi"
HEAD = TimetableHead(
    "uz",
    "Geologiya fanlari universiteti",
    "Geologiya fakulteti",
    "2026/2027, kuzgi semestr",
    "Asosiy jadval",
    date(2026, 9, 7),
    dean="A. Gʻulomov",
)
MATHS = LessonSlot(1, 1, "Oliy matematika", "M", "21-03", "Sh. Choriyeva", "101")
SLOTS = (
    MATHS,
    replace(MATHS, pair=2, subject="Fizika", phase=ODD),
    replace(MATHS, pair=2, subject="Kimyo", phase=EVEN),
    replace(MATHS, day=3, subject=LONG, students="21-03/1"),
    replace(MATHS, day=3, subject="Xorijiy til", students="21-03/2", room="205"),
    replace(MATHS, day=6, pair=3, pairs=2, subject="Amaliyot"),
)


def week(**values):
    return replace(PrintedWeek(HEAD, "group", "21-03", PAIRS, SLOTS), **values)


@pytest.mark.parametrize("language", WORDS)
def test_a_week_says_whose_it_is_and_what_is_taught(read, language):
    words = WORDS[language]
    text = read(render([week(head=replace(HEAD, language=language))])).text()
    for part in (words.timetable, words.group.format(name="21-03"), *words.days, words.dean, "A. Gʻulomov"):
        assert part in text
    for part in ("Oliy matematika", "Sh. Choriyeva", "101", "08:30–09:50", "21-03/2", "Xorijiy til"):
        assert part in text
    assert f"{words.odd_short}: Fizika" in text
    assert f"{words.even_short}: Kimyo" in text


def test_the_paper_lies_and_no_letter_leaves_it(read):
    pages = read(render([week()]))
    page = pages.document[0]
    assert page.get_width() > page.get_height()
    for _letter, left, bottom, right, top in pages.letters():
        assert left > 0
        assert right < page.get_width()
        assert bottom > 0
        assert top < page.get_height()


def test_a_teacher_reads_which_students_and_a_group_which_teacher():
    assert MATHS.more("group") == ("Sh. Choriyeva", "101")
    assert MATHS.more("teacher") == ("21-03", "101")
    assert MATHS.more("room") == ("21-03", "Sh. Choriyeva")


def test_a_dated_week_carries_its_dates(read):
    text = read(render([week(head=replace(HEAD, week=date(2026, 11, 23)))])).text()
    assert "Seshanba, 24.11" in text
    assert "23.11.2026 – 28.11.2026" in text


def test_an_empty_week_says_so(read):
    assert WORDS["uz"].nothing in read(render([week(slots=())])).text()


def test_lessons_of_two_pairs_join_their_rows():
    made = list(blocks(SLOTS, 6, [1, 2, 3, 4, 5]))
    assert [(block.first, block.rows, len(block.slots)) for block in made] == [
        (0, 1, 0),
        (1, 1, 0),
        (2, 2, 1),
        (4, 1, 0),
    ]


def test_overlapping_lessons_of_several_pairs_share_one_box():
    slots = (replace(MATHS, pair=1, pairs=2), replace(MATHS, pair=2, pairs=2, students="21-03/2"))
    assert [(block.first, block.rows) for block in blocks(slots, 1, [1, 2, 3, 4])] == [(0, 3), (3, 1)]


def test_a_lesson_that_would_leave_the_day_ends_with_it():
    assert [(block.first, block.rows) for block in blocks((replace(MATHS, pair=2, pairs=6),), 1, [1, 2])] == [
        (0, 1),
        (1, 1),
    ]


def test_only_the_pairs_between_the_first_and_the_last_lesson_are_drawn():
    assert [pair.number for pair in used_pairs(PAIRS, SLOTS)] == [1, 2, 3, 4]
    assert [pair.number for pair in used_pairs(PAIRS, [replace(MATHS, pair=6)])] == [6]


def test_what_fits_in_no_size_ends_in_a_mark():
    lines = fitted(LONG * 5, ("Sh. Choriyeva", "101"), 40.0, 20.0)
    assert (*lines.bold, *lines.plain)[-1].endswith("…") or lines.bold[-1].endswith("…")


def test_many_weeks_are_one_file_or_one_each(read):
    weeks = [week(name=f"21-{number:02}") for number in range(3)]
    assert len(read(batch.one_file(weeks, render))) == 3
    assert [len(read(pdf)) for pdf in batch.separate_files(weeks, render)] == [1, 1, 1]


def faculty(groups, slots=SLOTS):
    return FacultySheet(HEAD, PAIRS, tuple((f"21-{number:02}", slots) for number in range(1, groups + 1)))


def test_a_faculty_stands_on_one_sheet_until_the_groups_are_too_many(read):
    assert len(read(faculty_week.render(faculty(9)))) == 1
    pages = read(faculty_week.render(faculty(30)))
    assert len(pages) == 2
    texts = [pages.text(number) for number in range(2)]
    assert all("Oliy matematika" in text and "Shanba" in text for text in texts)
    for number in range(1, 31):
        assert sum(f"21-{number:02} " in f"{text} " for text in texts) >= 1


def test_groups_of_one_shift_stand_on_one_sheet_without_empty_rows(read):
    evening = tuple(replace(MATHS, day=day, pair=pair) for day in range(1, 7) for pair in (6, 7, 8))
    morning = tuple(replace(MATHS, day=day, pair=pair) for day in range(1, 7) for pair in (1, 2, 3))
    mixed = faculty(12, morning).groups + tuple((f"E-{number}", evening) for number in range(12))
    pages = faculty_week.pages(replace(faculty(0), groups=mixed[::2] + mixed[1::2]))
    assert [{name[0] for name, _slots in each.sheet.groups} for each in pages] == [{"2"}, {"E"}]
    assert {pair.number for each in pages[1:] for pair in faculty_week.pairs_by_day(each.sheet)[1]} == {
        6,
        7,
        8,
    }


def test_days_of_many_pairs_take_two_sheets(read):
    full = tuple(replace(MATHS, day=day, pair=pair) for day in range(1, 7) for pair in range(1, 9))
    assert len(read(faculty_week.render(faculty(5, full)))) == 2


def test_a_stream_is_written_once_over_its_groups(read):
    stream = replace(MATHS, subject="Falsafa", key=7)
    together = read(faculty_week.render(faculty(3, (stream,)))).text()
    apart = read(faculty_week.render(faculty(3, (replace(stream, key=0),)))).text()
    assert together.count("Falsafa") == 1
    assert apart.count("Falsafa") == 3


def cells(content):
    return {
        cell.value: cell
        for page in openpyxl.load_workbook(BytesIO(content)).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_excel_has_a_sheet_for_each_week_with_merged_cells():
    book = openpyxl.load_workbook(BytesIO(workbook([week(), week(), week(name="22/01")])))
    assert book.sheetnames == ["21-03", "21-03 (2)", "22-01"]
    page = book.worksheets[0]
    assert "H9:H10" in {str(merged) for merged in page.merged_cells.ranges}
    assert page["C7"].value == "Oliy matematika (M)\nSh. Choriyeva, 101"
    assert page["C8"].value.startswith("toq: Fizika (M)")


def test_excel_of_a_faculty_merges_streams():
    page = openpyxl.load_workbook(BytesIO(faculty_workbook(faculty(3, (replace(MATHS, key=7),))))).worksheets[
        0
    ]
    assert "D7:F7" in {str(merged) for merged in page.merged_cells.ranges}


@pytest.mark.parametrize("evil", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2"])
def test_no_text_becomes_a_formula(evil):
    weeks = [
        week(slots=(replace(MATHS, subject=evil, letter=""),), name=evil, head=replace(HEAD, faculty=evil))
    ]
    for cell in cells(workbook(weeks)).values():
        assert cell.data_type in {"s", "n"}
    assert cells(workbook(weeks))[evil].quotePrefix


def test_signs_that_excel_refuses_are_left_out():
    assert "Oliy matematika" in next(
        text
        for text in cells(workbook([week(slots=(replace(MATHS, subject="Oliy\x00 matematika"),))]))
        if "Oliy" in str(text)
    )
    assert sheet_name("[x]:*?/\\" * 9, set()) == "-x------" * 3 + "-x-----"


def test_examinations_are_listed_by_group_and_day(read):
    finals = [
        Final(
            "21-02", "Fizika", "Yakuniy nazorat", 1, "A. Gʻulomov", date(2027, 1, 13), "10:00–11:20", "101"
        ),
        Final("21-01", "Kimyo", "Yakuniy nazorat", 1, ""),
        Final("21-01", LONG, "Yakuniy nazorat", 2, "", date(2027, 1, 11), "08:30–09:50"),
    ]
    text = read(examinations.render(ExaminationList(HEAD, finals))).text()
    assert "11.01.2027 Dushanba" in text
    assert text.index("11.01.2027") < text.index("Kimyo") < text.index("Fizika")
    assert WORDS["uz"].not_placed in text
    assert "A. Gʻulomov" in text


def test_a_notice_says_what_was_and_what_is(read):
    planned = LessonChange(
        date(2026, 11, 24), 2, "10:00–11:20", "21-03", "Fizika", "A. Karimov", "101", "Kasallik"
    )
    changes = [
        replace(planned, cancelled=True),
        replace(planned, moved_to=(date(2026, 11, 28), 3), new_room="205"),
        replace(planned, new_teacher="B. Qodirov"),
    ]
    text = read(notice.render(Notice(HEAD, date(2026, 11, 23), date(2026, 11, 28), changes))).text()
    for part in (
        "Dars bekor qilindi",
        "28.11.2026, 3-juftlik",
        "Auditoriya: 205",
        "Oʻqituvchi: B. Qodirov",
        "Kasallik",
    ):
        assert part in text


def test_letters_of_training_types_are_those_of_the_language():
    assert [letter_of(language, "11") for language in ("uz", "oz", "ru")] == ["M", "М", "Л"]
    assert letter_of("uz", "99") == ""
