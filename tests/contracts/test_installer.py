"""What the setup for Windows and the program have to agree on."""

import os
import subprocess
import sys
from pathlib import Path

from commands.presence import MUTEX

ROOT = Path(__file__).resolve().parents[2]
SETUP = (ROOT / "installer" / "hemis.iss").read_text(encoding="utf-8")


def test_setup_looks_for_the_mutex_that_the_program_holds():
    assert f"\nAppMutex={MUTEX}\n" in SETUP
    assert MUTEX.startswith("Global\\")  # another session's program holds the files as well


def test_what_an_installed_program_compiles_is_where_uninstalling_removes_it(tmp_path):
    code = (
        "import sys; sys.frozen = True\n"
        "from shared.timetabling.solver.compiled import compiled, numba\n"
        "numba.core.config.reload_config()\n"
        "made = {}; exec(compile('def one(): return 1', 'a/source/that/is/not/there.py', 'exec'), made)\n"
        "print(compiled(made['one']).stats.cache_path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"XDG_DATA_HOME": str(tmp_path)},
    )
    kept = Path(done.stdout.strip())

    assert kept.parts[-2:] == ("hemis-desktop", "compiled")
    assert rf"'\AppData\Local\{kept.parts[-2]}\{kept.parts[-1]}'" in SETUP
