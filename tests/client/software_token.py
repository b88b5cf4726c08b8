"""Tokens made of software (SoftHSM 2), all plugged in at once; tests that need them say so where they cannot be had."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, CertificateType, ObjectClass

from client.data.signing.token import Token
from tests.reports.certificates import certificate_of

PLACES = (
    "/usr/lib/softhsm",
    "/usr/lib/x86_64-linux-gnu/softhsm",
    "/usr/lib64/pkcs11",
    "/usr/local/lib/softhsm",
)
LIBRARY = os.environ.get("SOFTHSM2_LIBRARY") or next(
    (f"{place}/libsofthsm2.so" for place in PLACES if Path(f"{place}/libsofthsm2.so").exists()), ""
)
UTILITY = shutil.which("softhsm2-util")
needs_token = pytest.mark.skipif(
    not (LIBRARY and UTILITY),
    reason="SoftHSM 2 stands for a token (Debian's package softhsm2, installed by the set-up for root)",
)
PIN = "4321"
#: For keys of codes: two empty ones. For PDF files: one with a certificate, one with two, one with none that signs.
CODES, MORE_CODES, SEAL, TWO_SEALS, NO_SEAL = "HEMIS", "KALIT", "MUHR", "IKKI MUHR", "BOSH"


class SoftwareTokens:
    """The tokens in a folder; the library reads where it is when it is first loaded."""

    def __init__(self, folder):
        self._tokens = folder / "tokens"
        self._tokens.mkdir()
        conf = folder / "softhsm2.conf"
        conf.write_text(f"directories.tokendir = {self._tokens}\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = str(conf)
        for label in (CODES, MORE_CODES, SEAL, TWO_SEALS, NO_SEAL):
            self._run("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "12345678")
        self.university = self._seal(
            folder, SEAL, rsa.generate_private_key(65537, 2048), "Universitet muhri", "01"
        )
        self._seal(folder, TWO_SEALS, rsa.generate_private_key(65537, 2048), "Eski muhr", "01")
        self.rector = self._seal(folder, TWO_SEALS, ec.generate_private_key(ec.SECP256R1()), "Rektor", "02")
        # A certificate of somebody else lies on the token too, as those of issuers do: it signs nothing here.
        self._put(NO_SEAL, certificate_of(rsa.generate_private_key(65537, 2048), "Markaz"), "Markaz", "07")

    def token(self, label, pin=PIN):
        return Token(LIBRARY, label, pin)

    @contextmanager
    def pulled_out(self):
        """The tokens are away for a while."""
        away = self._tokens.with_name("away")
        self._tokens.rename(away)
        self._tokens.mkdir()
        try:
            yield
        finally:
            self._tokens.rmdir()
            away.rename(self._tokens)

    def _seal(self, folder, label, key, name, number):
        """Put a key and its certificate on a token; return the certificate as PEM."""
        file = folder / "key.pem"
        file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self._run("--import", str(file), "--token", label, "--label", name, "--id", number, "--pin", PIN)
        certificate = certificate_of(key, name)
        self._put(label, certificate, name, number)
        return certificate.public_bytes(Encoding.PEM).decode()

    def _put(self, label, certificate, name, number):
        with pkcs11.lib(LIBRARY).get_token(token_label=label).open(rw=True, user_pin=PIN) as session:
            session.create_object({
                Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True, Attribute.LABEL: name, Attribute.ID: bytes.fromhex(number),
                Attribute.VALUE: certificate.public_bytes(Encoding.DER),
                Attribute.SUBJECT: certificate.subject.public_bytes(),
            })  # fmt: skip

    @staticmethod
    def _run(*arguments):
        subprocess.run([UTILITY, "--module", LIBRARY, *arguments], check=True, capture_output=True)
