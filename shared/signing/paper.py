"""What a diploma is given when it is signed: the stored text, its digest, the signature, and the code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.diplomas.content import from_document
from shared.signing.canonical import canonical, digest
from shared.signing.keys import Signer, sign_digest
from shared.signing.payload import code_of, payload_of


@dataclass(frozen=True)
class SignedDiploma:
    """A diploma as it is stored and printed."""

    #: The exact text that was digested; whoever stores it stores it unchanged.
    text: str
    digest: str
    key_id: str
    signature: str
    #: The digits of the QR code.
    code: str


def sign_diploma(document: Mapping[str, Any], signer: Signer, day: date) -> SignedDiploma:
    """Sign the content of a diploma on a day."""
    text = canonical(document)
    return sign_text(text, document, signer, day)


def sign_text(text: str, document: Mapping[str, Any], signer: Signer, day: date) -> SignedDiploma:
    """Sign a content whose text is stored already: the text decides, whoever wrote it."""
    found = digest(text)
    code = code_of(payload_of(from_document(document), found, day), signer)
    return SignedDiploma(text, found, signer.key_id, sign_digest(signer, found), code)
