"""A code or a UUID against a signed file of fingerprints that was opened from the disk: no server is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.signing.checking import CheckedCode, is_code
from client.data.signing.key_store import KnownKeys
from shared.signing import hash_file, verify
from shared.signing.hash_file import HashFile, NotGenuineError
from shared.signing.keys import PublicKey
from shared.signing.verify import Verdict

UNREADABLE = N_("“{file}” cannot be read.")
TOO_LARGE = N_("“{file}” is no file of fingerprints: it is too large.")
NO_NUMBERS = N_("The file names nobody and has no numbers: read the QR code of the paper, or type its UUID.")
REASONS = {
    "torn": N_("“{file}” is no whole file of fingerprints. Ask for it again."),
    "altered": N_("“{file}” was altered after the university had signed it. Ask for it again."),
    "revoked": N_("“{file}” is signed with a key that was revoked. Ask the registrar for a newer file."),
    "unknown key": N_(
        "The key of “{file}” did not sign for the university on its day, or this computer does not know it yet. "
        "Sign in once to read the keys, then open the file again."
    ),
}
#: A line of a file has 140 letters; no university issues millions of diplomas.
LARGEST = 500_000_000
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
#: The words of a QR of a paper without a signed code: HEMIS, number, UUID, the beginning of the digest.
_WORDS = 4


@dataclass(frozen=True)
class PublicFile:
    """A file whose signature is good."""

    name: str
    content: HashFile

    @property
    def made_on(self) -> date:
        return self.content.made_on

    @property
    def count(self) -> int:
        return len(self.content.papers)


@dataclass(frozen=True)
class CheckedInFile:
    """What the file says of a paper; with a signed code, what that proves too."""

    file: PublicFile
    #: `hash_file.ISSUED` or `CANCELLED`, or nothing where the file does not have the paper.
    state: str
    #: The paper claims another content than the file has.
    altered: bool = False
    code: CheckedCode | None = None


def open_file(path: Path, keys: Mapping[str, PublicKey]) -> PublicFile:
    """Read a file and check its signature; a `UserError` says why it is not believed."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(TOO_LARGE, file=path.name)
        text = path.read_bytes().decode("ascii")
        return PublicFile(path.name, hash_file.read_file(text.replace("\r\n", "\n"), keys))
    except OSError as error:
        refusal = UserError(UNREADABLE, file=path.name)
        refusal.details = str(error)
        raise refusal from error
    except NotGenuineError as error:
        raise UserError(REASONS[str(error)], file=path.name) from error
    except UnicodeDecodeError as error:
        raise UserError(REASONS["torn"], file=path.name) from error


def check_in_file(text: str, file: PublicFile, known: KnownKeys) -> CheckedInFile:
    """Check a signed code by the keys of this computer, or a UUID, against the file."""
    if is_code(text):
        verdict = verify.verify(text, known.keys)
        code = CheckedCode(verdict, known.as_of, known.damaged)
        return _found(file, *_claimed(verdict), code)
    uuid = _UUID.search(text.lower())
    if uuid is None:
        raise UserError(NO_NUMBERS)
    words = text.lower().split()
    return _found(file, uuid[0], words[-1] if len(words) == _WORDS else "", None)


def _claimed(verdict: Verdict) -> tuple[str, str]:
    payload = verdict.payload
    return (payload.uuid, payload.digest) if payload is not None else ("", "")


def _found(file: PublicFile, uuid: str, digest: str, code: CheckedCode | None) -> CheckedInFile:
    found = file.content.find(uuid) if uuid else None
    if found is None:
        return CheckedInFile(file, "", code=code)
    kept, state = found
    return CheckedInFile(file, state, altered=not kept.startswith(digest), code=code)
