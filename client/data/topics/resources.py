"""Resources under topics: files sent and fetched in pieces that go on where they were cut, and links."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.local.input_files import readable
from client.data.local.output_files import whole_file
from client.data.server.gateway import Gateway
from client.data.topics.topic_lists import Taught
from shared.media_types import media_type
from shared.models.topics import FILE, PIECE, READY

Progress = Callable[[int, int], object]
NO_TYPE = N_(
    "“{file}” is no document, picture, sound, film or archive. Save it as one of these, for example as PDF."
)
EMPTY = N_("“{file}” is empty.")
CHANGED = N_("“{file}” arrived damaged and was not kept. Fetch it again.")


class Resource(NamedTuple):
    """A file or link under a topic."""

    id: int
    version: int
    topic_id: int
    name: str
    kind: str
    url: str | None
    file_name: str | None
    media_type: str | None
    size: int | None
    digest: str | None
    state: str
    added_at: datetime
    author: str
    own: bool

    @property
    def ready(self) -> bool:
        return self.state == READY

    @property
    def is_file(self) -> bool:
        return self.kind == FILE


@dataclass(frozen=True)
class RoomTaken:
    """What the files of a subject and of its department take, in bytes, and may take, in megabytes."""

    of_subject: int
    of_department: int
    subject_quota: int
    department_quota: int


_RESOURCES = """
select r.id, r.row_version, r.topic_id, r.name, r.kind, r.url, r.file_name, r.media_type, r.size, r.digest, r.state,
       r.added_at, e.full_name, r.employee_id = security.my_employee()
  from topics.resource r
  join topics.topic t on t.id = r.topic_id
  join employees.employee e on e.id = r.employee_id
 where t.subject_id = :subject_id and t.department_id = :department_id and t.training = :training
 order by t.number, r.added_at, r.id
"""
_ROOM = "select * from topics.room_taken(:subject_id, :department_id)"


def resources(gateway: Gateway, taught: Taught) -> list[Resource]:
    """Return what stands under the topics of a subject in a training type."""
    of = {"subject_id": taught.subject_id, "department_id": taught.department_id, "training": taught.training}
    return [Resource(*row) for row in gateway.rows(_RESOURCES, **of)]


def room_taken(gateway: Gateway, taught: Taught) -> RoomTaken:
    """Return what the quotas count."""
    rows = gateway.rows(_ROOM, subject_id=taught.subject_id, department_id=taught.department_id)
    return RoomTaken(*rows[0])


def add_file(gateway: Gateway, topic_id: int, path: Path, progress: Progress) -> int:
    """Send a file in pieces; what arrived before a cut is not sent again. Returns the id of the resource."""
    with readable(path):
        size, kind = path.stat().st_size, media_type(path)
    if not size:
        raise UserError(EMPTY, file=path.name)
    if not kind:
        raise UserError(NO_TYPE, file=path.name)
    number = int(
        gateway.call("topics.begin_file", topic_id, path.stem[:256], path.name[:256], size, digest_of(path))
    )
    there = {row[0] for row in gateway.table("topics.pieces_there", number)}
    total = -(-size // PIECE)
    for place, piece in enumerate(_pieces(path)):
        progress(place, total)
        if place not in there:
            gateway.call("topics.write_piece", number, place, piece)
    gateway.call("topics.finish_file", number, kind)
    progress(total, total)
    return number


def add_link(gateway: Gateway, topic_id: int, name: str, url: str) -> int:
    """Keep a link under a topic."""
    return int(gateway.call("topics.add_link", topic_id, name, url))


def fetch_file(gateway: Gateway, resource: Resource, path: Path, progress: Progress) -> Path:
    """Write a file piece by piece beside its place, check it, and put it there when all of it is right."""
    total = -(-(resource.size or 0) // PIECE)
    digests = hashlib.sha256()
    with whole_file(path) as draft:
        with draft.open("wb") as file:
            for place in range(total):
                progress(place, total)
                piece = bytes(gateway.call("topics.read_piece", resource.id, place) or b"")
                digests.update(hashlib.sha256(piece).digest())
                file.write(piece)
        if digests.hexdigest() != resource.digest:
            raise UserError(CHANGED, file=resource.file_name or resource.name)
    return path


def remove(gateway: Gateway, resource: Resource) -> None:
    """Remove an own resource with its pieces."""
    gateway.call("topics.remove_resource", resource.id, resource.version)


def digest_of(path: Path) -> str:
    """Return the SHA-256 over the SHA-256 of all pieces."""
    digests = hashlib.sha256()
    for piece in _pieces(path):
        digests.update(hashlib.sha256(piece).digest())
    return digests.hexdigest()


def _pieces(path: Path) -> Iterator[bytes]:
    with readable(path), path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
