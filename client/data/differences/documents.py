"""The difference of curricula on paper, registered with its number."""

from decimal import Decimal
from functools import partial

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers, RegisteredForm
from client.data.documents.registered import RegisteredPapers
from client.data.server.gateway import Gateway
from client.data.students.issuer import Issuer
from client.data.system import university_settings
from reports.differences.difference import DifferencePaper, render
from reports.students.official_page import from_content
from shared.models.differences import OPEN, PAPER
from shared.scripts import name_in, named_in
from shared.settings import DIFFERENCE_LIMIT, GPA_LIMIT

GONE = N_("This comparison is gone, or your role may not see it.")
UNDECIDED = N_("The difference of curricula is printed when it is decided.")
_HEAD = """
select d.faculty_id, d.student_name, d.student_number, p.name, d.semester, coalesce(d.elsewhere, ''), d.differing,
       d.differing_credits, (d.decided_at at time zone 'Asia/Tashkent')::date, d.state
  from differences.difference d
  join curriculum.curriculum p on p.id = d.curriculum_id
 where d.id = :id
"""
_LINES = """
select l.line, l.name_uz, l.name_oz, l.name_ru, l.name_en, l.studied, l.studied_uz, l.studied_oz, l.studied_ru,
       l.studied_en
  from differences.paper_lines(:id) l
 order by l.place
"""


def difference(gateway: Gateway, difference_id: int, language: str, executor: str) -> DifferencePaper:
    """Read what the paper of a decided comparison says."""
    row = gateway.one(_HEAD, id=difference_id)
    if row is None:
        raise UserError(GONE)
    faculty, name, number, plan, semester, elsewhere, differing, credits_, decided, state = row
    if state == OPEN:
        raise UserError(UNDECIDED)
    issuer, lines = Issuer(gateway, language, (faculty,), ()), gateway.rows(_LINES, id=difference_id)
    rule = university_settings.read(gateway).values
    return DifferencePaper(
        language=language,
        university=issuer.university,
        contacts=issuer.contacts,
        city=issuer.city,
        name=name_in(language, name),
        student_number=number,
        signatories=issuer.signatories(faculty),
        executor=name_in(language, executor),
        plan=name_in(language, plan),
        semester=semester,
        elsewhere=name_in(language, elsewhere),
        differing=differing,
        differing_credits=str(credits_),
        decided_on=str(decided),
        decisions="\n".join(each[0] for each in lines),
        subjects=tuple((named_in(language, *each[1:5]), _studied(language, each[5:])) for each in lines),
        most=int(rule[DIFFERENCE_LIMIT.key]),
        gpa=f"{Decimal(rule[GPA_LIMIT.key]) / 100:.2f}".replace(".", ","),
    )


def _studied(language: str, names: tuple[str | None, ...]) -> str:
    """Return a subject of the own base in the language, else what was typed in its script."""
    typed, uz, *others = names
    return named_in(language, uz, *others) if uz else name_in(language, typed or "")


FORM = RegisteredForm(
    PAPER, partial(from_content, DifferencePaper), render, drafts=N_("Differences of curricula"),
    registered=N_("Difference of curricula {numbers}"), nothing=N_("There is nothing to print."),
    facts=(
        ("full_name", N_("Student"), ""), ("number", N_("Student number"), ""), ("plan", N_("Plan that is joined"), ""),
        ("differing", N_("Differing subjects"), ""),
    ),
)  # fmt: skip


def papers(
    gateway: Gateway, difference_id: int, language: str, executor: str, workstation: str
) -> RegisteredPapers:
    """Return the paper of a comparison, a draft until it is printed."""
    drafts = ((difference_id, difference(gateway, difference_id, language, executor)),)
    return RegisteredPapers(gateway, FORM, drafts, workstation)


def _document(request: PaperRequest) -> PreparedPapers:
    wanted = request.number("difference") or 0
    return PreparedPapers(
        papers(request.gateway, wanted, request.language, request.executor, request.workstation)
    )


DIFFERENCE = Document(
    "difference",
    PAPER.label,
    _document,
    (Option("difference", "the id of a comparison", required=True),),
    PAPER.languages,
    FORM,
)
