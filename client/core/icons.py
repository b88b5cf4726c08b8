"""The icons: one family, named by what they mean, drawn in the colour of the palette and kept."""

from functools import lru_cache

from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication
from qtawesome.iconic_font import IconicFont

_FAMILY = (
    "mdi6",
    "materialdesignicons6-webfont-6.9.96.ttf",
    "materialdesignicons6-webfont-charmap-6.9.96.json",
)
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


@lru_cache(maxsize=1)
def _font() -> IconicFont:
    return IconicFont(_FAMILY)


def icon(meaning: str, colour: QColor | None = None) -> QIcon:
    """Return the icon for a meaning; an empty meaning has none, an unknown one is a mistake of ours."""
    if not meaning:
        return QIcon()
    palette = QApplication.palette()
    normal = colour or palette.color(QPalette.ColorRole.WindowText)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    return _drawn(MEANINGS[meaning], normal.name(), disabled.name())


@lru_cache(maxsize=512)
def _drawn(glyph: str, normal: str, disabled: str) -> QIcon:
    drawn: QIcon = _font().icon(
        f"mdi6.{glyph}", color=normal, color_disabled=disabled, color_selected=normal, color_active=normal
    )
    return drawn
