"""A key on a token: made there, proved there, opened by the PIN alone. SoftHSM stands for it where it is installed."""

import os
import shutil
import subprocess
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from client.core.errors import UserError
from client.data.signing import token
from client.data.signing.token import Token, TokenSigner
from shared.signing import keys, verify
from shared.signing.keys import PublicKey
from shared.signing.paper import sign_diploma
from tests.diploma_content import diploma_document

PLACES = ("/usr/lib/softhsm", "/usr/lib/x86_64-linux-gnu/softhsm", "/usr/local/lib/softhsm")
LIBRARY = os.environ.get("SOFTHSM2_LIBRARY") or next(
    (f"{place}/libsofthsm2.so" for place in PLACES if Path(f"{place}/libsofthsm2.so").exists()), ""
)
UTILITY = shutil.which("softhsm2-util")
TODAY = date(2026, 7, 5)
needs_token = pytest.mark.skipif(
    not (LIBRARY and UTILITY and find_spec("pkcs11")),
    reason="SoftHSM 2 (library and softhsm2-util) and the package python-pkcs11 are needed for a token",
)


@pytest.fixture(scope="module")
def plugged_in(tmp_path_factory):
    """A token with a PIN; the library reads where it is when it is first loaded."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    command = [
        UTILITY,
        "--module",
        LIBRARY,
        "--init-token",
        "--free",
        "--label",
        "HEMIS",
        "--pin",
        "4321",
        "--so-pin",
        "12345678",
    ]
    subprocess.run(command, check=True, capture_output=True)
    yield Token(LIBRARY, "HEMIS", "4321")
    del os.environ["SOFTHSM2_CONF"]


@needs_token
def test_a_token_makes_a_key_and_signs_with_it(plugged_in):
    with pytest.raises(UserError, match="no Ed25519 key"):
        TokenSigner(plugged_in)
    made = TokenSigner(plugged_in, make=True)
    signer = TokenSigner(plugged_in)
    assert signer.public_key == made.public_key
    assert keys.proved(signer.public_key, keys.proof(signer))
    known = {signer.key_id: PublicKey(signer.key_id, signer.public_key, TODAY)}
    assert verify.verify(sign_diploma(diploma_document(), signer, TODAY).code, known).good
    with pytest.raises(UserError, match="refused: PinIncorrect"):
        TokenSigner(Token(LIBRARY, "HEMIS", "0000"))
    with pytest.raises(UserError, match="No token"):
        TokenSigner(Token(LIBRARY, "Other", "4321"))


@needs_token
def test_what_is_no_library_of_a_token_is_said(tmp_path):
    (tmp_path / "token.so").write_bytes(b"no library")
    with pytest.raises(UserError, match="no library of a token"):
        TokenSigner(Token(str(tmp_path / "token.so"), "HEMIS", "4321"))


@pytest.mark.skipif(token.available(), reason="the package python-pkcs11 is installed")
def test_without_the_package_the_choice_says_so():
    with pytest.raises(UserError, match="python-pkcs11"):
        TokenSigner(Token("x.so", "HEMIS", "4321"))
