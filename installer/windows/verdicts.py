"""The table of verdicts on the locked wheels for Windows (wheels.tsv), which `hemis test` holds to the lock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from packaging.utils import parse_wheel_filename

from installer.windows.libraries import has_windows, why_harmless
from installer.windows.lock import LOCK, PYTHONS, Locked, locked, tags

TABLE = Path(__file__).with_name("wheels.tsv")
GOOD, BAD = "good", "bad"
HEAD = ("wheel", "sha256", "verdict", "missing libraries")


@dataclass(frozen=True)
class Verdict:
    """Whether everything that the programs in a wheel load is there."""

    wheel: str
    digest: str
    verdict: str
    remark: str

    def is_of(self, package: Locked) -> bool:
        name, version, _build, _tags = parse_wheel_filename(self.wheel)
        return (name, str(version)) == (package.name, package.version) and self.digest in package.hashes

    def fits(self, python: tuple[int, int]) -> bool:
        return bool(parse_wheel_filename(self.wheel)[3] & tags(python))


def judged(wheel: str, digest: str, holds: Iterable[str], needs: Iterable[str]) -> Verdict:
    """Judge a wheel by the libraries it holds and those its programs name."""
    package = str(parse_wheel_filename(wheel)[0])
    there = set(holds)
    missing = {
        need: why_harmless(package, need) for need in needs if need not in there and not has_windows(need)
    }
    remark = "; ".join(f"{library}: {reason or 'NEEDED'}" for library, reason in sorted(missing.items()))
    return Verdict(wheel, digest, GOOD if all(missing.values()) else BAD, remark)


def written(verdicts: Iterable[Verdict]) -> str:
    """The table as it stands in the repository."""
    rows = sorted(astuple(verdict) for verdict in verdicts)
    return "".join("\t".join(row) + "\n" for row in (HEAD, *rows))


def read(table: str) -> list[Verdict]:
    """The verdicts in the table."""
    return [Verdict(*line.split("\t")) for line in table.splitlines()[1:]]


def without_good_verdict(verdicts: list[Verdict], lock: Path = LOCK) -> list[str]:
    """What Windows would install and nobody has found good."""
    return [
        f"{package.name} {package.version} for Python {python[0]}.{python[1]}"
        for python in PYTHONS
        for package in locked(python, lock)
        if not any(each.verdict == GOOD and each.is_of(package) and each.fits(python) for each in verdicts)
    ]
