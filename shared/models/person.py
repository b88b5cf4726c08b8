"""What the cards of employees and students have alike: how a name is put together, numbers and papers of a person."""

from sqlalchemy.orm import MappedColumn

from shared.models.columns import text
from shared.text import N_

NAME = "surname || ' ' || given_name || coalesce(' ' || patronymic, '')"
CYRILLIC_NAME = f"coalesce(cyrillic_name, {NAME})"


def pinfl() -> MappedColumn[str]:
    """The personal number that the state gives a person."""
    return text(14, N_("PINFL"), optional=True, pattern="^[0-9]{14}$", sentence=N_("A PINFL has 14 digits."))


def passport() -> MappedColumn[str]:
    """Series and number of a passport."""
    wanted = N_("A passport is written as two letters and seven digits: AA1234567.")
    return text(9, N_("Passport"), optional=True, pattern="^[A-Z]{2}[0-9]{7}$", sentence=wanted)


def phone_number(label: str) -> MappedColumn[str]:
    """A phone number of this country."""
    pattern = r"^\+998 [0-9]{2} [0-9]{3} [0-9]{2} [0-9]{2}$"
    wanted = N_("A phone number is written as +998 90 123 45 67.")
    return text(17, label, optional=True, pattern=pattern, sentence=wanted)
