"""The rows of a plan as a table: only what is looked at is made into text."""

from client.core.i18n import N_
from client.data.imports.planning import ImportPlan, RowStatus
from client.data.imports.presenting import details_text, number_text, person_text
from client.widgets.judged import STATUS, JudgedModel

ROW, NUMBER, NAME, DETAILS = 0, 2, 3, 4

__all__ = ["DETAILS", "NAME", "NUMBER", "ROW", "STATUS", "PreviewModel"]


class PreviewModel(JudgedModel):
    """Shows the rows of one status, or all."""

    HEADERS = (N_("Row"), N_("What happens"), N_("Number"), N_("Full name"), N_("Old → new, or the reason"))

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__()
        self.plan = plan
        self._rows = list(range(plan.checked.count))

    def show_only(self, status: RowStatus | None) -> None:
        """Show the rows of a status; None shows all."""
        self.beginResetModel()
        self._rows = [row for row, its in enumerate(self.plan.statuses) if status in (None, its)]
        self.endResetModel()

    def renew(self, plan: ImportPlan, status: RowStatus | None) -> None:
        """Show the file judged anew: what stands on the screen stays there, whatever has become of it."""
        shown = {self.plan.checked.sheet.numbers[row] for row in self._rows}
        self.beginResetModel()
        self.plan = plan
        rows = zip(plan.checked.sheet.numbers, plan.statuses, strict=True)
        self._rows = [
            row for row, (number, its) in enumerate(rows) if number in shown or status in (None, its)
        ]
        self.endResetModel()

    def place_of(self, number: int) -> int:
        """Return where the row of the file with this number stands in the table, -1 if it is not shown."""
        numbers = self.plan.checked.sheet.numbers
        return next((place for place, row in enumerate(self._rows) if numbers[row] == number), -1)

    def row_at(self, place: int) -> int:
        """Return the row of the file that stands at a place of the table."""
        return self._rows[place]

    def shown_lines(self) -> int:
        return len(self._rows)

    def status(self, line: int) -> RowStatus:
        return self.plan.statuses[self._rows[line]]

    def text(self, line: int, column: int) -> str:
        row = self._rows[line]
        if column == ROW:
            return str(self.plan.checked.sheet.numbers[row])
        if column == NUMBER:
            return number_text(self.plan, row)
        return person_text(self.plan, row) if column == NAME else details_text(self.plan, row)
