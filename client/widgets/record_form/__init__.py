"""The generic form and card of a record and their declarations."""

from client.widgets.record_form.dialog import FormDialog
from client.widgets.record_form.record_form import RecordForm
from client.widgets.record_form.spec import (
    CardSpec,
    FormSpec,
    PhotoSide,
    PrivateSide,
    Side,
    Tab,
    form_of,
)

__all__ = [
    "CardSpec",
    "FormDialog",
    "FormSpec",
    "PhotoSide",
    "PrivateSide",
    "RecordForm",
    "Side",
    "Tab",
    "form_of",
]
