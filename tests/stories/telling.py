"""Running a story as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parents[2]


def tell(story: str, display: str, tmp_path: Path, *arguments: str, patience: int = 180) -> tuple[str, Path]:
    """Run a story; what it said and where its pictures are."""
    pictures = Path(os.environ.get("HEMIS_TEST_PICTURES", tmp_path))
    told = {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", f"tests.stories.{story}", *arguments, str(pictures)],
        check=False, cwd=ROOT, env=os.environ | told, capture_output=True, encoding="utf-8", timeout=patience,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, pictures


def address(database: str) -> str:
    found = conninfo_to_dict(database)
    return f"{found['host']}:{found['port']}/{found['dbname']}"
