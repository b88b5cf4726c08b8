"""Microsoft's C++ runtime, msvcp140.dll: not every Windows has it, nor have the wheels that need it; Shiboken's has."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path


def offer() -> None:
    """Let libraries that are imported from now on find it."""
    if sys.platform == "win32":
        runtime = find_spec("shiboken6")
        if runtime is not None and runtime.origin:
            os.add_dll_directory(str(Path(runtime.origin).parent))
