"""One spelling of a document, so that its digest is the same wherever it is reckoned.

The spelling is that of RFC 8785 for what we allow: texts in Unicode's composed form (NFC), whole numbers, true, false
and null, lists, and objects with their keys sorted. Fractions are texts here, for no two programs round them alike.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

#: Whole numbers that every reader of JSON keeps exactly.
LARGEST = 2**53 - 1
#: JSON has no control characters; PostgreSQL keeps no zero in a text.
ZERO = "\0"


class NotCanonicalError(ValueError):
    """A document that has no one spelling; the argument says what stands where."""


def canonical(document: Mapping[str, Any]) -> str:
    """Return the spelling of a document: what is stored, digested and signed."""
    return _spelled(document, "$")


def digest(text: str) -> str:
    """Return the SHA-256 of a text, as PostgreSQL's `encode(sha256(convert_to(text, 'UTF8')), 'hex')` does."""
    return hashlib.sha256(text.encode()).hexdigest()


def _spelled(value: Any, place: str) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonicalError(f"{place}: {value} is too large to be kept exactly")
        return str(value)
    if isinstance(value, Mapping):
        return _object(value, place)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return f"[{','.join(_spelled(each, f'{place}[{number}]') for number, each in enumerate(value))}]"
    raise NotCanonicalError(f"{place}: {type(value).__name__} has no one spelling; write it as a text")


def _object(value: Mapping[Any, Any], place: str) -> str:
    parts: dict[str, str] = {}
    for key, each in value.items():
        if not isinstance(key, str):
            raise NotCanonicalError(f"{place}: a key is a text")
        spelled = unicodedata.normalize("NFC", key)
        if spelled in parts:
            raise NotCanonicalError(f"{place}: the key “{spelled}” stands twice")
        parts[spelled] = f"{_text(key, place)}:{_spelled(each, f'{place}.{spelled}')}"
    # JavaScript's order, which RFC 8785 asks for: by the units of UTF-16.
    return f"{{{','.join(parts[key] for key in sorted(parts, key=lambda key: key.encode('utf-16-be')))}}}"


def _text(value: str, place: str) -> str:
    text = unicodedata.normalize("NFC", value)
    if ZERO in text:
        raise NotCanonicalError(f"{place}: a text cannot hold a zero character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotCanonicalError(f"{place}: half of a character") from None
    return json.dumps(text, ensure_ascii=False)
