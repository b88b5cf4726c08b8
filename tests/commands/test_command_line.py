"""The `hemis` command: what it offers, what it loads, how it tells trouble."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from commands.__main__ import VERBS, main
from commands.trouble import sentence_of
from server_db.embedded_programs import EmbeddedError

ROOT = Path(__file__).resolve().parents[2]


def hemis(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "commands", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_help_names_every_verb(capsys):
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {verb} " in shown for verb in VERBS)


@pytest.mark.parametrize("given", [[], ["fly"]])
def test_unknown_verb_is_answered_with_the_known_ones(given, capsys):
    assert main(given) == 2
    assert "demo" in capsys.readouterr().err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb):
    shown = hemis(verb, "--help")

    assert shown.returncode == 0, shown.stderr
    assert f"usage: hemis {verb}" in shown.stdout


@pytest.mark.parametrize("verb", ["server", "demo", "test", "timetable"])
def test_verb_without_a_window_does_not_load_qt(verb):
    code = (
        "import contextlib, sys; from commands.__main__ import main\n"
        "with contextlib.suppress(SystemExit): main([sys.argv[1], '--help'])\n"
        "sys.exit('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, verb], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0


def test_what_is_said_into_a_pipe_is_utf8_whatever_the_computer_speaks():
    """Windows gives a pipe its old code page, which has no ʻ."""
    code = "from commands.__main__ import main; main(['--help']); print('Oʻquv'); main(['fly'])"
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": "cp1251"},
    )  # fmt: skip

    assert told.stdout.decode("utf-8").split()[-1] == "Oʻquv"
    assert "“fly”" in told.stderr.decode("utf-8")


def test_server_that_is_not_there_is_a_sentence():
    told = hemis("server", "status", "--dsn", "host=127.0.0.1 port=9")

    assert told.returncode == 2
    assert told.stderr.startswith("The database cannot be reached")
    assert "Traceback" not in told.stderr


def test_trouble_of_the_world_is_a_sentence():
    assert sentence_of(EmbeddedError("The disk is full.")) == "The disk is full."
    assert sentence_of(FileNotFoundError(2, "No such file", "list.xlsx")) == "list.xlsx: No such file."
    assert sentence_of(psycopg.errors.DiskFull("could not extend file")).startswith("The server is short")


def test_bug_keeps_its_traceback():
    assert sentence_of(KeyError("student")) is None
    assert sentence_of(psycopg.errors.SyntaxError("near from")) is None
