"""Signing keys at the desk, and the check of signed papers with a server, without one, and before signing in."""

import os
from io import BytesIO

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from reportlab.pdfgen.canvas import Canvas

from client.core import clock
from client.core.errors import Unavailable
from client.core.settings import workstation
from client.data.signing import acts, files, signers
from client.data.signing.certificates import read_certificate
from client.views.shell.paper_check import PaperCheck
from client.views.signing.certificate_dialog import CertificateDialog
from client.views.signing.end_dialog import EndDialog
from client.views.signing.fingerprint_dialog import FingerprintDialog
from client.views.signing.make_dialog import MakeDialog
from client.views.signing.sign_file_dialog import SignFileDialog
from client.widgets.kept_input import ReasonDialog
from client.widgets.signer_dialog import SignerDialog, with_signer
from shared.models.signing import FILE, SAFE, TOKEN
from shared.signing import keys
from shared.signing.demonstration import KEY_ID, demonstration_signer
from shared.signing.keys import SeedSigner
from shared.signing.paper import sign_diploma
from tests.client.core.test_kept_password import Memory, Safe
from tests.client.reach import act, button, field
from tests.client.reach import window as opened
from tests.client.software_token import LIBRARY, MORE_CODES, PIN, TWO_SEALS, needs_token
from tests.diploma_content import diploma_document
from tests.reports.certificates import PASSPHRASE, certificate


def look(widget, name):
    """Keep a picture where somebody asked for pictures."""
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        QApplication.processEvents()
        widget.grab().save(f"{folder}/signing-{name}.png")


def words(widget):
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def code(signer=None, day=None, **changed):
    return sign_diploma(
        diploma_document(**changed), signer or demonstration_signer(), day or clock.today()
    ).code


def asked(shown, text, kind):
    act(shown, text).trigger()
    return opened(kind)


def chosen(combo, value):
    combo.setCurrentIndex(combo.findData(value))


def row_of(admin, name):
    return admin.execute(
        "select state, kept, registered_by, decided_by, end_kind, ended_on = security.today() from signing.key"
        " where key_id = %s",
        [name],
    ).fetchone()


def at(shown, name):
    """Put the cursor on a key."""
    shown.reload()
    model = shown.table.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == name)
    shown.table.setCurrentIndex(model.index(row, 0))


def test_a_key_is_made_admitted_and_ended_by_two_people(window, admin, use, session_of):
    use(Safe())
    registrar = window("signing-key", "registrar")
    look(registrar, "keys-registrar")
    made = asked(registrar, "Make a key on this workstation", MakeDialog)
    look(made, "make")
    made.place.setText("REG-KOMP-1")
    made.do()
    assert not made.isVisible(), made.message.text()
    told = registrar.workplace.navigator.said[-1]
    [name] = [word for word in told.split() if len(word) == 16]
    assert row_of(admin, name)[:3] == ("proposed", SAFE, "registrar")
    at(registrar, name)
    shown = asked(registrar, "Fingerprint", FingerprintDialog)
    assert shown.fingerprint.text().replace(" ", "").startswith(name)
    assert "on this workstation" in words(shown)
    shown.reject()
    keeper = window("signing-key", "admin")
    at(keeper, name)
    deciding = asked(keeper, "Admit", FingerprintDialog)
    look(deciding, "admit")
    deciding.admit()
    assert row_of(admin, name)[:4] == ("admitted", SAFE, "registrar", "admin")
    at(keeper, name)
    look(keeper, "keys-admin")
    ending = asked(keeper, "End", EndDialog)
    look(ending, "end")
    assert not ending.last_day.isEnabled()
    ending.do()
    assert ending.message.text() == "Give a reason."
    ending.reason.setText("Kompyuter almashtirildi")
    ending.do()
    assert row_of(admin, name)[0] == "ended"
    assert row_of(admin, name)[4:] == ("rolled_over", True)


def test_without_a_safe_a_key_is_kept_in_a_file_and_nowhere_else(window, admin, use, tmp_path):
    plain = Memory()
    use(plain)
    registrar = window("signing-key", "registrar")
    made = asked(registrar, "Make a key on this workstation", MakeDialog)
    made.do()
    assert "no protected keyring" in made.message.text()
    assert plain.kept == {}
    chosen(made.key_place.kept, FILE)
    look(made, "make-file")
    made.key_place.file.path_text.setText(str(tmp_path / "kalit.p12"))
    field(made, "Passphrase").setText("sariq olma va osmon")
    field(made, "Passphrase again").setText("sariq olma va osmom")
    made.do()
    assert "two ways" in made.message.text()
    field(made, "Passphrase again").setText("sariq olma va osmon")
    made.do()
    assert not made.isVisible(), made.message.text()
    signer = signers.read_file(tmp_path / "kalit.p12", "sariq olma va osmon")
    assert row_of(admin, signer.key_id)[:2] == ("proposed", FILE)


@needs_token
def test_a_key_made_on_a_token_signs_and_asks_for_the_pin_each_time(window, admin, tokens, session_of):
    registrar, signing = window("signing-key", "registrar"), []
    made = asked(registrar, "Make a key on this workstation", MakeDialog)
    place = made.key_place
    chosen(place.kept, TOKEN)
    look(made, "make-token")
    assert "never leaves it" in words(made)
    place.library.path_text.setText(LIBRARY)
    place.label.setText(MORE_CODES)
    field(made, "PIN").setText("0000")
    made.do()
    assert f"PIN of the token “{MORE_CODES}” is wrong" in made.message.text()
    look(made, "make-token-wrong")
    field(made, "PIN").setText(PIN)
    made.do()
    assert not made.isVisible(), made.message.text()
    [name] = [word for word in registrar.workplace.navigator.said[-1].split() if len(word) == 16]
    assert row_of(admin, name)[:2] == ("proposed", TOKEN)
    acts.admit(session_of("admin").gateway, admin.execute(
        "select id from signing.key where key_id = %s", [name]).fetchone()[0])  # fmt: skip
    dialog = SignerDialog(registrar.workplace, (name,), signing.append, registrar)
    dialog.open()
    chosen(dialog.place.kept, TOKEN)
    # Where the token is was remembered; its PIN was not.
    assert dialog.place.label.text() == MORE_CODES
    assert dialog.place.secret.text() == ""
    assert PIN not in repr(registrar.workplace.settings.get(f"token/{workstation()}"))
    dialog.place.secret.setText(PIN)
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    assert [each.key_id for each in signing] == [name]


@needs_token
def test_a_file_is_signed_on_a_token_by_the_certificate_that_was_read_from_it(
    window, check, paper, tokens, session_of
):
    registrar = window("signing-key", "registrar")
    taken = asked(registrar, "Take a certificate", CertificateDialog)
    chosen(taken.place.kept, TOKEN)
    taken.place.library.path_text.setText(LIBRARY)
    taken.place.label.setText(TWO_SEALS)
    taken.place.secret.setText(PIN)
    look(taken, "certificate-token")
    taken.do()
    assert "several certificates: Eski muhr, Rektor" in taken.message.text()
    field(taken, "Name of the certificate").setText("Rektor")
    taken.do()
    assert not taken.isVisible(), taken.message.text()
    keeper = session_of("admin").gateway
    key, kept = keeper.rows(
        "select id, kept from signing.key where state = 'proposed' and algorithm = 'x509'"
    )[0]
    assert kept == TOKEN
    acts.admit(keeper, key)
    signing = asked(registrar, "Sign a PDF file", SignFileDialog)
    signing.do()
    assert "Choose the PDF file" in signing.message.text()
    signing.file.path_text.setText(str(paper))
    chosen(signing.place.kept, TOKEN)
    assert signing.place.label.text() == TWO_SEALS
    field(signing, "Name of the certificate").setText("Rektor")
    for pin, sentence in (("", "is wrong"), ("9999", "is wrong")):
        field(signing, "PIN").setText(pin)
        signing.do()
        assert sentence in signing.message.text()
    field(signing, "PIN").setText(PIN)
    look(signing, "sign-file-token")
    with tokens.pulled_out():
        signing.do()
        assert "No token of this library is plugged in" in signing.message.text()
    assert not (paper.parent / "diplom (signed).pdf").exists()
    signing.do()
    assert not signing.isVisible(), signing.message.text()
    check.window.check_file(paper.parent / "diplom (signed).pdf")
    assert "The university signed this file." in words(check.window)


def test_a_key_that_nobody_proved_is_not_offered_for_admission(window, admin, session_of):
    key = acts.propose(session_of("registrar").gateway, SeedSigner(keys.generate()), SAFE, "desk")
    name = admin.execute(
        "update signing.key set proof = repeat('A', 86) where id = %s returning key_id", [key]
    ).fetchone()[0]
    keeper = window("signing-key", "admin")
    at(keeper, name)
    act(keeper, "Admit").trigger()
    assert "has not shown" in keeper.workplace.navigator.said[-1]
    refusing = asked(keeper, "Refuse", ReasonDialog)
    refusing.reason.setPlainText("Kalit isbotlanmagan")
    refusing.do()
    assert row_of(admin, name)[0] == "refused"


def test_the_offices_read_keys_and_change_none(window):
    for login in ("academic_office", "dean_geology"):
        shown = window("signing-key", login)
        texts = {each.text() for each in shown.actions()}
        assert not texts & {"Admit …", "End …", "Make a key on this workstation …"}


@pytest.fixture
def check(window, qtbot):
    shown = window("paper-check", "teacher_mining")

    def ask(text):
        shown.text.setText(text)
        qtbot.keyClick(shown.text, Qt.Key.Key_Return)
        return words(shown)

    ask.window = shown
    return ask


def test_a_signed_paper_is_checked_with_the_server(check):
    said = check(code())
    look(check.window, "check-good")
    assert "The university signed this paper." in said
    assert "Oʻtkirova Gʻuncha Sanʼat qizi" in said
    assert "D-2026-00417" in said
    assert "The register of this server does not have it" in said
    altered = code()
    altered = altered[:-1] + str((int(altered[-1]) + 1) % 10)
    assert "This code was altered." in check(altered)
    look(check.window, "check-altered")
    assert "This university did not sign the paper." in check(code(SeedSigner(keys.generate())))
    assert "no whole code" in check(code()[:300])
    assert "later program" in check(code().replace("86001", "86077", 1))
    assert "does not know this paper" in check("MN-2026-99999")


def test_a_signed_paper_is_checked_without_the_server_and_says_so(check, monkeypatch):
    assert "The university signed" in check(code())

    def away(*_what):
        raise Unavailable("The server does not answer.")

    for verb in ("call", "table"):
        monkeypatch.setattr(check.window.workplace.gateway, verb, away)
    said = check(code())
    look(check.window, "check-away")
    assert "The university signed this paper." in said
    assert "only the server can tell" in said
    assert clock.today().strftime("The keys are of %d.%m.%Y") in said
    assert "is not among those of this computer" in check(code(SeedSigner(keys.generate())))
    assert "does not answer" in check("MN-2026-00001") or "does not answer" in check.window.message.text()


def test_a_day_on_which_the_key_did_not_sign_is_told(check, admin):
    early = admin.execute("select valid_from - 1 from signing.key where key_id = %s", [KEY_ID]).fetchone()[0]
    said = check(code(day=early))
    look(check.window, "check-day")
    assert "The key did not sign for the university on that day." in said


def test_a_paper_of_a_revoked_key_is_a_matter_of_the_register(check, admin):
    key = admin.execute("select id from signing.key where key_id = %s", [KEY_ID]).fetchone()[0]
    admin.execute(
        "update signing.key set state = 'ended', ended_on = security.today(), end_kind = 'revoked', end_reason = 'x',"
        " ended_at = now(), ended_by = 'admin' where id = %s",
        [key],
    )
    said = check(code())
    admin.execute(
        "update signing.key set state = 'admitted', ended_on = null, end_kind = null, end_reason = null,"
        " ended_at = null, ended_by = null where id = %s",
        [key],
    )
    assert "The signature is that of a revoked key." in said
    assert "Believe this paper only if the register knows it." in said


def test_a_signed_paper_is_checked_before_anybody_signs_in(program, signed_in, qtbot):
    first = signed_in("teacher_mining")
    server = first.desk.session.server.text
    first.sign_out()
    first.sign_in.credentials.server.setEditText(server)
    button(first.sign_in, "Check a paper without signing in").click()
    dialog = opened(PaperCheck)
    dialog.text.setText(code())
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    look(dialog, "before-sign-in")
    look(first.sign_in, "sign-in")
    assert "The university signed this paper." in words(dialog)
    assert "was not reached" in words(dialog)
    dialog.text.setText("MN-2026-00001")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert "no whole code" in words(dialog)
    dialog.reject()


@pytest.fixture
def paper(tmp_path):
    written = BytesIO()
    canvas = Canvas(written)
    canvas.drawString(100, 700, "Diplom")
    canvas.save()
    path = tmp_path / "diplom.pdf"
    path.write_bytes(written.getvalue())
    return path


def test_a_file_is_signed_by_the_certificate_that_was_admitted(window, check, paper, tmp_path, session_of):
    pem, sealed = certificate()
    (tmp_path / "muhr.p12").write_bytes(sealed)
    registrar = window("signing-key", "registrar")
    taken = asked(registrar, "Take a certificate", CertificateDialog)
    taken.place.file.path_text.setText(str(tmp_path / "muhr.p12"))
    taken.do()
    assert "no certificate" in taken.message.text()
    taken.place.secret.setText(PASSPHRASE)
    look(taken, "certificate")
    taken.do()
    assert not taken.isVisible(), taken.message.text()
    assert read_certificate(tmp_path / "muhr.p12", PASSPHRASE) == pem
    signing = asked(registrar, "Sign a PDF file", SignFileDialog)
    signing.file.path_text.setText(str(paper))
    signing.place.file.path_text.setText(str(tmp_path / "muhr.p12"))
    signing.place.secret.setText("boshqa")
    signing.do()
    assert "passphrase" in signing.message.text()
    signing.place.secret.setText(PASSPHRASE)
    look(signing, "sign-file")
    signing.do()
    assert not signing.isVisible(), signing.message.text()
    signed = tmp_path / "diplom (signed).pdf"
    check.window.check_file(signed)
    assert "The university did not sign this file." in words(check.window)
    keeper = session_of("admin").gateway
    key = keeper.scalar("select id from signing.key where state = 'proposed' and algorithm = 'x509'")
    acts.admit(keeper, key)
    check.window.check_file(signed)
    look(check.window, "check-file")
    assert "The university signed this file." in words(check.window)
    check.window.check_file(paper)
    assert "This file is not signed." in words(check.window)
    paper.write_bytes(b"no pdf")
    assert files.check_file(paper, []).state == "unreadable"


def test_whoever_signs_is_asked_only_where_no_key_is_at_hand(window, admin, use, tmp_path, session_of):
    use(Memory())
    registrar, signing = window("signing-key", "registrar"), []
    with_signer(registrar.workplace, registrar, signing.append)
    assert [each.key_id for each in signing] == [KEY_ID]  # the demonstration signs without a question
    made = signers.make_in_file(tmp_path / "kalit.p12", PASSPHRASE, PASSPHRASE)
    acts.admit(session_of("admin").gateway, acts.propose(registrar.workplace.gateway, made, FILE, "Seyf"))
    stranger = signers.make_in_file(tmp_path / "begona.p12", PASSPHRASE, PASSPHRASE)
    dialog = SignerDialog(registrar.workplace, (made.key_id,), signing.append, registrar)
    dialog.open()
    look(dialog, "open-key")
    for name, passphrase, sentence in (
        ("kalit.p12", "boshqa ibora yozildi", "another one"),
        ("begona.p12", PASSPHRASE, f"{stranger.key_id} does not sign"),
    ):
        dialog.place.file.path_text.setText(str(tmp_path / name))
        dialog.place.secret.setText(passphrase)
        dialog.do()
        assert sentence in dialog.message.text()
    dialog.place.file.path_text.setText(str(tmp_path / "kalit.p12"))
    dialog.do()
    assert not dialog.isVisible()
    assert signing[-1] == made
