"""The papers of the timetable: plans of a version, dated weeks, examinations, the notice of changes."""

from collections.abc import Iterable
from datetime import date

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers
from client.data.documents.plain import PlainPapers
from client.data.records.catalogue import Catalogue
from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery
from client.data.server.gateway import Gateway
from client.data.timetable import lessons, paper_contents
from client.data.timetable.lessons import DatedExamination, Whose
from client.data.timetable.paper_contents import VersionPlan
from reports.timetable import examinations, faculty_week, notice, week
from reports.timetable.examinations import ExaminationList
from reports.timetable.faculty_week import FacultySheet
from reports.timetable.notice import Notice
from reports.timetable.week import PrintedWeek
from shared.models.timetable import Version

GROUPS, TEACHERS, ROOMS, WHOLE = "groups", "teachers", "rooms", "faculty"
CONTROLS = "h_exam_type"
EMPTY = N_("This version has no lessons yet that stand in the week.")


def weeks(plan: VersionPlan, kind: str) -> tuple[PrintedWeek, ...]:
    """Return the weeks of all groups, teachers or rooms of a version."""
    found = {GROUPS: plan.group_weeks, TEACHERS: plan.teacher_weeks, ROOMS: plan.room_weeks}[kind]()
    if not found:
        raise UserError(EMPTY)
    return found


def version_papers(
    gateway: Gateway, version_id: int, language: str, kind: str
) -> PlainPapers[FacultySheet] | PlainPapers[PrintedWeek]:
    """Return a page for each group, teacher or room of a version, or the whole faculty on few sheets."""
    plan = VersionPlan(gateway, version_id, language)
    if kind == WHOLE:
        sheet = plan.faculty_sheet()
        called = f"{_('Timetable')} {sheet.head.faculty} {sheet.head.term}"
        return PlainPapers.one(called, sheet, faculty_week.render, sheet.head.facts())
    return week_papers(weeks(plan, kind), f"{_('Timetable')} {plan.head.faculty} {plan.head.version}")


def version_name(gateway: Gateway, version_id: int) -> str:
    """Return faculty, term and name of a version, for the files made of it."""
    query = ListQuery(Version, ("faculty", "term", "name"), (Filter("id", "equals", (version_id,)),))
    return " ".join(str(each) for row in query.page(gateway, size=1).rows for each in row[2:] if each)


def faculty_sheets(gateway: Gateway, version_id: int, language: str) -> int:
    """Return how many sheets the whole faculty takes."""
    return len(faculty_week.pages(VersionPlan(gateway, version_id, language).faculty_sheet()))


def week_papers(made: tuple[PrintedWeek, ...], title: str) -> PlainPapers[PrintedWeek]:
    """Return a page for each week."""
    called = f"{title} {made[0].head.term}"
    return PlainPapers(called, made, week.render, [each.name for each in made], made[0].head.facts())


def finals_papers(
    gateway: Gateway,
    language: str,
    found: Iterable[DatedExamination],
    faculty_id: int | None,
    term_id: int | None,
) -> PlainPapers[ExaminationList]:
    """Return the list of these finals; faculty and term stand in its head."""
    catalogue = Catalogue(gateway)
    catalogue.ensure((CONTROLS,))
    finals = tuple(found)
    kinds = {each.kind: catalogue.label(CONTROLS, each.kind) for each in finals}
    head = paper_contents.head(gateway, language, faculty_id, term_id)
    listed = ExaminationList(head, paper_contents.finals(gateway, language, finals, kinds))
    called = " ".join(filter(None, (_("Timetable of controls"), head.faculty, head.term)))
    return PlainPapers.one(called, listed, examinations.render, head.facts())


def notice_papers(gateway: Gateway, language: str, first: date, last: date) -> PlainPapers[Notice]:
    """Return the notice of everything that is changed in a period."""
    head, changes = paper_contents.notice(gateway, language, first, last)
    return PlainPapers.one(_("Notice of changes"), Notice(head, first, last, changes), notice.render)


def _version(request: PaperRequest) -> PreparedPapers:
    version = request.number("version") or 0
    return PreparedPapers(version_papers(request.gateway, version, request.language, request.text("of")))


def _week(request: PaperRequest) -> PreparedPapers:
    kinds: tuple[Whose, ...] = ("group", "teacher", "room")
    whose: Whose = next((each for each in kinds if request.text(each)), "teacher")
    number, monday = request.number(whose), request.day("monday")
    return PreparedPapers(week_of(request.gateway, request.language, monday, whose, number, request.executor))


def week_of(
    gateway: Gateway, language: str, monday: date, whose: Whose, number: int | None, own: str = ""
) -> PlainPapers[PrintedWeek]:
    """Return the week of a group, teacher or room as it is held; without a number the reader's, called `own`."""
    made = paper_contents.dated_week(gateway, language, monday, whose, (number, own))
    return week_papers((made,), made.title())


def _examinations(request: PaperRequest) -> PreparedPapers:
    gateway, term, faculty = request.gateway, request.number("term") or 0, request.number("faculty")
    found = lessons.examinations(gateway, term, faculty)
    return PreparedPapers(finals_papers(gateway, request.language, found, faculty, term))


def _notice(request: PaperRequest) -> PreparedPapers:
    first, last = request.day("from"), request.day("to")
    return PreparedPapers(notice_papers(request.gateway, request.language, first, last))


TIMETABLE = Document(
    "timetable",
    N_("Timetable of a version"),
    _version,
    (
        Option("version", "the id of the version", required=True),
        Option("of", "what gets a page", choices=(GROUPS, TEACHERS, ROOMS, WHOLE), default=GROUPS),
    ),
)
WEEK = Document(
    "week",
    N_("Week as it is held"),
    _week,
    (
        Option("monday", "a day of the week, as 2026-11-23", required=True),
        Option("group", "the id of a group"),
        Option("teacher", "the id of an employee"),
        Option("room", "the id of a room; without any of them the own week"),
    ),
)
EXAMINATIONS = Document(
    "examinations",
    N_("Timetable of controls"),
    _examinations,
    (Option("term", "the id of the term", required=True), Option("faculty", "the id of a faculty")),
)
NOTICE = Document(
    "notice",
    N_("Notice of changes"),
    _notice,
    (
        Option("from", "the first day, as 2026-11-23", required=True),
        Option("to", "the last day", required=True),
    ),
)
