"""A password is kept only in the system's own safe."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from client.core import kept_password


class Memory(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class Safe(Memory):
    """Looks like the keyring of Windows."""


Safe.__module__ = "keyring.backends.Windows"


class Locked(Safe):
    """A safe whose owner said no."""

    def get_password(self, *_which):
        raise KeyringLocked

    def set_password(self, *_what):
        raise KeyringLocked


Locked.__module__ = "keyring.backends.SecretService"


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_safe_keeps_finds_and_forgets(use):
    use(Safe())
    kept_password.keep("db", "karimov", "secret words")
    assert kept_password.find("db", "karimov") == "secret words"
    assert kept_password.find("db", "other") == ""
    kept_password.forget("db", "karimov")
    assert kept_password.find("db", "karimov") == ""


def test_a_keyring_that_is_no_safe_is_refused(use):
    plain = Memory()
    use(plain)
    kept_password.keep("db", "karimov", "secret words")
    assert not kept_password.can_keep()
    assert plain.kept == {}
    assert kept_password.find("db", "karimov") == ""


def test_a_locked_safe_means_typing_the_password(use, caplog):
    use(Locked())
    kept_password.keep("db", "karimov", "secret words")
    assert kept_password.find("db", "karimov") == ""
    assert "secret" not in caplog.text


def test_no_test_touches_the_keyring_of_this_computer():
    assert isinstance(keyring.get_keyring(), NoKeyring)
