"""`hemis.py` on a machine that has nothing but Python."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from commands import environment
from commands.set_up_trouble import explain_pip
from tests.bootstrap.conftest import ROOT, VERB, make_wheel


def test_first_start_installs_and_hands_the_arguments_on(first):
    """Modules of the folder it is started from do not get in the way."""
    code, output, said = first.outcome

    told = f"hello|{first.clone.root / '.venv'}|{first.folder}|server|two words|--flag"
    assert (code, output) == (0, told)
    assert "Installing" in said


def test_second_start_installs_nothing(started):
    before = (started.root / ".venv" / "set-up.log").stat()

    code, output, said = started.start(VERB, PIP_FIND_LINKS="nowhere")

    assert (code, said) == (0, "")
    assert output.startswith("hello|")
    assert (started.root / ".venv" / "set-up.log").stat() == before


def test_exit_code_is_that_of_the_command(started):
    (started.root / "commands" / "__main__.py").write_text("raise SystemExit(7)", encoding="ascii")

    assert started.start(VERB)[0] == 7


def test_interrupted_set_up_is_redone(renewed):
    process = renewed.popen(VERB)
    said = iter(process.stderr.readline, "")
    assert any("Installing" in line for line in said)
    process.kill()
    process.communicate()
    for file in (renewed.root / ".venv").rglob("pip/__init__.py"):
        file.unlink()  # as a cut of the power may leave it

    code, output, _said = renewed.start(VERB)

    assert code == 0
    assert output.startswith("good evening|")


def test_new_lock_file_is_installed_by_one_of_two_next_starts(renewed):
    both = [renewed.popen(VERB), renewed.popen(VERB)]
    outcomes = [process.communicate(timeout=120) for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert all(output.startswith("good evening|") for output, _said in outcomes)
    assert sum("Installing" in said for _output, said in outcomes) == 1


def test_tests_need_more_packages_and_serve_the_program_too(started):
    started.start("test", PATH=os.environ["PATH"])
    assert list((started.root / ".venv").rglob("tester.py"))

    code, _output, said = started.start(VERB, PIP_FIND_LINKS="nowhere")

    assert (code, said) == (0, "")


def test_moved_folder_goes_on(started, tmp_path):
    started.root.rename(tmp_path / "elsewhere")

    moved = type(started)(tmp_path / "elsewhere")

    assert moved.start(VERB)[1].startswith("hello|")


def test_changed_package_is_refused(renewed):
    make_wheel(renewed.root / "wheels", "greeting", "something else", "2.0")

    code, output, said = renewed.start(VERB)

    assert (code, output) == (2, "")
    assert "is not the one that was checked" in said
    assert "Traceback" not in said


def test_no_network_is_a_sentence_and_the_next_start_goes_on(renewed):
    wheels = {"PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_RETRIES": "1"}
    code, _output, said = renewed.start(VERB, PIP_INDEX_URL="http://127.0.0.1:9/", **wheels)

    assert code == 2
    assert "could not be reached" in said
    assert "Traceback" not in said
    assert renewed.start(VERB)[0] == 0


def test_old_python_is_told_what_it_needs():
    pretend = (
        "import runpy, sys; sys.version_info = (3, 8, 10); runpy.run_path('hemis.py', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("HEMIS Desktop needs Python 3.11 or newer, and this is Python 3.8.")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "cannot be written"),
        (errno.EACCES, "cannot be written"),
        (errno.EIO, "did not succeed"),
    ],
)
def test_trouble_with_the_folder_is_a_sentence(monkeypatch, capsys, number, sentence):
    def fails(*_arguments, **_options):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(environment, "set_up", fails)

    assert environment.main([VERB]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pip_says", "sentence"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
        ),
        (
            "WARNING: Retrying: Failed to establish a new connection\nERROR: Could not find a version of alembic",
            "could not be reached",
        ),
        ("ERROR: No matching distribution found for numba==1.0", "does not exist for this machine"),
        ("ERROR: [Errno 13] Permission denied: 'x'", "cannot be written"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
        ("ERROR: Something new happened", "Something new happened"),
    ],
)
def test_pip_is_understood(pip_says, sentence):
    told = explain_pip(pip_says, Path("set-up.log"))

    assert sentence in told
    assert "set-up.log" in told


@pytest.mark.parametrize(
    ("machine", "sentence"),
    [
        (("linux", "x86_64", ("glibc", "2.36"), 2**63 - 1), None),
        (("linux", "aarch64", ("glibc", "2.39"), 2**63 - 1), None),
        (("darwin", "arm64", ("", ""), 2**63 - 1), None),
        (("win32", "AMD64", ("", ""), 2**63 - 1), None),
        (("win32", "x86", ("", ""), 2**31 - 1), "32-bit"),
        (("win32", "ARM64", ("", ""), 2**63 - 1), "ARM"),
        (("darwin", "x86_64", ("", ""), 2**63 - 1), "Apple processor"),
        (("linux", "x86_64", ("glibc", "2.31"), 2**63 - 1), "glibc 2.34"),
        (("linux", "x86_64", ("", ""), 2**63 - 1), "glibc 2.34"),
    ],
)
def test_machine_without_packages_is_told_why(machine, sentence):
    told = environment.unsupported(*machine)

    assert told is None if sentence is None else sentence in told


def test_lock_files_name_no_index_and_hash_everything():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-build.txt"):
        text = (ROOT / name).read_text(encoding="ascii")
        locked = [block for block in text.split("\n") if "==" in block]
        assert "://" not in text
        assert "index-url" not in text
        assert locked
        assert all(line.endswith("\\") for line in locked)
