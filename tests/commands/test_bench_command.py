"""`hemis bench`: figures as a table or as JSON, and an exit code that says whether the aims were met."""

import json
import os
import subprocess
import sys

import pytest

from benchmarks import start_modules
from benchmarks.row import Row, against, table
from commands import bench
from commands.__main__ import main


def test_printing_is_measured_and_told_as_json(capsys):
    assert main(["bench", "print", "--json", "--count", "3"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert set(rows[0]) == {"measure", "value", "unit", "limit", "ratio", "aim", "met"}
    assert rows[0]["ratio"] == pytest.approx(rows[0]["value"] / rows[0]["limit"])


def test_a_table_says_what_was_missed():
    text = table([against("a list", 3, "ms", 2, at_most=1.2), Row("memory", 1234567, "kB")])
    head, missed, reported = text.splitlines()
    assert head.split() == ["measure", "value", "unit", "limit", "ratio", "aim", "met"]
    assert missed.endswith("NO")
    assert "1 234 567" in reported


def test_a_missed_aim_is_an_exit_code(capsys, monkeypatch, tmp_path):
    class Slow:
        NAME, HELP = "slow", "misses"
        add_arguments = staticmethod(lambda _parser: None)
        measure = staticmethod(lambda _arguments: [against("x", 2, "s", 1, at_most=1)])

    monkeypatch.setattr(bench, "import_module", lambda _name: Slow)
    out = tmp_path / "figures.txt"
    assert main(["bench", "print", "--out", str(out)]) == 1
    assert out.read_text(encoding="utf-8") == capsys.readouterr().out


def test_the_program_that_is_measured_with_a_further_module_is_one(tmp_path):
    """It is written as docs/new-module.md says, and nothing else imports it."""
    start_modules.copy(tmp_path, 1)
    told = "from client.desk import CONTRIBUTED; print(*(window.key for window in CONTRIBUTED.windows))"
    done = subprocess.run(
        [sys.executable, "-c", told],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "clubs0" in done.stdout.split(), done.stderr
