"""The windows of printing, of what is in quarantine, and of the workstations."""

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.offline import OPEN, PROPOSED, Dispute

HEADING = "records"
KEEPERS = ("registrar", "faculty")
READERS = ("registrar", "faculty", "academic_office", "admin")
DECIDERS = ("registrar", "faculty", "admin")


def printing() -> Make:
    from client.views.offline.printing.at_desk import printing_window

    return printing_window


def disputes() -> Make:
    from client.views.offline.disputes import DisputesWindow

    return DisputesWindow


def stations() -> Make:
    from client.views.offline.lists import STATIONS

    return listed(STATIONS)


MODULE = Module(
    windows=(
        Window("diploma-printing", N_("Printing of diplomas"), HEADING, KEEPERS, printing, "print"),
        Window("offline-dispute", N_("Events in quarantine"), HEADING, READERS, disputes, "warning"),
        Window("offline-station", N_("Work without the server"), HEADING, READERS, stations, "system"),
    ),
    counters=(
        Counter(
            N_("Prints in quarantine that wait for a decision"), "warning", Dispute,
            (Filter("state", "one_of", (OPEN, PROPOSED)),), "offline-dispute", DECIDERS,
        ),
    ),
)  # fmt: skip
