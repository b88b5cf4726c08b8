"""All examples that FET brings along before the judge; what was judged stands in a file, so that a run can go on."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.fet_judge import Verdict, fet_program, judged
from shared.timetabling.model import Unusable

EXAMPLES = Path("/usr/share/doc/fet-data/examples")
MOVES, FIVE_MINUTES = 20_000_000, 300.0


def examples() -> list[Path]:
    """The small ones first."""
    return sorted(EXAMPLES.rglob("*.fet"), key=lambda path: (path.stat().st_size, path))


def judge_examples(log: Path, program: str, *, moves: int = MOVES) -> Iterator[dict[str, Any]]:
    """The verdict of each example, from the file or made now and written there."""
    done = {row["file"]: row for row in _rows(log)}
    for path in examples():
        name = str(path.relative_to(EXAMPLES))
        if name not in done:
            done[name] = {"file": name, **_verdict(path, program, moves)}
            with log.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(done[name]) + "\n")
        yield done[name]


def refused(rows: list[dict[str, Any]]) -> list[str]:
    """The examples whose plan FET does not accept beside the constraints that we say we keep."""
    return [row["file"] for row in rows if row.get("planned") and not row["kept"]]


def _rows(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def _verdict(path: Path, program: str, moves: int) -> dict[str, Any]:
    try:
        verdict: Verdict = judged(path, program, seconds=FIVE_MINUTES, moves=moves)
    except Unusable as error:
        return {"unusable": str(error)}
    return asdict(verdict)


def _run() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path, help="a file of JSON lines")
    parser.add_argument("--moves", type=int, default=MOVES)
    arguments = parser.parse_args()
    rows = list(judge_examples(arguments.log, fet_program() or parser.error("fet-cl is not installed"),
                               moves=arguments.moves))  # fmt: skip
    for mark in ("planned", "kept", "whole", "solvable", "unusable"):
        print(mark, sum(bool(row.get(mark)) for row in rows))
    print("refused", *refused(rows), sep="\n")


if __name__ == "__main__":
    _run()
