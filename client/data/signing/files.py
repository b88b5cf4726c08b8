"""PDF files that people choose: signed by the certificate of a .p12 file or a token, checked by those admitted.

pyHanko takes half a second to load: that is done where it is needed, in the background.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_
from client.data.local.output_files import write_file
from client.data.signing.token import Token, certificate_of, opened

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

UNREADABLE = N_("“{file}” cannot be read.")
NO_SIGNER = N_("“{file}” holds no certificate with its private key, or the passphrase is another one.")
UNFIT = N_("PDF files are not signed with the kind of key that the certificate “{name}” has ({kind}).")
NO_PDF = N_("“{file}” is no PDF file that can be signed.")
SIGNED = N_("signed")


@dataclass(frozen=True)
class CheckedFile:
    """What the signatures of a file prove (`reports.signing.pdf`), and in whose name the last one is."""

    name: str
    state: str
    by: str


@contextmanager
def by_file(certificate: Path, passphrase: str) -> Iterator["Signer"]:
    """Sign with the certificate of a .p12 file."""
    from reports.signing import pdf  # noqa: PLC0415 - see above

    try:
        signer = pdf.signer_of_file(_read(certificate), passphrase)
    except pdf.WrongPassphraseError as error:
        raise UserError(NO_SIGNER, file=certificate.name) from error
    yield signer


@contextmanager
def by_token(token: Token, name: str) -> Iterator["Signer"]:
    """Sign with a certificate of a token, the only one or that of a name."""
    from reports.signing import pdf  # noqa: PLC0415 - see above

    with opened(token) as session:
        chosen = certificate_of(session, name)
        try:
            signer = pdf.signer_of_token(session, chosen.certificate, chosen.key_id)
        except pdf.UnfitKeyError as error:
            raise UserError(UNFIT, name=chosen.name, kind=str(error)) from error
        yield signer


def sign_file(path: Path, who: Callable[[], AbstractContextManager["Signer"]], written: Path) -> Path:
    """Sign a PDF file into another one; the file that was signed stays as it is."""
    from reports.signing import pdf  # noqa: PLC0415 - see above

    content = _read(path)
    with who() as signer:
        try:
            made = pdf.sign_pdf(content, signer)
        except pdf.UNSIGNABLE as error:
            refusal = UserError(NO_PDF, file=path.name)
            refusal.details = str(error)
            raise refusal from error
    write_file(written, made)
    return written


def check_file(path: Path, certificates: Iterable[str]) -> CheckedFile:
    """Judge the signatures of a PDF file."""
    from reports.signing import pdf  # noqa: PLC0415 - see above

    found = pdf.check_pdf(_read(path), certificates, clock.now())
    return CheckedFile(path.name, found.state, found.by)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        refusal = UserError(UNREADABLE, file=path.name)
        refusal.details = str(error)
        raise refusal from error
