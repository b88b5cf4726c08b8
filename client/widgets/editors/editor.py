"""What every editor of a field can do, and the sentences it says about a value."""

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.core.i18n import _

#: How wide a form makes room for an editor, and the most letters that one shows at once.
WIDEST, LETTERS = 420, 58


class Editor(QWidget):
    """Shows and changes one value; an empty one is None."""

    #: The person changed the value.
    changed = Signal()

    def value(self) -> Any:
        """Return what would be stored."""
        raise NotImplementedError

    def set_value(self, value: Any, text: str = "") -> None:
        """Show a value; `text` is what a record is called, where the value is its id."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return the sentence that says why the value cannot be stored; empty if it can."""
        return ""

    def _hold(self, widget: QWidget) -> None:
        """Put the widget that edits at the left."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget, 1)
        layout.addStretch()
        self.setFocusProxy(widget)


def too_long(value: Any, info: dict[str, Any]) -> str:
    """Return the sentence for a text that its column has no room for."""
    length = int(info.get("length") or 0)
    over = len(value or "") - length
    return _("Too long by {over} characters.", over=over) if length and over > 0 else ""


def out_of_bounds(value: Any, info: dict[str, Any]) -> str:
    """Return the sentence for a number or day outside its believable range."""
    low = info.get("minimum", info.get("earliest"))
    high = info.get("maximum", info.get("latest"))
    if value is None or (low is None and high is None):
        return ""
    if (low is not None and value < low) or (high is not None and value > high):
        return _outside(low, high, is_day=isinstance(value, date))
    return ""


def _outside(low: Any, high: Any, *, is_day: bool) -> str:
    if is_day:
        return _("Look at the year: {low} – {high} is possible.", low=_text(low), high=_text(high))
    if high is None:
        return _("At least {low}.", low=_text(low))
    if low is None:
        return _("At most {high}.", high=_text(high))
    return _("From {low} to {high}.", low=_text(low), high=_text(high))


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)
