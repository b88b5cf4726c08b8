"""Registered papers from the cards of students and orders: prepared in the background and shown as drafts."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.errors import HemisError, UserError
from client.core.i18n import N_
from client.core.settings import workstation
from client.data.documents.document import RegisteredForm
from client.data.documents.registered import RegisteredPapers
from client.data.movement import papers
from client.data.movement.papers import Drafts
from client.data.movement.registered import CERTIFICATE_FORM, EXTRACT_FORM
from client.views.movement.letter_dialog import LetterDialog
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace

SOME = N_("Without a paper: {count}. The first: {reason}")


def show(workplace: Workplace, owner: QWidget, form: RegisteredForm, prepare: Callable[[], Drafts]) -> None:
    """Prepare papers in the background and show them; who gets none is said."""

    def shown(drafts: Drafts) -> None:
        if drafts.refused:
            _tell(workplace, drafts.refused, nothing=not drafts.papers)
        if drafts.papers:
            present(workplace, RegisteredPapers(workplace.gateway, form, drafts.papers, workstation()))

    workplace.tasks.run(owner, prepare, shown, workplace.navigator.refuse)


def _tell(workplace: Workplace, refused: Sequence[HemisError], *, nothing: bool) -> None:
    if nothing and len(refused) == 1:
        workplace.navigator.refuse(refused[0])
    else:
        workplace.navigator.refuse(UserError(SOME, count=len(refused), reason=refused[0].text()))


def extracts(workplace: Workplace, owner: QWidget, decree_id: int, line_ids: Sequence[int] = ()) -> None:
    """Show extracts of an order, of the chosen lines or of all."""
    executor = workplace.session.person.name
    work = partial(papers.extracts, workplace.gateway, decree_id, EXTRACT_FORM.written, executor, line_ids)
    show(workplace, owner, EXTRACT_FORM, work)


def extract_of_student(workplace: Workplace, owner: QWidget, student_id: int) -> None:
    """Show the extract of the last order in which a student stands."""
    executor = workplace.session.person.name
    work = partial(papers.last_extract, workplace.gateway, student_id, EXTRACT_FORM.written, executor)
    show(workplace, owner, EXTRACT_FORM, work)


def certificate_of_student(workplace: Workplace, owner: QWidget, student_id: int) -> None:
    """Show the academic certificate of somebody who has left."""
    executor, form = workplace.session.person.name, CERTIFICATE_FORM
    work = partial(papers.certificates, workplace.gateway, (student_id,), form.written, executor)
    show(workplace, owner, form, work)


def letter_about_student(workplace: Workplace, owner: QWidget, student_id: int) -> None:
    """Ask what the letter is for, then show it."""
    LetterDialog(workplace, student_id, owner).open()
