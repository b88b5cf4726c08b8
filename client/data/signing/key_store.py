"""The university's public keys as this computer last read them: a paper is checked with them when no server answers.

They are public, so the file is a plain one, a server each. Its fingerprint finds what the disk has torn; whoever may
write to the files of a person may write any key there, so a check is as good as this computer, and names its day.
"""

import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import platformdirs

from client.core.settings import APPLICATION
from shared.signing.canonical import canonical, digest
from shared.signing.keys import CERTIFICATE, ED25519, REVOKED, PublicKey

log = logging.getLogger(__name__)
#: A row of `signing.public_keys()`.
COLUMNS = ("key_id", "algorithm", "public_key", "certificate", "valid_from", "ended_on", "end_kind")
Row = tuple[Any, ...]


@dataclass(frozen=True)
class KnownKeys:
    """The keys, and when the server gave them; nothing of both if it never did."""

    as_of: datetime | None = None
    keys: Mapping[str, PublicKey] = field(default_factory=dict)
    #: Certificates that sign PDF files, as PEM, by their names; those that were revoked prove nothing.
    certificates: Mapping[str, str] = field(default_factory=dict)
    #: The file was there and was not what had been written.
    damaged: bool = False


class KeyStore:
    """The keys of one server on this computer."""

    def __init__(self, folder: Path, server: str) -> None:
        self._path = folder / f"keys-{sha256(server.encode()).hexdigest()[:16]}.json"

    @classmethod
    def of_this_computer(cls, server: str) -> Self:
        """Return the store of a server, as it is written in the window of signing in."""
        return cls(platformdirs.user_data_path(APPLICATION, appauthor=False) / "keys", server)

    def read(self) -> KnownKeys:
        """Return the kept keys; a file that is not whole counts as none, and says so."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            said = found["said"]
            if digest(canonical(said)) != found["digest"]:
                raise ValueError("altered")  # noqa: TRY301 - one way out for everything that is wrong with the file
            rows = [_row(each) for each in said["keys"]]
            return known_keys(rows, datetime.fromisoformat(said["as_of"]))
        except FileNotFoundError:
            return KnownKeys()
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("The kept keys cannot be read: %s", type(error).__name__)
            return KnownKeys(damaged=True)

    def write(self, rows: Sequence[Row], moment: datetime) -> KnownKeys:
        """Keep what the server gave; a disk that cannot be written costs the memory, not the check."""
        said = {"as_of": moment.isoformat(), "keys": [_written(row) for row in rows]}
        fresh = self._path.with_suffix(f".{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"said": said, "digest": digest(canonical(said))}, ensure_ascii=False, indent=1)
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            log.warning("The keys are not kept: %s", error.strerror)
        return known_keys(rows, moment)


def known_keys(rows: Sequence[Row], moment: datetime) -> KnownKeys:
    """Return keys as the server gives them."""
    keys = {
        name: PublicKey(name, public, since, upto, kind or "")
        for name, algorithm, public, _certificate, since, upto, kind in rows
        if algorithm == ED25519
    }
    certificates = {row[0]: row[3] for row in rows if row[1] == CERTIFICATE and row[6] != REVOKED}
    return KnownKeys(moment, keys, certificates)


def _written(row: Row) -> dict[str, Any]:
    values = (each.isoformat() if isinstance(each, date) else each for each in row)
    return dict(zip(COLUMNS, values, strict=True))


def _row(said: Mapping[str, Any]) -> Row:
    name, algorithm, public, certificate, since, upto, kind = (said[column] for column in COLUMNS)
    return (
        name,
        algorithm,
        public,
        certificate,
        date.fromisoformat(since),
        date.fromisoformat(upto) if upto else None,
        kind,
    )
