"""Doubles: what is proposed and decided, possible ones, two rows side by side."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.merging import PROPOSED, Proposal

HEADING = "movement"
KEEPERS = ("academic_office", "faculty")
READERS = (*KEEPERS, "registrar")


def proposals() -> Make:
    from client.views.merging.lists import PROPOSALS

    return listed(PROPOSALS)


def doubles() -> Make:
    from client.views.merging.doubles import DoublesWindow

    return DoublesWindow


def sides() -> Make:
    from client.views.merging.sides import SidesWindow

    return SidesWindow


def related() -> Callable[..., QWidget]:
    from client.views.merging.doubles import related_of

    return related_of


MODULE = Module(
    windows=(
        Window("student-merge", N_("Merge of students"), HEADING, READERS, proposals, "group"),
        Window("student-doubles", N_("Possible doubles"), HEADING, KEEPERS, doubles, "warning"),
        Window("merge-sides", N_("Two rows side by side"), HEADING, READERS, sides, "group", listed=False),
    ),
    tabs=(CardTab("student-card", "study", N_("Doubles and other studies"), related, roles=READERS),),
    counters=(
        Counter(
            N_("Merges that wait for the second person"),
            "group",
            Proposal,
            (Filter("state", "equals", (PROPOSED,)),),
            "student-merge",
            ("academic_office",),
        ),
    ),
)
