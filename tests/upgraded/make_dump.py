"""Keeps the small demonstration as today's program leaves it: python -m tests.upgraded.make_dump FOLDER.

Run it when a revision was released, into a folder of its own beside the others; the tests then upgrade that one too.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

import psycopg
from PySide6.QtWidgets import QApplication

from server_db import backup, install
from server_db.demo.fill import fill
from server_db.embedded import EmbeddedServer
from server_db.programs import find_program
from tests.upgraded.desk import come_back, work
from tests.upgraded.facts import record
from tests.upgraded.life import live

#: The oldest PostgreSQL that is supported: what its programs write, those of every later one read.
VERSION = 16
DATABASE = "small"


def main(target: Path) -> None:
    """Make the university, let people work in it, and keep the database, the computer and what is to be seen."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        scratch.chmod(0o755)
        with EmbeddedServer(scratch, version=VERSION, durable=False) as server:
            _keep(server, scratch, target)


def _keep(server: EmbeddedServer, scratch: Path, target: Path) -> None:
    files, desk = scratch / "files", target / "desk"
    files.mkdir()
    shutil.rmtree(target, ignore_errors=True)
    desk.mkdir(parents=True)
    dsn = install.init(server.admin_dsn(), database=DATABASE)
    address = f"{server.host}:{server.port}/{DATABASE}"
    with psycopg.connect(dsn, autocommit=True) as admin:
        fill(admin, scale="small")
        live(dsn, files)
        work(address, desk)
        _pack(backup.backup(dsn, scratch / "backup").dump, dsn, target / "backup.tar.xz")
        _write(target / "facts.json", record(dsn, admin))
    next((desk / "drafts").glob("*.lock")).unlink()
    shutil.copytree(desk, scratch / "desk")
    _write(target / "seen.json", come_back(address, scratch / "desk"))


def _pack(made: Path, dsn: str, target: Path) -> None:
    """The backup with its dump written again uncompressed: packed as a whole it is half as large."""
    program = find_program("pg_dump", VERSION)
    subprocess.run([program, dsn, "--format=custom", "--compress=0", f"--file={made}"], check=True)
    parts = {"backup.dump": made, "backup.logins.json": made.with_suffix(".logins.json")}
    digests = made.with_suffix(".sha256")
    digests.write_text(
        "".join(f"{sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in parts.items())
    )
    with tarfile.open(target, "w:xz", preset=9) as archive:
        for name, path in {**parts, "backup.sha256": digests}.items():
            archive.add(path, name)


def _write(file: Path, found: object) -> None:
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    application = QApplication([])
    main(Path(sys.argv[1]))
