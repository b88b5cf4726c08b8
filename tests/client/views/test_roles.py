"""What the head of the window says about the role one acts in."""

import pytest

from client.core.i18n import set_language
from client.views.shell.choices import choices


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("uz", "Dekanat (Geologiya fakulteti)"),
        ("oz", "Деканат (Геология факультети)"),
        ("ru", "Деканат (Геологический факультет)"),
    ],
)
def test_the_unit_of_a_role_is_called_in_the_language_of_the_interface(session_of, code, title):
    session = session_of("dean_geology")
    set_language(code)
    assert [each.title for each in choices(session)] == [title]
