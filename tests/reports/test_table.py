"""A list as PDF: all rows, the header on every page, nothing beside the page."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4

from reports.common import fonts
from reports.common.page import wrapped
from reports.common.table import MARGIN, Column, Table, render
from reports.common.table_layout import PADDING, layout_of

WIDE = tuple(Column(label) for label in ("F.I.O.", "Fakultet", "Taʼlim yoʻnalishi", "Guruh", "Izoh"))


def wide_rows(count):
    return [
        (
            f"Abdurahmonova Muqaddasxon {number}",
            "Geologiya va geoaxborot tizimlari fakulteti",
            "Foydali qazilma konlari geologiyasi, qidiruvi va razvedkasi",
            "21-03",
            "soʻzsiz" * (number % 40),
        )
        for number in range(count)
    ]


def test_says_title_filter_and_count(read):
    table = Table("Talabalar roʻyxati", ("Filtr: kurs = 2", "Jami: 0 ta"), WIDE, (), "Xolmatova N.")
    text = read(render(table)).text()
    for part in ("Talabalar roʻyxati", "Filtr: kurs = 2", "Jami: 0 ta", "F.I.O.", "Xolmatova N.", "1/1"):
        assert part in text


def test_every_row_once_and_the_header_on_every_page(read):
    pages = read(render(Table("Roʻyxat", (), WIDE, wide_rows(120))))
    texts = [pages.text(number) for number in range(len(pages))]
    assert len(texts) > 3
    assert all("Fakultet" in text and "Izoh" in text for text in texts)
    assert all(f"{number}/{len(texts)}" in text for number, text in enumerate(texts, start=1))
    together = " ".join(texts)
    for number in (0, 60, 119):
        assert together.count(f"Muqaddasxon {number} ") == 1


def test_wide_lists_lie_and_narrow_ones_stand(read):
    wide, narrow = (
        read(render(Table("Roʻyxat", (), columns, rows)))
        for columns, rows in ((WIDE, wide_rows(3)), ((Column("№"), Column("F.I.O.")), [("1", "Karimov A.")]))
    )
    assert wide.document[0].get_width() > wide.document[0].get_height()
    assert narrow.document[0].get_width() < narrow.document[0].get_height()


def test_one_endless_text_makes_no_letters_small():
    rows = [("Karimov Anvar", "izoh")] * 100
    layout = layout_of(("F.I.O.", "Izoh"), [*rows, ("Karimova Anora", "soʻz " * 2000)])
    assert (layout.page, layout.size) == (A4, 9.0)


def test_long_words_are_broken_inside_their_column(read):
    rows = [("W" * 300, "№" * 90, "a " * 400, "21-03", "")]
    pages = read(render(Table("R" * 200, ("filtr " * 60,), WIDE, rows)))
    width = pages.document[0].get_width()
    for letter, left, _, right, _ in pages.letters():
        assert left >= MARGIN - 1, letter
        assert right <= width - MARGIN + 1, letter


def test_a_list_of_students_stands_upright_and_breaks_no_number(read):
    """258 students took 14 pages that lay, each number in two lines."""
    heads = ("F.I.O.", "Talaba raqami", "Guruh", "Kurs", "Oʻqish holati", "Toʻlov shakli", "Tugʻilgan sana")
    rows = [
        (f"Abdurahmonova Muqaddasxon {number}", f"3952110{number:05}", "21-03", "2", "Oʻqimoqda",
         "Toʻlov-kontrakt", "01.02.2005")
        for number in range(258)
    ]  # fmt: skip
    pages = read(render(Table("Talabalar", (), tuple(map(Column, heads)), rows)))
    assert pages.document[0].get_width() < pages.document[0].get_height()
    assert len(pages) <= 8
    text = " ".join(pages.text(number) for number in range(len(pages)))
    assert all(row[1] in text.split() for row in rows)


@pytest.mark.parametrize("longest", range(110, 190, 20))
def test_columns_of_one_length_beside_long_texts_break_no_word(longest):
    """All numbers and days of a list are as wide as each other: their width is what they need, to a hair."""
    heads = ("F.I.Sh.", "Talaba raqami", "Guruh", "Mutaxassislik", "Kurs", "Holati", "Toʻlov shakli", "Sana")
    special = "Foydali qazilma konlari geologiyasi, qidiruv va razvedkasi " * 4
    rows = [
        ("Abdurahmonova", "403241100035", "24-04", "Geologiya" if each % 3 else special[:longest],
         "3-kurs", "Oʻqimoqda", "Toʻlov-shartnoma", "02.07.2006")
        for each in range(20)
    ]  # fmt: skip
    layout = layout_of(heads, rows)
    for text, width in zip(rows[0], layout.widths, strict=True):
        for word in text.split():
            assert wrapped(word, fonts.SANS, layout.size, width - 2 * PADDING) == [word]


def test_rows_are_numbered_unless_there_are_totals_among_them(read):
    rows = [("Aliyev A.",), ("Jami",)]
    counted, plain = (
        read(render(Table("Roʻyxat", (), (Column("F.I.O."),), rows, numbered=numbered))).text()
        for numbered in (True, False)
    )
    assert "№" in counted
    assert "2 Jami" in " ".join(counted.split())
    assert "№" not in plain


def test_numbers_stand_to_the_right(read):
    pages = read(
        render(
            Table("Roʻyxat", (), (Column("Ball", numeric=True), Column("F.I.O.")), [("5", "A"), ("100", "B")])
        )
    )
    digits = [(letter, right) for letter, _, _, right, _ in pages.letters() if letter in "50"]
    assert digits[0][1] == pytest.approx(digits[-1][1], abs=1)


def test_a_list_may_be_stopped():
    class StoppedError(Exception):
        pass

    def stop(done, total):
        raise StoppedError

    with pytest.raises(StoppedError):
        render(Table("Roʻyxat", (), WIDE, wide_rows(3)), stop)


def test_the_same_list_is_the_same_bytes():
    table = Table("Roʻyxat", (), WIDE, wide_rows(30))
    assert render(table) == render(table)


def test_a_line_break_in_a_cell_glues_no_words(read):
    text = (Path(__file__).parents[1] / "cases" / "line-break-in-cell.txt").read_text(encoding="utf-8")
    table = Table(
        "Roʻyxat",
        ("bir\nikki",),
        (Column("Izoh"), Column("Bosh\nustun")),
        [(text, "a\tb"), ("x\r\ny", "p\u2028q")],
    )
    words = read(render(table)).text().split()
    assert [word for word in words if "birinchi" in word or "ikkinchi" in word] == ["birinchi", "ikkinchi"]
    for one in ("bir", "ikki", "Bosh", "ustun", "a", "b", "x", "y", "p", "q"):
        assert one in words


def test_a_letter_that_the_font_lacks_leaves_a_mark_and_no_gap(read):
    text = read(
        render(Table("Roʻyxat", (), (Column("F.I.O."),), [("陳 Karimov",), ("И\u0306од\u200b",)]))
    ).text()
    assert "? Karimov" in text
    assert "Йод" in text
