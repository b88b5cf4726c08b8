"""The papers of the teaching load: the sheet of a department and of a teacher."""

from functools import partial

from sqlalchemy import select

from client.core.errors import UserError
from client.core.i18n import N_, _, names
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers
from client.data.documents.plain import PlainPapers
from client.data.records.catalogue import Catalogue
from client.data.teaching import load as loads
from client.data.teaching.load_sheet import of_department, of_teacher
from reports.teaching.load_sheet import LoadSheet, render
from shared.models.curriculum import Term

TRAINING = "h_training_type"


def papers(sheet: LoadSheet) -> PlainPapers[LoadSheet]:
    """Return a load sheet on paper."""
    return PlainPapers.one(" ".join((sheet.title, *sheet.notes[:1])), sheet, render)


def _sheet(request: PaperRequest) -> PreparedPapers:
    gateway, term = request.gateway, request.number("term")
    name = gateway.scalar(select(Term.name).where(Term.id == term))
    if term is None or name is None:
        raise UserError(N_("There is no such term."))
    catalogue = Catalogue(gateway)
    catalogue.ensure((TRAINING,))
    load, training = loads.read(gateway, term), partial(catalogue.label, TRAINING)
    if (number := request.number("teacher")) is not None:
        teacher = next((each for each in load.teachers if each.id == number), None)
        if teacher is None:
            raise UserError(N_("There is no such teacher in this term."))
        return PreparedPapers(papers(of_teacher(load, teacher, names(name), training)))
    department = request.number("department")
    called = load.departments.get(department or 0) or _("All departments")
    return PreparedPapers(papers(of_department(load, department, called, names(name), training)))


LOAD_SHEET = Document(
    "load-sheet",
    N_("Load sheet"),
    _sheet,
    (
        Option("term", "the id of the term", required=True),
        Option("teacher", "the id of an employee: the sheet of one teacher"),
        Option("department", "the id of a department; without it of all that the role reads"),
    ),
)
