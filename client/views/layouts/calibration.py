"""Calibration of printers: print the test sheet, type what the ruler says, see the correction, store it."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFormLayout, QGridLayout, QGroupBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core import actions, clock
from client.core.actions import Command
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.layouts import calibrations
from client.data.layouts.calibrations import A4, Measured
from client.views.layouts.lists import CALIBRATIONS
from client.views.layouts.millimetres import Millimetres
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.formatting import shown
from client.widgets.kept_input import InputDraft, KeptField
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.record_list import RecordList
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.layouts.calibration import CROSSES, Solution, crosses
from shared.models.blanks import FORMS

WRITER = "hemis_registrar"
SHEET = Command(N_("Print the test sheet"), ("Ctrl+P",), "print")
STORE = Command(N_("Store the calibration"), ("Ctrl+S",), "save")
PRINTERLESS = N_("Write which printer was measured.")
STATIONLESS = N_("Choose the workstation first. The registrar enters workstations.")
INCOMPLETE = N_("Type all eight figures.")
LONGEST_NAME, LETTERS = 128, 18
MOST = Decimal(500)
CORRECTION = N_(
    "What is printed is moved by {right} mm to the right and {down} mm down, scaled to {across} % across and "
    "{along} % along, and turned by {turn}°. It leaves {residual} mm at the worst cross."
)


class CalibrationWindow(QWidget):
    """The registrar measures, others look at what was measured."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Calibration of printers")
        self.message, self.told = MessageLine(), QLabel()
        self.station, self.form, self.printer = OfferedBox(), Combo(), Combo()
        self.page_told = QLabel()
        self.figures = tuple(
            (Millimetres(Decimal(0), MOST), Millimetres(Decimal(0), MOST)) for _cross in CROSSES
        )
        self.history = RecordList(workplace, CALIBRATIONS)
        self._workplace, self._page = workplace, A4
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self._writes = workplace.session.role == WRITER
        self._solution: Solution | None = None
        for key, label in FORMS.items():
            self.form.addItem(_(label), key)
        self.printer.setEditable(True)
        self.acts: dict[Command, QAction] = {
            SHEET: actions.action(self, SHEET, self.print_sheet),
            STORE: actions.action(self, STORE, self.save),
        }
        self.draft = InputDraft(workplace, "layouts/calibration", self, **self._kept())
        self._build()
        self.draft.begin()
        self.draft.thrown_away.connect(self._reckon)
        workplace.tasks.run(
            self, partial(calibrations.stations, workplace.gateway), self._offer, self.message.refuse
        )

    def reload(self) -> None:
        """Read the list again."""
        self.history.reload()

    def state(self) -> dict[str, Any]:
        return {
            "station": self.station.currentData(),
            "form": self.form.currentData(),
            "printer": self.printer.currentText(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the workstation, the form and the printer."""
        self.form.setCurrentIndex(max(0, self.form.findData(state.get("form"))))
        self.station.wish(state.get("station"))
        self.printer.setCurrentText(str(state.get("printer") or ""))

    def may_close(self) -> bool:
        return self.draft.may_close()

    def print_sheet(self) -> None:
        """Show the test sheet for the chosen printer and paper."""
        if (what := self._measured()) is not None:
            present(self._workplace, calibrations.sheet(what, self.station.currentText()))

    def save(self) -> None:
        """Store the calibration; from then on it counts."""
        what = self._measured()
        if what is None:
            return
        if not self._complete():
            self.message.refuse(UserError(INCOMPLETE))
            return
        figures = [(across.decimal(), down.decimal()) for across, down in self.figures]
        work = partial(calibrations.save, self._workplace.gateway, what, figures)
        self._workplace.tasks.run(self, work, self._saved, self.message.refuse)

    def _kept(self) -> dict[str, KeptField]:
        return {
            f"{axis}{number}": box.kept()
            for number, pair in enumerate(self.figures, 1)
            for axis, box in zip(("x", "y"), pair, strict=True)
        }

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions(list(self.acts.values()))
        own = QWidget()
        row = QHBoxLayout(own)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._choices(), 1)
        row.addWidget(self._crosses(), 1)
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(2 * self.told.fontMetrics().lineSpacing())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for widget in (bar, self.message, self.draft.line, own, self.told):
            layout.addWidget(widget)
        layout.addWidget(self.history, 1)
        if not self._writes:
            for widget in (bar, own, self.told):
                widget.hide()
        self.setFocusProxy(self.figures[0][0] if self._writes else self.history)
        self.station.currentIndexChanged.connect(self._station_changed)
        self.form.currentIndexChanged.connect(self._ask_page)
        for pair in self.figures:
            for box in pair:
                box.valueChanged.connect(self._reckon)
        self._ask_page()

    def _choices(self) -> QWidget:
        group = QGroupBox(_("What is measured"))
        lines = QFormLayout(group)
        for label, field in (
            (_("Printing workstation"), self.station),
            (_("Form of the blank"), self.form),
            (_("Printer"), self.printer),
        ):
            field.setAccessibleName(label)
            lines.addRow(label, field)
        line = self.printer.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST_NAME)
            line.setAccessibleName(_("Printer"))
        self.printer.setMinimumWidth(letters_wide(self, LETTERS))
        lines.addRow(_("Size of the paper"), self.page_told)
        return group

    def _crosses(self) -> QWidget:
        """The figures lie as the crosses do."""
        group = QGroupBox(_("Millimetres from the left (→) and the upper (↓) edge"))
        grid = QGridLayout(group)
        for number, (pair, name) in enumerate(zip(self.figures, CROSSES, strict=True)):
            place, row = QHBoxLayout(), 2 * (number // 2)
            grid.addWidget(QLabel(f"{number + 1}. {_(name)}"), row, number % 2)
            for sign, label, box in (
                ("→", N_("Cross {cross}: from the left"), pair[0]),
                ("↓", N_("Cross {cross}: from above"), pair[1]),
            ):
                box.setSpecialValueText("—")
                box.setAccessibleName(_(label, cross=number + 1))
                box.setToolTip(_(label, cross=number + 1))
                place.addWidget(QLabel(sign))
                place.addWidget(box)
            place.addStretch(1)
            grid.addLayout(place, row + 1, number % 2)
        grid.setHorizontalSpacing(24)
        return group

    def _offer(self, found: list[tuple[int, str]]) -> None:
        self.station.fill(found)
        self._station_changed()

    def _station_changed(self, *_told: object) -> None:
        number = self.station.currentData()
        if number is not None:
            self._latest.read(
                partial(calibrations.printers, self._workplace.gateway, number), self._offer_printers
            )

    def _offer_printers(self, known: Sequence[str]) -> None:
        """Offer what was measured before and what this computer has; what is typed stays."""
        typed = self.printer.currentText()
        self.printer.clear()
        self.printer.addItems(list(dict.fromkeys((*known, *QPrinterInfo.availablePrinterNames()))))
        if typed:
            self.printer.setEditText(typed)

    def _ask_page(self, *_told: object) -> None:
        work = partial(calibrations.page_of, self._workplace.gateway, self.form.currentData())
        self._latest.read(work, self._show_page)

    def _show_page(self, page: tuple[Decimal, Decimal]) -> None:
        self._page = page
        self.page_told.setText(_("{width} × {height} mm", width=shown(page[0]), height=shown(page[1])))
        for pair, cross in zip(self.figures, crosses(float(page[0]), float(page[1])), strict=True):
            for box, at in zip(pair, cross, strict=True):
                box.setStatusTip(_("{figure} mm on a printer without faults", figure=shown(Decimal(str(at)))))
        self._reckon()

    def _complete(self) -> bool:
        return all(box.value() for pair in self.figures for box in pair)

    def _reckon(self, *_told: object) -> None:
        """Say what the figures mean, or what is wrong with them, while they are typed."""
        self._solution = None
        if not self._complete():
            self.told.setText(
                _("Print the test sheet, measure its four crosses with a ruler and type the eight figures.")
            )
        else:
            try:
                self._solution = calibrations.solved(self._points(), self._page)
                self.told.setText(_correction(self._solution))
            except UserError as error:
                self.told.setText(error.text())
        self.acts[STORE].setEnabled(self._writes and self._solution is not None)

    def _points(self) -> list[tuple[float, float]]:
        return [(across.value(), down.value()) for across, down in self.figures]

    def _measured(self) -> Measured | None:
        printer = " ".join(self.printer.currentText().split())
        wrong = STATIONLESS if self.station.currentData() is None else "" if printer else PRINTERLESS
        if wrong:
            self.message.refuse(UserError(wrong))
            return None
        form = self.form.currentData()
        return Measured(self.station.currentData(), printer, form, self._page, clock.today())

    def _saved(self, found: Solution) -> None:
        self._workplace.changes.announce(calibrations.RELATION)
        self.draft.done()
        for pair in self.figures:
            for box in pair:
                box.setValue(0)
        self.draft.done()
        self.history.reload()
        words = N_("Stored: from now on this printer is corrected, to {residual} mm.")
        self.message.say(_(words, residual=shown(round(found.residual, 2))))


def _correction(found: Solution) -> str:
    made = found.calibration
    return _(
        CORRECTION,
        right=_signed(made.offset_x, 2),
        down=_signed(made.offset_y, 2),
        across=shown(round(made.scale_x * 100, 2)),
        along=shown(round(made.scale_y * 100, 2)),
        turn=_signed(made.rotation, 2),
        residual=shown(round(found.residual, 2)),
    )


def _signed(value: Decimal, places: int) -> str:
    rounded = round(value, places)
    return f"+{shown(rounded)}" if rounded > 0 else shown(rounded)
