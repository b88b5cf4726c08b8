"""Keys at the desk: kept in a safe or a sealed file, known without a server, checked before they are admitted."""

import json
import logging
from datetime import timedelta

import keyring
import pytest

from client.core import clock
from client.core.errors import Unavailable, UserError
from client.data.signing import acts, checking, signers
from client.data.signing.key_store import KeyStore
from client.data.signing.public_keys import best_known, refreshed
from shared.models.signing import SAFE
from shared.signing import keys, verify
from shared.signing.demonstration import KEY_ID, demonstration_signer
from shared.signing.keys import SeedSigner
from shared.signing.paper import sign_diploma
from tests.client.core.test_kept_password import Memory, Safe
from tests.diploma_content import diploma_document

PASSPHRASE = "sariq olma va koʻk osmon"


class Silent:
    """A server that does not answer."""

    def table(self, *_what):
        raise Unavailable("The server does not answer.")

    call = table


@pytest.fixture
def safe():
    before = keyring.get_keyring()
    keyring.set_keyring(Safe())
    yield keyring.get_keyring()
    keyring.set_keyring(before)


@pytest.fixture
def store(tmp_path):
    return KeyStore(tmp_path / "keys", "db.university.uz")


def code_of(signer, day):
    return sign_diploma(diploma_document(), signer, day).code


def test_a_key_is_made_here_and_proposed_without_its_private_part(safe, session_of, admin):
    registrar, keeper = session_of("registrar").gateway, session_of("admin").gateway
    signer = signers.make_in_safe()
    key = acts.propose(registrar, signer, SAFE, "desk-1")
    row = admin.execute("select k::text from signing.key k where id = %s", [key]).fetchone()[0]
    secret = keys.written(signer.seed)
    assert signer.key_id in row
    assert secret not in row
    assert signer.seed.hex() not in row
    assert acts.proposed(keeper, key).fingerprint.replace(" ", "").startswith(signer.key_id)
    acts.admit(keeper, key)
    [here] = signers.kept_here([signer.key_id])
    assert here.key_id == signer.key_id
    signers.forget(signer.key_id)
    assert signers.kept_here([signer.key_id]) == []


def test_a_key_is_not_made_where_there_is_no_safe():
    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    with pytest.raises(UserError, match="no protected keyring"):
        signers.make_in_safe()
    assert keyring.get_keyring().kept == {}
    keyring.set_keyring(before)


def test_a_foreign_key_under_a_name_is_not_taken(safe):
    signer = signers.make_in_safe()
    safe.set_password("HEMIS Desktop signing", "0" * 16, keys.written(signer.seed))
    safe.set_password("HEMIS Desktop signing", "1" * 16, "no key")
    assert signers.kept_here(["0" * 16, "1" * 16]) == []


def test_the_demonstration_signs_without_a_keyring():
    [signer] = signers.kept_here([KEY_ID])
    assert signer.key_id == KEY_ID


def test_a_key_in_a_file_is_opened_by_its_passphrase_alone(tmp_path):
    path = tmp_path / "kalit.p12"
    made = signers.make_in_file(path, PASSPHRASE, PASSPHRASE)
    assert signers.read_file(path, PASSPHRASE) == made
    assert made.seed not in path.read_bytes()
    for wrong in ("", PASSPHRASE + " "):
        with pytest.raises(UserError, match="another one"):
            signers.read_file(path, wrong)
    path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(UserError, match="no file of a key"):
        signers.read_file(path, PASSPHRASE)
    with pytest.raises(UserError, match="plugged in"):
        signers.read_file(tmp_path / "yoʻq.p12", PASSPHRASE)


def test_a_passphrase_is_long_and_typed_twice_alike(tmp_path):
    with pytest.raises(UserError, match="at least 12"):
        signers.make_in_file(tmp_path / "a.p12", "qisqa", "qisqa")
    with pytest.raises(UserError, match="two ways"):
        signers.make_in_file(tmp_path / "a.p12", PASSPHRASE, PASSPHRASE + "x")
    assert not (tmp_path / "a.p12").exists()


def test_a_key_whose_holder_did_not_prove_it_is_not_admitted(session_of, admin):
    registrar, keeper = session_of("registrar").gateway, session_of("admin").gateway
    key = acts.propose(registrar, SeedSigner(keys.generate()), SAFE, "desk-1")
    forged = keys.proof(SeedSigner(keys.generate()))
    admin.execute("update signing.key set proof = %s where id = %s", [forged, key])
    with pytest.raises(UserError, match="has not shown"):
        acts.admit(keeper, key)


def test_a_code_is_checked_with_and_without_the_server(session_of, store):
    gateway = session_of("teacher_mining").gateway
    code = code_of(demonstration_signer(), clock.today())
    assert checking.check_offline(code, store).verdict.state == verify.UNKNOWN_KEY
    asked = checking.check(gateway, code, store)
    assert asked.verdict.good
    assert asked.connected
    assert not asked.register.found  # nobody registered this one
    away = checking.check(Silent(), code, store)
    assert away.verdict.good
    assert not away.connected
    assert away.register is None
    assert abs(away.keys_of - clock.now()) < timedelta(minutes=5)
    assert checking.check_offline(code[:-1] + "0", store).verdict.state in {verify.ALTERED, verify.MALFORMED}


def test_keys_of_another_server_are_not_used(session_of, store, tmp_path):
    refreshed(session_of("teacher_mining").gateway, store)
    assert KEY_ID in store.read().keys
    assert not KeyStore(tmp_path / "keys", "db.other.uz").read().keys


def test_a_file_of_keys_that_was_changed_is_not_believed(session_of, store, tmp_path, caplog):
    refreshed(session_of("teacher_mining").gateway, store)
    [path] = (tmp_path / "keys").iterdir()
    whole = path.read_text(encoding="utf-8")
    forged = json.loads(whole)
    forged["said"]["keys"][0]["public_key"] = SeedSigner(keys.generate()).public_key
    for text in (json.dumps(forged), whole[:-20], "", "[]", '{"said": 1}'):
        path.write_text(text, encoding="utf-8")
        assert store.read().damaged
        assert not store.read().keys
    with caplog.at_level(logging.CRITICAL):
        found, connected = best_known(Silent(), store)
    assert found.damaged
    assert not connected


def test_a_full_disk_costs_the_memory_and_not_the_check(session_of, tmp_path):
    (tmp_path / "keys").write_text("a file where the folder should be")
    store = KeyStore(tmp_path / "keys", "db.university.uz")
    code = code_of(demonstration_signer(), clock.today())
    assert checking.check(session_of("teacher_mining").gateway, code, store).verdict.good


@pytest.mark.parametrize("text", ["MN-2026-00001", "8601234", "HEMIS MN-2026-00001 6f1f2c4e abc", ""])
def test_numbers_of_papers_are_no_codes(text):
    assert not checking.is_code(text)
