"""A private key lies in a safe that gives it back, or nowhere: a plain keyring is refused with what to do instead."""

import keyring
import pytest

from client.core import kept_key
from client.core.errors import UserError
from tests.client.core.test_kept_password import Locked, Memory, Safe


class Forgetful(Safe):
    """Takes everything and keeps nothing."""

    def set_password(self, *_what):
        pass


Forgetful.__module__ = "keyring.backends.Windows"


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_safe_keeps_finds_and_forgets_a_key(use):
    use(Safe())
    kept_key.keep_key("0ea5", "a secret")
    assert kept_key.find_key("0ea5") == "a secret"
    kept_key.forget_key("0ea5")
    kept_key.forget_key("0ea5")
    assert kept_key.find_key("0ea5") == ""


def test_a_plain_keyring_is_refused_and_never_sees_the_key(use):
    plain = Memory()
    use(plain)
    with pytest.raises(UserError, match="no protected keyring"):
        kept_key.keep_key("0ea5", "a secret")
    plain.kept["HEMIS Desktop signing", "0ea5"] = "planted"
    assert kept_key.find_key("0ea5") == ""
    assert list(plain.kept.values()) == ["planted"]


@pytest.mark.parametrize("safe", [Locked, Forgetful])
def test_a_key_that_is_not_given_back_was_not_kept(use, safe, caplog):
    use(safe())
    with pytest.raises(UserError, match="did not keep"):
        kept_key.keep_key("0ea5", "a secret")
    assert "a secret" not in caplog.text


def test_no_key_is_longer_than_the_keyring_of_windows_takes(use):
    use(Safe())
    with pytest.raises(ValueError, match="1280"):
        kept_key.keep_key("0ea5", "x" * 1281)
