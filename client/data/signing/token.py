"""Keys on a token or card, by PKCS#11: the token signs, its private keys never leave it, its PIN is never stored."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import cast

import pkcs11
from cryptography import x509
from cryptography.x509.oid import NameOID
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag, exceptions

from client.core.errors import UserError
from client.core.i18n import N_
from shared.signing import keys

NO_LIBRARY = N_(
    "“{file}” is no library of a token. Choose the one that its maker gives (PKCS#11, .dll or .so)."
)
NO_TOKEN = N_("No token of this library is plugged in. Plug it in, or choose the library of its maker.")
OTHER_TOKEN = N_("No token “{token}” is plugged in. Plugged in: {tokens}.")
SEVERAL_TOKENS = N_("Several tokens are plugged in: {tokens}. Type the name of the one that signs.")
WRONG_PIN = N_("The PIN of the token “{token}” is wrong. Type it again.")
LAST_TRY = N_(
    "The PIN of the token “{token}” is wrong, and after another wrong one it locks itself. Look the PIN up first."
)
LOCKED = N_(
    "The token “{token}” is locked: a wrong PIN was typed too often. Unlock it with the program of its maker."
)
NO_PIN = N_("The token “{token}” asks for a new PIN. Set it with the program of its maker.")
PULLED_OUT = N_("The token does not answer. Plug it in again and repeat; nothing was signed.")
UNABLE = N_(
    "The token cannot do this: {reason}. Look whether its maker gives a newer library, or use another token."
)
NO_KEY = N_("The token has no Ed25519 key “{key}”.")
NO_CERTIFICATE = N_(
    "The token “{token}” has no certificate with its private key. Put one on it, or choose another token."
)
OTHER_CERTIFICATE = N_("The token has no certificate “{name}”. It has: {names}.")
SEVERAL_CERTIFICATES = N_("The token has several certificates: {names}. Type the name of the one that signs.")
LABEL = "HEMIS"
#: The name of the curve, as a token takes it (RFC 8410).
_CURVE = bytes.fromhex("06032b6570")
_OCTETS = b"\x04\x20"
_REFUSALS: dict[type[Exception], str] = {
    exceptions.PinIncorrect: WRONG_PIN,
    exceptions.PinInvalid: WRONG_PIN,
    exceptions.PinLenRange: WRONG_PIN,
    exceptions.PinLocked: LOCKED,
    exceptions.PinExpired: NO_PIN,
    exceptions.UserPinNotInitialized: NO_PIN,
    # Each maker's library has its own word for a token that is gone.
    exceptions.DeviceRemoved: PULLED_OUT,
    exceptions.DeviceError: PULLED_OUT,
    exceptions.GeneralError: PULLED_OUT,
    exceptions.ObjectHandleInvalid: PULLED_OUT,
    exceptions.KeyHandleInvalid: PULLED_OUT,
    exceptions.SessionClosed: PULLED_OUT,
    exceptions.SessionHandleInvalid: PULLED_OUT,
    exceptions.SlotIDInvalid: PULLED_OUT,
    exceptions.TokenNotPresent: PULLED_OUT,
    exceptions.TokenNotRecognised: PULLED_OUT,
}
#: A program is signed in to a token as a whole: a second work would find the first one's session, whatever its PIN.
_ALONE = Lock()


@dataclass(frozen=True)
class Token:
    """Where a token is and what opens it; without a name it is the only one that is plugged in."""

    library: str
    label: str
    pin: str = field(repr=False)
    key: str = LABEL


@dataclass(frozen=True)
class OnToken:
    """A certificate on a token whose private key is there too."""

    #: As it lies there, in DER.
    certificate: bytes
    label: str
    key_id: bytes

    @property
    def name(self) -> str:
        """What people call it: its label, else in whose name it is."""
        return self.label or self._holder

    def is_called(self, name: str) -> bool:
        """Tell whether that is its label, or in whose name it is."""
        return name.casefold() in {self.label.casefold(), self._holder.casefold()}

    @property
    def _holder(self) -> str:
        subject = x509.load_der_x509_certificate(self.certificate).subject
        found = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(found[0].value) if found else subject.rfc4514_string()


@contextmanager
def opened(token: Token, *, writes: bool = False) -> Iterator[pkcs11.Session]:
    """Open a token by its PIN until the work is done; whatever it refuses on the way becomes a sentence."""
    with _ALONE:
        plugged_in = _plugged_in(token)
        try:
            with plugged_in.open(rw=writes, user_pin=token.pin) as session:
                yield session
        except exceptions.PKCS11Error as error:
            raise _refusal(error, plugged_in) from error


def certificate_of(session: pkcs11.Session, name: str = "") -> OnToken:
    """Return the certificate of that name, or the only one; a `UserError` names those that are there."""
    private = {
        bytes(each[Attribute.ID]) for each in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})
    }
    there = [
        OnToken(bytes(each[Attribute.VALUE]), each[Attribute.LABEL], bytes(each[Attribute.ID]))
        for each in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
        if bytes(each[Attribute.ID]) in private
    ]
    if not there:
        raise UserError(NO_CERTIFICATE, token=session.token.label)
    names = ", ".join(each.name for each in there)
    fitting = [each for each in there if not name or each.is_called(name)]
    if not fitting:
        raise UserError(OTHER_CERTIFICATE, name=name, names=names)
    if len(fitting) > 1:
        raise UserError(SEVERAL_CERTIFICATES, names=names)
    return fitting[0]


class TokenSigner:
    """Signs on the token; it is opened for a signature or for a lot of them, and closed again."""

    def __init__(self, token: Token, *, make: bool = False) -> None:
        self._token = token
        self._session: pkcs11.Session | None = None
        with opened(token, writes=make) as session:
            if make:
                self._make(session)
            self.public_key = keys.written(self._public(session))
        self.key_id = keys.key_id(self.public_key)

    def sign(self, message: bytes) -> bytes:
        """Return the token's signature."""
        with nullcontext(self._session) if self._session is not None else opened(self._token) as session:
            private = cast("pkcs11.SignMixin", self._find(session, ObjectClass.PRIVATE_KEY))
            return bytes(private.sign(message, mechanism=Mechanism.EDDSA))

    @contextmanager
    def lot(self) -> Iterator[None]:
        """Stay signed in to the token: that takes longer than a signature."""
        with opened(self._token) as session:
            self._session = session
            try:
                yield
            finally:
                self._session = None

    def _public(self, session: pkcs11.Session) -> bytes:
        point = bytes(self._find(session, ObjectClass.PUBLIC_KEY)[Attribute.EC_POINT])
        return point.removeprefix(_OCTETS) if len(point) > keys.PUBLIC else point

    def _make(self, session: pkcs11.Session) -> None:
        curve = session.create_domain_parameters(
            KeyType.EC_EDWARDS, {Attribute.EC_PARAMS: _CURVE}, local=True
        )
        curve.generate_keypair(
            label=self._token.key,
            id=sha256(self._token.key.encode()).digest()[:8],
            store=True,
            mechanism=Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
        )

    def _find(self, session: pkcs11.Session, kind: ObjectClass) -> pkcs11.Object:
        wanted = {
            Attribute.CLASS: kind,
            Attribute.LABEL: self._token.key,
            Attribute.KEY_TYPE: KeyType.EC_EDWARDS,
        }
        found = next(iter(session.get_objects(wanted)), None)
        if found is None:
            raise UserError(NO_KEY, key=self._token.key)
        return found


def _plugged_in(token: Token) -> pkcs11.Token:
    there = _tokens(token.library)
    fitting = [each for each in there if token.label in {"", each.label}]
    if not fitting:
        # Many a library sees what was plugged in, or plugged in again, only when it begins anew.
        there = _tokens(token.library, anew=True)
        fitting = [each for each in there if token.label in {"", each.label}]
    if len(fitting) == 1:
        return fitting[0]
    if not there:
        raise UserError(NO_TOKEN)
    tokens = ", ".join(each.label for each in there)
    if fitting:
        raise UserError(SEVERAL_TOKENS, tokens=tokens)
    raise UserError(OTHER_TOKEN, token=token.label, tokens=tokens)


def _tokens(path: str, *, anew: bool = False) -> list[pkcs11.Token]:
    """The tokens that can be used; an empty one, or one that is being pulled out, is none."""
    try:
        library = pkcs11.lib(path)
        if anew:
            library.reinitialize()
        slots = library.get_slots(token_present=True)
    except Exception as error:  # a library of any maker may fail in any way
        refusal = UserError(NO_LIBRARY, file=Path(path).name)
        refusal.details = str(error)
        raise refusal from error
    found = []
    for slot in slots:
        try:
            found.append(slot.get_token())
        except exceptions.PKCS11Error:
            continue
    return [each for each in found if TokenFlag.TOKEN_INITIALIZED in each.flags]


def _refusal(error: exceptions.PKCS11Error, token: pkcs11.Token) -> UserError:
    sentence = _REFUSALS.get(type(error), UNABLE)
    if sentence == WRONG_PIN:
        sentence = _after_a_wrong_pin(token)
    refusal = UserError(sentence, token=token.label, reason=type(error).__name__)
    refusal.details = f"{type(error).__name__} {error}"
    return refusal


def _after_a_wrong_pin(token: pkcs11.Token) -> str:
    """Ask the token how it stands now: the try that was just made may have been one of the last."""
    try:
        now = token.slot.get_token().flags
    except exceptions.PKCS11Error:
        return WRONG_PIN
    if TokenFlag.USER_PIN_LOCKED in now:
        return LOCKED
    return LAST_TRY if TokenFlag.USER_PIN_FINAL_TRY in now else WRONG_PIN
