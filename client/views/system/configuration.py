"""The settings of the university."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import action
from client.core.errors import Conflict, HemisError
from client.core.i18n import _
from client.core.icons import icon
from client.data.records.rights import Rights, rights
from client.data.system import university_settings
from client.data.system.university_settings import StoredSettings, Values
from client.widgets.kept_input import InputDraft
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
        self._versions: Mapping[str, int] = {}
        self.fields = {each.key: _field(each) for each in SETTINGS}
        self.message = MessageLine()
        self.save = QPushButton(icon("save"), _("Save"))
        self.draft = InputDraft(workplace, "configuration", self, **self.fields)
        self.may_close = self.draft.may_close
        self._build()
        workplace.tasks.run(
            self, partial(rights, workplace.gateway, Setting), self._allow, self.message.refuse
        )
        self.reload()

    def reload(self) -> None:
        """Read the settings again; what is typed here stays over them."""
        work = partial(university_settings.read, self._workplace.gateway)
        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

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
        layout.addWidget(self.draft.line)
        self.save.clicked.connect(self._save)
        self.save.setEnabled(False)
        action(self, actions.SAVE, self._save)
        action(self, actions.TAKE_BACK, self.draft.throw_away)
        action(self, actions.RELOAD, self.reload)

    def _allow(self, found: Rights) -> None:
        for field in self.fields.values():
            field.setEnabled(found.may_change)
            changed = field.valueChanged if isinstance(field, QSpinBox) else field.textChanged
            changed.connect(lambda _value: self._offer_saving())

    def _show(self, stored: StoredSettings) -> None:
        self.draft.flush()
        self._stored, self._versions = stored
        for key, value in self._stored.items():
            self._put(key, value)
        back = self.draft.begin()
        self._offer_saving()
        labels = {each.key: _(each.label) for each in SETTINGS}
        for key in back.stale:
            told = _(
                "“{setting}” was set to {value} by somebody else since you typed. Saving means yours.",
                setting=labels[key],
                value=self._stored[key],
            )
            self.message.say(told)

    def _put(self, key: str, value: int | str) -> None:
        field = self.fields[key]
        with QSignalBlocker(field):
            if isinstance(field, QSpinBox):
                field.setValue(int(value))
            else:
                field.setText(str(value))

    def _offer_saving(self) -> None:
        self.save.setEnabled(bool(self._changed()))

    def _changed(self) -> Values:
        now = {key: _value(field) for key, field in self.fields.items()}
        return {key: value for key, value in now.items() if self._stored and value != self._stored[key]}

    def _save(self) -> None:
        changed = self._changed()
        if changed:
            self.save.setEnabled(False)
            work = partial(university_settings.write, self._workplace.gateway, changed, self._versions)
            self._workplace.tasks.run(self, work, lambda _none: self._saved(), self._not_saved)

    def _saved(self) -> None:
        self.draft.done()
        self._workplace.changes.announce(RELATION)
        self.reload()
        self.message.say(_("Saved. It holds for everybody from the next sign-in."))

    def _not_saved(self, error: HemisError) -> None:
        """What others stored is shown under what was typed, which stays; saving again means it."""
        if isinstance(error, Conflict):
            self.reload()
        self._offer_saving()
        self.message.refuse(error)


def _field(setting: UniversitySetting) -> QSpinBox | QLineEdit:
    if isinstance(setting.default, int):
        box = QSpinBox()
        box.setRange(setting.minimum, setting.maximum)
        box.setMaximumWidth(120)
        return box
    return QLineEdit()


def _value(field: QSpinBox | QLineEdit) -> int | str:
    return field.value() if isinstance(field, QSpinBox) else field.text().strip()
