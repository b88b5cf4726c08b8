"""Nothing is said in English to somebody who chose another language, and every translation fits its message."""

import re
from collections import Counter

import pytest

from client.core.catalog_check import message_ids, mismatched, missing, placeholders
from client.core.i18n import LOCALE, translation
from client.core.po_file import read_po

LATIN = re.compile("[A-Za-z]{2,}")
#: Names and abbreviations that are written in Latin letters in every alphabet.
NOT_TRANSLITERATED = re.compile(
    r"\{\w*\}|\b(?:HEMIS|Desktop|Excel|Word|PDF|CSV|JPEG|PNG|QR|UUID|SHA|Ctrl|Shift|Alt|Enter|Esc|Del|Ins|"
    r"PINFL|XLSX|xlsx|xlsm|csv|pdf|\w+@[\w.]+|[\w.-]+\.uz|sslmode=verify-full|AA\d+|MN|Insert|Qt|Python|FET|SQL|"
    r"PostgreSQL|MB|KB|pt|px|ID|PIN|GPA|[IVX]+|F\d+|e-mail|docx|jpg|png|cer|dll|so|Ed25519|PKCS)\b"
)


@pytest.mark.parametrize("code", ["uz", "ru"])
def test_no_message_lacks_a_translation(code):
    assert missing(code) == {}


@pytest.mark.parametrize("code", ["uz", "ru", "oz"])
def test_no_message_is_translated_twice(code):
    messages = re.findall(
        r'^msgid "(.+)"$', (LOCALE / f"{code}.po").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(each for each, times in Counter(messages).items() if times > 1) == []


@pytest.mark.parametrize("code", ["uz", "ru", "oz"])
def test_translations_have_the_placeholders_of_their_message(code):
    assert mismatched(code) == []


def test_exceptions_of_cyrillic_are_messages_that_exist():
    assert set(read_po(LOCALE / "oz.po")) <= set(message_ids())


def test_uzbek_is_written_with_its_own_marks():
    for message, text in read_po(LOCALE / "uz.po").items():
        assert not re.search(r"[oOgG]['`‘’]|\w[‘’'`]\w", text), message


def test_cyrillic_uzbek_has_no_latin_words():
    left = {
        message: found
        for message in message_ids()
        if (found := LATIN.findall(NOT_TRANSLITERATED.sub(" ", translation(message, "oz"))))
    }
    assert left == {}


def test_keys_and_names_of_programs_keep_their_letters_in_cyrillic():
    named = re.compile(r"\b(?:Ctrl|Shift|Alt|Enter|Esc|Del|Insert|Tab|PgUp|Excel|PDF|QR|FET|GPA|HEMIS)\b")
    lost = {
        text: found
        for message, text in read_po(LOCALE / "uz.po").items()
        if (found := set(named.findall(text)) - set(named.findall(translation(message, "oz"))))
    }
    assert lost == {}


def test_every_message_has_placeholders_with_names():
    assert [message for message in message_ids() if "" in placeholders(message)] == []
