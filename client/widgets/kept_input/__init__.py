"""Input of windows and dialogs that are no sheets and no records: it is never lost either."""

from client.widgets.kept_input.dialog import keep_dialog
from client.widgets.kept_input.fields import KeptField
from client.widgets.kept_input.input_draft import CameBack, InputDraft
from client.widgets.kept_input.reason import ReasonDialog, ReasonedAct

__all__ = ["CameBack", "InputDraft", "KeptField", "ReasonDialog", "ReasonedAct", "keep_dialog"]
