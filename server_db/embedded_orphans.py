"""What a killed server may leave on Windows: a child that never notices."""

from __future__ import annotations

from pathlib import Path

import psutil

#: How a child begins where a process cannot be split in two.
CHILD = "--fork"
PATIENCE = 10.0


def end_orphans(data: Path) -> None:
    """Let the children of a killed server of this folder end; after a while, make them.

    On Windows the memory that a server shares with its children goes with it. The launcher of the autovacuum, when it
    had only just begun, then tries once a second for ever to reach it and never looks whether its server still lives.
    It keeps the log open, without which pg_ctl starts no other server, and whose last lines are the launcher's.
    """
    left = [process for process in psutil.process_iter() if _is_orphan(process, data)]
    _gone, stuck = psutil.wait_procs(left, timeout=PATIENCE)
    for process in stuck:
        process.kill()
    psutil.wait_procs(stuck, timeout=PATIENCE)


def _is_orphan(process: psutil.Process, data: Path) -> bool:
    try:
        return (
            process.name().startswith("postgres")
            and any(part.startswith(CHILD) for part in process.cmdline()[1:2])
            and Path(process.cwd()) == data
            and process.parent() is None
        )
    except psutil.Error:
        return False
