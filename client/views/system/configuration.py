"""The settings of the university."""

from functools import partial

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import action
from client.core.i18n import _
from client.core.icons import icon
from client.data.records.rights import Rights, rights
from client.data.system import university_settings
from client.data.system.university_settings import Values
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.system import Setting
from shared.settings import SETTINGS, UniversitySetting

RELATION = "system.setting"


class Configuration(QWidget):
    """A few values with what they are for; the history keeps who changed them."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Settings of the university")
        self._workplace = workplace
        self._stored: Values = {}
        self.fields = {each.key: _field(each) for each in SETTINGS}
        self.message = MessageLine()
        self.save = QPushButton(icon("save"), _("Save"))
        self._build()
        workplace.tasks.run(
            self, partial(rights, workplace.gateway, Setting), self._allow, self.message.refuse
        )
        self.reload()

    def reload(self) -> None:
        """Read the settings again, unless somebody is changing them here."""
        if not self._changed():
            work = partial(university_settings.read, self._workplace.gateway)
            self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def may_close(self) -> bool:
        if not self._changed():
            return True
        self.message.say(_("Save the settings or take them back (Esc) before you close."))
        return False

    def _build(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(4)
        for each in SETTINGS:
            form.addRow(_(each.label), self.fields[each.key])
            told = QLabel(_(each.help))
            told.setProperty("quiet", True)
            told.setWordWrap(True)
            form.addRow("", told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.save)
        layout.addStretch(1)
        self.save.clicked.connect(self._save)
        self.save.setEnabled(False)
        action(self, actions.SAVE, self._save)
        action(self, actions.TAKE_BACK, lambda: self._show(self._stored))
        action(self, actions.RELOAD, self.reload)

    def _allow(self, found: Rights) -> None:
        for field in self.fields.values():
            field.setEnabled(found.may_change)
            changed = field.valueChanged if isinstance(field, QSpinBox) else field.textChanged
            changed.connect(lambda _value: self.save.setEnabled(bool(self._changed())))

    def _show(self, values: Values) -> None:
        self._stored = values
        for key, value in values.items():
            field = self.fields[key]
            if isinstance(field, QSpinBox):
                field.setValue(int(value))
            else:
                field.setText(str(value))
        self.save.setEnabled(False)

    def _changed(self) -> Values:
        now = {key: _value(field) for key, field in self.fields.items()}
        return {key: value for key, value in now.items() if self._stored and value != self._stored[key]}

    def _save(self) -> None:
        changed = self._changed()
        if changed:
            self.save.setEnabled(False)
            work = partial(university_settings.write, self._workplace.gateway, changed)
            self._workplace.tasks.run(self, work, lambda _none: self._saved(changed), self.message.refuse)

    def _saved(self, changed: Values) -> None:
        self._stored = self._stored | changed
        self._workplace.changes.announce(RELATION)
        self.message.say(_("Saved. It holds for everybody from the next sign-in."))


def _field(setting: UniversitySetting) -> QSpinBox | QLineEdit:
    if isinstance(setting.default, int):
        box = QSpinBox()
        box.setRange(setting.minimum, setting.maximum)
        box.setMaximumWidth(120)
        return box
    return QLineEdit()


def _value(field: QSpinBox | QLineEdit) -> int | str:
    return field.value() if isinstance(field, QSpinBox) else field.text().strip()
