"""A clone of the set-up with tiny packages of its own, so that nothing is downloaded."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VERB = "server"  # needs no window, and so none of the system's libraries
# Stands in for the `hemis` command: says where it runs and what it was given.
COMMAND = "import os, sys, greeting; print(greeting.TEXT, sys.prefix, os.getcwd(), *sys.argv[1:], sep='|')"


def make_wheel(folder, name, text, version="1.0"):
    """A wheel with one module; the line that locks it."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"TEXT = {text!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [f"{file},sha256={_url_digest(content)},{len(content)}\n" for file, content in files.items()]
    with zipfile.ZipFile(path, "w") as wheel:
        for file, content in files.items():
            wheel.writestr(file, content)
        wheel.writestr(f"{info}/RECORD", "".join([*rows, f"{info}/RECORD,,\n"]))
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def _url_digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class Clone:
    """A folder with `hemis.py` in it, as a person gets it."""

    root: Path

    def lock(self, name, text):
        (self.root / name).write_text(text, encoding="ascii")

    def popen(self, *arguments, cwd=None, **environment):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        told = {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": (self.root / "wheels").as_uri(),
            "PIP_CONFIG_FILE": os.devnull,
        }
        return subprocess.Popen(
            [sys._base_executable, str(self.root / "hemis.py"), *arguments],  # noqa: SLF001 - the Python without our packages
            cwd=cwd or self.root,
            env=kept | told | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def start(self, *arguments, **options):
        process = self.popen(*arguments, **options)
        output, said = process.communicate(timeout=120)
        return process.returncode, output.strip(), said


@dataclass(frozen=True)
class First:
    """A clone that was started once, from where, and what came of it."""

    clone: Clone
    folder: Path
    outcome: tuple[int, str, str]


@pytest.fixture(scope="session")
def first(tmp_path_factory):
    """The one start from nothing; tests use copies of what it left."""
    folder = tmp_path_factory.mktemp("first")
    for name in ("commands", "argparse"):
        (folder / f"{name}.py").write_text("raise SystemExit('the wrong one')", encoding="ascii")
    clone = make_clone(folder / "a clone")
    return First(clone, folder, clone.start(VERB, "two words", "--flag", cwd=folder))


@pytest.fixture
def started(first, tmp_path):
    """A clone that was started once before."""
    shutil.copytree(first.clone.root, tmp_path / "a clone", symlinks=True)
    return Clone(tmp_path / "a clone")


@pytest.fixture
def renewed(started):
    """The same, and the next version locks another package."""
    wheels = started.root / "wheels"
    started.lock("requirements.txt", make_wheel(wheels, "greeting", "good evening", "2.0"))
    return started


def make_clone(root):
    ignore = shutil.ignore_patterns("__pycache__")
    for folder in ("commands", "shared"):
        shutil.copytree(ROOT / folder, root / folder, ignore=ignore)
    shutil.copy(ROOT / "hemis.py", root)
    (root / "commands" / "__main__.py").write_text(COMMAND, encoding="ascii")
    wheels = root / "wheels"
    wheels.mkdir()
    clone = Clone(root)
    clone.lock("requirements-build.txt", make_wheel(wheels, "builder", "unused"))
    clone.lock("requirements.txt", make_wheel(wheels, "greeting", "hello"))
    clone.lock(
        "requirements-dev.txt", make_wheel(wheels, "tester", "x") + make_wheel(wheels, "greeting", "hello")
    )
    return clone
