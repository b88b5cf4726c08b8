"""Codes of diplomas: read back exactly, verified without a network, and every change in them found."""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from shared.diplomas.content import from_document
from shared.signing import hash_file, keys, payload, verify
from shared.signing.canonical import NotCanonicalError, canonical, digest
from shared.signing.demonstration import KEY_ID, PUBLIC_KEY, demonstration_signer
from shared.signing.keys import PublicKey, SeedSigner
from shared.signing.paper import sign_diploma
from tests.diploma_content import UUID, diploma_document
from tests.shared.rfc8032 import verified

SIGNED_ON = date(2026, 7, 5)
SIGNER = SeedSigner(sha256(b"one").digest())
OTHER = SeedSigner(sha256(b"other").digest())


def key_of(signer, **known):
    given_ = {"valid_from": date(2026, 1, 10), **known}
    return PublicKey(signer.key_id, signer.public_key, **given_)


def known(*some):
    return {key.key_id: key for key in some or (key_of(SIGNER),)}


@pytest.fixture(scope="module")
def signed():
    return sign_diploma(diploma_document(), SIGNER, SIGNED_ON)


def test_what_is_spelled_otherwise_is_the_same_document():
    whole = diploma_document()
    other = {key: whole[key] for key in reversed(whole)}
    other["texts"] = {
        language: {key: unicodedata.normalize("NFD", text) for key, text in texts.items()}
        for language, texts in whole["texts"].items()
    }
    assert canonical(other) == canonical(whole)
    assert canonical({"b": [1, None, True, "ё/“\n"], "a": {}}) == '{"a":{},"b":[1,null,true,"ё/“\\n"]}'


def test_keys_stand_in_the_order_of_rfc_8785():
    """The published example of section 3.2.3, but for the one of its keys that Unicode composes otherwise."""
    document = {"€": "Euro", "\r": "CR", "1": "One", "😀": "Smiley", "\u0080": "Control", "ö": "Latin"}
    assert list(_keys(canonical(document))) == ["\\r", "1", "\u0080", "ö", "€", "😀"]


def _keys(text):
    return (part.split('":')[0].strip('{"') for part in text.split(',"'))


@pytest.mark.parametrize(
    "wrong", [1.5, Decimal("1.5"), date(2026, 1, 1), 2**53, b"x", "\0", "\ud800", {1: "x"}, {"é": 1, "e\u0301": 2}],
    ids=repr,
)  # fmt: skip
def test_what_has_no_one_spelling_is_refused(wrong):
    with pytest.raises(NotCanonicalError):
        canonical({"x": wrong})


def test_a_code_reads_back_exactly(signed):
    found = verify.verify(signed.code, known())
    assert found.good
    assert found.payload == payload.payload_of(from_document(diploma_document()), signed.digest, SIGNED_ON)
    assert (found.payload.uuid, found.payload.register_number) == (UUID, "D-2026-00417")
    assert found.payload.name == "Oʻtkirova Gʻuncha Sanʼat qizi"
    assert signed.digest.startswith(found.payload.digest)
    typed = "\n".join(signed.code[start : start + 60] for start in range(0, len(signed.code), 60))
    assert verify.verify(f" {typed}\r\n", known()).good


def test_the_code_says_nothing_of_the_birth(signed):
    """The document knows the day; the code has no room for it."""
    assert "2003" not in str(verify.verify(signed.code, known()).payload)


def test_the_longest_code_is_a_qr_code_of_version_15_and_is_read_from_its_picture(tmp_path):
    long = diploma_document()
    long["texts"]["uz"] |= {
        "surname": "Ў" * 64, "given_name": "Gʻ" * 32, "patronymic": "ʼ" * 64, "degree": "ʻ" * 128,
        "specialty": "ў" * 256,
    }  # fmt: skip
    long["register_number"] = "D-2026-" + "9" * 40
    code = sign_diploma(long, SIGNER, SIGNED_ON).code
    drawn = segno.make(code, error="m", boost_error=False)
    assert drawn.version <= 15
    assert drawn.mode == "numeric"
    drawn.save(tmp_path / "code.png", scale=4)
    read = zxingcpp.read_barcode(Image.open(tmp_path / "code.png")).text
    assert read == code
    found = verify.verify(read, known())
    assert found.good
    assert found.payload.specialty.endswith("…")


@given(st.text(max_size=90), st.text(max_size=200), st.dates(payload.EPOCH, date(2179, 1, 1)))
def test_whatever_a_diploma_says_is_read_back(number, name, day):
    texts = {"uz": {"surname": _storable(name)}, "en": {}}
    content = from_document(diploma_document(texts=texts, register_number=_storable(number)))
    said = payload.payload_of(content, "ab" * 32, day)
    assert payload.read_code(payload.code_of(said, SIGNER)).payload == said


def _storable(text):
    return text.encode(errors="ignore").decode()


def test_every_changed_digit_is_found(signed):
    for place, was in enumerate(signed.code):
        for digit in "0123456789":
            if digit != was:
                changed = signed.code[:place] + digit + signed.code[place + 1 :]
                assert not verify.verify(changed, known()).good, place


def test_every_flipped_bit_of_every_byte_is_found(signed):
    raw = payload._raw(signed.code[len(payload.HEAD) :])  # noqa: SLF001 - there is no other way to the bytes
    for place in range(len(raw)):
        for bit in range(8):
            flipped = bytearray(raw)
            flipped[place] ^= 1 << bit
            code = payload.HEAD + payload._digits(bytes(flipped))  # noqa: SLF001
            assert not verify.verify(code, known()).good, (place, bit)


@pytest.mark.parametrize("cut", [1, 16, 17, 100, 600])
def test_half_a_code_is_no_code(signed, cut):
    assert verify.verify(signed.code[:-cut], known()).state in {verify.MALFORMED, verify.ALTERED}
    assert verify.verify(signed.code + "0" * cut, known()).state in {verify.MALFORMED, verify.ALTERED}


@pytest.mark.parametrize(
    "text", ["", "860", "HEMIS MN-2026-00001 x y", "8" * 400, "86001" + "9" * 500, "٨٦٠" * 200]
)
def test_what_is_no_code_is_told_from_one(text):
    assert verify.verify(text, known()).state == verify.MALFORMED


def test_a_later_version_is_not_guessed_at(signed):
    assert verify.verify(signed.code.replace("86001", "86002", 1), known()).state == verify.UNKNOWN_VERSION


def test_a_key_of_nobody_proves_nothing(signed):
    assert verify.verify(signed.code, known(key_of(OTHER))).state == verify.UNKNOWN_KEY
    assert verify.verify(signed.code, known(key_of(SIGNER, valid_from=None))).state == verify.UNKNOWN_KEY
    forged = replace(key_of(SIGNER), public_key=OTHER.public_key)
    assert verify.verify(signed.code, known(forged)).state == verify.UNKNOWN_KEY


def test_old_papers_stay_good_after_the_roll_over(signed):
    old = key_of(SIGNER, ended_on=SIGNED_ON, end_kind=keys.ROLLED_OVER)
    new = key_of(OTHER, valid_from=SIGNED_ON)
    found = verify.verify(signed.code, known(old, new))
    assert found.good
    assert not found.may_be_backdated
    later = sign_diploma(diploma_document(), SIGNER, SIGNED_ON + timedelta(days=1)).code
    assert verify.verify(later, known(old, new)).state == verify.NOT_HELD
    assert verify.verify(sign_diploma(diploma_document(), OTHER, SIGNED_ON).code, known(old, new)).good


def test_a_paper_older_than_its_key_is_not_good(signed):
    assert (
        verify.verify(signed.code, known(key_of(SIGNER, valid_from=date(2026, 7, 6)))).state
        == verify.NOT_HELD
    )


def test_a_revoked_key_says_that_its_days_can_be_forged(signed):
    before = key_of(SIGNER, ended_on=SIGNED_ON, end_kind=keys.REVOKED)
    assert verify.verify(signed.code, known(before)).may_be_backdated
    after = key_of(SIGNER, ended_on=SIGNED_ON - timedelta(days=1), end_kind=keys.REVOKED)
    assert verify.verify(signed.code, known(after)).state == verify.NOT_HELD


def test_signatures_hold_by_the_arithmetic_of_rfc_8032(signed):
    public, message = keys.read(SIGNER.public_key), keys.OF_DIGEST + bytes.fromhex(signed.digest)
    assert verified(public, message, keys.read(signed.signature))
    read = payload.read_code(signed.code)
    assert verified(public, read.message, read.signature)
    assert not verified(public, read.message + b"x", read.signature)


def test_a_signature_of_one_thing_serves_for_no_other(signed):
    assert keys.signed_digest(SIGNER.public_key, signed.digest, signed.signature)
    assert not keys.signed_digest(SIGNER.public_key, digest("other"), signed.signature)
    assert not keys.signed_digest(OTHER.public_key, signed.digest, signed.signature)
    assert not keys.proved(SIGNER.public_key, signed.signature)
    assert keys.proved(SIGNER.public_key, keys.proof(SIGNER))
    assert not keys.proved(OTHER.public_key, keys.proof(SIGNER))
    assert not keys.signed_digest(SIGNER.public_key, signed.digest, "no base64!")


def test_a_private_key_is_not_shown_by_accident():
    assert SIGNER.seed.hex() not in repr(SIGNER)
    assert str(SIGNER.seed) not in f"{SIGNER}"
    assert SeedSigner(keys.generate()).key_id != SeedSigner(keys.generate()).key_id


def test_the_demonstration_has_always_the_same_key():
    signer = demonstration_signer()
    assert (signer.key_id, signer.public_key) == (KEY_ID, PUBLIC_KEY)


CANCELLED_UUID = "00000000-0000-4000-8000-000000000001"
PAPERS = sorted([
    (hash_file.hashed(UUID), digest("a"), hash_file.ISSUED),
    (hash_file.hashed(CANCELLED_UUID), digest("b"), hash_file.CANCELLED),
])  # fmt: skip


def file_of(papers=PAPERS):
    return "".join(hash_file.lines(papers, SIGNED_ON, SIGNER))


def test_the_file_of_hashes_answers_and_names_nobody():
    text = file_of()
    assert text == file_of()
    found = hash_file.read_file(text, known())
    assert found.find(UUID) == (digest("a"), hash_file.ISSUED)
    assert found.find(CANCELLED_UUID)[1] == hash_file.CANCELLED
    assert found.find("00000000-0000-4000-8000-000000000002") is None
    assert UUID not in text
    for word in text.split():
        assert (
            word in {"HEMIS", "papers", "1", "key", "made", "signature", "issued", "cancelled"}
            or len(word) > 9
        )


@pytest.mark.parametrize(
    "papers",
    [
        PAPERS[::-1],
        PAPERS[:1] * 2,
        [("AB" * 32, digest("a"), hash_file.ISSUED)],
        [(PAPERS[0][0], "Karimov Ali", hash_file.ISSUED)],
        [(PAPERS[0][0], digest("a"), "Karimov Ali")],
    ],
)
def test_what_is_no_fingerprint_or_out_of_order_is_not_written(papers):
    with pytest.raises(ValueError, match=r"order|fingerprint|no state|hexadecimal"):
        file_of(papers)


def test_every_changed_letter_of_the_file_is_found():
    text = file_of()
    for place, letter in enumerate(text):
        changed = text[:place] + ("0" if letter != "0" else "1") + text[place + 1 :]
        with pytest.raises(hash_file.NotGenuineError):
            hash_file.read_file(changed, known())


@pytest.mark.parametrize(
    ("ended", "kind", "why"),
    [(SIGNED_ON - timedelta(days=1), keys.ROLLED_OVER, "unknown key"), (SIGNED_ON, keys.REVOKED, "revoked")],
)
def test_a_file_of_a_key_that_had_ended_or_that_others_hold_is_not_believed(ended, kind, why):
    """Whoever took a key writes any day into a file."""
    with pytest.raises(hash_file.NotGenuineError, match=why):
        hash_file.read_file(file_of(), known(key_of(SIGNER, ended_on=ended, end_kind=kind)))
    assert hash_file.read_file(
        file_of(), known(key_of(SIGNER, ended_on=SIGNED_ON, end_kind=keys.ROLLED_OVER))
    )
