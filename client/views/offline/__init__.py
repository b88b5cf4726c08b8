"""Printing of diplomas with and without the server, what is in quarantine, and the workstations.

What the module declares is loaded when it is asked for: the window that starts without a server needs none of it, and
it would bring all models and the driver along.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name != "MODULE":
        raise AttributeError(name)
    from client.views.offline.declaration import MODULE

    return MODULE
