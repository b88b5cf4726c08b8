"""The papers about students: the reference."""

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers, RegisteredForm
from client.data.documents.registered import RegisteredPapers
from client.data.students import references
from reports.students.reference import from_content, render
from shared.models import students_papers

FORM = RegisteredForm(
    students_papers.REFERENCE,
    from_content,
    render,
    drafts=N_("References"),
    registered=N_("Reference {numbers}"),
    nothing=N_("Choose students to see their references here."),
    facts=(
        ("full_name", N_("Student"), ""),
        ("number", N_("Student number"), ""),
        ("faculty", N_("Faculty"), ""),
        ("specialty", N_("Specialty"), ""),
        ("group", N_("Group"), ""),
        ("course", N_("Year of study"), "h_course"),
        ("status", N_("Status"), "h_student_status"),
    ),
)


def _references(request: PaperRequest) -> PreparedPapers:
    """Prepare the references of students named by their numbers."""
    gateway = request.gateway
    chosen = references.by_number(gateway, request.texts("students"))
    prepared = references.prepare(gateway, chosen, request.language, request.text("place"), request.executor)
    refused: tuple[UserError, ...] = tuple(reason for _student, reason in prepared.refused)
    if not prepared.references:
        return PreparedPapers(None, refused)
    return PreparedPapers(RegisteredPapers(gateway, FORM, prepared.references, request.workstation), refused)


REFERENCE = Document(
    "reference",
    students_papers.REFERENCE.label,
    _references,
    (
        Option("students", "student numbers", required=True, many=True),
        Option("place", "for submission where, as the paper says it"),
    ),
    form=FORM,
)
