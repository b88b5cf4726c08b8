"""PDF files that people choose: signed by the certificate of a .p12 file, checked by those that were admitted.

pyHanko takes half a second to load: that is done where it is needed, in the background.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_
from client.data.local.output_files import write_file

UNREADABLE = N_("“{file}” cannot be read.")
NO_SIGNER = N_("“{file}” holds no certificate with its private key, or the passphrase is another one.")
NO_PDF = N_("“{file}” is no PDF file that can be signed.")
SIGNED = N_("signed")


@dataclass(frozen=True)
class CheckedFile:
    """What the signatures of a file prove (`reports.signing.pdf`), and in whose name the last one is."""

    name: str
    state: str
    by: str


def sign_file(path: Path, certificate: Path, passphrase: str, written: Path) -> Path:
    """Sign a PDF file into another one; the file that was signed stays as it is."""
    from reports.signing import pdf  # noqa: PLC0415 - see above

    content = _read(path)
    try:
        signer = pdf.signer_of_file(_read(certificate), passphrase)
    except pdf.WrongPassphraseError as error:
        raise UserError(NO_SIGNER, file=certificate.name) from error
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
