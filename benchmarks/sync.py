"""Printing without the server: an entry of the journal on the disk, the window, and sending two thousand prints.

The limits: an entry against as many bare fsyncs of the same disk as it makes itself; the window against a bare window
with a table, in processes of their own; synchronising against sending each print in an exchange of its own, and
against as many bare round trips. One prepared diploma of the demonstration is copied two thousand times, for which the
key that a student has one diploma is taken away; everything else is as it is.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import psycopg

from benchmarks.journal import copy
from benchmarks.row import Row, against
from client.data.offline import exchange, keys, opening
from client.data.offline.station import STORE, Station
from client.data.offline.store import Store
from client.data.server.gateway import Gateway
from client.data.server.session import Session
from commands.demo import DATABASE, Demonstration
from server_db.demo.people import BY_LOGIN
from server_db.embedded import default_data_dir
from shared.models.diplomas import Diploma
from shared.offline.event import Event, new_event
from shared.offline.package import Package, from_document

NAME = "sync"
HELP = "diplomas printed without the server: the journal, the window, and sending two thousand prints"
PRINTS, ENTRIES, ALONE, STARTS, AT_MOST = 2000, 200, 100, 5, 50
REGISTRAR, ROLE, STATION = "registrar", "hemis_registrar", "Registrator 1"
KEY, PASSWORD = bytes(range(32)), "Granit-Topaz-7"
SCENERY = """
set session_replication_role = replica;
drop index diplomas.diploma_standing_key;
create temporary table copied as select * from diplomas.diploma where state = 'prepared' and category = '11' limit 1;
alter table copied drop column id;
insert into diplomas.diploma (%(columns)s)
select %(values)s
  from copied
 cross join generate_series(1, %(prints)s) g;
insert into blanks.blank (number, kind_id, series, year, batch_id, state, workstation_id, moved_on)
select 'B' || lpad((5000000 + g)::text, 7, '0'), b.kind_id, b.series, b.year, b.batch_id, 'reserved', b.workstation_id,
       b.moved_on
  from (select * from blanks.blank where number = 'B0002201') b
 cross join generate_series(1, %(prints)s) g;
set session_replication_role = origin;
analyze;
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data-dir", type=Path, default=default_data_dir(), help="of the demonstration")
    parser.add_argument("--prints", type=int, default=PRINTS, help=f"how many (default {PRINTS})")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure on a copy of the small demonstration."""
    demo = Demonstration(arguments.data_dir / "small")
    demo.prepare("small")
    try:
        with copy(demo) as name:
            with psycopg.connect(demo.server.admin_dsn(name), autocommit=True) as admin:
                _fill(admin, arguments.prints)
            address = demo.address.replace(f"/{DATABASE}", f"/{name}")
            session = Session.sign_in(address, REGISTRAR, BY_LOGIN[REGISTRAR].password)
            try:
                session.act_as(ROLE)
                return _figures(session.gateway, arguments.prints)
            finally:
                session.close()
    finally:
        demo.leave()


def _fill(admin: psycopg.Connection, prints: int) -> None:
    """Copy a prepared diploma and a reserved blank so many times."""
    columns = [
        column.name for column in Diploma.__table__.columns if column.name != "id" and column.computed is None
    ]
    fresh = {"uuid": "gen_random_uuid()", "register_number": "'BENCH-' || g"}
    values = [fresh.get(name, name) for name in columns]
    for statement in SCENERY.split(";\n"):
        filled = (
            statement.replace("%(prints)s", str(prints))
            .replace("%(columns)s", ", ".join(columns))
            .replace("%(values)s", ", ".join(values))
        )
        if filled.strip():
            admin.execute(filled.encode())


def _figures(gateway: Gateway, prints: int) -> list[Row]:
    choice = next(each for each in exchange.workstations(gateway) if each.name == STATION)
    document = gateway.store("offline.take", choice.id, "7" * 64, "a" * 32)
    package = from_document(document)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        rows = [*_entries(Path(folder) / "entries", package), *_windows(Path(folder), package)]
        return [*rows, *_synchronised(gateway, Path(folder) / "sent", package, prints)]


def _entries(folder: Path, package: Package) -> list[Row]:
    """One print: its intent and its answer, each on the disk twice."""
    station = opening.create(folder, package, KEY)
    waiting = [each.uuid for each in station.journal.waiting("diploma")][: ENTRIES // 2]
    took: list[float] = []
    for uuid in waiting:
        for act in (lambda uuid=uuid: station.begin(uuid, "diploma"), station.good):
            started = time.perf_counter()
            act()
            took.append((time.perf_counter() - started) * 1000)
    station.close()
    syncs = _syncs_of_an_entry(package)
    bare = _bare_fsyncs(folder / "bare", syncs)
    ours = statistics.median(took)
    slowest = sorted(took)[int(len(took) * 0.99) - 1]
    return [
        against(f"an entry of the journal, {syncs} fsyncs", ours, "ms", bare, at_most=2),
        Row("… the slowest of a hundred", slowest, "ms", None, None, f"< {AT_MOST}", slowest < AT_MOST),
    ]


def _syncs_of_an_entry(package: Package) -> int:
    """Count what an entry asks of the disk, as the system sees it; where nobody can look, what SQLite documents."""
    script = (
        "import sys; from pathlib import Path; from benchmarks import sync; sync.one_entry(Path(sys.argv[1]))"
    )
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        station = opening.create(Path(folder) / "w", package, KEY)
        station.begin(station.journal.waiting("diploma")[0].uuid, "diploma")
        station.close()
        trace = Path(folder) / "trace"
        command = [
            "strace",
            "-f",
            "-e",
            "trace=fsync,fdatasync",
            "-o",
            str(trace),
            sys.executable,
            "-c",
            script,
        ]
        try:
            subprocess.run([*command, str(Path(folder) / "w")], check=True, capture_output=True)  # noqa: S603 - own words
        except (OSError, subprocess.CalledProcessError):
            return 5
        marks = trace.read_text(encoding="utf-8").count("sync(")
    return max(1, marks // 2)


def one_entry(folder: Path) -> None:
    """Answer the print that lies open, and begin and answer another: what `_syncs_of_an_entry` looks at."""
    station = opening.open_station(folder, KEY)
    station.good()
    station.close()


def _bare_fsyncs(path: Path, count: int) -> float:
    """The median of so many fsyncs after a page was written each time, in milliseconds."""
    took = []
    with path.open("wb") as file:
        for _each in range(ENTRIES):
            started = time.perf_counter()
            for _sync in range(count):
                file.write(b"x" * 4096)
                file.flush()
                os.fsync(file.fileno())
            took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took)


def _windows(folder: Path, package: Package) -> list[Row]:
    """The window without the server, and a bare one with a table, each in a process of its own."""
    store = folder / "data" / "hemis-desktop" / "printing" / "1-abc"
    opening.create(store, package, KEY).close()
    keys.wrap(store, {"workstation_id": 1, "workstation": STATION, "server": "x"}, KEY, PASSWORD)
    ours = [_started("alone", folder) for _each in range(STARTS)]
    bare = [_started("bare", folder) for _each in range(STARTS)]
    return [
        against(
            "window of printing ready without the server, from its start", statistics.median(ours), "ms",
            statistics.median(bare),
        )
    ]  # fmt: skip


def _started(kind: str, folder: Path) -> float:
    environment = os.environ | {"XDG_DATA_HOME": str(folder / "data"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "benchmarks.sync_window", kind, PASSWORD]
    done = subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 - own words
    return float(json.loads(done.stdout)["ready"])


def _synchronised(gateway: Gateway, folder: Path, package: Package, prints: int) -> list[Row]:
    """All prints in exchanges of many, against one exchange for each and against bare round trips."""
    small = replace(package, diplomas=package.diplomas[: prints + ALONE])
    station = opening.create(folder, small, KEY)
    events = list(_printed(package, prints))
    alone, many = events[: ALONE * 2], events[ALONE * 2 :]
    each = _timed(lambda: _one_by_one(gateway, station, alone)) / ALONE
    _add(station, folder, events)
    station = opening.open_station(folder, KEY)
    station.acknowledge(len(alone))
    count = len(many) // 2
    started = time.perf_counter()
    exchanged = exchange.synchronise(gateway, station)
    ours = (time.perf_counter() - started) * 1000 / count
    assert exchanged.disputes == 0, exchanged  # noqa: S101 - what is disputed is not measured
    station.close()
    trip = statistics.median(gateway.ping() for _each in range(200))
    return [
        against(f"synchronising {count} prints, each", ours, "ms", each, at_most=0.2),
        Row("… that is, of a bare round trip on this machine", ours / trip, "×", trip),
    ]


def _printed(package: Package, prints: int) -> Iterator[Event]:
    """Intent and answer of so many prints, chained."""
    before, sequence = package.seed, 0
    blanks = [
        each.number for each in package.blanks if each.form == "diploma" and each.number.startswith("B")
    ]
    for diploma, number in zip(package.diplomas[:prints], blanks, strict=False):
        for kind in ("intent", "good"):
            sequence += 1
            body = {
                "kind": kind, "at": package.taken_at, "login": REGISTRAR, "diploma": diploma.uuid, "name": diploma.name,
                "diploma_id": diploma.id, "digest": diploma.digest, "form": "diploma", "number": number,
            }  # fmt: skip
            event = new_event(package.chain, sequence, before, body)
            before = event.digest
            yield event


def _one_by_one(gateway: Gateway, station: Station, events: Sequence[Event]) -> None:
    """Send each print in an exchange of its own."""
    for place in range(0, len(events), 2):
        sent = {"events": [event.message() for event in events[place : place + 2]], "unsent": 0, "left": 0}
        answer = gateway.store(
            "offline.synchronise", station.package.workstation_id, station.package.epoch, sent
        )
        assert answer["events"] == place + 2, answer  # noqa: S101 - what is refused is not measured


def _add(station: Station, folder: Path, events: Sequence[Event]) -> None:
    """Put events into the store at once, as if they had been printed."""
    station.close()
    store = Store(folder / STORE, KEY)
    store.add(events)
    store.close()


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000
