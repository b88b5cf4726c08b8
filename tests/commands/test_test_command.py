"""`hemis test`: what it runs, and that its exit code tells the truth."""

from __future__ import annotations

import pytest

from commands import test
from commands.__main__ import main

GOOD = ("-c", "print('nothing to say')")
BAD = ("-c", "import sys; print('the reason'); sys.exit(1)")


@pytest.fixture
def ran(monkeypatch):
    """The command lines of pytest that were started; each of them passes."""
    lines = []
    monkeypatch.setattr(
        test.subprocess, "call", lambda command, **rest: lines.append((command, rest["env"])) or 0
    )
    return lines


def test_failed_check_is_told_and_makes_the_whole_fail(ran, monkeypatch, capsys):
    monkeypatch.setattr(test, "CHECKS", {"good": GOOD, "bad": BAD})

    code = main(["test"])

    shown = capsys.readouterr().out
    assert code == 1
    assert "good: passed" in shown
    assert "bad: failed\nthe reason" in shown
    assert len(ran) == 1


def test_passed_checks_and_tests_pass(ran, monkeypatch, capsys):
    monkeypatch.setattr(test, "CHECKS", {"good": GOOD})

    assert main(["test"]) == 0
    assert "FAILED" not in capsys.readouterr().out


def test_failed_tests_fail(monkeypatch):
    monkeypatch.setattr(test, "CHECKS", {})
    monkeypatch.setattr(test.subprocess, "call", lambda *_command, **_rest: 3)

    assert main(["test"]) == 3


def test_what_is_given_goes_to_pytest_alone(ran, monkeypatch):
    monkeypatch.setattr(test, "CHECKS", {"bad": BAD})

    assert main(["test", "tests/shared", "-k", "pinfl"]) == 0

    command, environment = ran[0]
    assert command[-3:] == ["tests/shared", "-k", "pinfl"]
    assert environment["QT_QPA_PLATFORM"] == "offscreen"


def test_soak_adds_the_long_doses(ran, monkeypatch):
    monkeypatch.setattr(test, "CHECKS", {})

    main(["test", "--soak"])

    command, environment = ran[0]
    assert "soak or not soak" in command
    assert environment["HEMIS_TEST_SOAK"] == "1"


def test_outside_server_has_one_worker(ran, monkeypatch):
    monkeypatch.setattr(test, "CHECKS", {})

    main(["test", "--server", "service=test"])

    command, environment = ran[0]
    assert command[command.index("-n") + 1] == "0"
    assert environment["HEMIS_TEST_DSN"] == "service=test"


@pytest.mark.parametrize("name", test.CHECKS)
def test_every_check_is_there_to_run(name):
    module = {"ruff": "ruff", "mypy": "mypy", "import-linter": "importlinter"}[name]

    assert test._check(("-c", f"import {module}"))[0] == 0  # noqa: SLF001 - the command itself would take minutes
