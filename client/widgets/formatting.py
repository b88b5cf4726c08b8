"""How values look: dates 24.11.2026, sums 2 500 000,00, codes by their label."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from client.core.clock import ZONE
from client.core.i18n import N_, _
from client.data.records.catalogue import Catalogue
from shared import numbers

YES, NO = N_("yes"), N_("no")


def shown(value: Any, classifier: str = "", catalogue: Catalogue | None = None) -> str:
    """Return a stored value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _(YES) if value else _(NO)
    if classifier and catalogue is not None:
        return catalogue.label(classifier, str(value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(ZONE).strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, Decimal):
        return numbers.exact(value)
    return str(value)


def ungrouped(value: Any, classifier: str = "", catalogue: Catalogue | None = None) -> str:
    """Return a stored value as it is shown, a decimal without gaps: spreadsheets take it for a number."""
    text = shown(value, classifier, catalogue)
    return text.replace(numbers.GAP, "") if isinstance(value, Decimal) else text


def grouped(number: int) -> str:
    """Return a count with thin gaps between thousands: 50 000."""
    return f"{number:,}".replace(",", "\u202f")
