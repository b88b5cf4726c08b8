"""Scans of sheets of signatures: no box is taken for what it is not, few are asked about."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from shared.attendance.scan import DOUBTFUL, EMPTY, SIGNED, read
from shared.attendance.sign_in import ROWS, SheetCode, parse
from tests.shared.scanned_sheets import PENCILS, PENS, THERE, sheet_of, some_page

SHEET = sheet_of(251, "0123456789AB")


def gray(content):
    return np.asarray(Image.open(BytesIO(content)).convert("L"))


def judged(seeds, pens=PENS):
    """How many boxes there were, those read wrongly, and those that are asked about."""
    boxes, wrong, asked = 0, [], 0
    for seed in seeds:
        content, kinds = some_page(seed, SHEET, pens)
        page = read(gray(content))
        assert page is not None, f"page {seed} was not recognised"
        assert page.code.sheet == SheetCode(251, "0123456789AB", 1, 0)
        for kind, found in zip(kinds, page.boxes, strict=True):
            boxes += 1
            asked += found.says == DOUBTFUL
            expected = DOUBTFUL if kind == "cancelled" else SIGNED if kind in THERE else EMPTY
            if found.says not in {expected, DOUBTFUL}:
                wrong.append((seed, kind, found.says))
    return boxes, wrong, asked


def test_no_box_is_read_wrongly_and_few_are_asked_about():
    boxes, wrong, asked = judged(range(16))
    assert boxes == 16 * ROWS
    assert wrong == []
    assert asked <= 0.03 * boxes


def test_a_low_signature_close_to_the_line_through_it_is_asked_about():
    content, kinds = some_page(1263, SHEET)
    assert kinds[1] == "cancelled"
    assert read(gray(content)).boxes[1].says == DOUBTFUL


def test_a_dot_of_dirt_is_not_asked_about():
    content, kinds = some_page(1249, SHEET)
    dots = [row for row, kind in enumerate(kinds) if kind == "speck"]
    assert {read(gray(content)).boxes[row].says for row in dots} == {EMPTY}


def test_what_a_pale_pencil_wrote_is_asked_about_but_never_read_wrongly():
    boxes, wrong, asked = judged((5038, 5041, 5053), PENCILS)
    assert wrong == []
    assert asked <= 0.12 * boxes


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1000, 1300, 30))
def test_three_hundred_pages(first):
    boxes, wrong, asked = judged(range(first, first + 30))
    assert wrong == []
    assert asked <= 0.03 * boxes


def test_a_page_without_two_whole_codes_is_not_guessed():
    content, _kinds = some_page(3, SHEET)
    picture = gray(content).copy()
    picture[: picture.shape[0] // 2] = 255
    picture[:, : picture.shape[1] // 2] = 255
    assert read(picture) is None
    assert read(np.full((900, 600), 255, np.uint8)) is None


@pytest.mark.parametrize(
    "text",
    ["", "HSI1:251:AB:1", "HSI2:251:AB:1:0", "HSI1:x:AB:1:0", "HSI1:251:AB:1:7", "https://example.org"],
)
def test_codes_of_others_are_none_of_ours(text):
    assert parse(text) is None


def test_a_code_says_what_was_put_into_it():
    code = SheetCode(251, "0123456789AB", 2, 3)
    assert parse(code.text) == code
