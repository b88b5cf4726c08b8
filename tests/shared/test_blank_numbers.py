"""Numbers of blanks are read as people write them, and what is none is named."""

import pytest

from shared.blank_numbers import NoBlankNumber, read_numbers


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("B0001201", ("B0001201",)),
        ("b 0001201 – b 0001450", ("B0001201-B0001450",)),
        ("B0001201—1450", ("B0001201-B0001450",)),
        ("В0001201", ("B0001201",)),  # the Cyrillic letter that looks like it
        ("№ AM000101, AM000103; AM000105..AM000107\n\nAM000110",
         ("AM000101", "AM000103", "AM000105-AM000107", "AM000110")),
        ("", ()),
    ],
)  # fmt: skip
def test_ranges_and_lists_are_read(text, items):
    assert read_numbers(text).items == items


def test_a_column_pasted_from_excel_may_name_people():
    found = read_numbers("AM000101\tKarimov  Ali\nAM000102\t\nAM000103-AM000104\tXato")
    assert found.items == ("AM000101", "AM000102", "AM000103-AM000104")
    assert found.people == {"AM000101": "Karimov Ali"}


@pytest.mark.parametrize(
    "text", ["1201", "B12", "B0001201-", "B0001201-X", "Ж0001201", "B0001201-B0001202-B0001203", "<b>"]
)
def test_what_is_no_number_is_named(text):
    with pytest.raises(NoBlankNumber) as caught:
        read_numbers(f"AM000101\n{text}")
    assert str(caught.value) == text
