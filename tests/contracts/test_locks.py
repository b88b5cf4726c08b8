"""The lock files hold what pyproject.toml asks for, on every system and Python, and no direct dependency more."""

import re
import tomllib
from itertools import pairwise, product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = PROJECT["project"]["dependencies"]
LOCKS = {
    "requirements.txt": ASKED,
    "requirements-dev.txt": [*ASKED, *PROJECT["dependency-groups"]["dev"]],
    "requirements-build.txt": PROJECT["build-system"]["requires"],
}
SYSTEMS = ("linux", "win32", "darwin")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
DIRECT = re.compile(r"^    # +(?:via )?hemis-desktop \(pyproject\.toml(?::dev)?\)$")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_to_a_version_that_it_allows(lock):
    locked = [Requirement(line.rstrip(" \\")) for line in _lines(lock) if line[0].isalnum()]
    wrong = {
        f"{asked} on {system}, Python {python}": [str(each) for each in found]
        for asked, system, python in product(map(Requirement, LOCKS[lock]), SYSTEMS, PYTHONS)
        if _holds(asked, system, python)
        and not _fits(asked, found := [each for each in locked if _is(each, asked, system, python)])
    }
    assert wrong == {}


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_nothing_is_locked_as_a_dependency_that_is_none(lock):
    assert _direct(lock) == {canonicalize_name(Requirement(asked).name) for asked in LOCKS[lock]}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_version_is_held_by_its_digest(lock):
    lines = _lines(lock)
    bare = [line for line, below in pairwise(lines) if line[0].isalnum() and "--hash=" not in below]
    assert bare == []


def _lines(lock):
    return [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if line.strip()]


def _direct(lock):
    """What the lock itself says to come from pyproject.toml."""
    found, current = set(), ""
    for line in _lines(lock):
        if line[0].isalnum():
            current = canonicalize_name(Requirement(line.rstrip(" \\")).name)
        elif DIRECT.match(line):
            found.add(current)
    return found


def _holds(requirement, system, python):
    where = {"sys_platform": system, "python_version": python, "python_full_version": f"{python}.9"}
    return requirement.marker is None or requirement.marker.evaluate(where)


def _is(locked, asked, system, python):
    return canonicalize_name(locked.name) == canonicalize_name(asked.name) and _holds(locked, system, python)


def _fits(asked, found):
    """One version, and one that is allowed."""
    versions = [each.version for requirement in found for each in requirement.specifier]
    return len(versions) == 1 and asked.specifier.contains(versions[0], prereleases=True)
