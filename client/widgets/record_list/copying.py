"""The selected rows to the clipboard, as a block that spreadsheets take."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from client.core.i18n import _
from client.widgets.formatting import grouped, shown

if TYPE_CHECKING:
    from client.core.tasks import Job
    from client.widgets.record_list.record_list import RecordList


def copy_rows(of: "RecordList", *, headers: bool) -> None:
    """Copy what is selected, columns as they stand; rows that were never looked at are read first."""
    numbers = of.table.selected_rows()
    if not numbers:
        of.message.say(_("Choose the rows first."))
        return
    rows = [of.rows.row(number) for number in numbers]
    if all(row is not None for row in rows):
        _put(of, [row for row in rows if row is not None], headers=headers)
        return
    wanted = set(numbers)
    query = of.query()

    def work(job: "Job") -> list[tuple[Any, ...]]:
        found = []
        with query.all(of.workplace.gateway) as (total, every):
            for number, row in enumerate(every):
                job.progress(number, total)
                if number in wanted:
                    found.append(row)
        return found

    title = _("Copying {count} rows", count=grouped(len(numbers)))
    of.workplace.tasks.job(of, title, work, lambda found: _put(of, found, headers=headers))


def _put(of: "RecordList", rows: list[tuple[Any, ...]], *, headers: bool) -> None:
    places = of.table.shown_columns()
    columns = [of.rows.columns[place] for place in places]
    catalogue = of.workplace.catalogue
    lines = ["\t".join(column.label for column in columns)] if headers else []
    for row in rows:
        cells = (shown(row[place + 2], of.rows.columns[place].classifier, catalogue) for place in places)
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    QGuiApplication.clipboard().setText("\n".join(lines))
    of.message.say(_("Copied: {count} rows.", count=grouped(len(rows))))
