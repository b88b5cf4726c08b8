"""What the head of the window says about the role one acts in."""

import pytest

from client.core.i18n import set_language
from client.core.roles import role_title


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("uz", "Dekanat (Geologiya fakulteti)"),
        ("oz", "Деканат (Геология факультети)"),
        ("en", "Dean's office (Geologiya fakulteti)"),
    ],
)
def test_the_unit_of_a_role_stands_in_the_script_of_the_interface(code, title):
    set_language(code)
    assert role_title("hemis_faculty", "Geologiya fakulteti") == title
