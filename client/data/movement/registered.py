"""The registered papers of student movement as documents: extract, academic certificate, letter."""

from collections.abc import Sequence
from functools import partial

from client.core.i18n import N_
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers, RegisteredForm
from client.data.documents.registered import RegisteredPapers
from client.data.movement import papers
from client.data.movement.papers import Drafts, Wanted
from client.data.students import references
from reports.movement import certificate, extract, letter
from reports.students.official_page import from_content
from shared.models import movement, students_papers

STUDENT = (("full_name", N_("Student"), ""), ("number", N_("Student number"), ""))
ORDER = (("order", N_("Order"), ""), ("day", N_("Signed on"), ""))
STATUS = ("status", N_("Status"), "h_student_status")
NOTHING = N_("There is nothing to print.")
EXTRACT_FORM = RegisteredForm(
    movement.EXTRACT, partial(from_content, extract.Extract), extract.render, drafts=N_("Extracts of an order"),
    registered=N_("Extract {numbers}"), nothing=NOTHING,
    facts=(*STUDENT, *ORDER, ("heading", N_("Title of the order"), "")),
)  # fmt: skip
CERTIFICATE_FORM = RegisteredForm(
    students_papers.CERTIFICATE, partial(from_content, certificate.Certificate), certificate.render,
    drafts=N_("Academic certificates"), registered=N_("Academic certificate {numbers}"), nothing=NOTHING,
    facts=(*STUDENT, STATUS, *ORDER),
)  # fmt: skip
LETTER_FORM = RegisteredForm(
    students_papers.LETTER, partial(from_content, letter.Letter), letter.render, drafts=N_("Letters"),
    registered=N_("Letter {numbers}"), nothing=NOTHING,
    facts=(*STUDENT, STATUS, ("course", N_("Year of study"), "h_course")),
)  # fmt: skip


def prepared(form: RegisteredForm, request: PaperRequest, drafts: Drafts) -> PreparedPapers:
    """Return the papers that can be registered, if there are any."""
    if not drafts.papers:
        return PreparedPapers(None, drafts.refused)
    made = RegisteredPapers(request.gateway, form, drafts.papers, request.workstation)
    return PreparedPapers(made, drafts.refused)


def _numbered(request: PaperRequest) -> Sequence[int]:
    return references.by_number(request.gateway, request.texts("students"))


def _extracts(request: PaperRequest) -> PreparedPapers:
    """Prepare extracts of an order, of its students named by their numbers or of all."""
    order = request.number("order") or 0
    numbers = list(filter(None, request.texts("students")))
    lines = papers.lines_of(request.gateway, order, numbers) if numbers else ()
    made = papers.extracts(request.gateway, order, request.language, request.executor, lines)
    return prepared(EXTRACT_FORM, request, made)


def _certificates(request: PaperRequest) -> PreparedPapers:
    made = papers.certificates(request.gateway, _numbered(request), request.language, request.executor)
    return prepared(CERTIFICATE_FORM, request, made)


def _letters(request: PaperRequest) -> PreparedPapers:
    kind = request.text("kind") or letter.CONFIRM
    called = kind == letter.CALL
    wanted = Wanted(
        kind,
        request.text("place"),
        request.day("from") if called else None,
        request.day("until") if called else None,
    )
    made = papers.letters(request.gateway, _numbered(request), request.language, request.executor, wanted)
    return prepared(LETTER_FORM, request, made)


KINDS = (letter.CALL, letter.CONFIRM)
NUMBERS = Option("students", "student numbers", required=True, many=True)
EXTRACT = Document(
    "extract", movement.EXTRACT.label, _extracts,
    (Option("order", "the id of an order", required=True), Option("students", "student numbers, else all", many=True)),
    movement.EXTRACT.languages, EXTRACT_FORM,
)  # fmt: skip
CERTIFICATE = Document(
    "certificate", students_papers.CERTIFICATE.label, _certificates, (NUMBERS,), students_papers.CERTIFICATE.languages,
    CERTIFICATE_FORM,
)  # fmt: skip
LETTER = Document(
    "letter", students_papers.LETTER.label, _letters,
    (
        NUMBERS,
        Option("kind", "a call to the session, or a confirmation", choices=KINDS, default=letter.CONFIRM),
        Option("place", "to whom it is written"),
        Option("from", "the first day of the session"),
        Option("until", "its last day"),
    ),
    students_papers.LETTER.languages, LETTER_FORM,
)  # fmt: skip
