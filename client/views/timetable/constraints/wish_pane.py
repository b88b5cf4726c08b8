"""The week of wishes with what stands around it: whose it is, how unwelcome a click says, how it is painted."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.data.timetable.wishes import CANNOT
from client.views.timetable.constraints.wish_grid import MOST, USUAL, WishGrid, WishWeek

HINT = N_(
    "Click or drag: ▽ rather not → ✕ cannot → free. Shift+arrows select and Space does the same to the selection; "
    "1–9 and 0 (ten) say how unwelcome, Delete frees, Ctrl+Z takes back."
)


class WishPane(QWidget):
    """Shows one week at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = WishGrid()
        self.level = QSpinBox()
        self.told, self.stale = QLabel(), QLabel()
        self._build()

    def show_week(self, week: WishWeek | None) -> None:
        """Show the week of somebody, or that nobody is chosen."""
        self.grid.setModel(week)
        if week is not None:
            self.grid.setCurrentIndex(week.index(0, 0))
            self.grid.clearSelection()
        self.tell()

    def tell(self) -> None:
        """Say whose week it is and how much of it is taken."""
        week = self.grid.week()
        if week is None:
            self.told.setText(_("Choose a teacher, a group or a room."))
            return
        impossible = sum(level == CANNOT for level in week.levels.values())
        self.told.setText(
            _(
                "{name}: impossible hours {impossible}, unwelcome {unwelcome}",
                name=week.who.name,
                impossible=impossible,
                unwelcome=len(week.levels) - impossible,
            )
        )

    def tell_stale(self, *, stale: bool) -> None:
        """Say that others stored something, or stop saying so."""
        self.stale.setText(_("Others have stored something here: F5 shows it.") if stale else "")

    def _take_level(self, level: int) -> None:
        self.grid.usual = level

    def _build(self) -> None:
        self.level.setRange(1, MOST)
        self.level.setValue(USUAL)
        self.level.valueChanged.connect(self._take_level)
        label = QLabel(_("“Rather not” of a click, 1–10"))
        label.setBuddy(self.level)
        hint = QLabel(_(HINT))
        hint.setWordWrap(True)
        hint.setProperty("quiet", True)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # names are long
        self.told.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        self.stale.setProperty("quiet", True)
        head.addWidget(self.stale)
        head.addWidget(label)
        head.addWidget(self.level)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.grid, 1)
        layout.addWidget(hint)
        self.setFocusProxy(self.grid)
        self.tell()
