"""What the server is told and what it answers: events in their order, as often as need be, none of them twice."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.offline import keys, opening
from client.data.offline.machine import machine
from client.data.offline.station import ENDED, FORKED, OLD, UNKNOWN, Station
from shared.offline.event import Event
from shared.offline.package import Package, from_document
from shared.version import VERSION

#: Events of one exchange: few enough for its deadline over a slow line.
BATCH = 200
RELATIONS = (
    "offline.station",
    "offline.event",
    "offline.dispute",
    "blanks.blank",
    "blanks.act",
    "blanks.entry",
    "diplomas.diploma",
    "diplomas.printing",
)  # fmt: skip
NO_BLANKS = N_("No blanks are reserved for {workstation}. Reserve a range in the blank registry first.")
WORKSTATIONS = """
    select w.id, w.name, coalesce(w.place, ''), count(b.id)
      from blanks.workstation w
      left join blanks.blank b on b.workstation_id = w.id and b.state = 'reserved'
     where w.active and (w.unit_id is null) = (:role = 'hemis_registrar')
       and (w.unit_id is null or w.unit_id in (select u.id from structure.unit u
                                                where u.id = any ((select security.my_units())::bigint[])))
     group by w.id, w.name, w.place
     order by w.name
"""

STATION = "select s.id from offline.station s where s.workstation_id = :workstation and s.epoch = :epoch"


class Server(Protocol):
    """What of the gateway is needed: each exchange has its deadline."""

    role: str | None

    def store(self, function: str, *arguments: Any) -> Any: ...
    def rows(self, statement: Any, **parameters: Any) -> list[tuple[Any, ...]]: ...


@dataclass(frozen=True)
class Choice:
    """A workstation that may be taken along to this computer."""

    id: int
    name: str
    place: str
    blanks: int


@dataclass(frozen=True)
class Exchanged:
    """What came of an exchange of everything."""

    sent: int
    verdict: str
    disputes: int


def workstations(server: Server) -> list[Choice]:
    """Return the workstations that the person keeps."""
    return [Choice(*row) for row in server.rows(WORKSTATIONS, role=server.role)]


def take_along(
    server: Server, root: Path, choice: Choice, address: str, password: str, safe: Any, seed: str = ""
) -> Station:
    """Take a workstation along: the server names its blanks and diplomas, and the store is made here."""
    seed = seed or secrets.token_hex(32)
    folder = root / f"{choice.id}-{seed[:12]}"
    if len(password) < keys.SHORTEST:
        raise UserError(keys.TOO_SHORT, count=keys.SHORTEST)
    document = server.store("offline.take", choice.id, seed, machine())
    package = from_document(document)
    if not package.blanks:
        raise UserError(NO_BLANKS, workstation=package.workstation)
    folder.mkdir(parents=True, exist_ok=True)
    about = {"workstation_id": choice.id, "workstation": package.workstation, "server": address}
    key = keys.make(folder, about, password, safe)
    return opening.create(folder, package, key)


def finish(server: Server, workstation_id: int, epoch: int, reason: str) -> None:
    """End the work of this computer: everything is sent, and what is left can be taken along by another."""
    rows = server.rows(STATION, workstation=workstation_id, epoch=epoch)
    server.store("offline.end_station", rows[0][0] if rows else None, reason)


def renew(server: Server, station: Station, key: bytes) -> None:
    """Take along what has been prepared and reserved since."""
    package: Package = from_document(
        server.store("offline.package", station.package.workstation_id, station.package.epoch)
    )
    station.take(package, lambda joined: opening.write_package(station.folder, key, joined))


def synchronise(
    server: Server, station: Station, progress: Callable[[int, int], object] = lambda _done, _all: None
) -> Exchanged:
    """Send what the server does not have. What it acknowledges is remembered at once: cut off, it goes on there."""
    begun, total = station.acknowledged, len(station.events)
    while True:
        events = station.events
        batch = events[station.acknowledged : station.acknowledged + BATCH]
        answer = _send(server, station, batch, len(events) - station.acknowledged - len(batch))
        if (verdict := _tale(answer, events)) in (FORKED, OLD):
            return _send_all(server, station, verdict, answer)
        known = int(answer["events"])
        _acknowledge(station, known, answer)
        progress(max(known - begun, 0), max(total - begun, 0))
        if known >= len(station.events):
            return Exchanged(max(known - begun, 0), station.verdict, int(answer["disputes"]))


def _send(server: Server, station: Station, batch: Sequence[Event], unsent: int) -> Mapping[str, Any]:
    last = station.events[-1] if station.events else None
    since = station.since()
    sent = {
        "events": [event.message() for event in batch],
        "tip": {"sequence": last.sequence, "digest": last.digest} if last else None,
        "unsent": unsent,
        "since": since.isoformat() if since and unsent else None,
        "left": len(station.journal.left()),
        "version": VERSION,
    }
    answer: Mapping[str, Any] = server.store(
        "offline.synchronise", station.package.workstation_id, station.package.epoch, sent
    )
    return answer


def _tale(answer: Mapping[str, Any], events: Sequence[Event]) -> str:
    """Tell whether the server knows another tale of this workstation, or a longer one."""
    known = int(answer["events"])
    if known > len(events):
        return OLD if answer["knows_tip"] or not events else FORKED
    if known == 0:
        return ""
    return "" if events[known - 1].digest == answer["head"] else FORKED


def _acknowledge(station: Station, known: int, answer: Mapping[str, Any]) -> None:
    verdict = {ENDED: ENDED, UNKNOWN: UNKNOWN}.get(str(answer["state"]), "")
    facts: dict[str, Any] = {"verdict": verdict, "latest": answer["now"], "exchanged": answer["now"]}
    if not verdict:
        facts["until"] = answer["until"]
    station.acknowledge(known, disputes=int(answer["disputes"]), **facts)


def _send_all(server: Server, station: Station, verdict: str, answer: Mapping[str, Any]) -> Exchanged:
    """Of a tale that is not the server's, everything is sent; what it does not know goes into quarantine."""
    events = station.events
    for first in range(0, len(events), BATCH) if verdict == FORKED else ():
        batch = events[first : first + BATCH]
        answer = _send(server, station, batch, len(events) - first - len(batch))
    station.acknowledge(
        len(events) if answer["knows_tip"] or not events else station.acknowledged,
        verdict=verdict,
        disputes=int(answer["disputes"]),
        latest=answer["now"],
        exchanged=answer["now"],
    )
    return Exchanged(len(events), verdict, int(answer["disputes"]))
