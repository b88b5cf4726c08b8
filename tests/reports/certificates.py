"""Certificates made for a test: self-signed, of a university that does not exist."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "muhr va imzo 2026"


def certificate(name="Konchilik va geologiya universiteti", days=365):
    """A certificate as PEM, and the same with its key as a sealed .p12 file."""
    key = rsa.generate_private_key(65537, 2048)
    made = certificate_of(key, name, days)
    sealed = pkcs12.serialize_key_and_certificates(
        b"university", key, made, None, BestAvailableEncryption(PASSPHRASE.encode())
    )
    return made.public_bytes(Encoding.PEM).decode(), sealed


def certificate_of(key, name, days=365):
    """The certificate of a private key."""
    called = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.COUNTRY_NAME, "UZ")]
    )
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
