"""The grid of a session: a student a row, a column a member; result and mark change as one types."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.attestation.sitting import (
    BEGAN,
    DECISION,
    ENDED,
    HONOURS,
    QUESTIONS,
    REVIEWER,
    SCORE,
    STATE,
    SUPERVISOR,
    CandidateRow,
    EntryChange,
    MemberRow,
    Session,
)
from client.data.grades import marks
from client.widgets.cell_grid import LOCKED, CellGrid, Choices, Column, Flags, Mark, Numbers, Texts, Wrong
from client.widgets.cell_grid.view import GridView
from shared.grading import PointsRefusedError, read_points
from shared.models.attestation import (
    ABSENT,
    CANDIDATE_STATES,
    DECISIONS,
    DEFENCE,
    HELD,
    MEMBER_ROLES,
    WAITING,
)
from shared.models.attestation_sitting import CLOCK, WRITE_CLOCK
from shared.names import words

#: Figures of an hour.
HOUR = 2
NUMBER, STUDENT, RESULT, MARK, TOPIC = "number", "student", "result", "mark", "topic"
AWAY = Mark(LOCKED.symbol, LOCKED.shade, N_("not at the session"), locked=True)
NAMED = N_("calling the student")


@dataclass(frozen=True)
class PointCells:
    """Points between zero and the highest result, kept as a text as drafts keep it."""

    maximum: Decimal
    numeric: bool = field(default=True, init=False)

    def parse(self, text: str) -> str:
        try:
            return f"{read_points(text, self.maximum).normalize():f}"
        except PointsRefusedError as refused:
            raise UserError(refused.sentence, **refused.values) from refused

    def show(self, value: Any) -> str:
        return marks.show(str(value))

    def choices(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class Clock:
    """A time of the day: 9:05, 0905 and 905 are 09:05."""

    numeric: bool = field(default=False, init=False)

    def parse(self, text: str) -> str:
        digits = "".join(each for each in text if each.isdigit())
        written = digits if len(digits) > HOUR else f"{digits}00"
        told = f"{written[:-2].zfill(HOUR)}:{written[-2:]}"
        if not digits or re.match(CLOCK, told) is None:
            raise UserError(WRITE_CLOCK)
        return told

    def show(self, value: Any) -> str:
        return str(value)

    def choices(self) -> tuple[str, ...]:
        return ()


class SessionView(GridView):
    """Tab goes on to the next cell that is typed into: members who are away and what is reckoned are passed over."""

    def step(self, down: int, right: int) -> None:
        """Move the cursor, sideways over locked cells."""
        super().step(down, right)
        model = self.grid_model()
        for _place in range(len(model.columns)):
            now = self.currentIndex()
            if not right or not now.isValid() or not model.is_locked(now.row(), now.column()):
                return
            super().step(0, right)


class SessionGrid(CellGrid):
    """Knows the students with what is stored of them; the mean of the members is the result until a score is typed."""

    VIEW = SessionView

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=2)
        self.session: Session | None = None
        self._rows: dict[Hashable, CandidateRow] = {}
        self._places = {each.key: place for place, each in enumerate(self.model.columns)}
        self._counting = False
        self.model.edited.connect(self.count)

    def show_session(self, session: Session) -> None:
        """Show a reading; the first one comes to the student whose turn it is."""
        first = self.session is None
        self.session = session
        self._rows = {each.id: each for each in session.candidates}
        keys = [each.key for each in self.model.columns]
        self.load((each.id, [_stored(each, key) for key in keys]) for each in session.candidates)
        if session.running:
            away = [each.key for each in session.members if not each.present]
            self.model.mark([(row, key) for row in self._rows for key in away], AWAY)
        self.count()
        if first and session.candidates:
            self.come_to_turn()

    def count(self) -> None:
        """Show results and marks of what is typed."""
        if self._counting:
            return
        self._counting = True
        try:
            fresh: dict[tuple[Hashable, str], Any] = {}
            for row, key in enumerate(self.model.row_keys):
                found = (
                    self._rows[key].result(self.values(row))
                    if self.state_of(row) in (HELD, WAITING)
                    else None
                )
                shown = {
                    RESULT: found[0] if found else None,
                    MARK: found[1].mark if found and found[1] else None,
                }
                fresh |= {
                    (key, name): value
                    for name, value in shown.items()
                    if self.model.value(row, self._places[name]) != value
                }
            if fresh:
                self.model.known(fresh)
        finally:
            self._counting = False

    def values(self, row: int) -> dict[str, Any]:
        """Return what stands in a row, with what is typed; wrong texts are nothing."""
        found = {key: self.model.value(row, place) for key, place in self._places.items()}
        return {key: None if isinstance(value, Wrong) else value for key, value in found.items()}

    def state_of(self, row: int) -> str:
        """Return the state of a student, with what is typed: who has a mark was heard."""
        values = self.values(row)
        state = str(values[STATE] or WAITING)
        return HELD if state == WAITING and self._has_points(values) else state

    def turn(self) -> int | None:
        """Return the row of the student who is being heard, or comes next; nothing when all were heard."""
        rows = range(self.model.rowCount())
        begun = (row for row in rows if self._begun(row))
        waiting = (row for row in rows if self.state_of(row) == WAITING)
        return next(begun, next(waiting, None))

    def following(self, after: int) -> int | None:
        """Return the row of the next student who waits."""
        rows = [*range(after + 1, self.model.rowCount()), *range(after)]
        return next((row for row in rows if self.state_of(row) == WAITING and not self._begun(row)), None)

    def come_to_turn(self) -> None:
        """Put the cursor to the first mark of the student whose turn it is."""
        row = self.turn()
        self.come_to_row(0 if row is None else row)

    def come_to_row(self, row: int) -> None:
        """Put the cursor to the first open mark of a row."""
        places = [
            place for place in range(2, len(self.model.columns)) if not self.model.is_locked(row, place)
        ]
        free = [place for place in places if self.model.value(row, place) is None]
        self.view.setCurrentIndex(self.model.index(row, (free or places or [1])[0]))

    def call(self, row: int) -> None:
        """Begin a student's turn; whoever was before the commission has ended."""
        now, values = f"{clock.now():%H:%M}", {}
        for each in range(self.model.rowCount()):
            if each != row and self._begun(each):
                values[each, self._places[ENDED]] = now
        if self.model.value(row, self._places[BEGAN]) is None:
            values[row, self._places[BEGAN]] = now
        self.model.edit(values, _(NAMED))
        self.come_to_row(row)

    def end(self) -> None:
        """End the turn of whoever is before the commission."""
        now = f"{clock.now():%H:%M}"
        rows = [row for row in range(self.model.rowCount()) if self._begun(row)]
        self.model.edit({(row, self._places[ENDED]): now for row in rows}, _(NAMED))

    def mark_absent(self) -> str:
        """Say that the student of the cursor did not come, or that it is not so; return the name."""
        row = self.view.currentIndex().row()
        if row < 0:
            return ""
        place = self._places[STATE]
        state = WAITING if self.model.value(row, place) == ABSENT else ABSENT
        self.model.edit({(row, place): state}, _("absence"))
        return self._rows[self.model.row_keys[row]].name

    def student_at_cursor(self) -> CandidateRow | None:
        cell = self.cursor_cell()
        return self._rows.get(cell[0]) if cell else None

    def row(self, place: int) -> CandidateRow:
        """Return the student of a row."""
        return self._rows[self.model.row_keys[place]]

    def changes(self) -> dict[Hashable, EntryChange]:
        """Return what was typed, with what stood there before."""
        found = {}
        for key, values in self.model.unsaved_rows().items():
            stored = self._rows[key]
            found[key] = EntryChange(stored.id, values, {name: stored.values.get(name) for name in values})
        return found

    def _begun(self, row: int) -> bool:
        values = self.values(row)
        return values[BEGAN] is not None and values[ENDED] is None

    def _has_points(self, values: dict[str, Any]) -> bool:
        return bool(values[SCORE]) or any(
            value for key, value in values.items() if key[0] == "m" and key[1:].isdigit()
        )


def _stored(each: CandidateRow, key: str) -> Any:
    own = {NUMBER: each.position, STUDENT: each.name, TOPIC: each.topic, RESULT: None, MARK: None}
    return own[key] if key in own else each.values.get(key)


def member_title(member: MemberRow) -> str:
    """Return a member as the head of a column: the surname and the first letter."""
    surname, *rest = member.name.split()
    return f"{surname} {rest[0][0]}." if rest and words(rest[0]) else surname


def columns_of(session: Session) -> list[Column]:
    """Return the columns of a session: everything is typed while it runs and looked at else."""
    locked = not session.running
    highest = max((each.maximum for each in session.candidates), default=Decimal(100))
    points = PointCells(highest)
    found = [
        Column(NUMBER, "№", Numbers(), 4, read_only=True),
        Column(STUDENT, _("Student"), width=34, read_only=True),
        *(
            Column(
                each.key,
                member_title(each),
                points,
                9,
                read_only=locked,
                words=f"{each.name}: {_(MEMBER_ROLES[each.role]).lower()}",
            )
            for each in session.members
        ),
        Column(
            SCORE,
            _("Score"),
            points,
            7,
            read_only=locked,
            words=_("Typed where the commission decides otherwise than the mean of its marks"),
        ),
        Column(RESULT, _("Result"), Numbers(places=1), 8, read_only=True),
        Column(MARK, _("Mark"), width=6, read_only=True),
        Column(
            STATE,
            _("State"),
            Choices(tuple((code, _(name)) for code, name in CANDIDATE_STATES.items())),
            18,
            read_only=locked,
        ),
    ]
    if session.kind == DEFENCE:
        found += [
            Column(SUPERVISOR, _("Superv."), points, 8, read_only=locked, words=_("Mark of the supervisor")),
            Column(REVIEWER, _("Review"), points, 8, read_only=locked, words=_("Mark of the reviewer")),
        ]
    return [
        *found,
        Column(HONOURS, _("Honours"), Flags(), 9, read_only=locked, words=_("Honours proposed")),
        Column(QUESTIONS, _("Questions"), Texts(2000), 36, read_only=locked),
        Column(
            DECISION,
            _("Decision"),
            Choices(tuple((code, _(name)) for code, name in DECISIONS.items())),
            20,
            read_only=locked,
            words=_("Left empty, the result decides"),
        ),
        Column(BEGAN, _("From"), Clock(), 7, read_only=locked),
        Column(ENDED, _("Until"), Clock(), 7, read_only=locked),
        Column(TOPIC, _("Topic or subject"), width=60, read_only=True),
    ]
