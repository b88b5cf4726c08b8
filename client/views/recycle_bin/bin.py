"""The recycle bin as a window: what was deleted, below it what it said, and the act that brings it back."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QSplitter

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.recycle_bin import bin as trash
from client.data.recycle_bin.bin import Deleted
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.formatting import shown
from client.widgets.line_table import LineTable
from client.widgets.reading_window import ReadingWindow
from client.widgets.workplace import Workplace
from reports.common.table import Column, Table

RESTORE = Command(N_("Restore …"), ("Ctrl+Return",), "undo")
LETTERS, FIELDS = (20, 24, 36, 32, 18, 14), ((N_("Field"), 30), (N_("Deleted value"), 60))
#: How far back it looks at first.
DAYS = 30
QUESTION = N_(
    "Restore “{name}” ({kind})? It comes back as it was, under its own number, with what was deleted with it."
)


class BinWindow(ReadingWindow):
    """Restored is what stands at the cursor."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Recycle bin"))
        today = clock.today()
        self.since, self.until = DayEdit(today - timedelta(DAYS)), DayEdit(today)
        self.kind, self.who = Combo(), Combo()
        for field, name in (
            (self.since, _("From")), (self.until, _("Until")), (self.kind, _("Kind")), (self.who, _("Deleted by")),
        ):  # fmt: skip
            field.setAccessibleName(name)
        self.restore_ = actions.action(self, RESTORE, self.bring_back)
        self.bar.addAction(self.restore_)
        self.bar.keep(self.restore_)
        self.fields = LineTable(_("What it said"), FIELDS, grows=(1,))
        self._found: list[Deleted] = []
        self._listed: list[Deleted] = []
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for widget, share in ((self.table, 3), (self.fields, 2)):
            parts.addWidget(widget)
            parts.setStretchFactor(parts.count() - 1, share)
        self.lay_out(self.since, self.until, self.kind, self.who, beside=parts)
        for day in (self.since, self.until):
            day.dateChanged.connect(self.reload)
        for choice in (self.kind, self.who):
            choice.currentIndexChanged.connect(self._filter)
        self.table.moved.connect(self._preview)
        self.reload()

    def reload(self) -> None:
        since, until = self.since.day(), self.until.day()
        if since > until:
            self.message.say(_("The first day comes after the last one."))
            return
        workplace = self._workplace
        self.read(partial(trash.deleted, workplace.gateway, workplace.catalogue, since, until), self._take)

    def state(self) -> dict[str, Any]:
        return {"since": self.since.day().isoformat(), "until": self.until.day().isoformat()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the days that were looked at."""
        for field, day in ((self.since, state.get("since")), (self.until, state.get("until"))):
            if day:
                field.show_day(date.fromisoformat(day))

    def activated(self, key: int) -> None:
        """Ask about the row of the cursor, if it may be restored."""
        if self._listed[key].restorable:
            self.bring_back()

    def bring_back(self) -> None:
        """Ask, then restore what stands at the cursor."""
        key = self.current()
        if key is None:
            self.message.say(_("Choose what is to come back."))
            return
        which = self._listed[key]
        box = QMessageBox(QMessageBox.Icon.Question, self.title, "", parent=self)
        box.setText(_(QUESTION, name=self._name(which), kind=which.kind))
        yes = box.addButton(_("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is yes:
            work = partial(trash.restore, self._workplace.gateway, which)
            self._workplace.tasks.run(self, work, partial(self._restored, which), self.message.refuse)

    def _restored(self, which: Deleted, count: int) -> None:
        self._workplace.changes.announce(which.relation)
        self.message.say(_("Restored: {name}. Rows: {count}", name=self._name(which), count=count))
        self.reload()

    def _take(self, found: list[Deleted]) -> None:
        self._found = found
        for choice, values in (
            (self.kind, {each.kind for each in found}), (self.who, {each.entry.who for each in found}),
        ):  # fmt: skip
            kept = choice.currentData()
            choice.blockSignals(True)
            choice.clear()
            choice.addItem(_("All"), "")
            for value in sorted(values):
                choice.addItem(value, value)
            choice.setCurrentIndex(max(0, choice.findData(kept)))
            choice.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        kind, who = self.kind.currentData(), self.who.currentData()
        self._listed = [
            each
            for each in self._found
            if kind in ("", None, each.kind) and who in ("", None, each.entry.who)
        ]
        rows = [
            (
                shown(each.entry.at), each.kind, self._name(each), each.entry.who, each.entry.role,
                _("yes") if each.restorable else _("no"),
            )
            for each in self._listed
        ]  # fmt: skip
        columns = (
            Column(_("Deleted at")), Column(_("Kind")), Column(_("Name")), Column(_("Deleted by")), Column(_("Role")),
            Column(_("You may restore")),
        )  # fmt: skip
        footer = (
            _("Deleted: {count}", count=len(rows)) if rows else _("Nothing that you may see was deleted in these days.")
        )  # fmt: skip
        self.show_rows(Table(self.title, (), columns, rows, footer=footer), range(len(rows)), LETTERS, (2,))
        self._preview(self.table.currentRow())

    def _preview(self, row: int) -> None:
        which = self._listed[row] if 0 <= row < len(self._listed) else None
        lines = [(each.label, self._text(each)) for each in which.entry.fields] if which else []
        self.fields.show_lines(lines)
        self.restore_.setEnabled(which is not None and which.restorable)

    def _name(self, which: Deleted) -> str:
        return ", ".join(self._text(each) for each in which.naming()) or "–"

    def _text(self, field: Any) -> str:
        return shown(field.before, field.classifier, self._workplace.catalogue)
