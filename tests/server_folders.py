"""The folder of a server, copied instead of made."""

import shutil
import subprocess
import sys
from pathlib import Path


def copy_server(made, folder):
    """The stopped server in `made` stands in `folder` as well; the folder.

    Its port does not: when one of two copies is killed, the other would take the port that the first had, and whoever
    works at the first would go on at the second.
    """
    if sys.platform == "win32":
        shutil.copytree(made, folder, dirs_exist_ok=True)
    else:  # with its owner
        subprocess.run(["cp", "-a", f"{made}/.", folder], check=True)  # noqa: S607
    for port in Path(folder).glob("*/port"):
        port.unlink()
    return folder
