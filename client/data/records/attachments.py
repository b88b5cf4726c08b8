"""Files kept with a record: PDF, pictures and office documents of at most 10 MB."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.records import saving
from client.data.records.actors import name_of, with_name
from client.data.server.gateway import Gateway
from shared.models.system import Attachment as Record

LARGEST = int(Record.__table__.columns["content"].info["limit"])
LONGEST_NAME = int(Record.__table__.columns["name"].info["length"])
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Type by the end of the name, and how the content of that type begins.
TYPES = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".docx": (_WORD, b"PK\x03\x04"),
    ".xlsx": (_EXCEL, b"PK\x03\x04"),
}
NOT_A_TYPE = N_("“{file}” cannot be attached: only PDF, JPEG, PNG, Word (docx) and Excel (xlsx) files can.")
RENAMED = N_(
    "“{file}” is not what its name says. Open it in its program and save it again as one of the usual types."
)
TOO_LARGE = N_("“{file}” has {size} MB; a file may have {limit} MB. Scan it coarser or split it.")


@dataclass(frozen=True)
class Attachment:
    """A kept file without its content."""

    id: int
    version: int
    author: str
    added_at: datetime
    name: str
    media_type: str
    size: int
    #: The name of the author.
    who: str


def of_record(gateway: Gateway, relation: str, record_id: int) -> list[Attachment]:
    """Return the files of a record, the latest first."""
    size = func.octet_length(Record.content)
    statement = (
        select(
            Record.id,
            Record.row_version,
            Record.author,
            Record.added_at,
            Record.name,
            Record.media_type,
            size,
            name_of(Record.author),
        )
        .where(Record.relation == relation, Record.record_id == record_id)
        .order_by(Record.added_at.desc(), Record.id.desc())
    )
    return [Attachment(*with_name(row, 7)) for row in gateway.rows(statement)]


def add(gateway: Gateway, relation: str, record_id: int, path: Path) -> int:
    """Keep a file with a record, or say why it cannot be kept."""
    media_type, content = read_file(path)
    values = {
        "relation": relation,
        "record_id": record_id,
        "name": _short(path),
        "media_type": media_type,
        "content": content,
    }
    return saving.insert(gateway, Record, values)[0]


def content(gateway: Gateway, attachment: Attachment) -> bytes:
    """Return the content of a kept file."""
    found = gateway.scalar(select(Record.content).where(Record.id == attachment.id))
    if found is None:
        raise UserError(N_("“{file}” was removed meanwhile."), file=attachment.name)
    return bytes(found)


def remove(gateway: Gateway, attachment: Attachment) -> None:
    """Delete a file that one added oneself."""
    saving.delete(gateway, Record, attachment.id, attachment.version)


def read_file(path: Path) -> tuple[str, bytes]:
    """Return type and content of a file that can be kept; its size is looked at before it is read."""
    media_type, beginning = TYPES.get(path.suffix.lower(), ("", b""))
    if not media_type:
        raise UserError(NOT_A_TYPE, file=path.name)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            megabytes = round(size / 1_000_000)
            raise UserError(TOO_LARGE, file=path.name, size=megabytes, limit=LARGEST // 1_000_000)
        found = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(N_("“{file}” cannot be read: {reason}."), file=path.name, reason=reason) from error
    if not found.startswith(beginning):
        raise UserError(RENAMED, file=path.name)
    return media_type, found


def _short(path: Path) -> str:
    """Return the name as it fits the register, its end kept."""
    return path.stem[: LONGEST_NAME - len(path.suffix)].strip() + path.suffix
