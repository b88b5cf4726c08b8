"""The folder of a server, copied instead of made."""

import shutil
import subprocess
import sys


def copy_server(made, folder):
    """The stopped server in `made` stands in `folder` as well; the folder."""
    if sys.platform == "win32":
        shutil.copytree(made, folder, dirs_exist_ok=True)
    else:  # with its owner
        subprocess.run(["cp", "-a", f"{made}/.", folder], check=True)  # noqa: S607
    return folder
