"""What happened: sign-ins, readings of private data, changes of every record."""

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.views.system.change_panel import ChangePanel
from client.widgets.record_list import list_of
from shared.models.audit import Change
from shared.models.security import Reading, SignIn
from shared.models.system import EndedSession

LATEST = (Sort("at", descending=True),)

SIGN_INS = list_of(
    SignIn, "at", "login", "role", "workstation", "address", "version", sort=LATEST, icon="sign-in"
)
READINGS = list_of(Reading, "at", "login", "role", "relation", "reason", sort=LATEST, icon="why")
ENDED = list_of(
    EndedSession, "at", "login", "reason", "seconds", "locks", more=("pid",), sort=LATEST, icon="log"
)
CHANGES = list_of(
    Change,
    "at",
    "login",
    "role",
    "relation",
    "record_id",
    "action",
    more=("unit_id", "transaction"),
    filters=("at", "login", "role", "relation", "record_id", "action"),
    sort=LATEST,
    icon="log",
    panels=(ChangePanel,),
    title=N_("Change journal"),
)
