"""A dialog whose input is kept: it goes with OK and with Cancel, and with nothing else."""

from PySide6.QtWidgets import QBoxLayout, QDialog, QFormLayout, QWidget

from client.widgets.kept_input.fields import KeptField
from client.widgets.kept_input.input_draft import InputDraft
from client.widgets.workplace import Workplace


def keep_dialog(workplace: Workplace, dialog: QDialog, key: str, **fields: QWidget | KeptField) -> InputDraft:
    """Return the draft of a dialog that is laid out already; `begin` it when its fields are filled."""
    draft = InputDraft(workplace, f"dialog/{key}", dialog, **fields)
    layout = dialog.layout()
    if isinstance(layout, QFormLayout):
        layout.insertRow(0, draft.line)
    elif isinstance(layout, QBoxLayout):
        layout.insertWidget(0, draft.line)
    dialog.finished.connect(draft.finish)
    return draft
