"""The choices above the sheet: which graduate is shown, the grid, which text is added."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from client.core.i18n import N_, _
from client.core.icons import icon
from client.data.layouts.samples import SAMPLES
from client.data.layouts.versions import name_of
from client.widgets.combo import Combo
from shared.layouts.texts import FIXED, NAMES

GRIDS = {
    Decimal(0): N_("No grid"),
    Decimal(1): N_("Grid of 1 mm"),
    Decimal(5): N_("Grid of 5 mm"),
}
UZBEK, ENGLISH, OTHERS = N_("Texts in Uzbek"), N_("Texts in English"), N_("Numbers, QR and words")


def sample_box() -> Combo:
    """Return the box with the graduates."""
    box = Combo()
    box.setAccessibleName(_("Whose texts are shown"))
    for key, label in SAMPLES.items():
        box.addItem(_(label), key)
    return box


def grid_box() -> Combo:
    """Return the box with the grids."""
    box = Combo()
    box.setAccessibleName(_("Grid"))
    for step, label in GRIDS.items():
        box.addItem(_(label), step)
    return box


def add_button(add: Callable[[str, str], object], parent: QWidget) -> QToolButton:
    """Return the button whose menu offers every text that can be printed."""
    button = QToolButton(parent)
    button.setText(_("Add a field"))
    button.setIcon(icon("add"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setAutoRaise(True)
    menu = QMenu(button)
    for title, end in ((UZBEK, ".uz"), (ENGLISH, ".en"), (OTHERS, "")):
        part = menu.addMenu(_(title))
        for key in NAMES:
            if key.endswith(end) if end else "." not in key:
                words = _("Text") if key == FIXED else ""
                part.addAction(name_of(key)).triggered.connect(partial(_chosen, add, key, words))
    button.setMenu(menu)
    return button


def _chosen(add: Callable[[str, str], object], key: str, words: str, *_told: object) -> None:
    add(key, words)
