"""A chart on paper: the picture and, on the same page, its numbers."""

import pypdfium2
import pytest

from reports.common.chart import render
from shared.charts.chart import Chart, Series

NAMES = ("Geologiya fakulteti", "Геология факультети", "Горный факультет")


@pytest.mark.parametrize("kind", ["bars", "stacked", "lines", "heat"])
def test_picture_and_table_stand_on_one_page(kind):
    chart = Chart(
        kind, "Talabalar", "Fakultet", NAMES, (Series("Erkak", (1, 222, 3)), Series("Ayol", (44, 5, 6)))
    )
    document = pypdfium2.PdfDocument(render(chart))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    for told in ("Talabalar", "Fakultet", *NAMES, "Erkak", "Ayol", "222", "44"):
        assert told in text


def test_a_chart_of_many_categories_keeps_the_beginning_of_its_table_beside_it():
    names = tuple(f"{number}-guruh" for number in range(1, 81))
    chart = Chart("bars", "Guruhlar", "Guruh", names, (Series("", tuple(range(80))),))
    first = pypdfium2.PdfDocument(render(chart))[0].get_textpage().get_text_bounded()
    assert first.count("80-guruh") == 1
    assert first.count("3-guruh2") == 2  # in the picture and in the table


def test_the_same_numbers_give_the_same_paper():
    chart = Chart("bars", "Talabalar", "Fakultet", NAMES, (Series("", (1, 2, 3)),))
    assert render(chart) == render(chart)
