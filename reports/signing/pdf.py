"""PAdES: a PDF signed with the university's certificate, and what such a signature proves of a file in hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pkcs11 import Mechanism, Session
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import pkcs11 as token
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

#: The name of the field, so that a second signature is told from the first.
FIELD = "University"
GOOD, RUN_OUT, UNKNOWN, ADDED = "good", "run_out", "unknown", "added"
ALTERED, UNREADABLE, NONE = "altered", "unreadable", "none"


#: What is raised of a file that is no PDF, or one that is sealed.
UNSIGNABLE = (PdfError, ValueError, OSError)


class WrongPassphraseError(ValueError):
    """The file is no PKCS#12 one, or its passphrase is another one."""


#: How a key of each kind signs, if its token computes the SHA-256 too; else that is done here.
_HASHING = {"rsa": Mechanism.SHA256_RSA_PKCS, "ec": Mechanism.ECDSA_SHA256}


class UnfitKeyError(ValueError):
    """The key of a certificate is of a kind with which PDF files are not signed."""


@dataclass(frozen=True)
class PdfVerdict:
    """What the signatures of a file prove: the worst of them decides."""

    state: str
    #: In whose name the certificate is, as far as it can be read.
    by: str = ""


def signer_of_file(content: bytes, passphrase: str) -> Signer:
    """Return who signs with the certificate of a .p12 file."""
    try:
        found: Signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase.encode())
    except ValueError as error:
        raise WrongPassphraseError(str(error)) from error
    return found


def signer_of_token(session: Session, certificate: bytes, key_id: bytes) -> Signer:
    """Return who signs with the private key that belongs to a certificate (DER) of an open token."""
    [signing] = load_certs_from_pemder_data(certificate)
    hashing = _HASHING.get(signing.public_key.algorithm)
    if hashing is None:
        raise UnfitKeyError(signing.public_key.algorithm)
    itself = hashing in session.token.slot.get_mechanisms()
    return token.PKCS11Signer(
        session,
        signing_cert=signing,
        key_id=key_id,
        other_certs_to_pull=None,
        use_raw_mechanism=not itself,
    )


def sign_pdf(pdf: bytes, signer: Signer, reason: str = "") -> bytes:
    """Return the file with an invisible signature added behind what it says; the pages stay byte for byte."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    taken = sum(1 for _each in PdfFileReader(BytesIO(pdf)).embedded_signatures)
    metadata = PdfSignatureMetadata(
        field_name=f"{FIELD}{taken + 1}",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
    )
    written = BytesIO()
    PdfSigner(metadata, signer=signer).sign_pdf(writer, output=written)
    return written.getvalue()


def check_pdf(pdf: bytes, certificates: Iterable[str], moment: datetime) -> PdfVerdict:
    """Judge the signatures of a file by the certificates that the university has admitted, given as PEM.

    That a signature is intact and trusted says nothing of what was laid over the page afterwards: the last signature
    has to cover the file to its end, and nothing but further signatures may have come behind one. Without a timestamp
    of a third party nobody can tell whether a certificate that has run out by `moment` signed before that.
    """
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        if not signatures:
            return PdfVerdict(NONE)
        roots = [root for each in certificates for root in load_certs_from_pemder_data(each.encode())]
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        found = [validate_pdf_signature(each, context) for each in signatures]
    except (PdfError, SignatureValidationError, ValueError):
        return PdfVerdict(UNREADABLE)
    states = [_state(status, moment, last=status is found[-1]) for status in found]
    worst = min(states, key=(ALTERED, ADDED, UNKNOWN, RUN_OUT, GOOD).index)
    return PdfVerdict(worst, str(found[-1].signing_cert.subject.native.get("common_name", "")))


def _state(status: PdfSignatureStatus, moment: datetime, *, last: bool) -> str:
    if not (status.intact and status.valid):
        return ALTERED
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if (last and not whole) or not status.docmdp_ok:
        return ADDED
    if not status.trusted:
        return UNKNOWN
    if not status.bottom_line:
        return ADDED
    return GOOD if status.signing_cert.not_valid_after >= moment else RUN_OUT
