"""The program's own tests under the Windows Python."""

from __future__ import annotations

from pathlib import Path

from installer.windows.screen import virtual_screen
from installer.windows.workshop import StepError, Workshop
from server_db.embedded import EmbeddedServer

#: Papers, rules, commands; each of a portion's own Python, so that one that hangs holds up no other.
SUITES = ("tests/reports", "tests/shared", "tests/commands")
#: Of each portion; what is not ended then has its last lines shown.
SECONDS = 5400
SUMMARY = "short test summary"


def run_suites(workshop: Workshop) -> None:
    """Run the tests portion by portion under the Windows Python; what each said is in the folder `tests`."""
    trouble = [said for suite in workshop.suites or SUITES if (said := run_pytest(workshop, suite))]
    if trouble:
        raise StepError("\n".join(trouble))


def run_pytest(workshop: Workshop, suite: str) -> str:
    """Run one portion; what failed, empty when all is well.

    With a server of this machine, as a university has one; those tests that need one of their own start Windows'.
    """
    with EmbeddedServer(workshop.folder / "server", durable=False) as server:
        return _ran(workshop, suite, server.admin_dsn())


def _ran(workshop: Workshop, suite: str, server: str) -> str:
    kept = workshop.folder / "tests" / (suite.strip("/").replace("/", "-").replace(".py", "") + ".txt")
    kept.parent.mkdir(exist_ok=True)
    with virtual_screen() as display:
        there = Workshop(workshop.folder, display)
        process = there.start(
            "wine", "/work/python/python.exe", "-X", "utf8", "-m", "pytest", "-v", "-n0", "-p", "no:cacheprovider",
            "--maxfail=40", *suite.split(), folder="/work/source", seconds=SECONDS,
            PYTHONPATH=r"Z:\work\test-packages", HEMIS_TEST_DSN=server,
            WINEQT_QPA_PLATFORM="offscreen",  # Wine hands no variable of Qt's on, unless it is asked so
        )  # fmt: skip
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        with kept.open(
            "w", encoding="utf-8", buffering=1
        ) as file:  # each line at once: to see where it hangs
            file.writelines(process.stdout)
        code = process.wait()
    said = _end_of(kept)
    print(f"{suite}: {said.splitlines()[-1] if said else 'said nothing'}", flush=True)
    return "" if code == 0 else f"{suite} ended with {code}:\n{said}"


def _end_of(kept: Path) -> str:
    """What pytest says at its end, or the last it said."""
    said = kept.read_text(encoding="utf-8").strip()
    return said[said.rfind(SUMMARY) :] if SUMMARY in said else said[-600:]
