"""What is the same: exact but for what no reader sees; a search's key is only ever a proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.identity import Known, as_written, identity
from shared.names import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KT-26", "QT-26"), ("KY-26", "K-26"), ("KT-101", "QT-101"), ("XA-1", "HA-1"), ("E-1", "YE-1"),
        ("TS-1", "S-1"), ("SHCH-1", "SH-1"), ("26-01", "26 01"), ("26.01", "26-01"), ("A+", "A"), ("GEO(1)", "GEO-1"),
    ],
)  # fmt: skip
def test_what_a_search_takes_for_one_is_two(one, other):
    assert fold(one) == fold(other)
    assert identity(one) != identity(other)
    known = Known([(one, 1)])
    assert known.find(other) == set()
    assert known.near(other) == {1}
    assert Known([(one, 1), (other, 2)]).find(other) == {2}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KT-26", "КТ-26"), ("KT-26", "kt-26"), ("KT-26", " KT\u00a0-\u200926 "), ("KT-26", "KT–26"),
        ("Oʻzbek tili", "O'zbek  tili"), ("Oʻzbek tili", "OʼZBEK TILI"), ("Мoдель", "Модель"), ("Йод", "И\u0306од"),
    ],
)  # fmt: skip
def test_what_no_reader_can_tell_apart_is_one(one, other):
    assert Known([(one, 1)]).find(other) == {1}
    assert Known([(other, 1)]).find(one) == {1}


def test_what_is_written_exactly_comes_before_what_looks_alike():
    known = Known([("KT-26", 1), ("КТ-26", 2), ("kt-26", 3)])
    assert [known.find(text) for text in ("KT-26", "КТ-26", "kt-26", "Kt-26")] == [{1}, {2}, {3}, {1, 3}]


def test_cyrillic_capitals_that_may_be_read_two_ways_mean_both():
    assert Known([("HT-26", 1), ("NT-26", 2)]).find("НТ-26") == {1, 2}
    assert Known([("HT-26", 1)]).find("НТ-26") == {1}


@given(st.text(max_size=30))
def test_every_text_is_itself(text):
    assert as_written(as_written(text)) == as_written(text)
    assert not text or Known([(text, 1)]).find(text) == {1}


@given(
    st.from_regex("[A-Z]{1,4}-[0-9]{2}", fullmatch=True), st.from_regex("[A-Z]{1,4}-[0-9]{2}", fullmatch=True)
)
def test_two_latin_codes_are_one_only_if_they_are_equal(one, other):
    assert (Known([(one, 1)]).find(other) == {1}) == (one == other)
