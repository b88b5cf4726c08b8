"""The fields of the words of an order: `{number}` and the like."""

import re
from collections.abc import Mapping

_FIELD = re.compile(r"\{(\w+)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fill the fields of a text; one that is unknown stays to be seen."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), text)
