"""Keys on a token: codes and PDF files signed there, opened by the PIN alone, and what a token refuses."""

from datetime import date
from functools import partial
from io import BytesIO
from types import SimpleNamespace

import pkcs11
import pytest
from pkcs11 import TokenFlag, exceptions
from reportlab.pdfgen.canvas import Canvas

from client.core.errors import UserError
from client.data.signing import token
from client.data.signing.certificates import read_token
from client.data.signing.files import by_token, check_file, sign_file
from client.data.signing.token import Token, TokenSigner
from shared.signing import keys, verify
from shared.signing.keys import PublicKey
from shared.signing.paper import sign_diploma
from tests.client.software_token import CODES, LIBRARY, NO_SEAL, SEAL, TWO_SEALS, needs_token
from tests.diploma_content import diploma_document

TODAY = date(2026, 7, 5)


@needs_token
def test_a_token_makes_a_key_and_signs_codes_with_it(tokens):
    plugged_in = tokens.token(CODES)
    with pytest.raises(UserError, match="no Ed25519 key"):
        TokenSigner(plugged_in)
    made = TokenSigner(plugged_in, make=True)
    signer = TokenSigner(plugged_in)
    assert signer.public_key == made.public_key
    assert keys.proved(signer.public_key, keys.proof(signer))
    known = {signer.key_id: PublicKey(signer.key_id, signer.public_key, TODAY)}
    with signer.lot():
        signed = sign_diploma(diploma_document(), signer, TODAY)
    assert sign_diploma(diploma_document(), signer, TODAY).signature == signed.signature
    assert verify.verify(signed.code, known).good
    assert keys.signed_digest(signer.public_key, signed.digest, signed.signature)
    with tokens.pulled_out(), pytest.raises(UserError, match="No token of this library is plugged in"):
        signer.sign(b"x")
    assert keys.signed(signer.public_key, b"x", signer.sign(b"x"))


@pytest.fixture
def paper(tmp_path):
    written = BytesIO()
    canvas = Canvas(written)
    canvas.drawString(100, 700, "Diplom")
    canvas.save()
    (tmp_path / "diplom.pdf").write_bytes(written.getvalue())
    return tmp_path / "diplom.pdf"


@needs_token
@pytest.mark.parametrize(("label", "name"), [(SEAL, ""), (TWO_SEALS, "rektor")])
def test_a_pdf_file_is_signed_by_the_certificate_of_a_token(tokens, paper, label, name):
    """The one has a key of RSA, which hashes on the token; the other one of a curve, which is given the hash."""
    admitted = {SEAL: tokens.university, TWO_SEALS: tokens.rector}[label]
    assert read_token(tokens.token(label), name) == admitted
    written = sign_file(paper, partial(by_token, tokens.token(label), name), paper.with_name("imzo.pdf"))
    assert check_file(written, [admitted]).state == "good"
    assert check_file(written, []).state == "unknown"
    spoiled = written.read_bytes().replace(b"Diplom", b"Diplon") + b" "
    written.write_bytes(spoiled)
    assert check_file(written, [admitted]).state in {"altered", "added"}


@needs_token
@pytest.mark.parametrize(
    ("label", "pin", "name", "sentence"),
    [
        (SEAL, "0000", "", f"PIN of the token “{SEAL}” is wrong"),
        (SEAL, "", "", f"PIN of the token “{SEAL}” is wrong"),
        ("Boshqa", "4321", "", "No token “Boshqa” is plugged in. Plugged in: .*HEMIS"),
        ("", "4321", "", "Several tokens are plugged in: .*MUHR"),
        (NO_SEAL, "4321", "", f"token “{NO_SEAL}” has no certificate with its private key"),
        (TWO_SEALS, "4321", "", "several certificates: .*Rektor"),
        (TWO_SEALS, "4321", "Dekan", "no certificate “Dekan”. It has: .*Rektor"),
    ],
)
def test_what_a_token_refuses_is_said_and_nothing_is_written(tokens, paper, label, pin, name, sentence):
    written = paper.with_name("imzo.pdf")
    with pytest.raises(UserError, match=sentence):
        sign_file(paper, partial(by_token, tokens.token(label, pin), name), written)
    assert not written.exists()


def sign_while_it_is_pulled_out(tokens):
    with token.opened(tokens.token(SEAL)) as session:
        private = next(session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}))
        with tokens.pulled_out():
            private.sign(b"x", mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)


@needs_token
def test_a_token_pulled_out_while_it_signs_is_said_and_signs_again_when_it_is_back(tokens, paper):
    written = paper.with_name("imzo.pdf")
    with tokens.pulled_out(), pytest.raises(UserError, match="No token of this library is plugged in"):
        sign_file(paper, partial(by_token, tokens.token(SEAL), ""), written)
    with pytest.raises(UserError, match="does not answer"):
        sign_while_it_is_pulled_out(tokens)
    assert not written.exists()
    assert sign_file(paper, partial(by_token, tokens.token(SEAL), ""), written).exists()


@needs_token
def test_what_is_no_library_of_a_token_is_said(tmp_path):
    (tmp_path / "token.so").write_bytes(b"no library")
    for library in (tmp_path / "token.so", tmp_path / "none.so", tmp_path):
        with pytest.raises(UserError, match="no library of a token"):
            TokenSigner(Token(str(library), "HEMIS", "4321"))


@pytest.mark.parametrize(
    ("raised", "flags", "sentence"),
    [
        (exceptions.PinLocked, TokenFlag.TOKEN_INITIALIZED, "is locked: a wrong PIN was typed too often"),
        (exceptions.PinIncorrect, TokenFlag.USER_PIN_LOCKED, "is locked: a wrong PIN was typed too often"),
        (exceptions.PinIncorrect, TokenFlag.USER_PIN_FINAL_TRY, "after another wrong one it locks itself"),
        (exceptions.PinExpired, TokenFlag.TOKEN_INITIALIZED, "asks for a new PIN"),
        (exceptions.DeviceRemoved, TokenFlag.TOKEN_INITIALIZED, "does not answer. Plug it in again"),
        (exceptions.MechanismInvalid, TokenFlag.TOKEN_INITIALIZED, "cannot do this: MechanismInvalid"),
    ],
)
def test_what_softhsm_never_does_is_said_too(monkeypatch, raised, flags, sentence):
    """No PIN locks a token of SoftHSM: one that answers as the standard says stands in its place."""

    def refuses(**_how):
        raise raised

    slot = SimpleNamespace()
    there = SimpleNamespace(label="MUHR", slot=slot, open=refuses, flags=flags | TokenFlag.TOKEN_INITIALIZED)
    slot.get_token = lambda: there
    library = SimpleNamespace(get_slots=lambda **_which: [slot])
    monkeypatch.setattr(pkcs11, "lib", lambda _path: library)
    with pytest.raises(UserError, match=sentence):
        TokenSigner(Token("maker.so", "MUHR", "4321"))


def test_a_pin_is_in_no_report():
    assert "4321" not in repr(Token(LIBRARY, "HEMIS", "4321"))
