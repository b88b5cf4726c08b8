"""The generic form and card of a record and their declarations."""

from client.widgets.record_form.dialog import FormDialog
from client.widgets.record_form.record_form import RecordForm
from client.widgets.record_form.spec import (
    CardSpec,
    FormSpec,
    OpenCard,
    PhotoSide,
    PrivateSide,
    Side,
    Slot,
    Tab,
    form_of,
)

__all__ = [
    "CardSpec",
    "FormDialog",
    "FormSpec",
    "OpenCard",
    "PhotoSide",
    "PrivateSide",
    "RecordForm",
    "Side",
    "Slot",
    "Tab",
    "form_of",
]
