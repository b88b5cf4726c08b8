"""What of grades waits for a role: counted on its start page."""

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from shared.models.grades import (
    ASKED,
    CONFIRMED,
    FILLED,
    OPENED,
    SIGNED,
    Appeal,
    Grader,
    Rectification,
    Reminder,
    Result,
    Sheet,
)

TEACHER = ("teacher",)
MINE_OPEN = (
    Filter("employee", "mine"),
    Filter("signed_at", "empty"),
    Filter("sheet.state", "one_of", (OPENED, FILLED)),
)
COUNTERS = (
    Counter(
        N_("Components to be graded"),
        "check",
        Grader,
        MINE_OPEN,
        "final-exam-table",
        TEACHER,
        narrows=False,
    ),
    Counter(
        N_("Grade sheets to be confirmed"),
        "check",
        Sheet,
        (Filter("state", "equals", (SIGNED,)),),
        "performance",
        ("department_head",),
    ),
    Counter(
        N_("Grade sheets to be closed"),
        "lock",
        Sheet,
        (Filter("state", "equals", (CONFIRMED,)),),
        "performance",
        ("faculty",),
    ),
    Counter(
        N_("Late grade sheets"),
        "warning",
        Sheet,
        (Filter("state", "one_of", (OPENED, FILLED, SIGNED, CONFIRMED)),),
        "late-sheets",
        ("faculty", "department_head"),
        past="due_on",
        narrows=False,
    ),
    Counter(
        N_("Reminders of late sheets"),
        "messages",
        Reminder,
        (Filter("done_at", "empty"), Filter("role", "equals", ("hemis_teacher",))),
        "late-sheet-reminders",
        TEACHER,
    ),
    Counter(
        N_("Reminders of late sheets"),
        "messages",
        Reminder,
        (Filter("done_at", "empty"), Filter("role", "equals", ("hemis_department_head",))),
        "late-sheet-reminders",
        ("department_head",),
    ),
    Counter(
        N_("Appeals without a commission"),
        "warning",
        Appeal,
        (Filter("state", "equals", ("filed",)),),
        "appeals",
        ("faculty",),
    ),
    Counter(
        N_("Appeals to be decided"),
        "messages",
        Appeal,
        (Filter("state", "equals", ("appointed",)),),
        "appeals",
        TEACHER,
    ),
    Counter(
        N_("Appeals not decided within two days"),
        "warning",
        Appeal,
        (Filter("state", "one_of", ("filed", "appointed")),),
        "appeals",
        ("faculty", "academic_office"),
        past="filed_at",
        since=2,
    ),
    Counter(
        N_("Rectifications to be agreed to"),
        "edit",
        Rectification,
        (Filter("state", "equals", (ASKED,)),),
        "rectifications",
        ("academic_office",),
    ),
    Counter(
        N_("Results to be accepted"),
        "documents",
        Result,
        (Filter("accepted_at", "empty"),),
        "earlier-results",
        ("academic_office",),
    ),
)
