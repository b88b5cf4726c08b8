"""Clearance sheets on paper, for whoever reads them."""

from collections.abc import Sequence
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers
from client.data.documents.plain import PlainPapers
from client.data.server.gateway import Gateway
from reports.clearance.sheet import ClearancePaper, PaperPoint, render
from reports.clearance.sheet_words import WORDS
from shared.scripts import name_in, named_in

NOTHING = N_("This clearance sheet is gone, or your role may not see it.")
_UNIVERSITY = "select v.name_uz, v.name_oz, v.name_ru, v.name_en from structure.university v"
_SHEETS = """
select s.id, s.student_name, s.student_number, s.group_name, u.name_uz, u.name_oz, u.name_ru, u.name_en, s.occasion,
       s.opened_at at time zone 'Asia/Tashkent', s.handed_at at time zone 'Asia/Tashkent', s.handed_to
  from clearance.sheet s
  join structure.unit u on u.id = s.faculty_id
 where s.id = any(:sheets)
 order by s.group_name, s.student_name, s.id
"""
_POINTS = """
select l.sheet_id, p.name_uz, p.name_oz, p.name_ru, p.name_en, l.office, u.name_uz, u.name_oz, u.name_ru, u.name_en,
       l.answer, l.note, l.answered_at at time zone 'Asia/Tashkent'
  from clearance.line l
  join clearance.point p on p.id = l.point_id
  left join structure.unit u on u.id = l.unit_id
 where l.sheet_id = any(:sheets)
 order by p.place, p.id
"""


def papers_of(gateway: Gateway, language: str, sheet_ids: Sequence[int]) -> PlainPapers[ClearancePaper]:
    """Return a page for each of these sheets."""
    rows = gateway.rows(_SHEETS, sheets=list(sheet_ids))
    if not rows:
        raise UserError(NOTHING)
    [university] = gateway.rows(_UNIVERSITY)
    issuer = named_in(language, *university)
    points: dict[int, list[PaperPoint]] = {row[0]: [] for row in rows}
    for sheet, *point in gateway.rows(_POINTS, sheets=list(sheet_ids)):
        points[sheet].append(_point(language, *point))
    made = [_paper(language, issuer, tuple(points[row[0]]), *row[1:]) for row in rows]
    return PlainPapers(_("Clearance sheets"), made, render, [paper.student for paper in made])


def _point(language: str, *found: Any) -> PaperPoint:
    *names, office, unit, unit_oz, unit_ru, unit_en, answer, note, moment = found
    service = office not in WORDS[language].offices
    by = named_in(language, unit, unit_oz, unit_ru, unit_en) if service else WORDS[language].offices[office]
    return PaperPoint(
        named_in(language, *names), by, answer, note or "", f"{moment:%d.%m.%Y}" if moment else ""
    )


def _paper(language: str, university: str, points: tuple[PaperPoint, ...], *found: Any) -> ClearancePaper:
    name, number, group, *faculty, occasion, opened, handed, handed_to = found
    return ClearancePaper(
        language, university, name_in(language, name), number, group or "", named_in(language, *faculty), occasion,
        f"{opened:%d.%m.%Y}", f"{handed:%d.%m.%Y}, {handed_to}" if handed else "", points,
    )  # fmt: skip


def _document(request: PaperRequest) -> PreparedPapers:
    sheet = request.number("sheet")
    if sheet is None:
        raise UserError(NOTHING)
    return PreparedPapers(papers_of(request.gateway, request.language, (sheet,)))


SHEET = Document(
    "clearance-sheet",
    N_("Clearance sheet"),
    _document,
    (Option("sheet", "the id of a clearance sheet", required=True),),
    tuple(WORDS),
)
