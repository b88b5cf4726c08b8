"""A key on a token or card, by PKCS#11: the token signs, its private key never leaves it."""

from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_
from shared.signing import keys

PACKAGE = "pkcs11"
NO_PACKAGE = N_("Tokens need the package python-pkcs11, which is not installed on this computer.")
NO_LIBRARY = N_(
    "“{file}” is no library of a token. Choose the one that its maker gives (PKCS#11, .dll or .so)."
)
NO_TOKEN = N_("No token “{token}” is plugged in.")
NO_KEY = N_("The token has no Ed25519 key “{key}”.")
WRONG_PIN = N_("The token refused: {reason}.")
LABEL = "HEMIS"
#: The name of the curve, as a token takes it (RFC 8410).
_CURVE = bytes.fromhex("06032b6570")
_OCTETS = b"\x04\x20"


def available() -> bool:
    """Tell whether tokens can be spoken with here."""
    return find_spec(PACKAGE) is not None


@dataclass(frozen=True)
class Token:
    """Where a token is and what opens it."""

    library: str
    label: str
    pin: str
    key: str = LABEL


class TokenSigner:
    """Signs on the token; a session for each lot, so that a token that was pulled out is noticed."""

    def __init__(self, token: Token, *, make: bool = False) -> None:
        self._token = token
        self.public_key = keys.written(self._with_session(self._made if make else self._public))
        self.key_id = keys.key_id(self.public_key)

    def sign(self, message: bytes) -> bytes:
        """Return the token's signature."""
        return self.sign_all([message])[0]

    def sign_all(self, messages: list[bytes]) -> list[bytes]:
        """Return the signatures of several messages in one session."""
        pkcs11 = _pkcs11()

        def work(session: Any) -> list[bytes]:
            private = self._find(session, pkcs11.ObjectClass.PRIVATE_KEY)
            return [bytes(private.sign(each, mechanism=pkcs11.Mechanism.EDDSA)) for each in messages]

        signatures: list[bytes] = self._with_session(work)
        return signatures

    def _public(self, session: Any) -> bytes:
        pkcs11 = _pkcs11()
        point = bytes(self._find(session, pkcs11.ObjectClass.PUBLIC_KEY)[pkcs11.Attribute.EC_POINT])
        return point.removeprefix(_OCTETS) if len(point) > keys.PUBLIC else point

    def _made(self, session: Any) -> bytes:
        pkcs11 = _pkcs11()
        parameters = session.create_domain_parameters(
            pkcs11.KeyType.EC_EDWARDS, {pkcs11.Attribute.EC_PARAMS: _CURVE}, local=True
        )
        parameters.generate_keypair(
            label=self._token.key,
            id=sha256(self._token.key.encode()).digest()[:8],
            store=True,
            mechanism=pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
        )
        return self._public(session)

    def _find(self, session: Any, kind: Any) -> Any:
        pkcs11 = _pkcs11()
        wanted = {
            pkcs11.Attribute.CLASS: kind,
            pkcs11.Attribute.LABEL: self._token.key,
            pkcs11.Attribute.KEY_TYPE: pkcs11.KeyType.EC_EDWARDS,
        }
        found = next(iter(session.get_objects(wanted)), None)
        if found is None:
            raise UserError(NO_KEY, key=self._token.key)
        return found

    def _with_session(self, work: Any) -> Any:
        pkcs11 = _pkcs11()
        try:
            library = pkcs11.lib(self._token.library)
        except Exception as error:  # a library of any maker may fail in any way
            refusal = UserError(NO_LIBRARY, file=self._token.library)
            refusal.details = str(error)
            raise refusal from error
        try:
            token = library.get_token(token_label=self._token.label)
            with token.open(rw=True, user_pin=self._token.pin) as session:
                return work(session)
        except pkcs11.exceptions.NoSuchToken as error:
            raise UserError(NO_TOKEN, token=self._token.label) from error
        except pkcs11.exceptions.PKCS11Error as error:
            raise UserError(WRONG_PIN, reason=type(error).__name__) from error


def _pkcs11() -> Any:
    if not available():
        raise UserError(NO_PACKAGE)
    return import_module(PACKAGE)
