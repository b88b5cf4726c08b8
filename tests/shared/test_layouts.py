"""Layouts without a database or a printer: documents that are checked, texts that are laid out, edges that snap."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from shared.layouts import file
from shared.layouts.field import PARTS, REFUSE, SHRINK, TWO_LINES, WRAP, BadLayoutError, Field
from shared.layouts.file import LayoutFile
from shared.layouts.layout import Layout
from shared.layouts.placing import POINT, SMALL_QR, STRANGE_LETTERS, TOO_LONG, place, problems
from shared.layouts.snapping import guides, snapped

D = Decimal
NAME = Field("surname.uz", D("20.0"), D("30.0"), D("60.0"), D("10.0"), size=D("12.0"), least=D("8.0"))
PAGE = Layout(D("297.0"), D("210.0"), (NAME,))
LONG = "Abdurahmonxoʻjayeva Sayfuddinova"


class HalfLetters:
    """Every letter is half as wide as high; there is no letter ☺, and a QR has 25 squares."""

    def width(self, text, _font, *, bold):
        return len(text) * (0.6 if bold else 0.5)

    def lacking(self, text, _font, *, bold):  # noqa: ARG002 - as of any glyphs
        return "☺" if "☺" in text else ""

    def modules(self, _text):
        return 25


def placed(field, text):
    (found,) = place(replace(PAGE, fields=(field,)), {field.text: text}, HalfLetters())
    return found


def wrong(**changes):
    document = PAGE.to_document()
    document["fields"].append({**NAME.to_document(), **changes})
    with pytest.raises(BadLayoutError) as caught:
        Layout.from_document(document)
    return caught.value


def test_a_layout_comes_back_from_its_document_to_the_tenth():
    field = replace(NAME, x=D("0.1"), rotation=90, text="fixed", words="№ 1", bold=True)
    layout = replace(PAGE, fields=(NAME, field))
    stored = json.loads(json.dumps(layout.to_document()))
    assert Layout.from_document(stored) == layout
    stored["fields"][0]["x"] = 20  # numbers of another program are read too
    assert Layout.from_document(stored) == layout


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("text", "surname.ru"), ("x", "abc"), ("x", "NaN"), ("y", -1), ("width", "0"), ("width", "290.0"),
        ("height", "200.0"), ("font", "comic"), ("size", 300), ("least", "14"), ("align", ["left"]), ("rule", ""),
        ("stand", None), ("rotation", 45), ("rotation", True), ("bold", "yes"), ("words", 5),
    ],
)  # fmt: skip
def test_the_field_that_is_wrong_is_named(part, value):
    error = wrong(**{part: value})
    assert error.values["number"] == 2
    assert error.values["part"] == PARTS[part]


def test_fixed_words_say_something():
    assert wrong(text="fixed", words=" ").values["part"] == PARTS["words"]


@pytest.mark.parametrize(
    "document", [None, [], {}, {"fields": 3}, {"width": "9", "height": "9", "fields": []}]
)
def test_what_is_no_layout_is_refused(document):
    with pytest.raises(BadLayoutError):
        Layout.from_document(document)


def test_a_long_text_gets_smaller_letters_down_to_the_least():
    shrunk = placed(NAME, "x" * 30)
    assert not shrunk.problem
    assert shrunk.size == pytest.approx(60 / (15 * POINT), abs=0.01)
    assert shrunk.shrunk
    assert placed(NAME, "x" * 60).problem == TOO_LONG
    assert placed(replace(NAME, rule=REFUSE), "x" * 30).problem == TOO_LONG
    assert not placed(replace(NAME, rule=REFUSE), "x" * 20).problem


def test_two_lines_are_broken_between_words():
    found = placed(replace(NAME, rule=TWO_LINES, width=D("50.0")), LONG)
    assert [each.text for each in found.lines] == LONG.split()
    assert found.size == 12
    assert placed(replace(NAME, rule=TWO_LINES, width=D("40.0")), LONG + " " + LONG).problem == TOO_LONG


def test_as_many_lines_as_there_is_room_for():
    field = replace(NAME, rule=WRAP, height=D("30.0"), width=D("50.0"))
    found = placed(field, f"{LONG} {LONG}")
    assert len(found.lines) == 4
    assert found.lines[0].y < found.lines[1].y
    assert found.lines[-1].y < 60
    assert placed(field, "x" * 60).problem == TOO_LONG, "a word is never broken"


def test_alignment_and_stand_are_inside_the_field():
    right = placed(replace(NAME, align="right"), "abc").lines[0]
    assert right.x == pytest.approx(80 - 1.5 * 12 * POINT)
    top, bottom = (placed(replace(NAME, stand=each), "abc").lines[0].y for each in ("top", "bottom"))
    assert top == pytest.approx(30 + 0.78 * 12 * POINT)
    assert bottom == pytest.approx(40 - 0.22 * 12 * POINT)


def test_turned_text_runs_upwards():
    turned = replace(NAME, width=D("10.0"), height=D("60.0"), rotation=90)
    line = placed(turned, "abc").lines[0]
    assert line.y == pytest.approx(90)
    assert 20 < line.x < 30


def test_what_does_not_fit_is_known_before_printing():
    fields = (NAME, replace(NAME, text="given_name.uz"), replace(NAME, text="qr", width=D("5.0")))
    texts = {"surname.uz": "x" * 90, "given_name.uz": "Ali ☺", "qr": "HEMIS"}
    found = problems(place(replace(PAGE, fields=fields), texts, HalfLetters()))
    assert [(each.number, each.reason) for each in found] == [
        (1, TOO_LONG),
        (2, STRANGE_LETTERS),
        (3, SMALL_QR),
    ]
    assert not problems(place(PAGE, {}, HalfLetters())), "an empty text fits"


def test_an_edge_snaps_to_the_nearest_line_and_else_to_the_grid():
    across, _down = guides((NAME,), PAGE.width, PAGE.height)
    assert snapped((D("20.7"), D("40.7")), across, D("1.0")) == (D("-0.7"), D("20.0"))
    assert snapped((D("33.3"), D("43.3")), across, D("1.0"), D("5.0")) == (D("1.7"), None)
    assert snapped((D("33.34"),), (), D("1.0")) == (D("-0.04"), None)


def test_a_file_comes_back_with_its_picture():
    given = LayoutFile("Bakalavr", "diploma", PAGE, "11", None, b"\x89PNG\r\n\x1a\n123")
    assert file.read(file.written(given)) == given


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", file.NO_FILE), (b"PK\x03\x04", file.NO_FILE), (b"[1]", file.NO_FILE), (b"[" * 100_000, file.NO_FILE),
        (b'{"kind": "hemis-layout", "edition": 7}', file.NEWER), (b" " * 8_000_001, file.TOO_LARGE),
    ],
)  # fmt: skip
def test_other_files_are_refused_with_a_sentence(content, sentence):
    with pytest.raises(BadLayoutError) as caught:
        file.read(content)
    assert caught.value.message == sentence


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("name", " ", file.NO_NAME), ("form", "passport", file.NO_FORM), ("background", "R0lGODlh", file.NO_PICTURE),
        ("background", "***", file.NO_PICTURE),
    ],
)  # fmt: skip
def test_a_file_with_a_wrong_part_is_refused(part, value, sentence):
    document = json.loads(file.written(LayoutFile("Bakalavr", "diploma", PAGE))) | {part: value}
    with pytest.raises(BadLayoutError) as caught:
        file.read(json.dumps(document).encode())
    assert caught.value.message == sentence


def test_shrinking_is_the_usual_rule():
    assert Field("surname.uz", D(1), D(1), D(1), D(1)).rule == SHRINK
