"""A workstation is killed at any line of its journal: no blank is used twice, no print is lost, one question."""

import random
import subprocess
import sys

import pytest

from client.data.offline import opening
from tests.offline_scene import KEY, package, store_in
from tests.trouble.printing_desk import Paper

DIPLOMAS, BLANKS = 12, 24
#: Lines that a workstation passes in a life without a kill; a few more, so that some end by themselves.
LINES = 900

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")


def killed_at(folder, place, *, torn):
    """Let it work until it is killed; return what it has acknowledged."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.trouble.printing_desk", folder, str(place), "torn" if torn else "whole"],
        stdout=subprocess.PIPE, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in (0, -9), done.returncode
    return [tuple(line.split()) for line in done.stdout.splitlines()]


def judge(folder, acknowledged):
    """Open it as after a crash, and hold it against the sheets of paper and what was acknowledged."""
    station, paper = opening.open_station(folder, KEY), Paper(folder.parent / "paper").numbers()
    try:
        assert len(paper) == len(set(paper)), "a blank was printed on twice"
        intents = [event.body["number"] for event in station.events if event.kind == "intent"]
        assert set(paper) <= set(intents), "paper moved before its intent was on the disk"
        recorded = [(event.kind, event.body["number"]) for event in station.events]
        assert all(each in recorded for each in acknowledged), "what was acknowledged is gone"
        answered = sum(kind in ("good", "spoiled", "clean") for kind, _number in recorded)
        assert len(intents) - answered == (station.journal.open is not None), "there is not one question"
        good = [number for kind, number in recorded if kind == "good"]
        assert len(good) == len(set(good))
        assert station.journal.gaps == []
        return len(station.journal.waiting("diploma"))
    finally:
        station.close()


def lives(folder, seed, kills):
    """One life after another until everything is printed, or so many kills were survived."""
    chance, acknowledged, survived = random.Random(seed), [], 0  # noqa: S311 - a seed
    store_in(folder, package(DIPLOMAS, BLANKS)).close()
    while survived < kills:
        said = killed_at(folder, chance.randint(1, LINES), torn=chance.random() < 0.3)
        survived += 1
        acknowledged += [each for each in said if each[0] != "done"]
        if not judge(folder, acknowledged):
            break
    return survived


@pytest.mark.parametrize("seed", [1, 2])
def test_a_workstation_survives_kills(tmp_path, seed):
    lives(tmp_path / "w", seed, 4)


@pytest.mark.soak
def test_a_workstation_survives_more_than_three_hundred_kills(tmp_path):
    total, seed = 0, 100
    while total < 320:
        seed += 1
        total += lives(tmp_path / f"life-{seed}" / "w", seed, 40)
