"""Official papers counted for start pages."""

from client.core.i18n import N_
from client.data.records.timeline import Timeline
from shared.models.documents import Paper

BY_MONTH = Timeline(
    N_("Registered papers by month"),
    N_("papers"),
    N_("Month"),
    Paper,
    "registered_at",
    "paper-register",
    "month",
)
