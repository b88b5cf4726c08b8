"""Making a store on this computer, and opening one: both copies are read, joined, and mended from each other."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.offline import keys
from client.data.offline.files import write_whole
from client.data.offline.machine import machine
from client.data.offline.recovery import Recovered, recover
from client.data.offline.sealing import BrokenSealError, Seal
from client.data.offline.station import BALLAST, BALLAST_BYTES, PACKAGE, STORE, TEXT, Opened, Station
from client.data.offline.store import NO_DISK, DamagedStoreError, Store, put_aside
from client.data.offline.text_copy import Found, TextCopy
from shared.file_lock import file_lock
from shared.offline.event import Event
from shared.offline.package import Package, from_document

IN_USE = N_("The workstation is open in another window of the program. Close it there first.")
GONE = N_("Neither copy of what was taken along can be read. Take it along anew; the journal is kept.")
RESTORED = N_("{count} events were read from the second copy: the store was older or damaged.")
DAMAGED = N_("A damaged file was put aside as “{file}”; everything was read from the other copy.")
MENDED = N_("The second copy of the journal was damaged or not complete and was written anew.")
LOST = N_("The records of {count} events are lost in both copies. The server shows them to be decided.")
TWO_TALES = N_("The two copies tell different things from event {number} on. The first copy is followed.")


def create(folder: Path, package: Package, key: bytes) -> Station:
    """Make the store of a package that was just taken along, and open it."""
    folder.mkdir(parents=True, exist_ok=True)
    with _holding(folder) as held:
        write_package(folder, key, package)
        store = Store(folder / STORE, key)
        store.keep(package=package.document(), machine=machine(), acknowledged=0)
        _lay_ballast(folder)
        return Station(folder, store, TextCopy(folder / TEXT, key), Opened(package, []), held)


def open_station(folder: Path, key: bytes) -> Station:
    """Open a store. What one copy does not tell any more is taken from the other, and said."""
    with _holding(folder) as held:
        return _open(folder, key, held)


@contextmanager
def _holding(folder: Path) -> Iterator[ExitStack]:
    """Hold the store, and let it go again where it cannot be opened."""
    held = _hold(folder)
    try:
        yield held
    except OSError as error:
        held.close()
        raise UserError(NO_DISK) from error
    except BaseException:
        held.close()
        raise


def write_package(folder: Path, key: bytes, package: Package) -> None:
    """Write the second copy of what was taken along."""
    text = json.dumps(package.document(), ensure_ascii=False).encode()
    write_whole(folder / PACKAGE, Seal(key, "package").close(text))


def _open(folder: Path, key: bytes, held: ExitStack) -> Station:
    told: list[tuple[str, dict[str, object]]] = []
    copy = TextCopy(folder / TEXT, key)
    written = copy.read()
    if not written.events and _sealed(folder, key) is None:
        _require_key(folder, key)
    store, stored, facts, aside = _readable(folder, key, len(written.events))
    if aside is not None:
        told.append((DAMAGED, {"file": aside.name}))
    package = _package(folder, key, facts)
    found = recover(package.chain, package.seed, stored, written.events)
    if found.fork_at is not None:
        told.append((TWO_TALES, {"number": found.fork_at}))
    _mend(store, copy, found, written, told, rebuilt=aside is not None, facts=facts)
    store.keep(package=package.document())
    _lay_ballast(folder)
    foreign = store.fact("machine", machine()) != machine()
    return Station(folder, store, copy, Opened(package, found.events, list(told), foreign), held)


def _readable(
    folder: Path, key: bytes, most: int
) -> tuple[Store, dict[int, Event], dict[str, object], Path | None]:
    """Open the store with everything in it; one that is damaged is put aside, and what it still tells is kept."""
    path = folder / STORE
    salvaged: dict[int, Event] = {}
    facts: dict[str, object] = {}
    try:
        store = Store(path, key)
    except DamagedStoreError:
        return Store(*_anew(path, key)), salvaged, facts, _last_aside(folder)
    try:
        store.check()
        events = {event.sequence: event for event in store.events()}
        facts = {name: store.fact(name) for name in ("package", "machine", "acknowledged", "verdict")}
    except DamagedStoreError:
        salvaged = store.salvage(most + 64)
        for name in ("package", "machine", "acknowledged", "verdict"):
            with suppress(DamagedStoreError, ValueError):
                facts[name] = store.fact(name)
        store.close()
        return Store(*_anew(path, key)), salvaged, facts, _last_aside(folder)
    return store, events, facts, None


def _anew(path: Path, key: bytes) -> tuple[Path, bytes]:
    put_aside(path)
    return path, key


def _last_aside(folder: Path) -> Path:
    return max(folder.glob("store.*.damaged"), key=lambda each: each.name)


def _package(folder: Path, key: bytes, facts: dict[str, object]) -> Package:
    """Return what was taken along, from whichever copy can be read."""
    for document in (facts.get("package"), _sealed(folder, key)):
        with suppress(KeyError, TypeError):
            return from_document(document)  # type: ignore[arg-type]  # what is none raises
    raise UserError(GONE)


def _require_key(folder: Path, key: bytes) -> None:
    """Nothing beside the store opens: unless the store does, the key is another one, and nothing is put aside."""
    try:
        Store(folder / STORE, key).close()
    except DamagedStoreError:
        raise UserError(GONE) from None


def _sealed(folder: Path, key: bytes) -> object:
    try:
        return json.loads(Seal(key, "package").open((folder / PACKAGE).read_bytes()))
    except (OSError, BrokenSealError, ValueError):
        return None


def _mend(
    store: Store,
    copy: TextCopy,
    found: Recovered,
    written: Found,
    told: list[tuple[str, dict[str, object]]],
    *,
    rebuilt: bool,
    facts: dict[str, object],
) -> None:
    """Bring both copies to what is known now."""
    here = {event.sequence: event for event in store.events()}
    missing = [event for event in found.events if here.get(event.sequence) != event]
    if missing or rebuilt:
        kept = {name: value for name, value in facts.items() if name != "package" and value is not None}
        store.mend(missing, **kept)
    if found.lost:
        told.append((LOST, {"count": len(found.lost)}))
    elif missing:
        told.append((RESTORED, {"count": len(missing)}))
    lines = [event for event in found.events if event.payload]
    other = any(written.events.get(each.sequence, each) != each for each in lines)
    if written.damaged or other:
        copy.rewrite(lines, keep=True)
        told.append((MENDED, {}))
    elif written.torn or len(written.events) < len(lines):
        copy.rewrite(lines)


def _hold(folder: Path) -> ExitStack:
    """Be the only program that has the store open."""
    held = ExitStack()

    def refuse() -> None:
        raise UserError(IN_USE)

    try:
        held.enter_context(file_lock(folder / "in-use.lock", refuse))
    except BaseException:
        held.close()
        raise
    return held


def _lay_ballast(folder: Path) -> None:
    """Keep some space of the disk for the day on which it is full; without it the work goes on as well."""
    path = folder / BALLAST
    with suppress(OSError):
        if not path.exists() or path.stat().st_size < BALLAST_BYTES:
            with path.open("wb") as file:
                file.write(
                    secrets.token_bytes(BALLAST_BYTES)
                )  # a disk that packs what is alike would keep nothing
                file.flush()
                os.fsync(file.fileno())


def retire(folder: Path) -> None:
    """Offer a store no more whose work has ended; it stays on the disk."""
    header = folder / keys.HEADER
    if header.exists():
        header.rename(folder / f"ended-{keys.HEADER}")


def stations(root: Path) -> list[tuple[Path, keys.Header]]:
    """Return the stores of this computer with what stands beside them in plain words."""
    folders = sorted(each for each in root.iterdir() if each.is_dir()) if root.is_dir() else []
    found = ((folder, keys.header_of(folder)) for folder in folders)
    return [(folder, header) for folder, header in found if header is not None]
