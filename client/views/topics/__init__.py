"""Topics of subjects, calendar plans, and what teachers keep under them."""

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.contribution import Module
from client.widgets.windows import Make, Window
from shared.models.topics import RETURNED, SUBMITTED, CalendarPlan, TicketSet

HEADING = "subjects"
WRITERS = ("department_head", "teacher")


def subject_topics() -> Make:
    from client.views.topics.subject_topics import SubjectTopics

    return SubjectTopics


def calendar_plan() -> Make:
    from client.views.topics.calendar_plan.window import CalendarPlanWindow

    return CalendarPlanWindow


def subject_resources() -> Make:
    from client.views.topics.resources import SubjectResources

    return SubjectResources


def subject_tasks() -> Make:
    from client.views.topics.tasks.window import SubjectTasks

    return SubjectTasks


def question_bank() -> Make:
    from client.views.topics.bank.window import QuestionBank

    return QuestionBank


MODULE = Module(
    windows=(
        Window(
            "subject-topics",
            N_("Topics of subjects"),
            HEADING,
            (*WRITERS, "academic_office"),
            subject_topics,
            "list",
        ),
        Window(
            "subject-resources",
            N_("Resources of subjects"),
            HEADING,
            ("teacher", "department_head", "academic_office"),
            subject_resources,
            "attachment",
        ),
        Window(
            "subject-tasks",
            N_("Tasks of subjects"),
            HEADING,
            ("teacher", "department_head", "faculty", "academic_office"),
            subject_tasks,
            "edit",
        ),
        Window(
            "question-bank",
            N_("Question bank"),
            HEADING,
            ("teacher", "department_head", "faculty"),
            question_bank,
            "help",
        ),
        Window(
            "calendar-plan",
            N_("Calendar plan"),
            HEADING,
            ("faculty", *WRITERS, "academic_office"),
            calendar_plan,
            "calendar",
        ),
    ),
    counters=(
        Counter(
            N_("Calendar plans to approve"),
            "calendar",
            CalendarPlan,
            (Filter("state", "equals", (SUBMITTED,)),),
            "calendar-plan",
            ("department_head",),
            narrows=False,
        ),
        Counter(
            N_("Returned calendar plans"),
            "calendar",
            CalendarPlan,
            (Filter("state", "equals", (RETURNED,)),),
            "calendar-plan",
            ("teacher",),
            narrows=False,
        ),
        Counter(
            N_("Tickets to approve"),
            "help",
            TicketSet,
            (Filter("state", "equals", (SUBMITTED,)),),
            "question-bank",
            ("department_head",),
            narrows=False,
        ),
    ),
)
