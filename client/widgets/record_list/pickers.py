"""The values of a filter as they are asked for: by the editors of a form, or none at all."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from client.core.i18n import _
from client.widgets.columns import ColumnSpec
from client.widgets.editors import Editor
from client.widgets.editors.lines import DayEditor, DecimalEditor, TextEditor, WholeEditor


class Picker(QWidget):
    """Chooses the values of a filter; this one needs none."""

    #: Somebody chose something else: what was wrong before may be right now.
    changed = Signal()

    def values(self) -> tuple[Any, ...]:
        return ()

    def texts(self) -> tuple[str, ...]:
        return ()

    def problem(self) -> str:
        return ""

    def everything(self) -> bool:
        """Whether what was chosen narrows nothing."""
        return False

    def show_filter(self, values: tuple[Any, ...], texts: tuple[str, ...]) -> None:
        """Show the values of an existing filter."""


class EditorPicker(Picker):
    """One or two values by the editors of a form."""

    def __init__(self, editors: dict[str, Editor], *, all_needed: bool) -> None:
        super().__init__()
        self._editors = editors
        self._all_needed = all_needed
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for label, editor in editors.items():
            layout.addRow(label, editor)
            editor.changed.connect(self.changed)
        self.setFocusProxy(next(iter(editors.values())))

    def values(self) -> tuple[Any, ...]:
        return tuple(editor.value() for editor in self._editors.values())

    def problem(self) -> str:
        for editor in self._editors.values():
            if problem := editor.problem():
                return problem
        given = [value is not None for value in self.values()]
        enough = all(given) if self._all_needed else any(given)
        return "" if enough else _("Write what you look for.")

    def show_filter(self, values: tuple[Any, ...], texts: tuple[str, ...]) -> None:
        for editor, value in zip(self._editors.values(), values, strict=False):
            editor.set_value(value, "")


def typed_picker(operator: str, column: ColumnSpec, info: dict[str, Any]) -> Picker:
    """Return the editors that an operator needs."""
    if operator in {"empty", "filled"}:
        return Picker()
    if operator == "between":
        bare = {"places": info.get("places", 6)}
        make = partial({"number": WholeEditor, "decimal": DecimalEditor}.get(column.kind, DayEditor), bare)
        return EditorPicker({_("from"): make(), _("to"): make()}, all_needed=False)
    return EditorPicker({"": TextEditor({"length": 100})}, all_needed=True)
