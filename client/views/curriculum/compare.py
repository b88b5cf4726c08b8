"""Two curricula side by side: what differs is coloured and said in words."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.data.curriculum import comparing
from client.data.curriculum import plan as plans
from client.data.curriculum.comparing import FIELDS, SAID, Pair, PlanSide
from client.data.curriculum.plan import LABELS, CurriculumPlan
from client.views.curriculum.editor.rows import plain
from client.widgets.cell_grid import CellGrid, Column, Mark, Numbers
from client.widgets.cell_grid.cells import CellKind, Texts
from client.widgets.editors import Lookup
from client.widgets.formatting import shown
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.curriculum import Curriculum

HEADS = {
    "semester": (N_("Sem."), 7),
    "credits": (N_("Credits"), 11),
    "hours": (N_("Hours"), 8),
    "contact": (N_("Contact"), 9),
    "kind": (N_("Kind"), 12),
    "ending": (N_("Ends with"), 12),
    "block": (N_("Block"), 16),
}
CODES = {"kind": "h_subject_type", "ending": "h_exam_finish", "block": "h_subject_block"}
DIFFERS = Mark("≠", "warning", N_("differs between the plans"))
#: What the columns of the first and of the second plan begin with.
SIDES = FIRST, SECOND = ("1", "2")
ONLY_HERE = Mark("+", "accent", N_("only in this plan"))


class Compare(QWidget):
    """Asks for two plans and shows their subjects in one table."""

    def __init__(self, workplace: Workplace, first: int | None = None, second: int | None = None) -> None:
        super().__init__()
        self.title = _("Compare curricula")
        self.message = MessageLine()
        self.first, self.second = Lookup(workplace, Curriculum), Lookup(workplace, Curriculum)
        self.only_different = QCheckBox(_("Only what differs"))
        self.grid: CellGrid | None = None
        self.pairs: list[Pair] = []
        self._ids = [first, second]
        self._workplace = workplace
        self._sum = QLabel()
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the chosen plans and compare them once there are two."""
        work = partial(self._read, tuple(self._ids))
        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def choose(self, place: int, curriculum_id: int) -> None:
        """Take a plan as the first (0) or second (1)."""
        self._ids[place] = curriculum_id
        self.reload()

    def state(self) -> dict[str, Any]:
        return {"plans": self._ids}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the two plans."""
        self._ids = list(state.get("plans") or [None, None])
        self.reload()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(8, 8, 8, 0)
        for place, (lookup, name) in enumerate(
            ((self.first, N_("First plan")), (self.second, N_("Second plan")))
        ):
            line.addWidget(QLabel(_(name)))
            line.addWidget(lookup, 1)
            lookup.chosen.connect(partial(self.choose, place))
        line.addWidget(self.only_different)
        self._sum.setContentsMargins(8, 0, 8, 0)
        self._sum.setText(_("Choose two plans."))
        self.only_different.toggled.connect(self._narrow)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(line)
        self._column.addWidget(self.message)
        self._column.addWidget(self._sum)
        self._column.addStretch(1)
        self.setFocusProxy(self.first)

    def _read(self, ids: tuple[int | None, ...]) -> list[CurriculumPlan | None]:
        self._workplace.catalogue.ensure(LABELS)
        return [plans.read(self._workplace.gateway, each) if each is not None else None for each in ids]

    def _show(self, found: list[CurriculumPlan | None]) -> None:
        for lookup, plan in zip((self.first, self.second), found, strict=True):
            if plan is not None:
                lookup.set_value(plan.head.id, plan.head.title)
        first, second = found
        if first is None or second is None:
            return
        self.pairs = comparing.pairs(first, second)
        differ = sum(not pair.same for pair in self.pairs)
        self._sum.setText(
            _("{count} subjects, {differ} differ.", count=len(self.pairs), differ=differ)
            if differ
            else _("{count} subjects, the plans are alike.", count=len(self.pairs))
        )
        self._put(self._grid())
        self._narrow()

    def _grid(self) -> CellGrid:
        columns = [Column("subject", _("Subject"), width=33, read_only=True)]
        columns.append(Column("words", _("Difference"), width=41, read_only=True))
        columns += [self._column_of(side, name) for side in SIDES for name in FIELDS]
        grid = CellGrid(columns, frozen=1)
        grid.load(
            (place, [pair.subject, self.words(pair), *self._values(pair.first), *self._values(pair.second)])
            for place, pair in enumerate(self.pairs)
        )
        for place, pair in enumerate(self.pairs):
            grid.model.mark([(place, f"{side}{name}") for side in SIDES for name in pair.differing], DIFFERS)
            if pair.second is None:
                grid.model.mark([(place, f"{FIRST}{name}") for name in FIELDS], ONLY_HERE)
            if pair.first is None:
                grid.model.mark([(place, f"{SECOND}{name}") for name in FIELDS], ONLY_HERE)
        return grid

    def words(self, pair: Pair) -> str:
        """Return the difference in words."""
        if pair.second is None:
            return _("only in the first plan")
        if pair.first is None:
            return _("only in the second plan")
        return "; ".join(
            _(SAID[name], first=self._text(pair.first, name), second=self._text(pair.second, name))
            for name in pair.differing
        )

    def _column_of(self, side: str, name: str) -> Column:
        title, width = HEADS[name]
        kind: CellKind = Texts() if name in CODES else Numbers()
        plan = _("First plan") if side == "1" else _("Second plan")
        return Column(
            f"{side}{name}",
            f"{side}: {_(title)}",
            kind,
            width + 2,
            read_only=True,
            words=f"{plan}: {_(title)}",
        )

    def _values(self, side: PlanSide | None) -> list[Any]:
        if side is None:
            return [None] * len(FIELDS)
        return [self._text(side, name) if name in CODES else plain(getattr(side, name)) for name in FIELDS]

    def _text(self, side: PlanSide, name: str) -> str:
        value = getattr(side, name)
        if name in CODES:
            return self._workplace.catalogue.label(CODES[name], value) or "—"
        return shown(plain(value))

    def _put(self, grid: CellGrid) -> None:
        place = self._column.count() - 1
        if self.grid is None:
            self._column.takeAt(place)
        else:
            self._column.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        self.grid = grid
        self._column.insertWidget(place, grid, 1)

    def _narrow(self) -> None:
        if self.grid is not None:
            wanted = self.only_different.isChecked()
            self.grid.view.show_rows(lambda row: not (wanted and self.pairs[row].same))
