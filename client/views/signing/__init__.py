"""Signing keys of the university: made on the registrar's workstation, admitted by an administrator, ended."""

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.signing import PROPOSED, Key

HEADING = "records"
KEEPERS = ("registrar", "admin")
READERS = (*KEEPERS, "academic_office", "faculty")


def keys() -> Make:
    from client.views.signing.lists import KEYS

    return listed(KEYS)


MODULE = Module(
    windows=(Window("signing-key", N_("Signing keys"), HEADING, READERS, keys, "key"),),
    counters=(
        Counter(
            N_("Signing keys that wait for admission"), "key", Key, (Filter("state", "equals", (PROPOSED,)),),
            "signing-key", ("admin",),
        ),
    ),
)  # fmt: skip
