"""What a command refuses, and how any trouble is told at the command line."""

from __future__ import annotations

import json
import sys

# What our own packages raise under a name of its own carries a sentence.
OUR_PACKAGES = {"client", "commands", "reports", "server_db", "shared"}
# Classes of SQLSTATE that the person or the world caused; the others are bugs.
KNOWN_STATES = {
    "23": "The data do not fit: ",
    "28": "The server refuses: ",
    "3D": "",
    "42501": "The server refuses: ",
    "53": "The server is short of something: ",
    "55": "Something is in use: ",
    "57": "The server ended the work: ",
}
OWN_STATE = "HM"


class CommandError(Exception):
    """The command cannot do what was asked; the text is a sentence for the person."""


def sentence_of(trouble: Exception) -> str | None:
    """The sentence that a trouble of the world carries; None for a bug of ours, which keeps its traceback."""
    if type(trouble).__module__.partition(".")[0] in OUR_PACKAGES:
        return str(trouble)
    if isinstance(trouble, OSError) and trouble.filename is not None:
        return f"{trouble.filename}: {trouble.strerror}."
    driver = sys.modules.get("psycopg")
    if driver is not None and isinstance(trouble, driver.Error):
        return _of_the_database(trouble)
    return None


def _of_the_database(trouble: Exception) -> str | None:
    state: str | None = getattr(trouble, "sqlstate", None)
    words = str(trouble).strip().partition("\n")[0]
    if state is None:
        return f"The database cannot be reached: {words}"
    if state.startswith(OWN_STATE):
        details = getattr(getattr(trouble, "diag", None), "message_detail", None)
        return words.format_map(json.loads(details)) if details else words
    return next((f"{start}{words}" for mark, start in KNOWN_STATES.items() if state.startswith(mark)), None)
