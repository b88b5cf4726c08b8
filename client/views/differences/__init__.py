"""Difference of curricula: comparing a student who comes with the plan that is joined."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.record_paper import RecordPaper
from client.widgets.windows import Make, Window
from shared.models.differences import DECIDED, OPEN, Difference

HEADING = "movement"
READERS = ("faculty", "academic_office", "registrar")


def differences() -> Make:
    from client.views.differences.lists import DIFFERENCES

    return listed(DIFFERENCES)


def difference() -> Make:
    from client.views.differences.card import difference_card

    return difference_card


def begin() -> Make:
    from client.views.differences.lists import differences_of

    return differences_of


def differences_of_student() -> Callable[..., QWidget]:
    from client.views.differences.lists import differences_of

    return differences_of


def paper() -> Callable[..., object]:
    from client.views.differences.paper import difference_paper

    return difference_paper


MODULE = Module(
    papers=(RecordPaper("differences.difference", N_("Difference of curricula"), paper, ("faculty",)),),
    windows=(
        Window("plan-difference", N_("Differences of curricula"), HEADING, READERS, differences, "compare"),
        Window("difference", N_("Difference of curricula"), HEADING, READERS, difference, "compare", listed=False),
        Window("differences-of", N_("Differences of curricula"), HEADING, READERS, begin, "compare", listed=False),
    ),
    tabs=(CardTab("student-card", "study", N_("Difference of curricula"), differences_of_student, roles=READERS),),
    counters=(
        Counter(N_("Comparisons with plans to be decided"), "compare", Difference,
                (Filter("state", "equals", (OPEN,)),), "plan-difference", ("faculty",)),
        Counter(N_("Decided comparisons to be entered"), "compare", Difference,
                (Filter("state", "equals", (DECIDED,)),), "plan-difference", ("faculty",)),
    ),
)  # fmt: skip
