"""No letter vanishes from a paper: what its font lacks is known before, and seen if it is drawn."""

import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.common import fonts
from reports.common.archival import ArchivalCanvas
from reports.students import reference

PLACE = (
    (Path(__file__).parents[1] / "cases" / "letters-without-glyph.txt").read_text(encoding="utf-8").strip()
)
ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzʻʼ’‘“”«»„…–—№§%‰°²³×€"
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяЎўҚқҒғҲҳӘәӨөҮүҰұҢңІіӮӯҶҷӢӣ"
    "ÇçĞğİıÖöŞşÜüÉéÑñŁłŽž"
)


FONTS = (fonts.SERIF, fonts.SERIF_BOLD, fonts.SANS, fonts.SANS_BOLD)


@pytest.mark.parametrize("font", FONTS)
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


@pytest.fixture
def hasty():
    """Threads that take turns far more often than they do by themselves."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def test_papers_drawn_at_the_same_time_have_all_their_letters(hasty):
    def letters(text):
        held = BytesIO()
        canvas = ArchivalCanvas(held)
        for font in FONTS:
            canvas.setFont(font, 8)
            canvas.drawString(20, 20, text)
        canvas.save()
        pages = PdfReader(held).pages[0]["/Resources"]["/Font"].values()
        return sorted(each["/FontDescriptor"]["/FontFile2"].get_data() for each in pages)

    texts = ["Oʻzbekiston", "Республикаси ҳужжат №", ALPHABETS]
    alone = [letters(text) for text in texts]
    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(letters, texts * 16)) == alone * 16
