"""Passwords that people choose and those that are given to them for the first time."""

import math
import secrets

from shared.text import N_

SHORTEST = 10
#: Without letters and figures that are mistaken for each other when read from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
#: Bits from which a password counts as fair, good and strong.
LEVELS = (40, 55, 70)
_COMMON = frozenset(
    (
        *("1234567890", "0987654321", "1q2w3e4r5t", "qwertyuiop", "qazwsxedcr", "qwerty12345"),
        *("password12", "parol12345", "toshkent123", "uzbekistan1", "universitet1", "assalomu1234"),
    )
)


def first_password() -> str:
    """Return a password to be given on paper once and changed at the first sign-in."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def weakness(password: str, login: str) -> str:
    """Return why a password may not be chosen, as a message id; empty if it may."""
    if len(password) < SHORTEST:
        return N_("A password has at least 10 characters.")
    if password != password.strip():
        return N_("A password does not begin or end with a space.")
    lower = password.lower()
    if login and login.lower() in lower:
        return N_("A password does not contain the login.")
    if lower in _COMMON or len(set(lower)) < SHORTEST // 2:
        return N_("This password is easily guessed. Use several words that do not belong together.")
    return ""


def strength(password: str) -> int:
    """Return 0 weak, 1 fair, 2 good or 3 strong: what guessing letter by letter would cost."""
    kinds = (
        (str.islower, 26),
        (str.isupper, 26),
        (str.isdigit, 10),
        (lambda character: not character.isalnum(), 20),
    )
    pool = sum(size for is_kind, size in kinds if any(map(is_kind, password)))
    bits = len(set(password)) * math.log2(pool) if pool else 0
    return sum(bits >= level for level in LEVELS)
