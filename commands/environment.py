"""The program's own environment: makes `.venv` with the locked packages once, then starts the command in it.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from commands import system_packages
from commands.console import speak_utf8
from commands.set_up_trouble import SetUpError, explain_pip
from shared.file_lock import file_lock

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PACKAGES_STAMP = VENV / "packages-installed"
SYSTEM_STAMP = VENV / "system-checked"
LOG = VENV / "set-up.log"
BUILD, LOCK, DEVELOPER_LOCK = "requirements-build.txt", "requirements.txt", "requirements-dev.txt"
# One font comes as source; it is built by the locked build tool and not by whatever is newest today.
PIP_RULES = ("--require-hashes", "--no-build-isolation", "--only-binary=:all:", "--no-binary=font-roboto")


def main(arguments: list[str]) -> int:
    """Set up what is missing and hand the arguments on to the `hemis` command."""
    speak_utf8()
    testing = arguments[:1] == ["test"]
    try:
        set_up(DEVELOPER_LOCK if testing else LOCK, window=_needs_window(arguments))
        if testing:
            system_packages.offer_for_tests(_say)
    except SetUpError as trouble:
        return _say(str(trouble), code=2)
    except OSError as trouble:
        return _say(_describe(trouble), code=2)
    except KeyboardInterrupt:
        return _say("The set-up was interrupted; the next start finishes it.", code=130)
    return _hand_on(arguments)


def set_up(lock: str, *, window: bool) -> None:
    """Bring `.venv` to the state of the lock file; quick when it is there already."""
    if _is_ready(lock, window=window):
        return
    trouble = unsupported(sys.platform, platform.machine(), platform.libc_ver(), sys.maxsize)
    if trouble:
        raise SetUpError(trouble)
    with file_lock(
        ROOT / ".venv.lock", lambda: _say("Another set-up is running in this folder; waiting for it.")
    ):
        if not _has_packages(lock):
            _make_venv()
            _install(lock)
        if window and not SYSTEM_STAMP.exists():
            system_packages.ensure_libraries(VENV, _say)
            SYSTEM_STAMP.touch()


def unsupported(system: str, machine: str, libc: tuple[str, str], word: int) -> str | None:
    """The reason why the locked packages do not exist for such a machine."""
    arm = machine.lower() in {"arm64", "aarch64"}
    if word < 2**32:
        return "This Python is a 32-bit one; install the 64-bit Python for this system."
    if system == "win32" and arm:
        return (
            "This Python is built for ARM; install the 64-bit Intel (AMD64) one, which Windows runs as well."
        )
    if system == "darwin" and not arm:
        return "On a Mac the program needs an Apple processor (M1 or newer) and macOS 14 or newer."
    if system == "linux" and (libc[0] != "glibc" or _numbers(libc[1]) < (2, 34)):
        return "On Linux the program needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, Fedora 35 or later."
    return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _needs_window(arguments: list[str]) -> bool:
    verb = arguments[0] if arguments else ""
    return verb in {"client", "test"} or (verb == "demo" and not {"--no-window", "--stop"} & set(arguments))


def _is_ready(lock: str, *, window: bool) -> bool:
    return _has_packages(lock) and (SYSTEM_STAMP.exists() or not window)


def _has_packages(lock: str) -> bool:
    """Tell whether the packages of this lock file, or of the developers' wider one, are installed."""
    try:
        stamp = PACKAGES_STAMP.read_text(encoding="ascii")
    except OSError:
        return False
    return stamp in {_digest(lock), _digest(DEVELOPER_LOCK)}


def _digest(lock: str) -> str:
    """What the environment depends on: the locked packages and the Python that runs them."""
    content = (ROOT / BUILD).read_bytes() + (ROOT / lock).read_bytes()
    return hashlib.sha256(content + sys.version.encode() + sys.base_prefix.encode()).hexdigest()


def _make_venv() -> None:
    """Make `.venv`, anew unless the last set-up ended well with this very Python."""
    SYSTEM_STAMP.unlink(missing_ok=True)
    if PACKAGES_STAMP.exists() and _python_of_venv() == sys.version:
        PACKAGES_STAMP.unlink()
        return
    system_packages.ensure_ensurepip(_say)
    _say("Making the program's own Python environment in .venv …")
    done = subprocess.run(  # noqa: S603  our own Python
        [sys.executable, "-P", "-m", "venv", "--clear", str(VENV)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        reason = (done.stderr or done.stdout).strip().splitlines() or ["no reason was given"]
        raise SetUpError(f"The environment {VENV} could not be made: {reason[-1]}")


def _python_of_venv() -> str:
    try:
        return subprocess.run(  # noqa: S603  the environment's own Python
            [PYTHON, "-I", "-c", "import sys; print(sys.version, end='')"],
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        ).stdout
    except OSError:
        return ""


def _install(lock: str) -> None:
    wanted = sum("==" in line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines())
    _say(f"Installing about {wanted} packages; the first time they are downloaded …")
    LOG.unlink(missing_ok=True)
    _pip("install", "--require-hashes", "--only-binary=:all:", "-r", str(ROOT / BUILD))
    _pip("install", *PIP_RULES, "-r", str(ROOT / lock))
    new = PACKAGES_STAMP.with_suffix(".new")
    new.write_text(_digest(lock), encoding="ascii")
    new.replace(PACKAGES_STAMP)


def _pip(*arguments: str) -> None:
    """Run pip, showing how far it is; its own words go to the log."""
    command = [str(PYTHON), "-P", "-m", "pip", "--no-input", "--disable-pip-version-check", *arguments]
    said: list[str] = []
    with (
        LOG.open("a", encoding="utf-8") as log,
        subprocess.Popen(  # noqa: S603  the environment's own pip
            command, env=_pip_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace",
        ) as process,
    ):  # fmt: skip
        for line in process.stdout or ():
            log.write(line)
            said.append(line)
            if sys.stderr.isatty() and line.startswith(("Collecting", "Installing")):
                sys.stderr.write(f"\r\033[K  {line.strip()[:76]}")
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    if process.returncode != 0:
        raise SetUpError(explain_pip("".join(said), LOG))


def _pip_environment() -> dict[str, str]:
    """Ours without the settings that would lead pip out of `.venv`; a mirror or a proxy stays."""
    astray = {
        "PIP_USER",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_ROOT",
        "PIP_REQUIRE_HASHES",
        "PYTHONPATH",
        "PYTHONHOME",
    }
    return {name: value for name, value in os.environ.items() if name not in astray} | {"PYTHONUTF8": "1"}


def _hand_on(arguments: list[str]) -> int:
    """Become the `hemis` command; -P keeps modules of the current folder from shadowing ours."""
    command = [str(PYTHON), "-P", "-m", "commands", *arguments]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(PYTHON, command, environment)  # noqa: S606  no shell is wanted
    with subprocess.Popen(command, env=environment) as process:  # noqa: S603  our own command
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the command heard it too and ends in its own way
                continue


def _describe(trouble: OSError) -> str:
    if trouble.errno == errno.ENOSPC:
        free = shutil.disk_usage(ROOT).free // 2**20
        return (
            f"The disk is full ({free} MB free in {ROOT}); about 1500 MB are needed. Make room, start again."
        )
    if trouble.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"The folder {ROOT} cannot be written. Copy the program to a folder of your own."
    return f"The set-up did not succeed: {trouble.strerror or trouble} ({trouble.filename or ROOT})."


def _say(sentence: str, code: int = 0) -> int:
    sys.stderr.write(sentence + "\n")
    return code
