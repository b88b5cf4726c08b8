"""How the diplomas of the year stand, as a picture of the start page."""

from client.core.i18n import N_
from client.data.records.crossing import Crossing
from client.data.records.list_filters import Filter
from shared.models.diplomas import CANCELLED, ISSUED, Diploma

#: Issued ones are looked up in their list, cancelled ones nobody works on.
BY_STATE = Crossing(
    N_("Diplomas in work"),
    N_("diplomas"),
    Diploma,
    (Filter("state", "none_of", (ISSUED, CANCELLED)),),
    "diploma",
    "state",
    kind="bars",
)
