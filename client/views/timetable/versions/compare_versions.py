"""Two versions beside each other: which lessons stand otherwise, where they stood and where they stand."""

from functools import partial

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import N_, _
from client.data.server.gateway import Gateway
from client.data.timetable import versions
from client.data.timetable.rows import VersionHead
from client.data.timetable.versions import CardPlace, LessonDifference
from client.views.timetable.lesson_words import DAYS
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.names import signed

PHASES = {1: N_("odd weeks"), 2: N_("even weeks")}
Compared = tuple[VersionHead, VersionHead, tuple[LessonDifference, ...]]


class CompareVersions(QDialog):
    """A table of the differences."""

    def __init__(
        self, workplace: Workplace, before_id: int, after_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compare versions"))
        self.resize(900, 520)
        self.message, self.told = MessageLine(), QLabel()
        self.table = QTableWidget(0, 3)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.message, self.told, self.table, buttons):
            layout.addWidget(widget, 1 if widget is self.table else 0)
        work = partial(_read, workplace.gateway, before_id, after_id)
        workplace.tasks.run(self, work, self._show, self.message.refuse)

    def _show(self, compared: Compared) -> None:
        before, after, found = compared
        self.table.setHorizontalHeaderLabels([_("Lesson"), before.title, after.title])
        self.told.setText(_("Lessons that stand otherwise: {count}", count=grouped(len(found))))
        self.table.setRowCount(len(found))
        for row, difference in enumerate(found):
            texts = (difference.lesson, _place(difference.before), _place(difference.after))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)


def _read(gateway: Gateway, before_id: int, after_id: int) -> Compared:
    return (
        versions.head(gateway, before_id),
        versions.head(gateway, after_id),
        versions.compare(gateway, before_id, after_id),
    )


def _place(place: CardPlace | None) -> str:
    if place is None:
        return _("is missing")
    if place.day is None or place.pair is None:
        return _("not placed")
    parts = [_("{day}, pair {pair}", day=_(DAYS[place.day - 1]), pair=place.pair)]
    if place.phase in PHASES:
        parts.append(_(PHASES[place.phase]))
    return ", ".join(filter(None, (*parts, place.room, signed(place.teacher))))
