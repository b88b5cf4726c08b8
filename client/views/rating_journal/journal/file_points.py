"""How the rating journal reads a file: figures by the maximum of their column, absent, words that a person explains."""

from collections.abc import Callable, Sequence
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _, names
from client.data.attendance.class_journal import Cell, JournalColumn
from client.data.attendance.journal_file import UnknownWordError
from client.data.rating_journal.journal import PointsColumn, PointsJournal, Value
from client.data.rating_journal.signed import signed
from client.data.server.gateway import Gateway
from client.views.rating_journal.journal.points_kind import PointsKind, letter
from client.widgets.formatting import shown
from shared.models.rating_journal import ABSENT, NO_ENTRY

SIGNED = N_(
    "Current control of this student is signed in a grade sheet. The head of the department returns it first."
)
#: In workbooks a dash is as often "absent", which counts as 0, as "nothing".
DASH = N_("A dash may be absent, which counts as 0, or nothing. Say it once under “Unknown words”.")
DASHES = frozenset("-–—−")
#: So many whole points are offered as meanings of a word.
MOST_OFFERED = 20


class PointsOfFile:
    """Reads the cells of a file as points of this journal."""

    title = N_("Points from {file}")
    remembered = "import.rating.meanings"

    def __init__(self, journal: PointsJournal, gateway: Gateway, standing: Callable[[Cell], Any]) -> None:
        self.journal, self.standing = journal, standing
        self.columns = tuple(
            JournalColumn(each.key, each.lesson, self._kind_name(each)) for each in journal.columns
        )
        self._kinds = {each.key: PointsKind(journal.most_in(each), journal.step) for each in journal.columns}
        self._gateway = gateway
        self._signed: frozenset[int] = frozenset()

    def prepare(self) -> None:
        self._signed = signed(self._gateway, self.journal.class_id) if self.journal.frozen else frozenset()

    def read(self, column: str, text: str) -> Value:
        if text in DASHES:
            raise UnknownWordError(DASH)
        try:
            return self._kinds[column].parse(text)
        except UserError as error:
            if any(letter.isdigit() for letter in text):
                raise
            raise UnknownWordError(error.message, **error.values) from error

    def meant(self, column: str, meaning: str) -> Value | None:
        if meaning == NO_ENTRY:
            return None
        return ABSENT if meaning == ABSENT else self._kinds[column].parse(meaning)

    def why_kept(self, cell: Cell) -> str:
        return _(SIGNED) if cell[0] in self._signed else ""

    def meanings(self) -> Sequence[tuple[str, str]]:
        most = max((int(each.maximum) for each in self._kinds.values()), default=0)
        figures = [str(number) for number in range(min(most, MOST_OFFERED) + 1)]
        return [(ABSENT, self.named(ABSENT)), (NO_ENTRY, _("nothing")), *zip(figures, figures, strict=True)]

    def named(self, value: Any) -> str:
        if value is None:
            return "—"
        return _("{letter} (absent)", letter=letter()) if value == ABSENT else shown(value)

    def _kind_name(self, column: PointsColumn) -> str:
        """Return the kind where a rule has several."""
        kinds = self.journal.rule.rule.kinds if self.journal.rule is not None else ()
        return names(kinds[column.kind - 1].name) if len(kinds) > 1 else ""
