"""The settings of the university."""

from collections.abc import Mapping
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import action
from client.core.errors import Conflict, HemisError
from client.core.i18n import _
from client.data.records.rights import Rights, rights
from client.data.system import university_settings
from client.data.system.university_settings import Change, StoredSettings, Values
from client.views.system.setting_rows import SettingRow
from client.widgets.focus import HeldFocus
from client.widgets.kept_input import InputDraft
from client.widgets.message_line import MessageLine
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.system import Setting
from shared.settings import SETTINGS

RELATION = "system.setting"
#: Longer lines are not read.
WIDEST = 980


class Configuration(QWidget):
    """Values in groups, each with what it is for and who changed it last."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Settings of the university")
        self._workplace = workplace
        self._stored: Values = {}
        self._versions: Mapping[str, int] = {}
        self._rows = {each.key: SettingRow(each) for each in SETTINGS}
        self.fields = {key: row.field for key, row in self._rows.items()}
        self.message = MessageLine()
        self._area, self._focus = QScrollArea(), HeldFocus(self)
        self.save = action(self, actions.SAVE, self._save)
        self.draft = InputDraft(workplace, "configuration", self, **self.fields)
        self.may_close = self.draft.may_close
        self._build()
        workplace.tasks.run(
            self, partial(rights, workplace.gateway, Setting), self._allow, self.message.refuse
        )
        self.reload()

    def reload(self) -> None:
        """Read the settings again; what is typed here stays over them."""
        gateway = self._workplace.gateway

        def work() -> tuple[StoredSettings, dict[str, Change]]:
            return university_settings.read(gateway), university_settings.last_changes(gateway)

        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(0)
        for group, settings in groupby(SETTINGS, key=lambda each: each.group):
            column.addWidget(_heading(_(group)))
            for each in settings:
                column.addWidget(self._rows[each.key])
        column.addStretch(1)
        page.setMaximumWidth(WIDEST)
        area = self._area
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addLayout(self._head())
        layout.addWidget(area, 1)
        for widget in (self.draft.line, self.message):
            layout.addWidget(widget)
        self.setFocusProxy(next(iter(self.fields.values())))
        self.save.setEnabled(False)
        action(self, actions.TAKE_BACK, self.draft.throw_away)

    def _head(self) -> QHBoxLayout:
        name, tools = QLabel(self.title), ToolBar()
        name.setProperty("title", True)
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.addActions([self.save, action(self, actions.RELOAD, self.reload)])
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(tools)
        return head

    def _allow(self, found: Rights) -> None:
        for row in self._rows.values():
            row.field.setEnabled(found.may_change)
            row.changed.connect(self._offer_saving)

    def _show(self, answer: tuple[StoredSettings, dict[str, Change]]) -> None:
        self.draft.flush()
        (self._stored, self._versions), changes = answer
        for key, value in self._stored.items():
            self._rows[key].show_value(value, changes.get(key))
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

    def _offer_saving(self) -> None:
        self.save.setEnabled(bool(self._changed()))

    def _changed(self) -> Values:
        now = {key: row.value() for key, row in self._rows.items()}
        return {key: value for key, value in now.items() if self._stored and value != self._stored[key]}

    def _save(self) -> None:
        changed = self._changed()
        if changed:
            self._hold(held=True)
            work = partial(university_settings.write, self._workplace.gateway, changed, self._versions)
            self._workplace.tasks.run(self, work, lambda _none: self._saved(), self._not_saved)

    def _hold(self, *, held: bool) -> None:
        """Nothing is typed while the server stores: it would be taken for stored."""
        if held:
            self.save.setEnabled(False)
            self._focus.take(self._area)
        self._area.setDisabled(held)
        if not held:
            self._focus.give_back()

    def _saved(self) -> None:
        self._hold(held=False)
        self.draft.done()
        self._workplace.changes.announce(RELATION)
        self.reload()
        self.message.say(_("Saved. It holds for everybody from the next sign-in."))

    def _not_saved(self, error: HemisError) -> None:
        """What others stored is shown under what was typed, which stays; saving again means it."""
        self._hold(held=False)
        if isinstance(error, Conflict):
            self.reload()
        self._offer_saving()
        self.message.refuse(error)


def _heading(title: str) -> QLabel:
    heading = QLabel(title)
    heading.setStyleSheet("font-weight: 600")
    heading.setContentsMargins(0, 12, 0, 4)
    return heading
