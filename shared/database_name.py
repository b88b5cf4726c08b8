"""What a database of ours may be called: what `init` makes, the sign-in accepts."""

import re

DATABASE_NAME = r"\w+"
#: PostgreSQL cuts longer names without a word.
BYTES = 63


def is_database_name(text: str) -> bool:
    """Tell whether the name can stand in the address of a server."""
    return re.fullmatch(DATABASE_NAME, text) is not None and len(text.encode()) <= BYTES
