"""The university's keys as a list, and what the registrar and the administrator do with them."""

from client.core.actions import Command
from client.core.i18n import N_
from client.data.records.listing import Sort
from client.views.signing.list_acts import admit, end, fingerprint, make, refuse, sign_file, take_certificate
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_list import ListAction, list_of
from shared.models.signing import Key

REGISTRAR, ADMIN = ("registrar",), ("admin",)
ACTS = (
    ListAction(
        Command(N_("Make a key on this workstation …"), ("Ins",), "add"), make, REGISTRAR, needs_rows=False
    ),
    ListAction(
        Command(N_("Take a certificate …"), (), "file"),
        take_certificate,
        REGISTRAR,
        needs_rows=False,
    ),
    ListAction(Command(N_("Admit …"), ("Ctrl+Return",), "check"), admit, ADMIN),
    ListAction(Command(N_("Refuse …"), (), "cancel"), refuse, ADMIN),
    ListAction(Command(N_("End …"), ("Ctrl+Alt+E",), "end"), end, ADMIN),
    ListAction(Command(N_("Fingerprint"), ("Ctrl+I",), "info"), fingerprint),
    ListAction(Command(N_("Sign a PDF file …"), (), "documents"), sign_file, REGISTRAR, needs_rows=False),
)
KEYS = list_of(
    Key,
    "key_id",
    "state",
    "algorithm",
    "valid_from",
    "ended_on",
    "kept",
    "place",
    "registered_by",
    more=(
        "registered_at",
        "decided_by",
        "decided_at",
        "answer",
        "end_kind",
        "end_reason",
        "ended_by",
        "ended_at",
    ),
    search=("key_id", "place"),
    filters=("state", "algorithm", "kept", "valid_from", "ended_on"),
    sort=(Sort("registered_at", descending=True),),
    icon="key",
    title=N_("Signing keys"),
    actions=ACTS,
    panels=(HistoryPanel, NotesPanel),
)
