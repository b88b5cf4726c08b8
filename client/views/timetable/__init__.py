"""The timetable: looking at it, changing single lessons, examinations, versions and their publishing."""

from client.core.i18n import N_
from client.views.timetable.builder.file_window import FileBuilder
from client.views.timetable.builder.window import Builder
from client.views.timetable.constraints.day_rules import DayRules
from client.views.timetable.constraints.travel import TravelWays
from client.views.timetable.constraints.wishes import Wishes
from client.views.timetable.exams.list import ExamList, exam_index
from client.views.timetable.exams.schedule import ExamSchedule
from client.views.timetable.substitutions.substitutions import Substitutions
from client.views.timetable.versions.versions import VERSIONS
from client.views.timetable.week.view import WeekView
from client.widgets.list_window import listed
from client.widgets.windows import Window

PLANNERS = ("academic_office", "faculty")
READERS = (*PLANNERS, "management", "tutor", "department_head", "teacher", "registrar")

WINDOWS = (
    Window("schedule-info", N_("Timetable"), PLANNERS, Builder, "calendar"),
    Window("schedule-file", N_("Timetable from a file"), PLANNERS, FileBuilder, "file"),
    Window("schedule-versions", N_("Versions of the timetable"), PLANNERS, listed(VERSIONS), "calendar"),
    Window("schedule-info-view", N_("View of the timetable"), READERS, WeekView, "calendar"),
    Window("schedule-wishes", N_("When somebody cannot"), PLANNERS, Wishes, "cancel"),
    Window("schedule-day-rules", N_("Rules of days"), PLANNERS, DayRules, "marking"),
    Window("schedule-travel", N_("Ways between buildings"), PLANNERS, TravelWays, "movement"),
    Window("schedule-substitution", N_("Substitutions"), PLANNERS, Substitutions, "movement"),
    Window("exam-schedule-info", N_("Timetable of controls"), PLANNERS, ExamSchedule, "check"),
    Window(
        "exam-schedule-info-view",
        N_("View of the timetable of controls"),
        ("academic_office", "management", "tutor", "department_head", "registrar"),
        ExamList,
        "check",
    ),
    Window("exam-index", N_("List of examinations"), (*PLANNERS, "teacher"), exam_index, "documents"),
)
"""Those of the module “Study process”, in the order of the national menu."""
