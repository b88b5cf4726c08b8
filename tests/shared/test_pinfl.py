"""A PINFL is read, made and compared with a person; every mistake is told in a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import pinfl
from shared.identifiers import InvalidValue

DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
GENDERS = st.sampled_from((pinfl.MALE, pinfl.FEMALE))
NUMBERS = st.builds(pinfl.make, DATES, GENDERS, st.integers(0, 999), st.integers(0, 999))


@given(DATES, GENDERS, st.integers(0, 999), st.integers(0, 999))
def test_what_was_made_is_read_back(born, gender, district, serial):
    read = pinfl.check(pinfl.make(born, gender, district, serial), birth_date=born, gender=gender)
    assert (read.birth_date, read.gender) == (born, gender)


@given(NUMBERS, st.integers(0, 13), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed(number, place, shift):
    wrong = f"{number[:place]}{(int(number[place]) + shift) % 10}{number[place + 1 :]}"
    with pytest.raises(InvalidValue):
        pinfl.read(wrong)


@given(st.text())
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        assert len(str(pinfl.read(text))) == 14
    except InvalidValue as refusal:
        assert str(refusal) == refusal.msgid.format(**refusal.params)  # noqa: PT017 - both ends are right


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("3010190123456", "A PINFL has 14 digits; 3010190123456 has 13."),
        ("301019012345678", "A PINFL has 14 digits; 301019012345678 has 15."),
        ("3010190123456A", "A PINFL has digits only; 3010190123456A has other signs."),
        ("30101901234560", "The control digit of the PINFL 30101901234560 is wrong: a digit was mistyped."),
        (
            "33102901234569",
            "The PINFL 33102901234569 holds no real birth date: its first seven digits are wrong.",
        ),
    ],
)
def test_refusals_say_what_is_wrong(text, sentence):
    if "birth date" in sentence:
        text = text[:13] + str(pinfl.control_digit(text[:13]))
        sentence = sentence.replace("33102901234569", text)
    with pytest.raises(InvalidValue) as refusal:
        pinfl.read(text)
    assert str(refusal.value) == sentence


def test_a_number_of_another_person_is_refused():
    number = pinfl.make(date(2005, 3, 8), pinfl.FEMALE, 501, 17)
    with pytest.raises(InvalidValue, match=r"born on 08\.03\.2005, not on 09\.03\.2005"):
        pinfl.check(number, birth_date=date(2005, 3, 9))
    with pytest.raises(InvalidValue, match="belongs to a woman"):
        pinfl.check(number, gender=pinfl.MALE)


def test_spaces_are_forgiven():
    number = pinfl.make(date(1988, 12, 1), pinfl.MALE, 26, 3)
    assert pinfl.read(f" {number[:7]} {number[7:]} ").text == number
