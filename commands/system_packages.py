"""What the program needs from the system: found, named with the exact package line, installed for root.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

from commands.set_up_trouble import SetUpError

# Debian's and Ubuntu's packages of the libraries that Qt's windows, printing and network need.
DEBIAN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libzstd.so.1": "libzstd1",
}
# What loads every library of a window, of printing and of the network.
ROOTS = (
    "QtPrintSupport.abi3.so",
    "QtSvgWidgets.abi3.so",
    "QtNetwork.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
    "Qt/plugins/printsupport/libcupsprintersupport.so",
)
# Programs that some tests need, with their packages; without one, its tests say that they were left out.
FOR_TESTS = (
    ("Xvfb", "xvfb", "One test draws on a virtual screen (Xvfb)."),
    ("softhsm2-util", "softhsm2", "Signing with a token is tested on one made of software (SoftHSM)."),
)

Say = Callable[[str], object]


def ensure_ensurepip(say: Say) -> None:
    """Make sure that this Python can make environments; Debian ships that part on its own."""
    if find_spec("ensurepip") and find_spec("venv"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not shutil.which("apt-get"):
        raise SetUpError(
            "This Python comes without ensurepip; install your system's package for Python's venv."
        )
    _install_or_name([package], "This Python comes without ensurepip.", say)
    invalidate_caches()


def ensure_libraries(venv: Path, say: Say) -> None:
    """Make sure that Qt finds the libraries that it takes from the system (Linux only)."""
    if sys.platform != "linux":
        return
    missing = missing_libraries(venv)
    if missing:
        _install_or_name(
            packages_of(missing), f"Qt needs libraries of the system: {', '.join(missing)}.", say
        )
        missing = missing_libraries(venv)
    if missing:
        raise SetUpError(f"These libraries of the system are still missing: {', '.join(missing)}.")


def offer_for_tests(say: Say) -> None:
    """Install what some tests take from the system, or name it; the other tests need none of it."""
    if sys.platform != "linux":
        return
    for program, package, need in FOR_TESTS:
        if shutil.which(program):
            continue
        try:
            _install_or_name([package], need, say)
        except SetUpError as trouble:
            say(str(trouble))


def missing_libraries(venv: Path) -> list[str]:
    """The libraries that the installed Qt wants and the system does not have."""
    folder = next(venv.glob("lib/python*/site-packages/PySide6"), None)
    files = [str(folder / name) for name in ROOTS if folder and (folder / name).exists()]
    if not files or not shutil.which("ldd"):
        return []
    asked = subprocess.run(  # noqa: S603  the files are ours
        ["ldd", *files],  # noqa: S607  wherever the system has it
        check=False, capture_output=True, encoding="utf-8", env=os.environ | {"LC_ALL": "C"},
    )  # fmt: skip
    return sorted(set(re.findall(r"(\S+) => not found", asked.stdout)))


def packages_of(libraries: Iterable[str]) -> list[str]:
    """Names that the system's package command understands, one for each library."""
    if shutil.which("apt-get"):
        return sorted({DEBIAN.get(name, name) for name in libraries})
    return sorted(
        {f"{name}()(64bit)" for name in libraries}
    )  # as Fedora and openSUSE name what a package provides


def _install_or_name(packages: list[str], need: str, say: Say) -> None:
    """Install as root; for anybody else, end with the line that the administrator types."""
    command = _command(packages)
    if command is None:
        raise SetUpError(f"{need} Install them with this system's package command and start again.")
    line = " ".join(f"'{part}'" if "(" in part else part for part in command)
    if os.geteuid() != 0:
        raise SetUpError(f"{need} Install what is missing and start again:\n    sudo {line}")
    say(f"{need} Installing: {line}")
    # The lists of packages may be missing or old; only then is it worth the time to fetch them.
    if not (_runs(command) or (command[0] == "apt-get" and _runs(["apt-get", "update"]) and _runs(command))):
        raise SetUpError(f"{need} The system could not install them; try by hand:\n    {line}")


def _command(packages: list[str]) -> list[str] | None:
    ways = (("apt-get", ("install", "-y", "--no-install-recommends")), ("dnf", ("install", "-y")),
            ("zypper", ("--non-interactive", "install")))  # fmt: skip
    return next(([name, *options, *packages] for name, options in ways if shutil.which(name)), None)


def _runs(command: list[str]) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, check=False, capture_output=True, env=environment)  # noqa: S603  our command
    except OSError:
        return False
    return done.returncode == 0
