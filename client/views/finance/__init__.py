"""Finance: who has not paid and is therefore kept from finals. Contracts, payments and stipends come later."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.finance import PaymentHold

READERS = ("accounting", "faculty", "tutor")


def payment_holds() -> Make:
    from client.views.finance.lists import HOLDS

    return listed(HOLDS)


def holds_of_student() -> Callable[..., QWidget]:
    from client.views.finance.lists import holds_of

    return holds_of


MODULE = Module(
    windows=(Window("payment-hold", N_("Payment holds"), "finance", READERS, payment_holds, "finance"),),
    tabs=(
        CardTab(
            "student-card",
            "money",
            N_("Payment holds"),
            holds_of_student,
            roles=READERS,
            passes=("faculty_id",),
        ),
    ),
    counters=(
        Counter(
            N_("Students with a payment hold"),
            "finance",
            PaymentHold,
            (Filter("released_at", "empty"),),
            "payment-hold",
            ("faculty", "tutor"),
        ),
    ),
)
