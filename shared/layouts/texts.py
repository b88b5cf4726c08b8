"""What a layout can print: the texts of a diploma in both languages, its numbers and its QR."""

from collections.abc import Mapping

from shared.diplomas.content import FIELDS, LANGUAGES, Content
from shared.text import N_

FULL_NAME, CATEGORY = "full_name", "category"
REGISTER_NUMBER, REGISTER_DAY, BLANK_NUMBER = "register_number", "register_day", "blank_number"
QR, DUPLICATE, FIXED = "qr", "duplicate", "fixed"
#: What stands on a duplicate, in every language.
DUPLICATE_WORD = "DUBLIKAT"
#: An ordinary diploma says nothing of its category.
CATEGORY_WORDS = {"uz": "Imtiyozli", "en": "With honours"}
#: The language of a text; the others have none.
IN_UZBEK, IN_ENGLISH = N_("{field} (Uzbek)"), N_("{field} (English)")
SPOKEN = {"uz": IN_UZBEK, "en": IN_ENGLISH}
_BILINGUAL = {
    **{field.key: field.label for field in FIELDS[:3]},
    FULL_NAME: N_("Full name"),
    **{field.key: field.label for field in FIELDS[3:]},
    CATEGORY: N_("Word of the category"),
}
_SINGLE = {
    REGISTER_NUMBER: N_("Register number"),
    REGISTER_DAY: N_("Day of the register"),
    BLANK_NUMBER: N_("Blank number"),
    QR: N_("QR code"),
    DUPLICATE: N_("The word DUBLIKAT"),
    FIXED: N_("Fixed words"),
}
#: What each text is called: label, and the sentence that adds the language.
NAMES: dict[str, str] = {
    **{f"{key}.{language}": label for key, label in _BILINGUAL.items() for language in LANGUAGES},
    **_SINGLE,
}


def language_of(text: str) -> str:
    """Return the sentence that adds the language to the name of a text; nothing where it has none."""
    return SPOKEN.get(text.partition(".")[2], "")


def texts_of(content: Content, blank_number: str = "", qr: str = "") -> dict[str, str]:
    """Return everything that can be printed of one diploma."""
    said = {f"{field.key}.{each}": content.text(field.key, each) for field in FIELDS for each in LANGUAGES}
    for language in LANGUAGES:
        names = (content.text(key, language) for key in ("surname", "given_name", "patronymic"))
        said[f"{FULL_NAME}.{language}"] = " ".join(filter(None, names))
        said[f"{CATEGORY}.{language}"] = CATEGORY_WORDS[language] if content.honours else ""
    return said | {
        REGISTER_NUMBER: content.register_number,
        REGISTER_DAY: content.register_day,
        BLANK_NUMBER: blank_number,
        QR: qr,
        DUPLICATE: DUPLICATE_WORD if content.duplicate_of else "",
    }


def said_by(text: str, words: str, texts: Mapping[str, str]) -> str:
    """Return what a field of this text says, on one line."""
    return " ".join((words if text == FIXED else texts.get(text, "")).split())
