"""What every window is given: the person's session and the parts of the program that windows share."""

from dataclasses import dataclass
from typing import Any, Protocol

from client.core.errors import HemisError
from client.core.tasks import Tasks
from client.data.local.drafts import Drafts
from client.data.records.catalogue import Catalogue
from client.data.records.counters import Counter
from client.data.records.start_blocks import StartBlock
from client.data.server.changes import Changes
from client.data.server.gateway import Gateway
from client.data.server.session import Session
from client.widgets.card_tab import CardTab
from client.widgets.message_place import Act
from client.widgets.record_paper import RecordPaper


class Navigator(Protocol):
    """Opens windows by the key that views/modules.py gives them."""

    def has(self, window: str) -> bool:
        """Tell whether the acting role has a window."""

    def open(self, window: str, **arguments: Any) -> None:
        """Open the window, or come to it if it is open with the same arguments."""

    def present(self, widget: Any) -> None:
        """Show as a tab a widget with a `title` that is no entry of the menu: a card, a document."""

    def say(self, sentence: str, *acts: Act) -> None:
        """Show a sentence at the bottom: what was saved, what was done, and what can be done with it."""

    def refuse(self, error: HemisError) -> None:
        """Show at the bottom what went wrong, until the person closes it or goes to another window."""


class OwnSettings(Protocol):
    """What the person's windows remember, kept on the server as JSON: columns, filters, open tabs."""

    def get(self, key: str, default: Any = None) -> Any:
        """Return what is remembered; never waits."""

    def put(self, key: str, value: Any) -> None:
        """Remember; stored in the background."""


@dataclass(frozen=True)
class Workplace:
    """The collaborators of a window; made by the application at sign-in and at every switch of role."""

    session: Session
    gateway: Gateway
    tasks: Tasks
    catalogue: Catalogue
    changes: Changes
    drafts: Drafts
    settings: OwnSettings
    navigator: Navigator
    #: What the modules add to cards, to the start page and to the papers of a record.
    card_tabs: tuple[CardTab, ...] = ()
    counters: tuple[Counter, ...] = ()
    blocks: tuple[StartBlock, ...] = ()
    papers: tuple[RecordPaper, ...] = ()
