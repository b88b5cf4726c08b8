"""Keys of the university: two people admit one, nobody changes one, what has ended still says what it signed."""

from datetime import date, timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from server_db.present_state import demonstration
from shared.models.signing import ENDED
from shared.signing import keys, verify
from shared.signing.demonstration import KEY_ID, PUBLIC_KEY, demonstration_signer
from shared.signing.keys import PublicKey, SeedSigner
from shared.signing.paper import sign_diploma
from tests.diploma_content import diploma_document
from tests.server.acting import refused, scalar

NO_KEY = "This is no public key that the university can use."


def given(signer, **changed):
    said = {
        "algorithm": "ed25519",
        "public_key": signer.public_key,
        "proof": keys.proof(signer),
        "kept": "safe",
    }
    return Jsonb({**said, "place": "REG-KOMP-1", **changed})


def propose(registrar, signer, **changed):
    made = scalar(registrar, "select signing.propose_key(%s)", given(signer, **changed))
    registrar.commit()
    return made


def decide(admin, key, *, agree=True, answer=None):
    admin.execute("select signing.decide_key(%s, %s, %s)", [key, agree, answer])
    admin.commit()


def end(admin, key, kind="rolled_over", reason="Yangi kompyuter", last=None):
    admin.execute("select signing.end_key(%s, %s, %s, %s)", [key, kind, reason, last])
    admin.commit()


def known(person):
    rows = person.execute("select * from signing.public_keys()").fetchall()
    person.commit()
    return {row[0]: PublicKey(row[0], row[2], *row[4:6], row[6] or "") for row in rows if row[1] == "ed25519"}


@pytest.fixture
def registrar(as_person):
    return as_person("registrar")


@pytest.fixture
def keeper(as_person):
    return as_person("admin")


@pytest.fixture
def signer():
    return SeedSigner(keys.generate())


def test_nobody_but_the_registrar_proposes_and_nobody_but_another_admits(
    as_person, registrar, keeper, signer
):
    for login in ("dean_geology", "admin", "academic_office", "management"):
        with refused("", "42501"):
            as_person(login).execute("select signing.propose_key(%s)", [given(signer)])
    key = propose(registrar, signer)
    for login in ("dean_geology", "registrar", "academic_office", "teacher_mining"):
        with refused("", "42501"):
            as_person(login).execute("select signing.decide_key(%s, true)", [key])
    assert signer.key_id not in known(registrar)
    decide(keeper, key)
    assert signer.key_id in known(registrar)
    with refused("The key {key} is admitted already.", "HM003"):
        decide(keeper, key, agree=False, answer="Kech")


def test_who_proposed_a_key_does_not_admit_it_in_another_office(admin, registrar, keeper, signer):
    key = propose(registrar, signer)
    admin.execute("update signing.key set registered_by = 'admin' where id = %s", [key])
    with refused("Who proposes a key does not admit it. Another person does.", "HM002"):
        decide(keeper, key)
    keeper.rollback()
    with pytest.raises(psycopg.Error) as caught:
        admin.execute(
            "update signing.key set state = 'admitted', valid_from = security.today(), decided_by = 'admin',"
            " decided_at = now() where id = %s",
            [key],
        )
    assert caught.value.diag.constraint_name == "key_two_people_check"


def test_the_name_of_a_key_is_its_fingerprint_as_the_program_reckons_it(admin, registrar, signer):
    key = propose(registrar, signer, key_id="0000000000000000")
    assert scalar(admin, "select key_id from signing.key where id = %s", key) == signer.key_id


@pytest.mark.parametrize(
    "changed",
    [
        {"public_key": "x"}, {"public_key": None}, {"public_key": "A" * 42}, {"public_key": "+" * 43}, {"proof": None},
        {"algorithm": "rsa"}, {"algorithm": None}, {"algorithm": "x509"},
        {"algorithm": "x509", "certificate": "<html>"},
    ],
)  # fmt: skip
def test_what_is_no_key_is_refused(registrar, signer, changed):
    with refused(NO_KEY):
        propose(registrar, signer, **changed)


def test_a_key_is_registered_once(registrar, signer):
    propose(registrar, signer)
    with pytest.raises(psycopg.Error) as caught:
        propose(registrar, signer)
    assert caught.value.diag.constraint_name == "key_key_id_key"


def test_the_key_of_the_demonstration_is_refused_everywhere(registrar):
    with refused("This is the key of the demonstration: everybody has its private part. Make a new one."):
        propose(registrar, demonstration_signer())


def test_refusing_a_key_needs_a_reason_and_gives_it_to_nobody(registrar, keeper, signer):
    key = propose(registrar, signer)
    with refused("Give a reason."):
        decide(keeper, key, agree=False)
    keeper.rollback()
    decide(keeper, key, agree=False, answer="Barmoq izi mos kelmadi")
    assert signer.key_id not in known(registrar)
    with refused("The key {key} was refused.", "HM003"):
        end(keeper, key)


def test_old_papers_stay_verifiable_after_the_roll_over(registrar, keeper, signer):
    today = scalar(keeper, "select security.today()")
    key = propose(registrar, signer)
    decide(keeper, key)
    code = sign_diploma(diploma_document(), signer, today).code
    assert verify.verify(code, known(registrar)).good
    end(keeper, key)
    follower = SeedSigner(keys.generate())
    decide(keeper, propose(registrar, follower))
    after = known(registrar)
    assert verify.verify(code, after).good
    assert verify.verify(sign_diploma(diploma_document(), follower, today).code, after).good
    tomorrow = sign_diploma(diploma_document(), signer, today + timedelta(days=1)).code
    assert verify.verify(tomorrow, after).state == verify.NOT_HELD


def test_a_key_dates_from_its_admission_and_cannot_be_dated_back(registrar, keeper, signer):
    today = scalar(keeper, "select security.today()")
    key = propose(registrar, signer, valid_from="2001-01-01", state="admitted", registered_by="admin")
    decide(keeper, key)
    assert known(registrar)[signer.key_id].valid_from == today
    yesterday = sign_diploma(diploma_document(), signer, today - timedelta(days=1)).code
    assert verify.verify(yesterday, known(registrar)).state == verify.NOT_HELD


def test_a_key_that_was_stolen_ends_on_the_last_day_it_was_surely_ours(admin, registrar, keeper, signer):
    today = scalar(keeper, "select security.today()")
    key = propose(registrar, signer)
    decide(keeper, key)
    admin.execute("update signing.key set valid_from = valid_from - 30 where id = %s", [key])
    between = "The last day of the key lies between its first day and today."
    for last in (today + timedelta(days=1), today - timedelta(days=32)):
        with refused(between):
            end(keeper, key, "revoked", "Noutbuk oʻgʻirlangan", last)
        keeper.rollback()
    with refused("Give a reason."):
        end(keeper, key, "revoked", " ")
    keeper.rollback()
    end(keeper, key)
    with refused("The key {key} has ended.", "HM003"):
        end(keeper, key)
    keeper.rollback()
    end(keeper, key, "revoked", "Noutbuk oʻgʻirlangan", today - timedelta(days=5))
    good, forged = (
        sign_diploma(diploma_document(), signer, today - timedelta(days=ago)).code for ago in (10, 4)
    )
    assert verify.verify(good, known(registrar)).may_be_backdated
    assert verify.verify(forged, known(registrar)).state == verify.NOT_HELD
    with refused("The key {key} has ended.", "HM003"):
        end(keeper, key, "revoked", "Yana", today)


def test_keys_are_neither_changed_nor_removed_by_anybody(as_person, registrar, signer):
    propose(registrar, signer)
    for login in ("admin", "registrar", "dean_geology", "academic_office"):
        for statement in (
            "update signing.key set public_key = 'x'",
            "update signing.key set valid_from = '2001-01-01'",
            "delete from signing.key",
            "truncate signing.key",
        ):
            with refused("", "42501"):
                as_person(login).execute(statement)


def test_not_even_our_functions_may_change_what_a_key_is(admin):
    for column in ("key_id", "public_key", "algorithm", "certificate", "registered_by", "proof"):
        right = "select has_column_privilege('hemis_definer', 'signing.key', %s, 'update')"
        assert not scalar(admin, right, column)
    assert not scalar(admin, "select has_table_privilege('hemis_definer', 'signing.key', 'delete')")


def test_everybody_reads_the_public_part_and_few_read_who_admitted(as_person):
    for login in ("teacher_mining", "hr", "management", "accounting"):
        person = as_person(login)
        assert KEY_ID in known(person)
        with refused("", "42501"):
            person.execute("select registered_by from signing.key")


def test_the_demonstration_signs_with_its_own_key(as_person, admin):
    found = known(as_person("management"))
    assert found[KEY_ID].public_key == PUBLIC_KEY
    last_summer = date(scalar(admin, "select security.today()").year - 1, 7, 5)
    assert verify.verify(
        sign_diploma(diploma_document(), demonstration_signer(), last_summer).code, found
    ).good
    assert scalar(admin, "select count(*) from signing.key where state = %s", ENDED)
    assert all(
        keys.proved(*row)
        for row in admin.execute("select public_key, proof from signing.key where place = 'Namoyish'")
    )
    assert scalar(admin, "select signing.is_everybodys(%s)", KEY_ID)
    assert any(PUBLIC_KEY in script for script in demonstration())
