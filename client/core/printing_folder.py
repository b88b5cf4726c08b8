"""Where the stores of printing without the server are, known before anything of them is loaded."""

from pathlib import Path

import platformdirs

from client.core.settings import APPLICATION


def printing_folder() -> Path:
    """Return the folder of the stores of this computer's user."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False) / "printing"


def prints_here() -> bool:
    """Tell whether a workstation was taken along to this computer."""
    return any(printing_folder().glob("*/workstation.json"))
