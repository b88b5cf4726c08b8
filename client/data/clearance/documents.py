"""Clearance sheets on paper, registered with their number."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers, RegisteredForm
from client.data.documents.registered import RegisteredPapers
from client.data.server.gateway import Gateway
from client.data.students.issuer import Issuer
from reports.clearance.sheet import ClearancePaper, render
from reports.clearance.sheet_words import WORDS
from reports.students.official_page import from_content
from shared.models.clearance import PAPER
from shared.scripts import name_in, named_in

NOTHING = N_("This clearance sheet is withdrawn or gone, or your role may not see it.")
_SHEETS = """
select s.id, s.faculty_id, s.student_name, s.student_number, coalesce(s.group_name, ''),
       u.name_uz, u.name_oz, u.name_ru, u.name_en, s.occasion,
       s.opened_at at time zone 'Asia/Tashkent', s.handed_at at time zone 'Asia/Tashkent', s.handed_to
  from clearance.sheet s
  join structure.unit u on u.id = s.faculty_id
 where s.id = any(:sheets) and s.withdrawn_at is null
 order by s.group_name, s.student_name, s.id
"""
_POINTS = """
select s.id, l.line, l.name_uz, l.name_oz, l.name_ru, l.name_en, l.unit_uz, l.unit_oz, l.unit_ru, l.unit_en, l.note
  from unnest(cast(:sheets as bigint[])) s (id)
 cross join lateral clearance.paper_lines(s.id) l
 order by s.id, l.place
"""
FORM = RegisteredForm(
    PAPER, partial(from_content, ClearancePaper), render, drafts=N_("Clearance sheets"),
    registered=N_("Clearance sheets {numbers}"), nothing=N_("There is nothing to print."),
    facts=(
        ("full_name", N_("Student"), ""), ("number", N_("Student number"), ""), ("group", N_("Group"), ""),
        ("open", N_("Open points"), ""),
    ),
)  # fmt: skip


def papers(
    gateway: Gateway, sheet_ids: Sequence[int], language: str, executor: str, workstation: str
) -> RegisteredPapers:
    """Return the papers of these sheets, drafts until they are printed."""
    rows = gateway.rows(_SHEETS, sheets=list(sheet_ids))
    if not rows:
        raise UserError(NOTHING)
    issuer = Issuer(gateway, language, {row[1] for row in rows}, ())
    points: dict[int, list[tuple[Any, ...]]] = {row[0]: [] for row in rows}
    for sheet, *point in gateway.rows(_POINTS, sheets=list(points)):
        points[sheet].append(tuple(point))
    drafts = tuple((row[0], _paper(issuer, executor, points[row[0]], *row[1:])) for row in rows)
    return RegisteredPapers(gateway, FORM, drafts, workstation)


def _paper(issuer: Issuer, executor: str, points: Sequence[tuple[Any, ...]], *found: Any) -> ClearancePaper:
    faculty, name, number, group, *named, occasion, opened, handed, handed_to = found
    language = issuer.language
    return ClearancePaper(
        language=language,
        university=issuer.university,
        contacts=issuer.contacts,
        city=issuer.city,
        name=name_in(language, name),
        student_number=number,
        signatories=issuer.signatories(faculty)[-1:],
        executor=name_in(language, executor),
        group=group,
        faculty=named_in(language, *named),
        occasion=occasion,
        opened=f"{opened:%d.%m.%Y}",
        handed=f"{handed:%d.%m.%Y}, {handed_to}" if handed else "",
        answers="\n".join(each[0] for each in points),
        points=tuple(_point(language, *each) for each in points),
    )


def _point(language: str, line: str, *found: Any) -> tuple[str, str, str]:
    office = line.partition("|")[0]
    offices = WORDS[language].offices
    by = offices[office] if office in offices else named_in(language, *found[4:8])
    return named_in(language, *found[:4]), by, found[8]  # as it was typed


def _document(request: PaperRequest) -> PreparedPapers:
    sheet = request.number("sheet")
    if sheet is None:
        raise UserError(NOTHING)
    made = papers(request.gateway, (sheet,), request.language, request.executor, request.workstation)
    return PreparedPapers(made)


SHEET = Document(
    "clearance-sheet",
    PAPER.label,
    _document,
    (Option("sheet", "the id of a clearance sheet", required=True),),
    PAPER.languages,
    FORM,
)
