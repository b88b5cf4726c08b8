"""What a mark looks like and which keys make it, in the letters of the interface."""

from dataclasses import dataclass, field
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _, language
from shared.models.attendance import (
    ABSENT,
    CORRECTED,
    EXCUSE_TOLD,
    EXCUSED,
    LATE,
    MADE_UP,
    MARKS,
    NOT_MADE_UP,
    PRESENT,
)

#: The letters that journals have on paper: nb for absent, k for late, s for an excuse.
LETTERS = {
    "uz": {PRESENT: "+", ABSENT: "n", LATE: "k", EXCUSE_TOLD: "s"},
    "oz": {PRESENT: "+", ABSENT: "н", LATE: "к", EXCUSE_TOLD: "с"},
    "ru": {PRESENT: "+", ABSENT: "н", LATE: "о", EXCUSE_TOLD: "у"},
    "en": {PRESENT: "+", ABSENT: "a", LATE: "l", EXCUSE_TOLD: "e"},
}
#: One key, whatever layout of the keyboard is switched on: figures, signs, and the letters of all four languages.
STROKES = {
    "1": PRESENT, "+": PRESENT, "=": PRESENT, " ": PRESENT, ".": PRESENT,
    "2": ABSENT, "-": ABSENT, "n": ABSENT, "н": ABSENT, "y": ABSENT, "a": ABSENT, "0": ABSENT,
    "3": LATE, "k": LATE, "к": LATE, "o": LATE, "о": LATE, "l": LATE,
    "4": EXCUSE_TOLD, "s": EXCUSE_TOLD, "с": EXCUSE_TOLD, "c": EXCUSE_TOLD, "у": EXCUSE_TOLD, "e": EXCUSE_TOLD,
}  # fmt: skip
#: Words and signs of other programs that a pasted block or a file may have. Figures are none of them: where a teacher
#: keeps one sheet for both, 4 is a grade, and 1 may be an hour that was missed; and п is read either way.
ALSO = {
    "nb": ABSENT, "нб": ABSENT, "yoq": ABSENT, "bor": PRESENT, "p": PRESENT,
    "✓": PRESENT, "v": PRESENT, "оп": LATE, "ув": EXCUSE_TOLD, "ab": ABSENT, "-": ABSENT,
    **{sign: mark for signs in LETTERS.values() for mark, sign in signs.items()},
}  # fmt: skip
RULED = {EXCUSED: "({mark})", MADE_UP: "{mark}/+", NOT_MADE_UP: "{mark}/−", CORRECTED: "{mark}→{value}"}
NO_MARK = N_("“{text}” is no mark. Write + present, {absent} absent, {late} late, {excuse} excuse told.")


def letter(mark: str | None) -> str:
    """Return what a mark looks like; nothing is nothing."""
    return LETTERS[language()].get(mark or "", "")


def ruled(mark: str | None, kind: str, value: str | None) -> str:
    """Return a mark with what the office decided about it."""
    return RULED[kind].format(mark=letter(mark) or "·", value=letter(value))


@dataclass(frozen=True)
class MarkKind:
    """A cell with a mark; in a text from elsewhere it is a letter or the word."""

    numeric: bool = field(default=False, init=False)

    def parse(self, text: str) -> str:
        typed = text.strip().lower()
        found = {_(words).lower(): mark for mark, words in MARKS.items()}
        mark = ALSO.get(typed) or found.get(typed)
        if mark is None or mark not in LETTERS["en"]:
            raise UserError(
                NO_MARK, text=text, absent=letter(ABSENT), late=letter(LATE), excuse=letter(EXCUSE_TOLD)
            )
        return mark

    def show(self, value: Any) -> str:
        return letter(value)

    def choices(self) -> tuple[str, ...]:
        return tuple(LETTERS[language()].values())
