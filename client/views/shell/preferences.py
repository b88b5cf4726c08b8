"""How the program looks on this computer and when it locks itself."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.core.settings import FONT_SIZE, FONT_SIZES, LOCK_AFTER, LOCK_MINUTES, THEME, THEMES, LocalSettings
from client.widgets.combo import Combo


class Preferences(QDialog):
    """Three settings; OK keeps them, whoever opened the dialog applies them."""

    def __init__(self, settings: LocalSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(_("Appearance and lock"))
        self.theme = Combo()
        for key, title in THEMES.items():
            self.theme.addItem(_(title), key)
        self.theme.setCurrentIndex(list(THEMES).index(settings.get(THEME)))
        self.font_size = _number(FONT_SIZES, settings.get(FONT_SIZE), " pt")
        self.lock_after = _number(LOCK_MINUTES, settings.get(LOCK_AFTER), " " + _("min"))
        self.lock_after.setSpecialValueText(_("never"))
        form = QFormLayout()
        form.addRow(_(THEME.label), self.theme)
        form.addRow(_(FONT_SIZE.label), self.font_size)
        form.addRow(_(LOCK_AFTER.label), self.lock_after)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def accept(self) -> None:
        self._settings.put(THEME, self.theme.currentData())
        self._settings.put(FONT_SIZE, self.font_size.value())
        self._settings.put(LOCK_AFTER, self.lock_after.value())
        super().accept()


def _number(bounds: range, value: int, suffix: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(bounds[0], bounds[-1])
    box.setValue(value)
    box.setSuffix(suffix)
    return box
