"""No letter vanishes from a paper: what its font lacks is known before, and seen if it is drawn."""

from pathlib import Path

import pytest

from reports.common import fonts
from reports.students import reference

PLACE = (
    (Path(__file__).parents[1] / "cases" / "letters-without-glyph.txt").read_text(encoding="utf-8").strip()
)
ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzʻʼ’‘“”«»„…–—№§%‰°²³×€"
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяЎўҚқҒғҲҳӘәӨөҮүҰұҢңІіӮӯҶҷӢӣ"
    "ÇçĞğİıÖöŞşÜüÉéÑñŁłŽž"
)


@pytest.mark.parametrize("font", [fonts.SERIF, fonts.SERIF_BOLD, fonts.SANS, fonts.SANS_BOLD])
def test_every_letter_of_the_country_and_its_neighbours_can_be_drawn(font):
    assert fonts.lacking(ALPHABETS, (font,)) == ""
    assert fonts.shown(ALPHABETS, font) == ALPHABETS


def test_the_letters_that_are_lacking_are_named_once_wherever_they_stand():
    assert (
        fonts.lacking({"place": f"{PLACE} {PLACE}", "who": [["Dekan", "Я. Ўринов"]], "year": 2026}) == PLACE
    )
    assert fonts.lacking("И\u0306од\u200b\n") == ""


def test_a_letter_without_glyph_is_seen_to_be_missing(make_reference, read):
    pdf = reference.render([reference.Paper(make_reference("uz", place=f"{PLACE}ga"))])
    assert "?" * len(PLACE) + "ga" in read(pdf).text()
