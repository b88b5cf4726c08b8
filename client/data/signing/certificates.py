"""Certificates for PDF files: read from the files or tokens on which people have them, and of those the public part."""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12
from cryptography.x509.oid import NameOID

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.signing.token import Token, certificate_of, opened
from shared.signing import keys

UNREADABLE = N_("“{file}” holds no certificate, or the passphrase is another one.")
#: Larger files hold no certificate.
LARGEST = 1_000_000


def read_certificate(path: Path, passphrase: str = "") -> str:
    """Return the certificate of a .cer, .pem, .p12 or .pfx file, as PEM."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        return _certificate(content, passphrase).public_bytes(Encoding.PEM).decode()
    except (OSError, ValueError) as error:
        refusal = UserError(UNREADABLE, file=path.name)
        refusal.details = str(error)
        raise refusal from error


def read_token(token: Token, name: str = "") -> str:
    """Return the certificate of a token, the only one or that of a name, as PEM."""
    with opened(token) as session:
        found = certificate_of(session, name).certificate
    return x509.load_der_x509_certificate(found).public_bytes(Encoding.PEM).decode()


def public_part(pem: str) -> str:
    """Return the public key of a certificate as keys are written."""
    certificate = x509.load_pem_x509_certificate(pem.encode())
    return keys.written(
        certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )


def called(pem: str) -> str:
    """Return in whose name a certificate is."""
    certificate = x509.load_pem_x509_certificate(pem.encode())
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def _certificate(content: bytes, passphrase: str) -> x509.Certificate:
    if content.lstrip().startswith(b"-----BEGIN"):
        return x509.load_pem_x509_certificate(content)
    try:
        return x509.load_der_x509_certificate(content)
    except ValueError:
        _key, certificate, _others = pkcs12.load_key_and_certificates(content, passphrase.encode() or None)
    if certificate is None:
        message = "no certificate"
        raise ValueError(message)
    return certificate
