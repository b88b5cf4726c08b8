"""What leaves the university signed: PDF files in which an overlay is found, credentials that others verify."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from reports.signing import credential, pdf
from reports.signing.credential import NotGenuineError, did_of, read_credential, signed_credential
from reports.signing.learning_model import issuer_of, learning_model
from shared.diplomas.content import from_document
from shared.signing import keys
from shared.signing.keys import PublicKey, SeedSigner
from tests.diploma_content import UUID, diploma_document
from tests.reports.certificates import PASSPHRASE, certificate
from tests.shared.rfc8032 import verified

DAY = date(2026, 7, 5)
SIGNER, OTHER = (SeedSigner(sha256(name).digest()) for name in (b"one", b"other"))
KNOWN = {SIGNER.key_id: PublicKey(SIGNER.key_id, SIGNER.public_key, date(2026, 1, 1))}


@pytest.fixture(scope="module")
def paper():
    written = BytesIO()
    canvas = Canvas(written)
    canvas.drawString(100, 700, "Diplom D-2026-00417")
    canvas.showPage()
    canvas.save()
    return written.getvalue()


@pytest.fixture(scope="module")
def university():
    return certificate()


@pytest.fixture(scope="module")
def signed(paper, university):
    return pdf.sign_pdf(paper, pdf.signer_of_file(university[1], PASSPHRASE), "Diplom")


def judged(file, certificates):
    return pdf.check_pdf(file, certificates, datetime.now(UTC))


def overlaid(signed, text="2 500 000"):
    """Somebody draws over a page and appends it as PDF allows: no byte that was signed is touched."""
    writer = IncrementalPdfFileWriter(BytesIO(signed), strict=False)
    content = RawContent(f"BT /F1 12 Tf 100 650 Td ({text}) Tj ET".encode())
    writer.add_stream_to_page(0, writer.add_object(_stream(content)))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _stream(content):
    return StreamObject(stream_data=content.render())


def test_a_signed_file_is_good_and_its_pages_are_what_they_were(paper, signed, university):
    assert judged(signed, [university[0]]) == pdf.PdfVerdict(pdf.GOOD, "Konchilik va geologiya universiteti")
    assert signed.startswith(paper)
    assert "D-2026-00417" in PdfReader(BytesIO(signed)).pages[0].extract_text()


def test_what_pyhanko_says_of_it_itself(signed, university):
    [embedded] = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    [root] = pdf.load_certs_from_pemder_data(university[0].encode())
    status = validate_pdf_signature(embedded, ValidationContext(trust_roots=[root], allow_fetching=False))
    assert status.bottom_line
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_an_overlay_is_found_though_the_signature_is_intact_valid_and_trusted(signed, university):
    forged = overlaid(signed)
    [embedded] = PdfFileReader(BytesIO(forged)).embedded_regular_signatures
    [root] = pdf.load_certs_from_pemder_data(university[0].encode())
    status = validate_pdf_signature(embedded, ValidationContext(trust_roots=[root], allow_fetching=False))
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert not status.bottom_line
    assert judged(forged, [university[0]]).state == pdf.ADDED


def test_a_changed_byte_is_found(signed, university):
    changed = signed.replace(b"University1", b"University9") if b"University1" in signed else signed
    changed = changed.replace(b"/MediaBox", b"/MediaBoy", 1)
    assert judged(changed, [university[0]]).state in {pdf.ALTERED, pdf.UNREADABLE}


def test_another_certificate_and_none_are_told_apart(paper, signed, university):
    other = certificate("Boshqa universitet")
    assert judged(signed, [other[0]]).state == pdf.UNKNOWN
    assert judged(signed, []).state == pdf.UNKNOWN
    assert judged(paper, [university[0]]).state == pdf.NONE
    assert judged(b"no pdf", [university[0]]).state == pdf.UNREADABLE


def test_a_second_signature_stands_beside_the_first(signed, university):
    twice = pdf.sign_pdf(signed, pdf.signer_of_file(university[1], PASSPHRASE))
    assert len(PdfFileReader(BytesIO(twice)).embedded_regular_signatures) == 2
    assert judged(twice, [university[0]]).state == pdf.GOOD
    stranger = certificate("Boshqa universitet")
    mixed = pdf.sign_pdf(signed, pdf.signer_of_file(stranger[1], PASSPHRASE))
    assert judged(mixed, [university[0]]).state == pdf.UNKNOWN


def test_a_certificate_that_has_run_out_is_not_good(paper):
    old = certificate(days=-30)
    run_out = pdf.sign_pdf(paper, pdf.signer_of_file(old[1], PASSPHRASE))
    assert judged(run_out, [old[0]]).state == pdf.RUN_OUT


def test_the_passphrase_of_a_certificate_is_asked_for(university):
    for content, passphrase in ((university[1], "boshqa"), (b"no file", PASSPHRASE)):
        with pytest.raises(pdf.WrongPassphraseError):
            pdf.signer_of_file(content, passphrase)


@pytest.fixture
def content():
    return from_document(diploma_document())


def model(content, signer=SIGNER):
    return learning_model(content, issuer_of(content, did_of(signer.public_key)), DAY)


def test_the_learning_model_says_what_the_diploma_says(content):
    made = model(content)
    person = made["credentialSubject"]
    achievement, entitlement = person["hasClaim"]
    assert made["id"] == f"urn:uuid:{UUID}"
    assert made["validFrom"] == "2026-07-05T00:00:00+05:00"
    assert person["familyName"] == {"uz": ["Oʻtkirova"]}
    assert person["dateOfBirth"] == "2003-05-04T00:00:00+05:00"
    assert achievement["title"]["en"] == ["Bachelor"]
    assert achievement["creditReceived"][0]["point"] == "240.0"
    assert achievement["identifier"]["notation"] == "D-2026-00417"
    assert achievement["specifiedBy"]["volumeOfLearning"] == "PT7200H"
    assert [part["title"]["en"] for part in achievement["hasPart"]] == [
        ["Higher mathematics"],
        ["Graduation paper"],
    ]
    assert achievement["hasPart"][0]["provenBy"][0]["grade"]["noteLiteral"]["en"] == ["5 A (91.5)"]
    assert entitlement["title"]["en"] == ["Access to master's programmes"]
    assert json.loads(json.dumps(made)) == made


def test_what_a_diploma_does_not_say_is_left_out(content):
    bare = from_document(
        diploma_document(texts={"uz": {"surname": "A"}, "en": {}}, gpa=None, lines=[], register_day="bugun")
    )
    said = json.dumps(model(bare))
    for empty in ('""', "[]", "{}", "null"):
        assert empty not in said
    assert "dateOfBirth" not in said


def test_did_key_is_written_as_its_specification_does():
    """The first example of the did:key method."""
    public = bytes.fromhex("2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6")
    assert did_of(keys.written(public)) == "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"


def test_a_credential_is_read_by_the_keys_of_the_university_alone(content):
    made = model(content)
    text = signed_credential(made, SIGNER)
    assert read_credential(text, KNOWN) == made
    stranger = signed_credential(model(content, OTHER), OTHER)
    with pytest.raises(NotGenuineError, match="not known"):
        read_credential(stranger, KNOWN)
    with pytest.raises(ValueError, match="its issuer"):
        signed_credential(made, OTHER)


def test_every_changed_letter_of_a_credential_is_found(content):
    text = signed_credential(model(content), SIGNER)
    for place in range(0, len(text), 37):
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        with pytest.raises(NotGenuineError):
            read_credential(changed, KNOWN)


def test_no_credential_says_itself_how_it_is_verified(content):
    """A header that asks for no signature, or for another way of signing, is refused."""
    head, body, signature = signed_credential(model(content), SIGNER).split(".")
    said = json.loads(keys.read(head))
    for wrong in ({"alg": "none"}, {"alg": "HS256"}, {"typ": "JWT"}):
        forged = keys.written(json.dumps(said | wrong).encode())
        for proof in ("", signature):
            with pytest.raises(NotGenuineError):
                read_credential(f"{forged}.{body}.{proof}", KNOWN)


def test_the_signature_of_a_credential_holds_by_the_arithmetic_of_rfc_8032(content):
    text = signed_credential(model(content), SIGNER)
    message, _dot, signature = text.rpartition(".")
    assert verified(keys.read(SIGNER.public_key), message.encode(), keys.read(signature))


def test_other_libraries_verify_the_credential(content):
    """PyJWT reads the form, libsodium verifies the signature."""
    jwt = pytest.importorskip("jwt", reason="PyJWT is not installed")
    nacl = pytest.importorskip("nacl.signing", reason="PyNaCl is not installed")
    text = signed_credential(model(content), SIGNER)
    assert jwt.get_unverified_header(text)["typ"] == credential.KIND
    assert (
        jwt.decode_complete(text, options={"verify_signature": False})["payload"]["id"] == f"urn:uuid:{UUID}"
    )
    message, _dot, signature = text.rpartition(".")
    nacl.VerifyKey(keys.read(SIGNER.public_key)).verify(message.encode(), keys.read(signature))
