"""The papers of topics: the calendar plan of a class."""

from sqlalchemy import select

from client.core.errors import UserError
from client.core.i18n import N_, _, names
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers
from client.data.documents.plain import PlainPapers
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from client.data.timetable import paper_contents
from client.data.topics import calendar_plans
from client.data.topics.calendar_plans import ClassPlan
from client.data.topics.laying import HOURS_A_LESSON
from reports.timetable.week import TimetableHead
from reports.topics.calendar_plan import PlanLine, PrintedPlan, render
from shared.models.structure import Unit
from shared.models.teaching import Class
from shared.models.topics import PLAN_STATES
from shared.names import signed

TRAINING = "h_training_type"
HEADS = (
    N_("Lesson"), N_("Week"), N_("Day"), N_("Pair"), N_("No."), N_("Topic"), N_("Hours"), N_("Lesson held"),
)  # fmt: skip


def plan_papers(gateway: Gateway, language: str, class_id: int) -> PlainPapers[PrintedPlan]:
    """Return the calendar plan of a class on paper, as it is stored."""
    row = gateway.one(select(Class.term_id, Class.faculty_id).where(Class.id == class_id))
    plan = calendar_plans.read(gateway, row[0], class_id) if row else None
    if row is None or plan is None:
        raise UserError(N_("There is no such class among yours."))
    head = paper_contents.head(gateway, language, row[1], row[0])
    printed = _printed(gateway, plan, head)
    return PlainPapers.one(f"{printed.title} {plan.head.students}", printed, render)


def _printed(gateway: Gateway, plan: ClassPlan, head: TimetableHead) -> PrintedPlan:
    topics = {each.id: each for each in plan.topics}
    lines = []
    for place in range(1, plan.places + 1):
        lesson = plan.lessons[place - 1] if place <= len(plan.lessons) else None
        topic = topics.get(plan.laid.get(place, 0))
        lines.append(
            PlanLine(
                place,
                lesson.week if lesson else None,
                lesson.day if lesson else None,
                lesson.pair if lesson else None,
                topic.number if topic else None,
                topic.name if topic else "",
                HOURS_A_LESSON if topic else 0,
                _("held") if lesson and lesson.held else "",
            )
        )
    of, teachers = plan.head, plan.head.teachers or ""
    first = signed(names(teachers.split(", ", maxsplit=1)[0])) if teachers else ""
    closing = _("Teacher ____________________ {name}; head of department ____________________", name=first)
    return PrintedPlan(
        _("Calendar plan"),
        tuple(filter(None, _notes(gateway, plan, head))),
        tuple(_(each) for each in HEADS),
        tuple(lines),
        _("Total"),
        closing,
        f"{of.subject} · {of.students} · {head.printed}",
    )


def _notes(gateway: Gateway, plan: ClassPlan, head: TimetableHead) -> tuple[str, ...]:
    of = plan.head
    catalogue = Catalogue(gateway)
    columns = (Unit.name_uz, Unit.name_oz, Unit.name_ru, Unit.name_en)
    unit = gateway.one(select(*columns).where(Unit.id == of.department_id))
    department = names(*unit) if unit else ""
    state = _(PLAN_STATES[of.state]) if of.state in PLAN_STATES else _("No plan yet")
    decided = f" {of.decided_at:%d.%m.%Y}" if of.decided_at and of.locked else ""
    return (
        ". ".join(filter(None, (head.university, head.faculty, department))),
        _("Subject: {name}", name=of.subject),
        _(
            "{training}, students: {students}, {term}",
            training=catalogue.label(TRAINING, of.training),
            students=of.students,
            term=head.term,
        ),
        _("Teacher: {name}", name=names(of.teachers)) if of.teachers else "",
        _("State of the plan: {state}", state=state + decided),
    )


def _plan(request: PaperRequest) -> PreparedPapers:
    return PreparedPapers(plan_papers(request.gateway, request.language, request.number("class") or 0))


CALENDAR_PLAN = Document(
    "calendar-plan",
    N_("Calendar plan"),
    _plan,
    (Option("class", "the id of the class", required=True),),
)
