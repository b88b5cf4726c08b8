"""Numbers and codes are stored in one form, however they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.identifiers import (
    InvalidValue,
    StudentNumber,
    UnitKind,
    employee_number,
    passport,
    phone,
    specialty_code,
    student_number,
    unit_kind,
)


@pytest.mark.parametrize(
    "typed", ["+998901234567", "998 90 123-45-67", "90 123 45 67", "(90) 123–45–67", "+998 90 123 45 67"]
)
def test_phones_have_one_form(typed):
    assert phone(typed) == "+998 90 123 45 67"


@pytest.mark.parametrize("typed", ["", "123", "+7 901 123 45 67", "90 123 45 678", "phone"])
def test_other_phones_are_refused(typed):
    with pytest.raises(InvalidValue, match="is not a phone number"):
        phone(typed)


@pytest.mark.parametrize("typed", ["AB1234567", "ab 1234567", "АВ1234567", "AB № 1234567"])
def test_passports_have_one_form(typed):
    assert passport(typed) == "AB1234567"


@pytest.mark.parametrize("typed", ["A1234567", "AB123456", "AB12345678", "ЖЖ1234567", "АБ1234567"])
def test_other_passports_are_refused(typed):
    with pytest.raises(InvalidValue, match="two Latin letters and seven digits"):
        passport(typed)


@given(st.integers(0, 99), st.sampled_from(("11", "12")), st.integers(0, 99_999))
def test_student_numbers_are_read_back(year, education_type, sequence):
    number = StudentNumber("403", 2000 + year, education_type, sequence)
    assert student_number(str(number)) == number


def test_a_student_number_says_its_parts():
    assert student_number("403231100017") == StudentNumber("403", 2023, "11", 17)
    with pytest.raises(InvalidValue, match="12 digits"):
        student_number("40323110001")


def test_employee_numbers_have_ten_digits():
    assert employee_number("403 0001 234") == "4030001234"
    with pytest.raises(InvalidValue, match="10 digits"):
        employee_number("403")


def test_the_code_of_a_unit_says_its_kind():
    assert [unit_kind(code) for code in ("403-101", "403-101-05", "403-205")] == [
        UnitKind.FACULTY, UnitKind.DEPARTMENT, UnitKind.SECTION,
    ]  # fmt: skip
    with pytest.raises(InvalidValue, match="403-305 is not a code of a unit"):
        unit_kind("403-305")


@pytest.mark.parametrize("code", ["60721500", "5311700", "5A311701", "531170"])
def test_specialty_codes_of_every_list_are_accepted(code):
    assert specialty_code(code) == code


def test_the_pattern_of_specialties_is_a_setting():
    with pytest.raises(InvalidValue):
        specialty_code("5311700", pattern="[0-9]{8}")
