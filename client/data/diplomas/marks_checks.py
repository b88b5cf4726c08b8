"""What is wrong with the marks of a group: in the titles as they are typed now, and in what the server found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from client.core.i18n import N_, _
from client.data.diplomas.marks import FoundByServer, MarkedStudent, MarkRow, Marks
from shared.diplomas.content import SECTIONS
from shared.numbers import exact

TITLE_UZ, TITLE_EN = "title_uz", "title_en"
_CYRILLIC = re.compile("[Ѐ-ӿ]")
#: What the server finds about a whole supplement.
SERVER = {
    "gap": N_("{student}: {subject}, semester {semester}, is missing in the supplement"),
    "used_twice": N_("{student}: the result in {subject}, semester {semester}, stands in two rows"),
    "no_rows": N_("{student}: the supplement has no rows"),
    "sums": N_("{student}: {have} credits, the accepted record has {needed}"),
    "acceptance": N_("{student}: the accreditation does not stand any more"),
}


class MarksFinding(NamedTuple):
    """What is wrong, and the cell in which it is looked at; a supplement as a whole has no row."""

    key: str
    column: str
    words: str


class TitledRow(NamedTuple):
    """A row with what is typed into it now; None for a text that cannot be."""

    row: MarkRow
    section: str
    title_uz: str | None
    title_en: str | None


def findings(marks: Marks, rows: Sequence[TitledRow]) -> list[MarksFinding]:
    """Return everything that keeps drafts from being accepted, from the first row to the last."""
    drafts = [each for each in marks.students if each.writable]
    own = [each for each in rows if any(student.diploma_id in each.row.cells for student in drafts)]
    of_rows = [finding for each in own for finding in _of_row(each, drafts)]
    return [*of_rows, *_doubles(own, drafts), *_of_server(marks.found, drafts)]


def _of_row(each: TitledRow, drafts: Sequence[MarkedStudent]) -> Iterator[MarksFinding]:
    row, title = each.row, each.title_uz or each.row.title_uz
    if each.title_uz is not None and _CYRILLIC.search(each.title_uz):
        yield MarksFinding(row.key, TITLE_UZ, _("{subject}: the title has Cyrillic letters", subject=title))
    if each.title_en is None:
        yield MarksFinding(row.key, TITLE_EN, _("{subject}: no English title", subject=title))
    elif _CYRILLIC.search(each.title_en):
        yield MarksFinding(row.key, TITLE_EN, _("{subject}: the title has Cyrillic letters", subject=title))
    if row.uneven:
        words = _(
            "{subject}: title or section differ between the students; “Alike for all” mends it", subject=title
        )
        yield MarksFinding(row.key, TITLE_UZ, words)
    for student in drafts:
        cell = row.cells.get(student.diploma_id)
        if cell is not None and cell.mark is None:
            words = _("{student}: no mark in {subject}", student=student.short, subject=title)
            yield MarksFinding(row.key, student.column, words)


def _doubles(rows: Sequence[TitledRow], drafts: Sequence[MarkedStudent]) -> Iterator[MarksFinding]:
    """Give the rows of one section whose titles are alike; not those of which every student has but one."""
    here = {each.diploma_id for each in drafts}
    for column in (TITLE_UZ, TITLE_EN):
        known: dict[tuple[str, str], set[int]] = {}
        for each in rows:
            title = getattr(each, column)
            if title is None:
                continue
            holders = here & each.row.cells.keys()
            others = known.setdefault((each.section, " ".join(title.lower().split())), set())
            if holders & others:
                words = _(
                    "{subject} stands twice in “{section}”", subject=title, section=_(SECTIONS[each.section])
                )
                yield MarksFinding(each.row.key, column, words)
            others |= holders


def _of_server(found: Sequence[FoundByServer], drafts: Sequence[MarkedStudent]) -> Iterator[MarksFinding]:
    by_id: Mapping[int, MarkedStudent] = {each.diploma_id: each for each in drafts}
    for each in found:
        student = by_id[each.diploma_id]
        yield MarksFinding("", student.column, _(SERVER[each.kind], student=student.short, **each.details))


def against(have: Decimal | int, least: Decimal | int, most: Decimal | int) -> str:
    """Say in a few signs how much a sum is more or less than the plan has; nothing if it is what it has."""
    sign, off = ("−", least - have) if have < least else ("+", have - most)
    whole = Decimal(off).normalize()
    return f"{sign}{exact(whole if whole % 1 else whole.to_integral_value())}" if off > 0 else ""
