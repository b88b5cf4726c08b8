"""The icons: one family, named by what they mean, drawn in the colour of the palette and kept."""

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

#: QtAwesome brings the font. Its code stays out: it wakes every class that Qt has, 20 MB of them.
FONT = "materialdesignicons6-webfont-6.9.96.ttf"
SIGNS = "materialdesignicons6-webfont-charmap-6.9.96.json"
#: How much of an icon's height the sign takes: 14 of 16 pixels, at which the font is sharp.
SHARE = 0.875
MEANINGS = {
    "about": "information-outline",
    "account": "account-circle-outline",
    "add": "plus",
    "attachment": "paperclip",
    "attendance": "account-check-outline",
    "award": "trophy-outline",
    "back": "arrow-left",
    "backup": "database-check-outline",
    "calendar": "calendar-month-outline",
    "cancel": "close-circle-outline",
    "card": "card-account-details-outline",
    "check": "check",
    "class": "google-classroom",
    "classifiers": "format-list-bulleted-type",
    "clear": "close",
    "close": "close",
    "columns": "view-column-outline",
    "compare": "compare-horizontal",
    "copy": "content-copy",
    "crop": "crop",
    "curriculum": "book-education-outline",
    "dark": "weather-night",
    "delete": "trash-can-outline",
    "doctoral": "certificate-outline",
    "documents": "file-document-outline",
    "down": "chevron-down",
    "edit": "pencil-outline",
    "employees": "account-tie-outline",
    "end": "account-off-outline",
    "error": "alert-circle-outline",
    "export": "table-arrow-right",
    "favourite": "star-outline",
    "favourite-on": "star",
    "file": "file-outline",
    "filter": "filter-variant",
    "finance": "cash-multiple",
    "first": "page-first",
    "fit-page": "fit-to-page-outline",
    "fit-width": "arrow-expand-horizontal",
    "generate": "creation-outline",
    "group": "account-group-outline",
    "help": "help-circle-outline",
    "history": "history",
    "holiday": "calendar-remove-outline",
    "home": "home-outline",
    "import": "table-arrow-left",
    "info": "information-outline",
    "infrastructure": "office-building-outline",
    "key": "key-outline",
    "language": "translate",
    "last": "page-last",
    "light": "white-balance-sunny",
    "list": "format-list-bulleted",
    "load": "scale-balance",
    "lock": "lock-outline",
    "log": "clipboard-text-clock-outline",
    "marking": "numeric-5-box-outline",
    "menu": "menu",
    "messages": "email-outline",
    "monitoring": "monitor-dashboard",
    "more": "dots-horizontal",
    "movement": "swap-horizontal",
    "next": "chevron-right",
    "note": "note-text-outline",
    "open": "open-in-new",
    "paste": "content-paste",
    "performance": "chart-line",
    "photo": "camera-outline",
    "previous": "chevron-left",
    "print": "printer-outline",
    "qr": "qrcode",
    "rating": "podium",
    "redo": "redo",
    "reload": "refresh",
    "research": "flask-outline",
    "return": "dock-window",
    "rights": "shield-account-outline",
    "role": "badge-account-horizontal-outline",
    "room": "door",
    "save": "content-save-outline",
    "saved-filter": "bookmark-outline",
    "search": "magnify",
    "settings": "cog-outline",
    "sign-in": "login",
    "sign-out": "logout",
    "specialty": "school-outline",
    "statistics": "chart-bar",
    "structure": "sitemap-outline",
    "students": "account-school-outline",
    "subject": "book-outline",
    "subjects": "bookshelf",
    "system": "server-outline",
    "tear-off": "open-in-new",
    "time": "clock-outline",
    "undo": "undo",
    "unlock": "lock-open-outline",
    "up": "chevron-up",
    "warning": "alert-outline",
    "week": "calendar-week-outline",
    "why": "eye-check-outline",
    "zoom-in": "magnify-plus-outline",
    "zoom-out": "magnify-minus-outline",
}


def icon(meaning: str, colour: QColor | None = None) -> QIcon:
    """Return the icon for a meaning; an empty meaning has none, an unknown one is a mistake of ours."""
    if not meaning:
        return QIcon()
    palette = QApplication.palette()
    normal = colour or palette.color(QPalette.ColorRole.WindowText)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    return _drawn(_signs()[MEANINGS[meaning]], normal.name(), disabled.name())


class _Engine(QIconEngine):
    """Draws one sign of the font in the colour of the icon's state."""

    def __init__(self, sign: str, normal: str, disabled: str) -> None:
        super().__init__()
        self._sign, self._normal, self._disabled = sign, QColor(normal), QColor(disabled)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(_family())
        font.setPixelSize(round(SHARE * rect.height()))
        painter.save()
        painter.setFont(font)
        painter.setPen(self._disabled if mode == QIcon.Mode.Disabled else self._normal)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._sign)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return pixmap


@lru_cache(maxsize=512)
def _drawn(sign: str, normal: str, disabled: str) -> QIcon:
    return QIcon(_Engine(sign, normal, disabled))


@lru_cache(maxsize=1)
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_fonts() / FONT))
    return QFontDatabase.applicationFontFamilies(number)[0]


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    """The signs of the icons that have a meaning here, by their names in the font."""
    numbers = json.loads((_fonts() / SIGNS).read_text(encoding="utf-8"))
    return {name: chr(int(numbers[name], 16)) for name in MEANINGS.values()}


def _fonts() -> Path:
    spec = find_spec("qtawesome")
    assert spec is not None  # noqa: S101 - a dependency of the program
    assert spec.origin is not None  # noqa: S101 - it is a package of files
    return Path(spec.origin).with_name("fonts")
