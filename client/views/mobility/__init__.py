"""Academic mobility: students who study elsewhere for a while, or come from elsewhere."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window

READERS = ("academic_office", "faculty", "registrar", "management")


def exchanges() -> Make:
    from client.views.mobility.lists import EXCHANGES

    return listed(EXCHANGES)


def card() -> Make:
    from client.views.mobility.lists import exchange_card

    return exchange_card


def exchanges_of_student() -> Callable[..., QWidget]:
    from client.views.mobility.lists import exchanges_of

    return exchanges_of


MODULE = Module(
    windows=(
        Window("exchange", N_("Student exchange"), "students", READERS, exchanges, "movement"),
        Window("exchange-card", N_("Student exchange"), "students", READERS, card, "movement", listed=False),
    ),
    tabs=(
        CardTab(
            "student-card",
            "study",
            N_("Student exchange"),
            exchanges_of_student,
            roles=READERS,
            passes=("faculty_id",),
        ),
    ),
)
