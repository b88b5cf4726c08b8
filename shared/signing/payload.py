"""The code of a signed paper: what it says in a few words, and the signature over it, as digits.

Digits alone, because a hand scanner types: letters would come out in whatever alphabet the keyboard is set to. A QR
code packs three digits into ten bits, so it takes as many bytes in digits as in bytes. The text begins with 860, the
country, and the version; then the bytes follow, seven at a time as seventeen digits. The signature covers every byte
before it, key included.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from shared.diplomas.content import Content
from shared.signing.keys import OF_CODE, SIGNATURE, Signer

COUNTRY, VERSION = "860", "01"
HEAD = COUNTRY + VERSION
#: Days are counted from here: two bytes last until 2179.
EPOCH = date(2000, 1, 1)
UUID_BYTES, KEY_BYTES, DAY_BYTES, DIGEST_BYTES = 16, 8, 2, 16
#: Bytes that the texts may take: a code then stays within version 15 of a QR code at level M.
REGISTER_BYTES, NAME_BYTES, DEGREE_BYTES, SPECIALTY_BYTES = 32, 132, 48, 83
_LIMITS = (REGISTER_BYTES, NAME_BYTES, DEGREE_BYTES, SPECIALTY_BYTES)
#: Digits of a group of so many bytes.
_DIGITS = {1: 3, 2: 5, 3: 8, 4: 10, 5: 13, 6: 15, 7: 17}
_BYTES = {digits: size for size, digits in _DIGITS.items()}
_WHOLE = 7
_MARK = "…"
CATEGORIES = ("11", "12")


class MalformedError(ValueError):
    """What was read is no code of a signed paper, or not a whole one."""


class UnknownVersionError(MalformedError):
    """A code of a later program."""


@dataclass(frozen=True)
class Payload:
    """What a code says: enough to be compared with the paper, and no more of the person than the name."""

    uuid: str
    register_number: str
    #: The day on which it was signed.
    day: date
    category: str
    name: str
    degree: str
    specialty: str
    #: The beginning of the digest of the whole content, in hexadecimal digits.
    digest: str


@dataclass(frozen=True)
class Read:
    """A code taken apart; whether the signature is good is another question."""

    payload: Payload
    key_id: str
    message: bytes
    signature: bytes


def payload_of(content: Content, digest: str, day: date) -> Payload:
    """Return what the code of a diploma says: texts that are too long end with an ellipsis."""
    name = " ".join(
        filter(None, (content.text(key, "uz") for key in ("surname", "given_name", "patronymic")))
    )
    texts = (content.register_number, name, content.text("degree", "uz"), content.text("specialty", "uz"))
    number, name, degree, specialty = (_shortened(*each) for each in zip(texts, _LIMITS, strict=True))
    beginning = digest[: DIGEST_BYTES * 2]
    return Payload(content.uuid, number, day, content.category, name, degree, specialty, beginning)


def code_of(payload: Payload, signer: Signer) -> str:
    """Return the text of the code, signed."""
    body = _packed(payload, signer.key_id)
    return HEAD + _digits(body + signer.sign(_message(body)))


def looks_like_code(text: str) -> bool:
    """Tell whether a text could be a code of any version: digits that begin as ours do."""
    packed = "".join(text.split())
    return packed.isascii() and packed.isdigit() and packed.startswith(COUNTRY) and len(packed) > _SHORTEST


def read_code(text: str) -> Read:
    """Take a code apart, as a scanner typed it; blanks and line ends are nothing."""
    packed = "".join(text.split())
    if not looks_like_code(packed):
        raise MalformedError("no code of a signed paper")
    if not packed.startswith(HEAD):
        raise UnknownVersionError(packed[len(COUNTRY) : len(HEAD)])
    raw = _raw(packed[len(HEAD) :])
    body, signature = raw[:-SIGNATURE], raw[-SIGNATURE:]
    payload, key_id = _unpacked(body)
    if _packed(payload, key_id) != body:
        raise MalformedError("not the one spelling of what it says")
    return Read(payload, key_id, _message(body), signature)


def _message(body: bytes) -> bytes:
    return OF_CODE + HEAD.encode() + body


def _packed(payload: Payload, key_id: str) -> bytes:
    texts = (payload.register_number, payload.name, payload.degree, payload.specialty)
    parts = [text.encode() for text in texts]
    if any(len(part) > limit for part, limit in zip(parts, _LIMITS, strict=True)):
        message = "a text is longer than a code takes"
        raise ValueError(message)
    return b"".join(
        (
            bytes.fromhex(key_id),
            UUID(payload.uuid).bytes,
            (payload.day - EPOCH).days.to_bytes(DAY_BYTES),
            CATEGORIES.index(payload.category).to_bytes(1),
            bytes.fromhex(payload.digest),
            *(len(part).to_bytes(1) + part for part in parts),
        )
    )


def _unpacked(body: bytes) -> tuple[Payload, str]:
    rest = body

    def take(size: int) -> bytes:
        nonlocal rest
        if len(rest) < size:
            raise MalformedError("it ends too early")
        taken, rest = rest[:size], rest[size:]
        return taken

    key_id, uuid = take(KEY_BYTES).hex(), str(UUID(bytes=take(UUID_BYTES)))
    day, category = EPOCH + timedelta(days=int.from_bytes(take(DAY_BYTES))), int.from_bytes(take(1))
    digest = take(DIGEST_BYTES).hex()
    try:
        number, name, degree, specialty = (take(int.from_bytes(take(1))).decode() for _each in _LIMITS)
        payload = Payload(uuid, number, day, CATEGORIES[category], name, degree, specialty, digest)
    except (UnicodeDecodeError, IndexError):
        raise MalformedError("a part of it cannot be read") from None
    if rest:
        raise MalformedError("more follows")
    if any(
        len(text.encode()) > limit
        for text, limit in zip((number, name, degree, specialty), _LIMITS, strict=True)
    ):
        raise MalformedError("a text is too long")
    return payload, key_id


def _digits(raw: bytes) -> str:
    groups = (raw[start : start + _WHOLE] for start in range(0, len(raw), _WHOLE))
    return "".join(str(int.from_bytes(group)).zfill(_DIGITS[len(group)]) for group in groups)


def _raw(digits: str) -> bytes:
    whole, groups = _DIGITS[_WHOLE], []
    for start in range(0, len(digits), whole):
        group = digits[start : start + whole]
        size = _BYTES.get(len(group), 0)
        if not size or int(group) >= 256**size:
            raise MalformedError("digits are missing or wrong")
        groups.append(int(group).to_bytes(size))
    return b"".join(groups)


def _shortened(text: str, most: int) -> str:
    """Return a text of at most so many bytes, cut between letters."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    if len(composed.encode()) <= most:
        return composed
    cut = composed.encode()[: most - len(_MARK.encode())].decode(errors="ignore")
    return cut.rstrip() + _MARK


#: Nothing shorter holds even a signature.
_SHORTEST = len(HEAD) + SIGNATURE * 2
