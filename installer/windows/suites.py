"""The program's own tests under the Windows Python."""

from __future__ import annotations

from installer.windows.screen import virtual_screen
from installer.windows.workshop import Workshop

SUITES = ("tests/reports", "tests/shared", "tests/commands")


def run_suites(workshop: Workshop) -> None:
    """Run the tests of papers, rules and commands under the Windows Python."""
    print(run_pytest(workshop, *SUITES))


def run_pytest(workshop: Workshop, *suites: str) -> str:
    """What pytest says at its end."""
    with virtual_screen() as display:
        said = Workshop(workshop.folder, display).wine(
            "wine", "/work/python/python.exe", "-X", "utf8", "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider",
            "--maxfail=40", *suites, folder="/work/source", seconds=5400, checked=False,
            PYTHONPATH=r"Z:\work\test-packages", QT_QPA_PLATFORM="offscreen",
        )  # fmt: skip
    (workshop.folder / "tests.txt").write_text(said, encoding="utf-8")
    return said[said.rfind("short test summary") :] if "short test summary" in said else said[-400:]
