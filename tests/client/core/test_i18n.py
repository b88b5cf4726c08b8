"""The four languages of the interface."""

import pytest

from client.core import i18n
from client.core.i18n import _, language, names, set_language
from client.core.po_file import read_po


@pytest.fixture(autouse=True)
def uzbek_again():
    yield
    set_language("uz")


def test_a_message_is_said_in_each_language():
    said = {}
    for code in i18n.LANGUAGES:
        set_language(code)
        said[code] = _("Students")
    assert said == {"uz": "Talabalar", "oz": "Талабалар", "ru": "Студенты", "en": "Students"}


def test_placeholders_are_filled_in_every_language():
    for code in i18n.LANGUAGES:
        set_language(code)
        assert "db.university.uz" in _("no connection ({server})", server="db.university.uz")


def test_a_placeholder_without_a_value_stays_visible():
    set_language("en")
    assert _("{number} of {total}", number=3) == "3 of {total}"


def test_a_value_with_braces_is_not_a_placeholder():
    set_language("en")
    assert _("no connection ({server})", server="{other}") == "no connection ({other})"


def test_an_unknown_message_is_said_as_it_is():
    for code in i18n.LANGUAGES:
        set_language(code)
        assert _("No catalogue knows this") == "No catalogue knows this"


def test_an_unknown_language_becomes_uzbek():
    set_language("fr")
    assert language() == "uz"


def test_names_fall_back_to_transliteration_and_to_uzbek():
    fallen = {}
    for code in i18n.LANGUAGES:
        set_language(code)
        fallen[code] = names("Geologiya fakulteti")
    assert fallen == {
        "uz": "Geologiya fakulteti",
        "oz": "Геология факультети",
        "ru": "Геология факультети",
        "en": "Geologiya fakulteti",
    }


def test_a_name_in_the_language_is_preferred():
    set_language("ru")
    assert names("Bino", None, "Здание", None) == "Здание"


def test_a_catalogue_may_break_lines_and_escape(tmp_path):
    path = tmp_path / "x.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: uz\\n"\n\n'
        '#: somewhere\nmsgid "One"\nmsgstr "Bir"\n\n'
        'msgid ""\n"Long "\n"text"\nmsgstr ""\n"Uzun "\n"matn"\n\n'
        'msgid "Say \\"yes\\"\\n"\nmsgstr "«Ha» \\"deng\\"\\n"\n\n'
        'msgid "Empty"\nmsgstr ""\n',
        encoding="utf-8",
    )
    assert read_po(path) == {"One": "Bir", "Long text": "Uzun matn", 'Say "yes"\n': '«Ha» "deng"\n'}
