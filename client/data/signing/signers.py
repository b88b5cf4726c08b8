"""Where private keys are kept: the keyring of this workstation, or a file with a passphrase. They never leave it."""

from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from client.core.errors import UserError
from client.core.i18n import N_
from client.core.kept_key import find_key, forget_key, keep_key
from client.data.local.output_files import write_file
from shared.signing import keys
from shared.signing.demonstration import KEY_ID as DEMONSTRATION
from shared.signing.demonstration import demonstration_signer
from shared.signing.keys import SeedSigner, Signer

#: A passphrase stands between a copied file and the signature of the university.
SHORTEST = 12
SHORT = N_("A passphrase of a key has at least {least} letters.")
DIFFER = N_("The passphrase was typed in two ways. Type it again.")
UNREADABLE = N_("“{file}” is no file of a key, or the passphrase is another one.")
NO_FILE = N_("“{file}” cannot be read. Is the stick plugged in?")
OTHER_KIND = N_("“{file}” holds no key for the codes of diplomas. Choose the file that was made here.")


def make_in_safe() -> SeedSigner:
    """Make a key and keep it in the keyring of this computer, read back before anybody relies on it."""
    signer = SeedSigner(keys.generate())
    keep_key(signer.key_id, keys.written(signer.seed))
    return signer


def make_in_file(path: Path, passphrase: str, again: str) -> SeedSigner:
    """Make a key and keep it in a file that its passphrase opens."""
    if len(passphrase) < SHORTEST:
        raise UserError(SHORT, least=SHORTEST)
    if passphrase != again:
        raise UserError(DIFFER)
    signer = SeedSigner(keys.generate())
    private = Ed25519PrivateKey.from_private_bytes(signer.seed)
    sealed = BestAvailableEncryption(passphrase.encode())
    write_file(
        path, pkcs12.serialize_key_and_certificates(signer.key_id.encode(), private, None, None, sealed)
    )
    if read_file(path, passphrase) != signer:
        raise UserError(UNREADABLE, file=path.name)
    return signer


def read_file(path: Path, passphrase: str) -> SeedSigner:
    """Open the file of a key."""
    try:
        content = path.read_bytes()
    except OSError as error:
        refusal = UserError(NO_FILE, file=path.name)
        refusal.details = str(error)
        raise refusal from error
    try:
        private, _certificate, _others = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except ValueError as error:
        raise UserError(UNREADABLE, file=path.name) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise UserError(OTHER_KIND, file=path.name)
    return SeedSigner(private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))


def kept_here(known: Iterable[str]) -> list[Signer]:
    """Return those keys that this workstation can sign with at once; a demonstration has its own."""
    found: list[Signer] = []
    for name in known:
        if name == DEMONSTRATION:
            found.append(demonstration_signer())
        elif signer := _in_safe(name):
            found.append(signer)
    return found


def forget(name: str) -> None:
    """Forget the private part of a key that has ended or was refused."""
    forget_key(name)


def _in_safe(name: str) -> SeedSigner | None:
    secret = find_key(name)
    try:
        signer = SeedSigner(keys.read(secret)) if secret else None
    except ValueError:
        return None
    return signer if signer is not None and signer.key_id == name else None
