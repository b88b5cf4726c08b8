"""Transcripts and study cards as documents: registered papers of students named by their numbers or of a group."""

from collections.abc import Callable, Sequence
from functools import partial

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers, RegisteredForm
from client.data.movement.papers import Drafts
from client.data.movement.registered import NOTHING, STATUS, STUDENT, prepared
from client.data.server.gateway import Gateway
from client.data.students import references
from client.data.transcripts import papers
from reports.students.official_page import from_content
from reports.transcripts import study_card, transcript
from shared.models import students_papers

FACTS = (
    *STUDENT, STATUS, ("subjects", N_("Subjects"), ""), ("credits", N_("Credits"), ""), ("gpa", N_("GPA"), ""),
)  # fmt: skip
TRANSCRIPT_FORM = RegisteredForm(
    students_papers.TRANSCRIPT, partial(from_content, transcript.Transcript), transcript.render,
    drafts=N_("Transcripts"), registered=N_("Transcript {numbers}"), nothing=NOTHING, facts=FACTS,
)  # fmt: skip
STUDY_CARD_FORM = RegisteredForm(
    students_papers.STUDY_CARD, partial(from_content, study_card.StudyCard), study_card.render,
    drafts=N_("Study cards"), registered=N_("Study card {numbers}"), nothing=NOTHING, facts=FACTS,
)  # fmt: skip
Read = Callable[[Gateway, Sequence[int], str, str], Drafts]
_GROUP = 'select g.id from students."group" g where g.name = :name'
_OF_GROUP = "select s.id from students.student s where s.group_id = :group order by s.sort_key, s.id"


def of_group(gateway: Gateway, group_id: int) -> list[int]:
    """Return the students of a group by name."""
    return [row[0] for row in gateway.rows(_OF_GROUP, group=group_id)]


def _chosen(request: PaperRequest) -> Sequence[int]:
    """Return the students named by their numbers, or all of a group."""
    if name := request.text("group"):
        found = _group_called(request.gateway, name)
        return of_group(request.gateway, found)
    numbers = list(filter(None, request.texts("students")))
    if not numbers:
        raise UserError(N_("Say whose papers: student numbers, or a group."))
    return references.by_number(request.gateway, numbers)


def _group_called(gateway: Gateway, name: str) -> int:
    """Return the group of this name; one that is not there, or there twice, is said."""
    found = [row[0] for row in gateway.rows(_GROUP, name=name)]
    if len(found) != 1:
        raise UserError(N_("No group of yours is called {name}, or more than one is."), name=name)
    return int(found[0])


def _prepare(form: RegisteredForm, read: Read, request: PaperRequest) -> PreparedPapers:
    drafts = read(request.gateway, _chosen(request), request.language, request.executor)
    return prepared(form, request, drafts)


OPTIONS = (
    Option("students", "student numbers", many=True),
    Option("group", "the name of a group, for all of it"),
)
TRANSCRIPT = Document(
    "transcript", students_papers.TRANSCRIPT.label, partial(_prepare, TRANSCRIPT_FORM, papers.transcripts), OPTIONS,
    students_papers.TRANSCRIPT.languages, TRANSCRIPT_FORM,
)  # fmt: skip
STUDY_CARD = Document(
    "study-card", students_papers.STUDY_CARD.label, partial(_prepare, STUDY_CARD_FORM, papers.study_cards), OPTIONS,
    students_papers.STUDY_CARD.languages, STUDY_CARD_FORM,
)  # fmt: skip
