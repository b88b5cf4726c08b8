"""What is done to chosen diplomas: who does it, to which of them, and why not to others."""

from collections.abc import Iterable
from dataclasses import dataclass

from client.core.actions import Command
from client.core.i18n import N_
from client.data.diplomas.acts import FACULTY, OFFICE, REGISTRAR
from client.data.diplomas.overview import NONE, TO_PREPARE, TO_PRINT
from shared.models.diplomas import ACCEPTED, ASKED, DRAFT, ISSUED, PREPARED, PRINTED

DRAFTS, SIGNABLE, ON_PAPER = frozenset({DRAFT}), frozenset({PREPARED}), frozenset({PRINTED, ISSUED})
ONLY_DRAFTS = N_("Choose drafts.")


@dataclass(frozen=True)
class Deed:
    """An act on the chosen rows; `why` says which rows it needs."""

    name: str
    command: Command
    roles: tuple[str, ...]
    standings: frozenset[str]
    why: str
    several: bool = True

    def allows(self, standings: Iterable[str]) -> bool:
        """Tell whether it is done to rows that stand so."""
        there = list(standings)
        return bool(there) and set(there) <= self.standings and (self.several or len(there) == 1)


DEEDS = (
    Deed(
        "draft", Command(N_("Draft diplomas"), ("Ins",), "add"), (FACULTY,), frozenset({NONE}),
        N_("Choose graduates who have no draft yet."),
    ),
    Deed(
        "write", Command(N_("Texts"), ("Ctrl+T",), "edit"), (FACULTY, OFFICE, REGISTRAR), DRAFTS, ONLY_DRAFTS,
    ),
    Deed("accept", Command(N_("Accept"), ("Ctrl+Return",), "check"), (FACULTY,), DRAFTS, ONLY_DRAFTS),
    Deed("refill", Command(N_("Fill anew …"), ("Ctrl+Alt+F",), "reload"), (FACULTY,), DRAFTS, ONLY_DRAFTS),
    Deed(
        "ask_back", Command(N_("Ask back …"), ("Ctrl+Alt+B",), "undo"), (FACULTY,),
        frozenset({ACCEPTED, TO_PREPARE, PREPARED, TO_PRINT}), N_("Choose accepted diplomas that are not printed yet."),
    ),
    Deed(
        "agree", Command(N_("Take back"), ("Ctrl+Alt+B",), "undo"), (OFFICE,), frozenset({ASKED}),
        N_("Choose diplomas of which it is asked that they be taken back."),
    ),
    Deed(
        "keep", Command(N_("Leave as it is"), ("Ctrl+Alt+K",), "check"), (OFFICE,), frozenset({ASKED}),
        N_("Choose diplomas of which it is asked that they be taken back."),
    ),
    Deed(
        "prepare", Command(N_("Prepare …"), ("Ctrl+Return",), "check"), (REGISTRAR,), frozenset({TO_PREPARE}),
        N_("Choose accepted diplomas whose holders have graduated by order."),
    ),
    Deed(
        "sign", Command(N_("Sign …"), ("Ctrl+Alt+S",), "lock"), (REGISTRAR,), SIGNABLE,
        N_("Choose prepared diplomas that are not signed yet."),
    ),
    Deed(
        "hand_out", Command(N_("Hand out …"), ("Ctrl+Alt+H",), "award"), (REGISTRAR, FACULTY), frozenset({PRINTED}),
        N_("Choose printed diplomas."),
    ),
    Deed(
        "receipt", Command(N_("Receipt list"), ("Ctrl+Shift+P",), "print"), (REGISTRAR, FACULTY), ON_PAPER,
        N_("Choose printed or issued diplomas."),
    ),
    Deed(
        "give_up", Command(N_("Give up a print …"), ("Ctrl+Alt+G",), "cancel"), (REGISTRAR, FACULTY),
        frozenset({TO_PRINT, PRINTED}), N_("Choose one diploma that is printed and not handed out yet."), several=False,
    ),
    Deed(
        "duplicate", Command(N_("Duplicate …"), ("Ctrl+Alt+D",), "copy"), (FACULTY,), frozenset({ISSUED}),
        N_("Choose one issued diploma."), several=False,
    ),
    Deed(
        "take_in", Command(N_("Take in …"), ("Ctrl+Alt+T",), "back"), (REGISTRAR,), ON_PAPER,
        N_("Choose one printed or issued diploma that is wrong."), several=False,
    ),
    Deed("discard", Command(N_("Discard …"), ("Del",), "delete"), (FACULTY, REGISTRAR), DRAFTS, ONLY_DRAFTS),
)  # fmt: skip
