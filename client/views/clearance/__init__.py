"""Clearance sheets of students who leave, the points each office answers, and which points there are."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.clearance import OPEN, Line

HEADING = "movement"
READERS = ("faculty", "academic_office", "registrar", "tutor")
SETTERS = ("academic_office",)
ANSWERERS = ("accounting", "hr", "faculty", "service")


def sheets() -> Make:
    from client.views.clearance.lists import SHEETS

    return listed(SHEETS)


def points() -> Make:
    from client.views.clearance.lists import POINTS, own_points

    return listed(POINTS, own_points)


def kept_points() -> Make:
    from client.views.clearance.lists import KEPT_POINTS

    return listed(KEPT_POINTS)


def card() -> Make:
    from client.views.clearance.card import clearance_card

    return clearance_card


def sheets_of_student() -> Callable[..., QWidget]:
    from client.views.clearance.lists import sheets_of

    return sheets_of


MODULE = Module(
    windows=(
        Window("clearance", N_("Clearance sheets"), HEADING, READERS, sheets, "documents"),
        Window("clearance-point", N_("Points to confirm"), HEADING, ANSWERERS, points, "check"),
        Window(
            "clearance-setting", N_("Points of clearance sheets"), HEADING, SETTERS, kept_points, "marking"
        ),
        Window("clearance-sheet", N_("Clearance sheet"), HEADING, READERS, card, "documents", listed=False),
    ),
    tabs=(CardTab("student-card", "documents", N_("Clearance sheets"), sheets_of_student, roles=READERS),),
    counters=(
        Counter(
            N_("Points to confirm"),
            "check",
            Line,
            (
                Filter("answer", "equals", (OPEN,)),
                Filter("sheet.handed_at", "empty"),
                Filter("sheet.withdrawn_at", "empty"),
            ),
            "clearance-point",
            ("accounting", "hr", "service"),
        ),
    ),
)
