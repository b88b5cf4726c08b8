"""The `hemis` command: `hemis VERB …`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol, cast

from commands.console import speak_utf8
from commands.presence import tell_presence
from commands.trouble import sentence_of

# Only the chosen verb's module is imported: `hemis timetable` does not load Qt.
VERBS = {
    "client": ("commands.client", "open the program"),
    "demo": ("commands.demo", "start a demonstration university on this machine and open the program"),
    "server": ("commands.server", "make, upgrade, watch over and back up the database of a university"),
    "import": ("commands.import_", "take students or employees from an Excel file"),
    "print": ("commands.print_", "print official papers into files"),
    "bench": ("commands.bench", "measure the program against its limits"),
    "timetable": ("commands.timetable", "solve a timetabling problem"),
    "test": ("commands.test", "check the code and run the tests"),
}
WRONG_USE = 2


class Verb(Protocol):
    """What the module of a verb offers."""

    NAME: str
    HELP: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks and return the exit code."""
    speak_utf8()
    if getattr(sys, "frozen", False):
        tell_presence()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in VERBS:
        return _overview(given)
    verb = cast("Verb", import_module(VERBS[given[0]][0]))
    parser = argparse.ArgumentParser(prog=f"hemis {verb.NAME}", description=verb.HELP)
    verb.add_arguments(parser)
    try:
        return verb.run(_parsed(verb, parser, given[1:]))
    except KeyboardInterrupt:
        return _say("Interrupted.", code=130)
    except Exception as trouble:
        sentence = sentence_of(trouble)
        if sentence is None:
            raise
        return _say(sentence, code=WRONG_USE)


def _parsed(verb: Verb, parser: argparse.ArgumentParser, given: list[str]) -> argparse.Namespace:
    """The arguments; what a verb passes on to another program need not be known here."""
    if not getattr(verb, "PASSES_ON", False):
        return parser.parse_args(given)
    known, others = parser.parse_known_args(given)
    known.passed_on = others
    return known


def _overview(given: list[str]) -> int:
    lines = [f"  {name:<10} {help_}" for name, (_module, help_) in VERBS.items()]
    text = "\n".join(["usage: hemis VERB [options]     (hemis VERB --help tells more)", "", *lines])
    if given and given[0] in {"-h", "--help"}:
        sys.stdout.write(text + "\n")
        return 0
    unknown = f"hemis does not know the verb “{given[0]}”.\n" if given else ""
    return _say(unknown + text, code=WRONG_USE)


def _say(sentence: str, code: int) -> int:
    sys.stderr.write(sentence + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
