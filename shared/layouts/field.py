"""A field of a layout: which text stands where on the paper, in which letters, and what becomes of a long one."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.layouts.texts import FIXED, NAMES
from shared.text import N_

SERIF, SANS = "serif", "sans"
FONTS = {SERIF: N_("Serif"), SANS: N_("Sans serif")}
LEFT, CENTER, RIGHT = "left", "center", "right"
ALIGNMENTS = {LEFT: N_("Flush left"), CENTER: N_("Centred"), RIGHT: N_("Flush right")}
TOP, MIDDLE, BOTTOM = "top", "middle", "bottom"
STANDS = {BOTTOM: N_("At the bottom"), MIDDLE: N_("In the middle"), TOP: N_("At the top")}
SHRINK, WRAP, TWO_LINES, REFUSE = "shrink", "wrap", "two_lines", "refuse"
RULES = {
    SHRINK: N_("Smaller letters"),
    TWO_LINES: N_("Two lines, then smaller letters"),
    WRAP: N_("As many lines as there is room for"),
    REFUSE: N_("Refuse it"),
}
ROTATIONS = (0, 90)
#: Sizes of letters in points; those of words in letters.
SMALLEST, LARGEST = Decimal(4), Decimal(72)
LONGEST_WORDS = 256
TENTH = Decimal("0.1")
#: What the parts of a field are called when one of them is wrong.
PARTS = {
    "text": N_("which text it is"),
    "x": N_("its distance from the left edge"),
    "y": N_("its distance from the upper edge"),
    "width": N_("its width"),
    "height": N_("its height"),
    "font": N_("its font"),
    "size": N_("the size of its letters"),
    "least": N_("the least size of its letters"),
    "bold": N_("whether it is bold"),
    "align": N_("its alignment"),
    "stand": N_("how it stands in its field"),
    "rule": N_("its rule for long texts"),
    "rotation": N_("its rotation"),
    "words": N_("its words"),
}
NO_NUMBER = N_("Field {number} ({text}) is wrong: {part} is no number.")
NO_CHOICE = N_(
    "Field {number} ({text}) is wrong: {part} says “{value}”, which is none of what can be chosen."
)
OUT_OF_BOUNDS = N_("Field {number} ({text}) is wrong: {part} is not between {least} and {most}.")
OFF_THE_PAGE = N_("Field {number} ({text}) does not lie on the page: {part} reaches beyond its edge.")
NO_FIELD = N_("Field {number} is no field of a layout.")


class BadLayoutError(ValueError):
    """A layout that cannot be printed: a message id and the values of its placeholders."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message, self.values = message, values


@dataclass(frozen=True)
class Field:
    """Millimetres from the upper left corner of the page, sizes of letters in points."""

    text: str
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal
    font: str = SERIF
    size: Decimal = Decimal("12.0")
    least: Decimal = Decimal("8.0")
    bold: bool = False
    align: str = LEFT
    stand: str = BOTTOM
    rule: str = SHRINK
    rotation: int = 0
    #: What a field of fixed words says.
    words: str = ""

    def to_document(self) -> dict[str, Any]:
        """Return it as it is stored: numbers are texts, so that no tenth is ever rounded."""
        return {
            "text": self.text, "x": str(self.x), "y": str(self.y), "width": str(self.width),
            "height": str(self.height), "font": self.font, "size": str(self.size), "least": str(self.least),
            "bold": self.bold, "align": self.align, "stand": self.stand, "rule": self.rule,
            "rotation": self.rotation, "words": self.words,
        }  # fmt: skip

    def on(self, width: Decimal, height: Decimal) -> bool:
        """Tell whether it lies on a page of this size."""
        return self.x + self.width <= width and self.y + self.height <= height


def read_field(number: int, given: Any, width: Decimal, height: Decimal) -> Field:
    """Return the field that a document says; its number is that of the list, for whoever has to mend it."""
    if not isinstance(given, Mapping):
        raise BadLayoutError(NO_FIELD, number=number)
    reading = _Reading(number, given)
    text = reading.choice("text", NAMES)
    made = Field(
        text=text,
        x=reading.number_of("x", Decimal(0), width),
        y=reading.number_of("y", Decimal(0), height),
        width=reading.number_of("width", TENTH, width),
        height=reading.number_of("height", TENTH, height),
        font=reading.choice("font", FONTS, SERIF),
        size=(size := reading.number_of("size", SMALLEST, LARGEST)),
        least=reading.number_of("least", SMALLEST, size, size),
        bold=reading.flag("bold"),
        align=reading.choice("align", ALIGNMENTS, LEFT),
        stand=reading.choice("stand", STANDS, BOTTOM),
        rule=reading.choice("rule", RULES, SHRINK),
        rotation=reading.rotation(),
        words=reading.words(fixed=text == FIXED),
    )
    if made.x + made.width > width:
        reading.refuse(OFF_THE_PAGE, "width")
    if made.y + made.height > height:
        reading.refuse(OFF_THE_PAGE, "height")
    return made


class _Reading:
    """Reads the parts of one field and names the one that is wrong."""

    def __init__(self, number: int, given: Mapping[str, Any]) -> None:
        self._number, self._given = number, given

    def refuse(self, message: str, part: str, **values: object) -> None:
        text = self._given.get("text")
        raise BadLayoutError(
            message,
            number=self._number,
            text=text if isinstance(text, str) else "?",
            part=PARTS[part],
            **values,
        )

    def number_of(self, part: str, least: Decimal, most: Decimal, usual: Decimal | None = None) -> Decimal:
        given = self._given.get(part)
        if given is None and usual is not None:
            return usual
        value = tenths(given)
        if value is None:
            self.refuse(NO_NUMBER, part)
        elif not least <= value <= most:
            self.refuse(OUT_OF_BOUNDS, part, least=least, most=most)
        else:
            return value
        raise AssertionError

    def choice(self, part: str, offered: Mapping[str, str], usual: str | None = None) -> str:
        value = self._given.get(part, usual)
        if not isinstance(value, str) or value not in offered:
            self.refuse(NO_CHOICE, part, value=str(value)[:40])
        return str(value)

    def flag(self, part: str) -> bool:
        value = self._given.get(part, False)
        if not isinstance(value, bool):
            self.refuse(NO_CHOICE, part, value=str(value)[:40])
        return bool(value)

    def rotation(self) -> int:
        value = self._given.get("rotation", 0)
        if isinstance(value, bool) or value not in ROTATIONS:
            self.refuse(NO_CHOICE, "rotation", value=str(value)[:40])
        return int(value)

    def words(self, *, fixed: bool) -> str:
        value = self._given.get("words", "")
        if not isinstance(value, str) or len(value) > LONGEST_WORDS or (fixed and not value.strip()):
            self.refuse(NO_CHOICE, "words", value=str(value)[:40])
        return str(value)


def tenths(given: object) -> Decimal | None:
    """Return a number with one digit after the point, None for what is no number."""
    if isinstance(given, bool) or not isinstance(given, str | int | float | Decimal):
        return None
    try:
        value = Decimal(str(given))
        return value.quantize(TENTH) if value.is_finite() else None
    except InvalidOperation:
        return None
