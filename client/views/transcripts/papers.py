"""Transcripts and study cards prepared in the background and shown as drafts; who gets none is said."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.errors import HemisError, UserError
from client.core.i18n import N_
from client.core.settings import workstation
from client.data.documents.document import RegisteredForm
from client.data.documents.registered import RegisteredPapers
from client.data.movement.papers import Drafts
from client.data.transcripts import documents, papers
from client.data.transcripts.documents import STUDY_CARD_FORM, TRANSCRIPT_FORM, Read
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace

SOME = N_("Without a paper: {count}. The first: {reason}")


def show(
    workplace: Workplace,
    owner: QWidget,
    form: RegisteredForm,
    prepare: Callable[[], Drafts],
    refuse: Callable[[HemisError], object] | None = None,
) -> None:
    """Prepare papers and show them in a tab of their own."""
    say = refuse or workplace.navigator.refuse

    def shown(drafts: Drafts) -> None:
        if drafts.refused:
            first = drafts.refused[0]
            alone = not drafts.papers and len(drafts.refused) == 1
            say(first if alone else UserError(SOME, count=len(drafts.refused), reason=first.text()))
        if drafts.papers:
            present(workplace, RegisteredPapers(workplace.gateway, form, drafts.papers, workstation()))

    workplace.tasks.run(owner, prepare, shown, say)


def transcript_of_student(workplace: Workplace, owner: QWidget, student_id: int) -> None:
    """Show the transcript of a student."""
    _of_students(workplace, owner, TRANSCRIPT_FORM, papers.transcripts, lambda: (student_id,))


def card_of_student(workplace: Workplace, owner: QWidget, student_id: int) -> None:
    """Show the study card of a student."""
    _of_students(workplace, owner, STUDY_CARD_FORM, papers.study_cards, lambda: (student_id,))


def transcripts_of_group(workplace: Workplace, owner: QWidget, group_id: int) -> None:
    """Show the transcripts of a group."""
    group = partial(documents.of_group, workplace.gateway, group_id)
    _of_students(workplace, owner, TRANSCRIPT_FORM, papers.transcripts, group)


def cards_of_group(workplace: Workplace, owner: QWidget, group_id: int) -> None:
    """Show the study cards of a group."""
    group = partial(documents.of_group, workplace.gateway, group_id)
    _of_students(workplace, owner, STUDY_CARD_FORM, papers.study_cards, group)


def _of_students(
    workplace: Workplace,
    owner: QWidget,
    form: RegisteredForm,
    read: Read,
    students: Callable[[], Sequence[int]],
) -> None:
    executor = workplace.session.person.name
    show(workplace, owner, form, lambda: read(workplace.gateway, students(), form.written, executor))
