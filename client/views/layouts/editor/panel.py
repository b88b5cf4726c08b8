"""The numbers and choices of the chosen fields, and the list of all fields with what does not fit."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import N_, _
from client.data.layouts.versions import name_of
from client.views.layouts.editor.model import Editing
from client.views.layouts.millimetres import Millimetres
from client.widgets.combo import Combo
from client.widgets.formatting import shown
from client.widgets.measures import letters_wide
from shared.layouts.field import (
    ALIGNMENTS,
    FONTS,
    LARGEST,
    LONGEST_WORDS,
    REFUSE,
    RULES,
    SMALLEST,
    STANDS,
    TENTH,
    Field,
)
from shared.layouts.layout import LONGEST, SHORTEST
from shared.layouts.placing import Placed
from shared.layouts.texts import FIXED, NAMES, QR

LETTERS = 44
#: Rows of the list while a field is chosen, whose numbers need the room.
SHORT_LIST, ANY_HEIGHT = 7, 16_777_215
MM = (
    ("x", N_("From the left, mm"), Decimal(0)),
    ("y", N_("From above, mm"), Decimal(0)),
    ("width", N_("Width, mm"), TENTH),
    ("height", N_("Height, mm"), TENTH),
)
POINTS = (("size", N_("Letters, pt")), ("least", N_("Not smaller than, pt")))
CHOICES: tuple[tuple[str, str, Mapping[Any, str]], ...] = (
    ("font", N_("Font"), FONTS),
    ("align", N_("Alignment"), ALIGNMENTS),
    ("stand", N_("Stands"), STANDS),
    ("rule", N_("If the text is long"), RULES),
    ("rotation", N_("Direction"), {0: N_("Across"), 90: N_("Upwards")}),
)


class FieldPanel(QScrollArea):
    """What is changed here is changed in every chosen field."""

    #: The person goes back to the sheet.
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._editing: Editing | None = None
        self._filling = False
        self.fields = QListWidget()
        self.text, self.words, self.bold = Combo(), QLineEdit(), QCheckBox(_("Bold"))
        self.page = tuple(Millimetres(SHORTEST, LONGEST) for _side in range(2))
        self.numbers = {part: Millimetres(least, LONGEST) for part, _label, least in MM}
        self.numbers |= {part: Millimetres(SMALLEST, LARGEST) for part, _label in POINTS}
        self.choices = {part: Combo() for part, _label, _offered in CHOICES}
        self.fit = QLabel()
        self._own = QWidget()
        self._build()

    def show_editing(self, editing: Editing, *, editable: bool) -> None:
        """Show what is edited."""
        self._editing = editing
        editing.changed.connect(self._show)
        editing.selected.connect(self._show)
        for widget in (self._own, *self.page):
            widget.setEnabled(editable)
        self._show()

    def first(self) -> None:
        """Come to the numbers of the field."""
        self.numbers["x"].setFocus()
        self.numbers["x"].selectAll()

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.fields.setAccessibleName(_("Fields of the layout"))
        self.fit.setWordWrap(True)
        self.words.setMaxLength(LONGEST_WORDS)
        for key in NAMES:
            self.text.addItem(name_of(key), key)
        for part, _label, offered in CHOICES:
            for key, label in offered.items():
                self.choices[part].addItem(_(label), key)
        lines = QFormLayout(self._own)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(4)
        self._row(lines, N_("Text"), self.text)
        self._row(lines, N_("Fixed words"), self.words)
        for part, label in (*((part, label) for part, label, _least in MM), *POINTS):
            self.numbers[part].setAccessibleName(_(label))
            self.numbers[part].setToolTip(_(label))
        lines.addRow(_("Place, mm"), _beside(("→", self.numbers["x"]), ("↓", self.numbers["y"])))
        lines.addRow(_("Size, mm"), _beside(("↔", self.numbers["width"]), ("↕", self.numbers["height"])))
        self._row(lines, CHOICES[0][1], self.choices["font"])
        lines.addRow(_(POINTS[0][1]), _beside(("", self.numbers["size"]), ("", self.bold)))
        self._row(lines, CHOICES[3][1], self.choices["rule"])
        lines.addRow(_(POINTS[1][1]), self.numbers["least"])
        for part, label, _offered in (CHOICES[1], CHOICES[2], CHOICES[4]):
            self._row(lines, label, self.choices[part])
        self._lines = lines
        sides = QFormLayout()
        for label, box in zip(
            (N_("Width of the page, mm"), N_("Height of the page, mm")), self.page, strict=True
        ):
            self._row(sides, label, box)
            box.valueChanged.connect(self._page_changed)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self.fields, 1)
        layout.addWidget(self.fit)
        layout.addWidget(self._own)
        layout.addLayout(sides)
        self.setWidget(inside)
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self.setFocusProxy(self.fields)
        self._connect()

    def _row(self, lines: QFormLayout, label: str, field: QWidget) -> None:
        field.setAccessibleName(_(label))
        lines.addRow(_(label), field)

    def _connect(self) -> None:
        self.fields.currentRowChanged.connect(self._choose)
        self.fields.itemActivated.connect(lambda _item: self.first())
        self.text.currentIndexChanged.connect(lambda _row: self._text_changed())
        self.words.editingFinished.connect(lambda: self._set("words", self.words.text().strip() or "…"))
        self.bold.toggled.connect(partial(self._set, "bold"))
        for part, number in self.numbers.items():
            number.valueChanged.connect(partial(self._set_read, part, number.decimal))
        for part, box in self.choices.items():
            box.currentIndexChanged.connect(partial(self._set_read, part, box.currentData))

    def _set_read(self, part: str, read: Callable[[], Any], *_told: object) -> None:
        self._set(part, read())

    def _set(self, part: str, value: Any) -> None:
        if self._editing is None or self._filling or not self._editing.selection:
            return
        if part == "words" and all(each.text != FIXED for each in self._editing.chosen()):
            return
        self._editing.set_part(part, value)

    def _text_changed(self) -> None:
        text = self.text.currentData()
        self._set("text", text)
        if text == FIXED and self._editing is not None and self._editing.selection and not self._filling:
            self._set("words", self.words.text().strip() or "…")
            self.words.setFocus()

    def _page_changed(self, *_told: object) -> None:
        if self._editing is not None and not self._filling:
            self._editing.resize_page(*(box.decimal() for box in self.page))

    def _choose(self, row: int) -> None:
        if self._editing is not None and not self._filling and row >= 0:
            self._editing.select([row])

    def _show(self) -> None:
        editing = self._editing
        if editing is None:
            return
        self._filling = True
        for box, side in zip(self.page, (editing.layout.width, editing.layout.height), strict=True):
            box.show_decimal(side)
        self._show_list(editing)
        chosen = editing.chosen()
        self._own.setVisible(bool(chosen))
        rows = SHORT_LIST * self.fields.sizeHintForRow(0) if chosen and self.fields.count() else ANY_HEIGHT
        self.fields.setMaximumHeight(rows)
        if chosen:
            self._show_field(chosen[-1])
            self.fit.setText(_told(editing.placed[editing.selection[-1]]))
        else:
            self.fit.setText(_("Choose a field on the sheet or in the list."))
        self._filling = False

    def _show_list(self, editing: Editing) -> None:
        while self.fields.count() > len(editing.placed):
            self.fields.takeItem(self.fields.count() - 1)
        while self.fields.count() < len(editing.placed):
            self.fields.addItem(QListWidgetItem())
        for row, placed in enumerate(editing.placed):
            name = name_of(placed.field.text, placed.field.words if placed.field.text == FIXED else "")
            words = f"{name} – {_(placed.problem)}" if placed.problem else name
            item = self.fields.item(row)
            if item.text() != words:
                item.setText(words)
        self.fields.setCurrentRow(editing.selection[-1] if editing.selection else -1)

    def _show_field(self, field: Field) -> None:
        self.text.setCurrentIndex(self.text.findData(field.text))
        self.words.setText(field.words)
        self._lines.setRowVisible(self.words, field.text == FIXED)
        self.bold.setChecked(field.bold)
        for part, number in self.numbers.items():
            number.show_decimal(getattr(field, part))
        for part, box in self.choices.items():
            box.setCurrentIndex(box.findData(getattr(field, part)))
        for widget in (self.bold, *self.choices.values(), self.numbers["size"], self.numbers["least"]):
            widget.setEnabled(field.text != QR)
        self.numbers["least"].setEnabled(field.text != QR and field.rule != REFUSE)


def _beside(*parts: tuple[str, QWidget]) -> QWidget:
    """Fields side by side, each with the sign of what it is."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    for sign, field in parts:
        if sign:
            row.addWidget(QLabel(sign))
        row.addWidget(field, 1)
    return made


def _told(placed: Placed) -> str:
    """Say how the text of the sample stands in its field."""
    if placed.problem:
        return _("“{text}” {reason}.", text=placed.text, reason=_(placed.problem))
    if not placed.text:
        return _("This graduate has no such text: nothing is printed.")
    if placed.field.text == QR:
        return _("It fits.")
    words = (
        N_("It fits in {lines} lines of {size} pt.")
        if len(placed.lines) > 1
        else N_("It fits with {size} pt.")
    )
    size = shown(Decimal(str(round(placed.size, 1))))
    return _(words, lines=len(placed.lines), size=size)
