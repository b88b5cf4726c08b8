"""Small texts that several panels show."""

from PySide6.QtWidgets import QLabel

from client.core.i18n import _
from client.widgets.formatting import shown

KILO, MEGA = 1000, 1_000_000


def file_size(size: int) -> str:
    """Return a size as people read it."""
    if size >= MEGA:
        return _("{size} MB", size=f"{size / MEGA:.1f}".replace(".", ","))
    return _("{size} kB", size=max(1, round(size / KILO)))


def by_line(*parts: object) -> str:
    """Return who and when on one line."""
    return " · ".join(text for part in parts if (text := shown(part)))


def hint(text: str) -> QLabel:
    """Return a quiet sentence that says why there is nothing and what to do."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("quiet", True)
    return label
