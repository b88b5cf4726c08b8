"""What the window of printing stands on: the store of this computer, a printer, and the server where there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from client.core.tasks import Tasks
from client.data.local.drafts import Safe
from client.data.offline.exchange import Server
from shared.offline.package import Diploma, Package

#: Draws a paper of a diploma for a blank: (package, diploma, form, number of the blank, name of the printer) → PDF.
Renderer = Callable[[Package, Diploma, str, str, str], bytes]


class Printer(Protocol):
    """Where paper moves."""

    @property
    def name(self) -> str:
        """What it is called; nothing while none is chosen."""

    def choose(self, parent: QWidget) -> bool:
        """Let the person choose the printer; False for a change of mind."""

    def send(self, pdf: bytes) -> None:
        """Print, in any thread; raises a sentence if the printer does not take it."""


def _nothing() -> None:
    """Nobody else wants to know."""


@dataclass(frozen=True)
class PrintingDesk:
    """The collaborators of the window; without a server it works on what was taken along."""

    tasks: Tasks
    root: Path
    safe: Safe
    render: Renderer
    printer: Printer
    #: Whether a key of the university has signed a diploma; what is not signed is not printed.
    signed: Callable[[Package, Diploma], bool]
    server: Server | None = None
    #: Where the server is, as people write it, and who is signed in there.
    address: str = ""
    login: str = ""
    #: Tells other windows that blanks and diplomas have changed.
    announce: Callable[[], object] = _nothing
