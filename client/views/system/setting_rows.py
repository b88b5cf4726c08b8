"""One setting of the university on the screen: value, unit and bounds, what it is for, who changed it last."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.system.university_settings import Change
from client.widgets.formatting import grouped
from client.widgets.panels.texts import by_line, hint
from shared.settings import UniversitySetting

NAME_WIDTH, VALUE_WIDTH = 300, 120


class SettingRow(QWidget):
    """The name at the left, value and explanation at the right."""

    changed = Signal()

    def __init__(self, setting: UniversitySetting) -> None:
        super().__init__()
        self.setting = setting
        self.field: QSpinBox | QLineEdit = QSpinBox() if isinstance(setting.default, int) else QLineEdit()
        self._changed_by = hint("")
        self._changed_by.setWordWrap(False)
        self._build()

    def value(self) -> int | str:
        """Return what stands there now."""
        return self.field.value() if isinstance(self.field, QSpinBox) else self.field.text().strip()

    def show_value(self, value: int | str, change: Change | None) -> None:
        """Show what is stored, and whose it is."""
        with QSignalBlocker(self.field):
            if isinstance(self.field, QSpinBox):
                self.field.setValue(int(value))
            else:
                self.field.setText(str(value))
        told = _("Last changed: {who}", who=by_line(change.who, change.role, change.at)) if change else ""
        self._changed_by.setText(told)
        self._changed_by.setVisible(bool(told))

    def _build(self) -> None:
        name = QLabel(_(self.setting.label))
        name.setWordWrap(True)
        name.setFixedWidth(NAME_WIDTH)
        name.setBuddy(self.field)
        name.setContentsMargins(0, 4, 0, 0)
        self.field.setAccessibleName(_(self.setting.label))
        self.field.setAccessibleDescription(_(self.setting.help))
        if isinstance(self.field, QSpinBox):
            self.field.setRange(self.setting.minimum, self.setting.maximum)
            self.field.setFixedWidth(VALUE_WIDTH)
            self.field.valueChanged.connect(self.changed)
        else:
            self.field.textChanged.connect(self.changed)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.field)
        measure = hint(self._measure())
        measure.setWordWrap(False)
        line.addWidget(measure, 1)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addLayout(line)
        right.addWidget(hint(_(self.setting.help)))
        right.addWidget(self._changed_by)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)

    def _measure(self) -> str:
        """Return what the number counts, how far it may go and what it is where nobody chose."""
        if not isinstance(self.setting.default, int):
            return ""
        low, high = grouped(self.setting.minimum), grouped(self.setting.maximum)
        usual = _("usually {value}", value=grouped(self.setting.default))
        unit = _(self.setting.unit) if self.setting.unit else ""
        return " · ".join(part for part in (unit, f"{low}–{high}", usual) if part)
