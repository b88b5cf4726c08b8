"""Whose mark counts: the results that a row is made of, to look at or to choose from."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from client.core.i18n import _
from client.data.diplomas import marks as data
from client.data.diplomas.marks import MarkCell, MarkedStudent, MarkRow, MarkSource
from client.widgets.formatting import shown
from client.widgets.workplace import Workplace

Choice = tuple[int, str, int]


class LookedInto(NamedTuple):
    """The mark of a student with the results it is made of."""

    row: MarkRow
    student: MarkedStudent
    cell: MarkCell
    sources: tuple[MarkSource, ...]


def look(workplace: Workplace, chosen: Sequence[tuple[MarkRow, MarkedStudent, MarkCell]]) -> list[LookedInto]:
    """Read what the chosen marks are made of."""
    return [
        LookedInto(*each, tuple(data.sources(workplace.gateway, each[1].diploma_id, each[2])))
        for each in chosen
    ]


def offer(
    owner: QWidget,
    at: QPoint,
    found: Sequence[LookedInto],
    *,
    may: bool,
    choose: Callable[[list[Choice]], object],
) -> QMenu:
    """Show the results; where they may be chosen from, each entry is for all the marks that have it."""
    menu = QMenu(owner)
    first = found[0]
    menu.addSection(first.student.short if len(found) == 1 else _("Students: {count}", count=len(found)))
    several = [each for each in found if len(each.sources) > 1 and each.student.writable]
    for source in first.sources:
        wanted = [(each, record) for each in several if (record := _alike(each, source)) is not None]
        entry = menu.addAction(_told(source, first.cell, alone=len(found) == 1))
        entry.setEnabled(may and bool(wanted))
        choices = [(each.student.diploma_id, each.row.key, record) for each, record in wanted]
        entry.triggered.connect(partial(_chosen, choose, choices))
    if len(first.sources) > 1:
        entry = menu.addAction(_sign(first.cell.chosen_id is None) + _("All of them, weighted by credits"))
        entry.setEnabled(may and bool(several))
        by_credits = [(each.student.diploma_id, each.row.key, 0) for each in several]
        entry.triggered.connect(partial(_chosen, choose, by_credits))
        if not may:
            menu.addSeparator()
            told = menu.addAction(_("A setting of the university says whose mark counts."))
            told.setEnabled(False)
    menu.popup(at)
    return menu


def _chosen(choose: Callable[[list[Choice]], object], choices: list[Choice], *_on: object) -> None:
    choose(choices)


def _alike(each: LookedInto, source: MarkSource) -> int | None:
    """Return the result of the same semester and subject."""
    wanted = source.semester, source.subject
    return next((one.record_id for one in each.sources if (one.semester, one.subject) == wanted), None)


def _told(source: MarkSource, cell: MarkCell, *, alone: bool) -> str:
    where = _("semester {number}: {subject}", number=source.semester, subject=source.subject)
    if not alone:
        return where
    points = "" if source.points is None else f" ({shown(source.points)})"
    return f"{_sign(source.record_id == cell.chosen_id)}{where} — {source.mark}{points}"


def _sign(here: bool) -> str:
    return "✓ " if here else ""
