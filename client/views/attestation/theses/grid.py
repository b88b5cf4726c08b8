"""The grid of theses: a student a row; topics are pasted from Excel, people typed by their names."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.attestation.theses import COLUMNS, StudentThesis, Theses, ThesisChange
from client.widgets.cell_grid import (
    LOCKED,
    CellGrid,
    Column,
    EnglishTitles,
    Mark,
    Records,
    Texts,
    UzbekTitles,
)
from shared.models.attestation import OPEN, THESIS_STATES, TITLE_LENGTH, TITLE_MINIMUM

STUDENT, GROUP, STATE = "student", "group", "state"
APPROVED_MARK = Mark(
    LOCKED.symbol, LOCKED.shade, N_("approved by an order; begin a change first"), locked=True
)
TITLE_UZ, TITLE_EN, SUPERVISOR = COLUMNS[:3]
#: Which rows are shown: the column that has to be empty.
LACKING = {
    TITLE_UZ: N_("Without a topic"),
    TITLE_EN: N_("Without an English title"),
    SUPERVISOR: N_("Without a supervisor"),
}


def _long_enough(title: str) -> str:
    if len(title) < TITLE_MINIMUM:
        raise UserError(N_("This is too short for a topic. Write it in full."))
    return title


@dataclass(frozen=True)
class UzbekTopics(UzbekTitles):
    """A topic in Uzbek."""

    length: int = TITLE_LENGTH

    def fitting(self, text: str) -> str:
        return _long_enough(super().fitting(text))


@dataclass(frozen=True)
class EnglishTopics(EnglishTitles):
    """A topic in English, in its own letters alone."""

    length: int = TITLE_LENGTH

    def fitting(self, text: str) -> str:
        return _long_enough(super().fitting(text))

    def is_foreign(self, letter: str) -> bool:
        return letter.isalpha() and not letter.isascii()


class ThesisGrid(CellGrid):
    """Knows the students with what is stored of their theses."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=2)
        self.stored: dict[Hashable, StudentThesis] = {}
        self.theses = Theses((), (), {}, 0)
        self._lacking = ""
        self._places = {each.key: place for place, each in enumerate(self.model.columns)}

    def show_theses(self, found: Theses) -> None:
        """Show a reading; what an order has approved is locked and says so."""
        self.theses = found
        self.stored = {each.student_id: each for each in found.students}
        self.load([(each.student_id, _row(each)) for each in found.students])
        approved = [each.student_id for each in found.students if each.approved]
        self.model.mark([(key, name) for key in approved for name in COLUMNS], APPROVED_MARK)
        self.narrow(self._lacking)

    def narrow(self, lacking: str) -> None:
        """Show the rows alone in which this column is empty; all of them for none."""
        self._lacking = lacking
        column = self._places.get(lacking)
        self.view.show_rows(lambda row: column is None or not self.model.value(row, column))

    def missing(self, name: str) -> int:
        """Return in how many rows a column is empty, with what is typed."""
        return sum(not self.model.value(row, self._places[name]) for row in range(self.model.rowCount()))

    def student_at_cursor(self) -> StudentThesis | None:
        cell = self.cursor_cell()
        return self.stored.get(cell[0]) if cell else None

    def chosen(self) -> list[StudentThesis]:
        """Return the students whose rows are selected."""
        rows = sorted({row for row, _column in self.view.places()})
        return [self.stored[self.model.row_keys[row]] for row in rows]

    def title_at_cursor(self) -> str:
        """Return the whole topic of the row of the cursor, which its cell may cut."""
        row = self.view.currentIndex().row()
        value = self.model.value(row, self._places[TITLE_UZ]) if row >= 0 else None
        return value if isinstance(value, str) else ""

    def supervised(self) -> tuple[str, int] | None:
        """Return the supervisor of the row of the cursor and how many theses that person has with what is typed."""
        row, place = self.view.currentIndex().row(), self._places[SUPERVISOR]
        person = self.model.value(row, place) if row >= 0 else None
        if not isinstance(person, int):
            return None
        stored = sum(each.values[2] == person for each in self.stored.values())
        typed = sum(self.model.value(each, place) == person for each in range(self.model.rowCount()))
        return self.model.columns[place].text(person), self.theses.load.get(person, 0) - stored + typed

    def changes(self) -> dict[Hashable, ThesisChange]:
        """Return what was typed."""
        typed = self.model.unsaved_rows()
        return {
            key: ThesisChange(self.stored[key], values) for key, values in typed.items() if key in self.stored
        }


def _row(each: StudentThesis) -> list[Any]:
    state = _(THESIS_STATES[each.state]) if each.state != OPEN or any(each.values) else ""
    if each.order_number:
        state = f"{state} № {each.order_number}"
    return [each.name, each.group, *each.values, state]


def columns_of(found: Theses, *, locked: bool) -> list[Column]:
    """Return the columns; people are offered by their names, and known by their numbers too."""
    people = Records(found.people)
    said: tuple[tuple[str, str, Any, int], ...] = (
        (TITLE_UZ, _("Topic in Uzbek"), UzbekTopics(), 44),
        (TITLE_EN, _("Topic in English"), EnglishTopics(), 40),
        (SUPERVISOR, _("Supervisor"), people, 26),
        ("adviser_id", _("Adviser"), people, 22),
        ("reviewer_id", _("Internal reviewer"), people, 22),
        ("outside_reviewer", _("External reviewer"), Texts(200), 24),
        ("outside_place", _("Workplace of the external reviewer"), Texts(256), 34),
    )
    return [
        Column(STUDENT, _("Student"), width=34, read_only=True),
        Column(GROUP, _("Group"), width=7, read_only=True),
        *(Column(key, title, kind, width, read_only=locked) for key, title, kind, width in said),
        Column(STATE, _("State"), width=32, read_only=True),
    ]
