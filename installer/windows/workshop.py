"""The folder in which the setup is made and tried, and the two ways of running things: here, and under Wine."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

#: Enters the root of the other Debian; what it mounts is seen by nobody else and ends with it.
ENTER = """
set -e
root=$1 work=$2 folder=$3 seconds=$4; shift 4
mkdir -p "$root/work" "$root/tmp/.X11-unix" /tmp/.X11-unix
mount --bind /proc "$root/proc"; mount --bind /dev "$root/dev"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"; mount --bind "$work" "$root/work"
exec chroot "$root" /bin/sh -c 'cd "$0"; exec timeout -k 5 "$@"' "$folder" "$seconds" "$@"
"""
#: No debugger that waits for somebody; and only those C runtimes that a program brings, as on a bare Windows.
OVERRIDES = (
    "winedbg.exe=d;mscoree=d;mshtml=d;"
    "msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1,concrt140,vcomp140=n"
)


class StepError(Exception):
    """A step did not succeed; the text says which and shows the end of what was said."""


@dataclass(frozen=True)
class Workshop:
    """All that is made stands below one folder, which may be thrown away."""

    folder: Path
    display: str = ""
    #: A trial that is thrown away need not be packed tightly.
    quick: bool = False
    #: Other tests than the usual ones.
    suites: tuple[str, ...] = ()
    #: What opens the window.
    program: tuple[str, ...] = ("wine", r"C:\Program Files\HEMIS Desktop\HEMIS Desktop.exe")

    @property
    def root(self) -> Path:
        """The other Debian."""
        return self.folder / "root"

    @property
    def windows(self) -> Path:
        """What Windows calls C:."""
        return self.folder / "prefix" / "drive_c"

    @property
    def python(self) -> Path:
        """The Windows Python."""
        return self.folder / "python"

    @property
    def source(self) -> Path:
        """A copy of the program's source, in which the setup is made."""
        return self.folder / "source"

    @property
    def pictures(self) -> Path:
        return self.folder / "pictures"

    def once(self, step: Callable[[Workshop], object]) -> None:
        """Take a step unless it was taken before; `--again` forgets."""
        stamp = self.folder / "done" / step.__name__
        if stamp.exists():
            return
        started = time.monotonic()
        print(f"{step.__name__}: {(step.__doc__ or '').splitlines()[0]}", flush=True)
        try:
            step(self)
        finally:
            self.end_wine()
        took = f"{time.monotonic() - started:.0f} s"
        print(f"  {took}", flush=True)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(took + "\n", encoding="ascii")

    def here(self, *command: str | Path, folder: Path | None = None, checked: bool = True) -> str:
        """Run a program of this machine to its end and return what it says."""
        return _ended([str(part) for part in command], folder or self.folder, 1800, checked=checked)

    def inside(self, *command: str, seconds: int = 1800) -> str:
        """Run a program of the other Debian."""
        return _ended(self._entering([*command], "/", seconds), self.folder, seconds)

    def wine(
        self, *command: str, folder: str = "/work", seconds: int = 600, checked: bool = True, **variables: str
    ) -> str:
        """Run a program of Windows; its paths begin with /work."""
        return _ended(
            self._wining(command, folder, seconds, variables), self.folder, seconds, checked=checked
        )

    def start(
        self, *command: str, folder: str = "/work", seconds: int = 600, **variables: str
    ) -> subprocess.Popen[str]:
        """Start a program of Windows that stays; it is ended after so many seconds."""
        return subprocess.Popen(  # noqa: S603 - ours
            self._wining(command, folder, seconds, variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )

    def end_wine(self) -> None:
        """End what may still run under Wine; its desktop too, which stays on the screen of the step that began it."""
        if self.windows.exists():
            self.wine("wineserver", "-k", checked=False)

    def _wining(
        self, command: tuple[str, ...], folder: str, seconds: int, variables: Mapping[str, str]
    ) -> list[str]:
        told = {
            "PATH": "/usr/bin:/bin",
            "HOME": "/work/home",
            "LANG": "C.UTF-8",
            "WINEPREFIX": "/work/prefix",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "DISPLAY": self.display,
            **variables,
        }
        environment = [f"{name}={value}" for name, value in told.items()]
        return self._entering(["env", "-i", *environment, *command], folder, seconds)

    def _entering(self, command: list[str], folder: str, seconds: int) -> list[str]:
        where = [str(self.root), str(self.folder), folder, str(seconds)]
        return ["unshare", "--mount", "bash", "-c", ENTER, "enter", *where, *command]


def _ended(command: list[str], folder: Path, seconds: int, *, checked: bool = True) -> str:
    # A pipe and not a file: Windows' Python under Wine does not start with a file as its output.
    try:
        done = subprocess.run(  # noqa: S603 - ours
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", check=False, timeout=seconds + 30,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise StepError(f"{error.filename} is needed: see installer/README.md.") from error
    if checked and done.returncode != 0:
        raise StepError(f"{' '.join(command[-6:])} ended with {done.returncode}:\n{done.stdout[-3000:]}")
    return done.stdout


def tool(workshop: Workshop, name: str) -> Path:
    """A program of the workshop's own Python environment."""
    folder = workshop.folder / "tools" / ("Scripts" if sys.platform == "win32" else "bin")
    return folder / name
