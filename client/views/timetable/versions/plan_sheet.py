"""A version as Excel: saved, changed by hand, looked at row by row before anything moves; and as a file of FET."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import N_, _, language
from client.core.icons import icon
from client.data.timetable import plan_sheet
from client.data.timetable.documents import version_name
from client.data.timetable.plan_lines import LineStatus, SheetLine, SheetPlace
from client.data.timetable.plan_sheet import SheetPreview
from client.data.timetable.week import week_of
from client.views.timetable.lesson_words import DAYS
from client.views.timetable.papers import ChooseFile, save_file
from client.widgets.file_dialogs import FileDialogs
from client.widgets.formatting import grouped
from client.widgets.measures import measure
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from reports.timetable.words import WORDS
from shared.timetabling.files.fet_write import write_fet

EXCEL, FET = "Excel (*.xlsx)", "FET (*.fet)"
RELATION = "timetable.card"
HEADS = (N_("Row"), N_("What becomes of it"), N_("Lesson"), N_("Now"), N_("Then, or why it is refused"))
#: In letters.
WIDTHS = (7, 18, 40, 28, 30)
WORDS_OF = {
    LineStatus.NEW: ("+", N_("gets a place")),
    LineStatus.CHANGED: ("→", N_("changes")),
    LineStatus.UNCHANGED: ("=", N_("stays")),
    LineStatus.REFUSED: ("✕", N_("refused")),
}
HINT = N_(
    "Save the version as Excel, change weeks, day, pair, room or lock in it, and read it back. A sheet of your own is "
    "read too if it has headers such as subject, students, day, pair and room. Nothing moves before you apply it."
)


class PlanSheetDialog(QDialog):
    """Out above, in below; the table says of each row what it would do."""

    def __init__(
        self,
        workplace: Workplace,
        version_id: int,
        parent: QWidget | None = None,
        choose: ChooseFile | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Excel of the version"))
        self.message = MessageLine()
        self.told = QLabel()
        self.unchanged = QCheckBox(_("Show also what stays"))
        self.table = QTableWidget(0, len(HEADS))
        self.apply_button = QPushButton(icon("check"), _("Apply"))
        self.refused_button = QPushButton(icon("export"), _("Save the refused rows"))
        self._workplace, self._version_id = workplace, version_id
        self._choose = choose or FileDialogs(workplace.settings).to_save
        self._preview: SheetPreview | None = None
        self._named = ""
        self._build()
        workplace.tasks.run(self, partial(version_name, workplace.gateway, version_id), self._name)

    def save(self) -> None:
        """Save all cards as a sheet."""
        name = self._choose(self, f"{_('Timetable')} {self._named}.xlsx", EXCEL)
        if name:
            gateway, number = self._workplace.gateway, self._version_id
            save_file(
                self._workplace, self, name, lambda: plan_sheet.export(plan_sheet.source_of(gateway, number))
            )

    def _name(self, named: str) -> None:
        self._named = named

    def read(self, path: Path) -> None:
        """Read a sheet and show what it would do."""
        gateway, number = self._workplace.gateway, self._version_id

        def work() -> SheetPreview:
            return plan_sheet.read_file(path, plan_sheet.source_of(gateway, number))

        self._show(None)
        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def apply(self) -> None:
        """Move all rows that are not refused, or none."""
        if self._preview is not None:
            work = partial(plan_sheet.apply, self._workplace.gateway, self._preview)
            self._workplace.tasks.run(self, work, self._applied, self.message.refuse)

    def save_refused(self) -> None:
        """Save the refused rows with their reasons."""
        preview = self._preview
        name = self._choose(self, f"{_('Refused rows')} {self._named}.xlsx", EXCEL) if preview else ""
        if name and preview is not None:
            save_file(self._workplace, self, name, lambda: plan_sheet.refused_file(preview))

    def _ask(self) -> None:
        files = FileDialogs(self._workplace.settings)
        if name := files.to_open(self, _("Read from Excel"), EXCEL):
            self.read(Path(name))

    def _show(self, preview: SheetPreview | None) -> None:
        self._preview = preview
        moving = len(preview.moves()) if preview else 0
        self.apply_button.setEnabled(moving > 0)
        self.apply_button.setDefault(moving > 0)
        self.refused_button.setEnabled(preview is not None and preview.count(LineStatus.REFUSED) > 0)
        self.told.setText(_counts(preview) if preview else "")
        self._fill()
        if preview is not None:
            self.message.hide()

    def _fill(self) -> None:
        lines = self._preview.lines if self._preview else ()
        shown = [
            line for line in lines if line.status is not LineStatus.UNCHANGED or self.unchanged.isChecked()
        ]
        shown.sort(key=lambda line: line.status is not LineStatus.REFUSED)
        self.table.setRowCount(len(shown))
        for row, line in enumerate(shown):
            for column, text in enumerate(self._texts(line)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)

    def _texts(self, line: SheetLine) -> tuple[str, ...]:
        symbol, words = WORDS_OF[line.status]
        card = line.card
        lesson = (
            f"{card.subject} · {card.students}"
            if card
            else " · ".join(c for c in line.cells[:4] if isinstance(c, str))
        )
        rooms = self._preview.rooms if self._preview else {}
        then = line.why or _place(line.after, rooms)
        return f"{line.number}", f"{symbol} {_(words)}", lesson, _place(line.before, rooms), then

    def _applied(self, count: int) -> None:
        self._workplace.changes.announce(RELATION)
        self._show(None)
        self.message.say(_("Cards moved: {count}", count=grouped(count)))

    def _build(self) -> None:
        self.table.setHorizontalHeaderLabels([_(head) for head in HEADS])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName(_("What the sheet would do"))
        measure(self.table, WIDTHS, grows=(len(WIDTHS) - 1,))
        self.unchanged.toggled.connect(lambda _on: self._fill())
        hint = QLabel(_(HINT))
        hint.setWordWrap(True)
        hint.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        for widget in (self.message, hint, self.told, self.table, self.unchanged, self._buttons()):
            layout.addWidget(widget)
        self.resize(1080, 560)
        self._show(None)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        acts: tuple[tuple[QPushButton, Callable[[], None]], ...] = (
            (QPushButton(icon("export"), _("Save as Excel")), self.save),
            (QPushButton(icon("import"), _("Read from Excel")), self._ask),
            (self.apply_button, self.apply),
            (self.refused_button, self.save_refused),
        )
        for button, act in acts:
            button.clicked.connect(act)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return buttons


def save_fet(
    workplace: Workplace, parent: QWidget, version_id: int, choose: ChooseFile | None = None
) -> None:
    """Save a version, with everything its plan must respect, as a file of FET."""

    def make() -> bytes:
        week = week_of(plan_sheet.source_of(workplace.gateway, version_id))
        return write_fet(week.problem, week.plan).encode()

    def ask(named: str) -> None:
        to_save = choose or FileDialogs(workplace.settings).to_save
        if name := to_save(parent, f"{_('Timetable')} {named}.fet", FET):
            save_file(workplace, parent, name, make)

    workplace.tasks.run(parent, partial(version_name, workplace.gateway, version_id), ask)


def _counts(preview: SheetPreview) -> str:
    parts = (
        f"{symbol} {_(words)}: {grouped(preview.count(status))}"
        for status, (symbol, words) in WORDS_OF.items()
    )
    return "     ".join(parts)


def _place(place: SheetPlace | None, rooms: Mapping[int, str]) -> str:
    if place is None:
        return ""
    if place.day is None:
        return _("without a place")
    found = [_("{day}, pair {pair}", day=_(DAYS[place.day - 1]), pair=place.pair)]
    if place.phase:
        words = WORDS[language()]
        found.append((words.odd, words.even)[place.phase - 1])
    found += [rooms[place.room_id]] if place.room_id and place.room_id in rooms else []
    found += [_("locked")] if place.locked else []
    return ", ".join(found)
