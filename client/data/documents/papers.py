"""The register of official papers: registering with the print log, printing again, checking a paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from sqlalchemy import ColumnElement, and_, func, or_, select

from client.core.errors import UserError
from client.core.i18n import N_, Language
from client.data.documents.printable import Way
from client.data.records.actors import name_of, with_name
from client.data.server.gateway import Gateway, Transaction
from reports.common import fonts
from reports.common.page import Stamp
from shared.models.documents import Paper, Printing
from shared.models.everything import MODELS

#: The server registers so many papers at a call; a larger batch is several calls in one transaction.
AT_ONCE = 1000
MOST_COPIES = 100
STUDENT = "students.student"
PATIENCE = 120
DAY = "(registered_at at time zone 'Asia/Tashkent')::date"
FIELDS = (
    f"id, kind, relation, record_id, language, register_number, {DAY}, uuid, digest, content, cancelled_at"
)

UNDRAWABLE = N_("A paper cannot show these letters: {letters}. Write the text in Latin or Cyrillic letters.")


@dataclass(frozen=True)
class Registered:
    """A paper of the register with its snapshot, about the record `record_id` of a table."""

    id: int
    kind: str
    relation: str
    record_id: int
    language: str
    stamp: Stamp
    content: Mapping[str, Any]
    cancelled: bool = False

    @property
    def facts(self) -> Mapping[str, Any]:
        """What the register itself knew of the record."""
        return self.content.get("facts") or {}


@dataclass(frozen=True)
class Checked:
    """What the register says of a paper; `genuine` only if nothing speaks against it."""

    found: bool
    kind: str = ""
    register_number: str = ""
    registered_on: datetime | None = None
    cancelled_on: date | None = None
    cancel_reason: str = ""
    #: The text of the QR names another number or content than the register.
    altered: bool = False
    facts: Mapping[str, str] | None = None

    @property
    def genuine(self) -> bool:
        return self.found and not self.altered and self.cancelled_on is None


@dataclass(frozen=True)
class Listed:
    """A line of the register about a record's paper."""

    id: int
    kind: str
    register_number: str
    registered_at: datetime
    language: Language
    registered_by: str
    cancelled_at: datetime | None
    cancel_reason: str | None
    printings: int


def issue(
    gateway: Gateway,
    kind: str,
    contents: Sequence[tuple[int, str, Mapping[str, Any]]],
    way: Way,
    copies: int,
    workstation: str,
) -> list[Registered]:
    """Register papers given as (record, language, content) and log their printing: all or none, in their order."""
    if letters := fonts.lacking([content for _record, _language, content in contents]):
        raise UserError(UNDRAWABLE, letters=" ".join(letters))
    with gateway.transaction(patience=PATIENCE) as transaction:
        registered = [
            paper
            for start in range(0, len(contents), AT_ONCE)
            for paper in register(transaction, kind, contents[start : start + AT_ONCE])
        ]
        transaction.made = registered
        _log(transaction, registered, way, copies, workstation)
    return registered


def print_again(
    gateway: Gateway, papers: Sequence[Registered], way: Way, copies: int, workstation: str
) -> None:
    """Log another printing of registered papers; a cancelled one is refused."""
    with gateway.transaction(patience=PATIENCE) as transaction:
        _log(transaction, papers, way, copies, workstation)


def read(gateway: Gateway, ids: Iterable[int]) -> list[Registered]:
    """Return registered papers with their snapshots, in the order of the ids."""
    wanted = list(ids)
    rows = gateway.rows(f"select {FIELDS} from documents.paper where id = any (:ids)", ids=wanted)  # noqa: S608
    found = {paper.id: paper for paper in map(_registered, rows)}
    return [found[number] for number in wanted if number in found]


def of_record(gateway: Gateway, relation: str, record_id: int) -> list[Listed]:
    """Return the papers about a record, the latest first."""
    printings = select(func.count()).where(Printing.paper_id == Paper.id).scalar_subquery()
    columns = (Paper.id, Paper.kind, Paper.register_number, Paper.registered_at, Paper.language)
    statement = (
        select(*columns, name_of(Paper.registered_by), Paper.cancelled_at, Paper.cancel_reason, printings)
        .where(_about(relation, record_id))
        .order_by(Paper.registered_at.desc(), Paper.id.desc())
    )
    return [Listed(*with_name(row, 5)) for row in gateway.rows(statement)]


def _about(relation: str, record_id: int) -> ColumnElement[bool]:
    """Papers about the record; of a student also those about a line of an order or a comparison that names it."""
    own = and_(Paper.relation == relation, Paper.record_id == record_id)
    if relation != STUDENT:
        return own
    named = (each for each in MODELS if getattr(each, "papers", ()) and "student_id" in each.__table__.c)
    return or_(
        own,
        *(
            and_(
                Paper.relation == str(each.__table__),
                Paper.record_id.in_(
                    select(each.__table__.c.id).where(each.__table__.c.student_id == record_id)
                ),
            )
            for each in named
        ),
    )


def cancel(gateway: Gateway, paper_ids: Iterable[int], reason: str) -> None:
    """Declare registered papers void, all or none; the register keeps them with the reason."""
    with gateway.transaction() as transaction:
        for paper_id in paper_ids:
            transaction.call("documents.cancel", paper_id, reason)


def verify(gateway: Gateway, text: str) -> Checked:
    """Ask the register about a paper by the text of its QR, its UUID or its number."""
    wanted = " ".join(text.split())
    if not wanted:
        raise UserError(N_("Read the QR code into the field, or write the register number or the UUID."))
    answer: Mapping[str, Any] = gateway.call("documents.verify", wanted)
    if not answer["found"]:
        return Checked(found=False)
    return Checked(
        found=True,
        kind=answer["kind"],
        register_number=answer["register_number"],
        registered_on=datetime.fromisoformat(answer["registered_at"]),
        cancelled_on=_moment(answer.get("cancelled_at")),
        cancel_reason=answer.get("cancel_reason") or "",
        altered=_altered(wanted, answer),
        facts=answer.get("facts"),
    )


def _altered(text: str, answer: Mapping[str, Any]) -> bool:
    """Compare what a QR claims beside the UUID: the register number and the beginning of the digest."""
    claims = text.split(" ")
    if len(claims) != 4 or claims[0] != "HEMIS":  # noqa: PLR2004 - the four words of a QR
        return False
    _name, number, _uuid, digest = claims
    return number != answer["register_number"] or not str(answer.get("digest", "")).startswith(digest.lower())


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def register(
    transaction: Transaction, kind: str, some: Sequence[tuple[int, str, Mapping[str, Any]]]
) -> list[Registered]:
    """Register papers of a language, as many as go at once, within a transaction that does more."""
    [language] = {language for _record, language, _content in some}
    rows = transaction.rows(
        f"select {FIELDS} from documents.register(:kind, :language, cast(:records as bigint[]), "  # noqa: S608
        "cast(:contents as jsonb[])) order by number",
        kind=kind,
        language=language,
        records=[record for record, _language, _content in some],
        contents=[Jsonb(content) for _record, _language, content in some],
    )
    return [_registered(row) for row in rows]


def _registered(row: tuple[Any, ...]) -> Registered:
    number, kind, relation, record_id, language, register_number, day, uuid, digest, content, cancelled_at = (
        row
    )
    stamp = _stamp(register_number, day, uuid, digest)
    return Registered(number, kind, relation, record_id, language, stamp, content, cancelled_at is not None)


def _stamp(register_number: str, day: date, uuid: UUID, digest: str) -> Stamp:
    return Stamp(register_number, day, str(uuid), digest)


def _log(
    transaction: Transaction, papers: Sequence[Registered], way: Way, copies: int, workstation: str
) -> None:
    transaction.rows(
        "select documents.printed(id, :way, :copies, :workstation) from unnest(cast(:ids as bigint[])) id",
        ids=[paper.id for paper in papers],
        way=way,
        copies=min(max(copies, 1), MOST_COPIES),
        workstation=workstation,
    )
