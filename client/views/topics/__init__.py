"""Topics of subjects, calendar plans, and what teachers keep under them."""

from client.core.i18n import N_
from client.widgets.contribution import Module
from client.widgets.windows import Make, Window

HEADING = "subjects"
WRITERS = ("department_head", "teacher")


def subject_topics() -> Make:
    from client.views.topics.subject_topics import SubjectTopics

    return SubjectTopics


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
    ),
)
