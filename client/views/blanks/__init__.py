"""The blank registry: blanks and what is done to them, their balance, the book of what was issued, and the settings."""

from collections.abc import Callable

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.record_paper import RecordPaper
from client.widgets.windows import Make, Window
from shared.models.blanks import WAITING, Act

HEADING = "records"
KEEPERS = ("registrar", "faculty")
OVERSEERS = ("registrar", "academic_office", "management", "admin")
READERS = (*OVERSEERS, "faculty")
COUNTERS = (*READERS, "accounting")
#: Whoever may be called into a commission that destroys blanks finds the act there.
SIGNERS = (*READERS, "hr", "accounting", "finance_control", "department_head", "teacher", "service")
SETTERS = ("registrar", "academic_office", "admin")


def blanks() -> Make:
    from client.views.blanks.window import BlanksWindow

    return BlanksWindow


def acts() -> Make:
    from client.views.blanks.lists import ACTS

    return listed(ACTS)


def balance() -> Make:
    from client.views.blanks.balance import BalanceWindow

    return BalanceWindow


def balance_blanks() -> Make:
    from client.views.blanks.balance import BalanceBlanks

    return BalanceBlanks


def book() -> Make:
    from client.views.blanks.balance import BookWindow

    return BookWindow


def kinds() -> Make:
    from client.views.blanks.lists import KINDS

    return listed(KINDS)


def batches() -> Make:
    from client.views.blanks.lists import BATCHES

    return listed(BATCHES)


def stations() -> Make:
    from client.views.blanks.lists import STATIONS

    return listed(STATIONS)


def blank() -> Make:
    from client.views.blanks.card import blank_card

    return blank_card


def act() -> Make:
    from client.views.blanks.card import act_card

    return act_card


def act_paper() -> Callable[..., object]:
    from client.views.blanks.papers import print_act

    return print_act


MODULE = Module(
    windows=(
        Window("diploma-blank", N_("Diploma blanks"), HEADING, READERS, blanks, "doctoral"),
        Window("blank-acts", N_("Acts on blanks"), HEADING, SIGNERS, acts, "documents"),
        Window("blank-balance", N_("Balance of blanks"), HEADING, COUNTERS, balance, "statistics"),
        Window("diploma-book", N_("Diploma distribution book"), HEADING, READERS, book, "log"),
        Window("blank-batch", N_("Batches of blanks"), HEADING, OVERSEERS, batches, "list"),
        Window("blank-kind", N_("Kinds of blanks"), HEADING, SETTERS, kinds, "classifiers"),
        Window("blank-workstation", N_("Printing workstations"), HEADING, SETTERS, stations, "print"),
        Window(
            "blank-balance-blanks", N_("Blanks of the balance"), HEADING, READERS, balance_blanks, "doctoral",
            listed=False,
        ),
        Window("blank", N_("Blank"), HEADING, READERS, blank, "doctoral", listed=False),
        Window("blank-act", N_("Act on blanks"), HEADING, SIGNERS, act, "documents", listed=False),
    ),
    papers=(RecordPaper("blanks.act", N_("Act on blanks"), act_paper, KEEPERS),),
    counters=(
        Counter(
            N_("Acts on blanks that wait for signatures"), "check", Act, (Filter("state", "equals", (WAITING,)),),
            "blank-acts", SIGNERS,
        ),
    ),
)  # fmt: skip
