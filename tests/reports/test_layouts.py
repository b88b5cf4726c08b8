"""What is printed onto a blank: places proved in millimetres from the PDF, and the test sheet of a printer."""

import ctypes
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf import PdfReader

from client.data.layouts.samples import sample
from reports.layouts import overprint, test_sheet
from reports.layouts.glyphs import EmbeddedGlyphs
from reports.layouts.test_sheet import TestSheet
from server_db.demo.layouts import _certificate, _diploma, _supplement
from shared.layouts.calibration import NONE, Calibration, crosses
from shared.layouts.field import RULES, Field
from shared.layouts.layout import Layout
from shared.layouts.placing import DoesNotFitError, place

D = Decimal
MM = 72 / 25.4
#: Proved so near, in millimetres.
NEAR = 0.05
PAGE = Layout(
    D("297.0"),
    D("210.0"),
    (
        Field("surname.uz", D("20.0"), D("40.0"), D("80.0"), D("8.0")),
        Field(
            "surname.en", D("160.5"), D("60.3"), D("80.0"), D("8.0"), align="right", font="sans", bold=True
        ),
        Field("rector.uz", D("250.0"), D("100.0"), D("10.0"), D("80.0"), rotation=90, align="center"),
        Field("qr", D("10.0"), D("180.0"), D("20.0"), D("20.0")),
    ),
)
TEXTS = {
    "surname.uz": "Gʻulomova",
    "surname.en": "Gulomova",
    "rector.uz": "B. Nurxoʻjayev",
    "qr": "HEMIS 1 2 3",
}
ASLANT = Calibration(D("1.25"), D("-0.8"), D("1.004"), D("0.997"), D("0.6"))


def beginnings(pdf, layout):
    """Where the first letter of each run stands, in millimetres from the upper left corner, by its text."""
    page = pypdfium2.PdfDocument(pdf)[0]
    words = page.get_textpage()
    found, place_ = {}, 0
    text = words.get_text_range()
    for line in filter(None, (each.strip() for each in text.splitlines())):
        place_ = text.index(line, place_)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(words.raw, place_, x, y)
        found[line] = x.value / MM, float(layout.height) - y.value / MM
    return found


def wanted(layout, texts):
    return {
        line.text: (line.x, line.y) for each in place(layout, texts, EmbeddedGlyphs()) for line in each.lines
    }


@pytest.mark.parametrize("calibration", [NONE, ASLANT])
def test_texts_stand_where_the_layout_says(calibration):
    pdf = overprint.render(PAGE, TEXTS, calibration)
    found, meant = beginnings(pdf, PAGE), wanted(PAGE, TEXTS)
    assert found.keys() == meant.keys()
    for text, point in meant.items():
        x, y = calibration.sent(point)
        assert hypot(found[text][0] - x, found[text][1] - y) < NEAR, text
    assert meant["Gʻulomova"][0] == 20


def test_the_page_is_as_large_as_the_blank():
    page = PdfReader(BytesIO(overprint.render(PAGE, TEXTS))).pages[0]
    assert float(page.mediabox.width) / MM == pytest.approx(297, abs=0.01)
    assert float(page.mediabox.height) / MM == pytest.approx(210, abs=0.01)


def test_fonts_are_embedded_and_nothing_else_is_printed(read):
    pdf = overprint.render(PAGE, TEXTS)
    fonts = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    used = [each.get_object() for each in fonts.values() if each.get_object()["/Subtype"] == "/TrueType"]
    assert used
    assert all("/FontFile2" in each["/FontDescriptor"] for each in used)
    assert set(read(pdf).text().split()) == {"Gʻulomova", "Gulomova", "B.", "Nurxoʻjayev"}


@pytest.mark.parametrize("calibration", [NONE, ASLANT])
def test_the_qr_lies_in_its_field(read, calibration):
    scale = 8
    picture = read(overprint.render(replace(PAGE, fields=PAGE.fields[3:]), TEXTS, calibration)).picture(
        scale=scale
    )
    left, top, right, bottom = (each / scale / MM for each in picture.point(lambda v: 255 - v).getbbox())
    corners = [calibration.sent(each) for each in ((10, 180), (30, 180), (10, 200), (30, 200))]
    assert left == pytest.approx(min(x for x, _y in corners), abs=NEAR + 0.05)
    assert top == pytest.approx(min(y for _x, y in corners), abs=NEAR + 0.05)
    assert right == pytest.approx(max(x for x, _y in corners), abs=NEAR + 0.05)
    assert bottom == pytest.approx(max(y for _x, y in corners), abs=NEAR + 0.05)


def test_letters_stay_inside_their_fields(read):
    for rule in RULES:
        field = Field("thesis.uz", D("20.0"), D("40.0"), D("110.0"), D("13.0"), rule=rule, least=D("6.0"))
        text = "Gʻarbiy Oʻzbekiston oltin konlari" if rule == "refuse" else sample("long")["thesis.uz"]
        pdf = overprint.render(replace(PAGE, fields=(field,)), {"thesis.uz": text})
        boxes = [each[1:] for each in read(pdf).letters()]
        assert min(box[0] for box in boxes) / MM >= 20 - 0.2
        assert max(box[2] for box in boxes) / MM <= 130 + 0.2
        assert 210 - max(box[3] for box in boxes) / MM >= 40 - 0.2
        assert 210 - min(box[1] for box in boxes) / MM <= 53 + 0.2


def test_nothing_is_printed_if_one_text_of_any_does_not_fit():
    long = TEXTS | {"surname.uz": "Abdurahmonxoʻjayeva-Sayfuddinova-Muhammadjonova-Xolmirzayeva-Qodirova"}
    with pytest.raises(DoesNotFitError) as caught:
        overprint.render_all(PAGE, [TEXTS, long])
    assert [each.field.text for each in caught.value.problems] == ["surname.uz"]
    assert [each.text for each in overprint.unfit(PAGE, TEXTS | {"surname.uz": "☺"})] == ["☺"]
    assert len(pypdfium2.PdfDocument(overprint.render_all(PAGE, [TEXTS] * 3))) == 3


@pytest.mark.parametrize("make", [_diploma, _supplement, _certificate])
@pytest.mark.parametrize("graduate", ["usual", "short", "long"])
def test_the_layouts_of_the_demonstration_take_every_sample(make, graduate):
    assert overprint.unfit(make().layout, sample(graduate)) == ()


@pytest.mark.parametrize("language", ["uz", "oz", "ru", "en"])
def test_the_crosses_of_the_test_sheet_stand_where_the_solver_believes(read, language):
    sheet = TestSheet(D("297.0"), D("210.0"), "Registrator 1", "HP LaserJet", language)
    made = read(test_sheet.render(sheet))
    assert "Registrator 1" in made.text()
    assert "?" not in made.text(), "every letter is there"
    scale = 10
    picture = made.picture(scale=scale)
    for x, y in crosses(297, 210):
        for reach in (4, 6):  # the arms, beyond the circle
            for across, down in ((reach, 0), (-reach, 0), (0, reach), (0, -reach)):
                at = round((x + across) * MM * scale), round((y + down) * MM * scale)
                near = [picture.getpixel((at[0] + dx, at[1] + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
                assert min(near) < 128, (x, y, across, down)
