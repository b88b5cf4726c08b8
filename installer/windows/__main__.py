"""`python -m installer.windows`: the setup for Windows, made and tried on Linux (installer/README.md)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from installer.windows import packages, rehearsal, setup, suites, system, trial
from installer.windows.workshop import StepError, Workshop

TOOLS = (system.make_tools,)
WINE = (*TOOLS, system.make_debian, system.install_wine, system.mend_runtime, system.make_windows)
PYTHON = (*WINE, packages.make_python, setup.copy_source)
SETUP = (*PYTHON, setup.make_program, setup.make_setup)
STEPS = {
    "wheels": (*TOOLS, packages.judge_wheels),
    "rehearsal": (*PYTHON, rehearsal.leave_source_out, rehearsal.rehearse),
    "setup": SETUP,
    "trial": (*SETUP, trial.try_setup),
    "tests": (*PYTHON, packages.add_test_packages, suites.run_suites),
}


def main() -> int:
    """Take the steps that were not taken before."""
    parser = argparse.ArgumentParser(prog="python -m installer.windows", description=__doc__)
    parser.add_argument(
        "what", choices=tuple(STEPS), help="how far to go; steps taken before are not taken again"
    )
    parser.add_argument(
        "--work", type=Path, required=True, help="a folder for everything (6 GB), not in the project"
    )
    parser.add_argument("--again", default="", metavar="STEP", help="forget this step and those after it")
    parser.add_argument(
        "--quick", action="store_true", help="pack the setup quickly: for a trial, not a release"
    )
    parser.add_argument(
        "--suites", nargs="+", default=(), metavar="PATH", help="other tests than the usual ones"
    )
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    workshop = Workshop(given.work.resolve(), quick=given.quick, suites=tuple(given.suites))
    steps = STEPS[given.what]
    names = [step.__name__ for step in steps]
    again = given.again or (suites.run_suites.__name__ if given.suites else "")
    for name in names[names.index(again) :] if again else ():
        (workshop.folder / "done" / name).unlink(missing_ok=True)
    try:
        for step in steps:
            workshop.once(step)
    except StepError as trouble:
        print(trouble, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
