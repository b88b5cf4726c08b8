"""The papers of a curriculum: the whole plan, and the working plan of a year of study."""

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.curriculum import plan_paper
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers
from client.data.documents.plain import PlainPapers
from client.data.server.gateway import Gateway
from reports.curriculum.plan import PlanPaper, render

LANGUAGES = ("uz", "oz", "ru")
PLAN_OPTION = Option("plan", "the id of the plan", required=True)


def papers(
    gateway: Gateway, curriculum_id: int, language: str, year_of_study: int | None = None
) -> PlainPapers[PlanPaper]:
    """Return the plan on paper; it says whether it is accepted."""
    paper = plan_paper.read(gateway, curriculum_id, language, year_of_study)
    note = (
        _("The plan as it was accepted.")
        if paper.accepted_on
        else _("A draft: the plan is not accepted yet, and the paper says so.")
    )
    return PlainPapers.one(paper.name, paper, render, note)


def _asked_papers(request: PaperRequest) -> PreparedPapers:
    plan = request.number("plan")
    if plan is None:
        raise UserError(N_("Say which plan."))
    return PreparedPapers(papers(request.gateway, plan, request.language, request.number("year")))


PLAN = Document("curriculum", N_("Curriculum"), _asked_papers, (PLAN_OPTION,), LANGUAGES)
WORKING_PLAN = Document(
    "working-plan",
    N_("Working plan"),
    _asked_papers,
    (PLAN_OPTION, Option("year", "the year of study: 1, 2 …", required=True)),
    LANGUAGES,
)
