"""How values look: dates 24.11.2026, decimals with a comma, codes by their label."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from client.core.clock import ZONE
from client.core.i18n import N_, _
from client.data.records.catalogue import Catalogue

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
        return f"{value:f}".replace(".", ",")
    return str(value)


def grouped(number: int) -> str:
    """Return a count with thin gaps between thousands: 50 000."""
    return f"{number:,}".replace(",", "\u202f")
