"""A linter from outside looks at the row security of an installed database, too."""

import os
import subprocess
import sys
from pathlib import Path

from shared.models import everything

ROOT = Path(__file__).parents[2]
SCHEMAS = ",".join(everything.SCHEMAS)


def lint(database):
    return subprocess.run(
        [sys.executable, "-m", "pgrls", "lint", "--config", str(ROOT / "pgrls.toml"), "--schemas", SCHEMAS],
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_linter_has_nothing_to_say(database):
    done = lint(database)
    assert done.returncode == 0, done.stdout


def test_the_linter_sees_a_hole(database, admin):
    admin.execute("alter table students.award no force row level security")
    try:
        assert "students.award" in lint(database).stdout
    finally:
        admin.execute("alter table students.award force row level security")
