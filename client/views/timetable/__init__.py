"""The timetable: looking at it, changing single lessons, examinations, versions and their publishing."""

from collections.abc import Callable
from functools import partial

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.data.records.start_blocks import Read, StartBlock
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.record_paper import RecordPaper
from client.widgets.windows import Make, Window
from shared.models.timetable import Examination

HEADING = "curriculum"
PLANNERS = ("academic_office", "faculty")
LESSONS, VERSIONS = ("timetable.lesson",), ("timetable.version", "timetable.card")
READERS = (*PLANNERS, "management", "tutor", "department_head", "teacher", "registrar")


def schedule_info() -> Make:
    from client.views.timetable.builder.window import Builder

    return Builder


def schedule_file() -> Make:
    from client.views.timetable.builder.file_window import FileBuilder

    return FileBuilder


def schedule_versions() -> Make:
    from client.views.timetable.versions.versions import VERSIONS

    return listed(VERSIONS)


def schedule_holdings() -> Make:
    from client.views.timetable.holdings import WhoHoldsWhat

    return WhoHoldsWhat


def schedule_info_view() -> Make:
    from client.views.timetable.week.view import WeekView

    return WeekView


def schedule_wishes() -> Make:
    from client.views.timetable.constraints.wishes import Wishes

    return Wishes


def schedule_day_rules() -> Make:
    from client.views.timetable.constraints.day_rules import DayRules

    return DayRules


def schedule_travel() -> Make:
    from client.views.timetable.constraints.travel import TravelWays

    return TravelWays


def schedule_substitution() -> Make:
    from client.views.timetable.substitutions.substitutions import Substitutions

    return Substitutions


def opened_lesson() -> Make:
    from client.views.timetable.opened_lessons import OPENED

    return listed(OPENED)


def exam_schedule_info() -> Make:
    from client.views.timetable.exams.schedule import ExamSchedule

    return ExamSchedule


def exam_schedule_info_view() -> Make:
    from client.views.timetable.exams.list import ExamList

    return ExamList


def exam_index() -> Make:
    from client.views.timetable.exams.list import exam_index

    return exam_index


def lessons_of_the_day() -> Read:
    from client.data.timetable.statistics import lessons_of_the_day

    return lessons_of_the_day


def next_days() -> Read:
    from client.data.timetable.statistics import next_days

    return next_days


def changes_of_the_day() -> Read:
    from client.data.timetable.statistics import changes_of_the_day

    return changes_of_the_day


def versions() -> Read:
    from client.data.timetable.statistics import versions

    return versions


def rooms_in_use() -> Read:
    from client.data.timetable.rooms_in_use import rooms_in_use

    return rooms_in_use


def week_of_group() -> Callable[..., object]:
    from client.views.timetable.record_papers import show_week

    return partial(show_week, "group")


def week_of_teacher() -> Callable[..., object]:
    from client.views.timetable.record_papers import show_week

    return partial(show_week, "teacher")


MODULE = Module(
    windows=(
        Window("schedule-info", N_("Timetable"), HEADING, PLANNERS, schedule_info, "calendar"),
        Window("schedule-file", N_("Timetable from a file"), HEADING, PLANNERS, schedule_file, "file"),
        Window(
            "schedule-versions",
            N_("Versions of the timetable"),
            HEADING,
            PLANNERS,
            schedule_versions,
            "calendar",
        ),
        Window(
            "schedule-holdings",
            N_("Who holds what"),
            HEADING,
            ("academic_office",),
            schedule_holdings,
            "room",
        ),
        Window(
            "schedule-info-view",
            N_("View of the timetable"),
            HEADING,
            READERS,
            schedule_info_view,
            "calendar",
        ),
        Window("schedule-wishes", N_("When somebody cannot"), HEADING, PLANNERS, schedule_wishes, "cancel"),
        Window("schedule-day-rules", N_("Rules of days"), HEADING, PLANNERS, schedule_day_rules, "marking"),
        Window(
            "schedule-travel", N_("Ways between buildings"), HEADING, PLANNERS, schedule_travel, "movement"
        ),
        Window(
            "schedule-substitution", N_("Substitutions"), HEADING, PLANNERS, schedule_substitution, "movement"
        ),
        Window(
            "opened-lesson",
            N_("Lessons opened by hand"),
            HEADING,
            (*PLANNERS, "department_head", "teacher"),
            opened_lesson,
            "calendar",
        ),
        Window(
            "exam-schedule-info", N_("Timetable of controls"), HEADING, PLANNERS, exam_schedule_info, "check"
        ),
        Window(
            "exam-schedule-info-view",
            N_("View of the timetable of controls"),
            HEADING,
            ("academic_office", "management", "tutor", "department_head", "registrar"),
            exam_schedule_info_view,
            "check",
        ),
        Window(
            "exam-index", N_("List of examinations"), HEADING, (*PLANNERS, "teacher"), exam_index, "documents"
        ),
    ),
    counters=(
        Counter(
            N_("Controls without a day"),
            "calendar",
            Examination,
            (Filter("day", "empty"),),
            "exam-schedule-info",
            PLANNERS,
            narrows=False,
        ),
    ),
    blocks=(
        StartBlock(
            LESSONS, "schedule-info-view", ("teacher", "department_head", "tutor"), lessons_of_the_day
        ),
        StartBlock(LESSONS, "schedule-info-view", ("teacher",), next_days),
        StartBlock(
            LESSONS, "schedule-info-view", ("faculty", "registrar", "department_head"), changes_of_the_day
        ),
        StartBlock(VERSIONS, "schedule-info", PLANNERS, versions),
        StartBlock(LESSONS, "auditorium", ("management", "academic_office"), rooms_in_use),
    ),
    papers=(
        RecordPaper("students.group", N_("Timetable of this week"), week_of_group, READERS),
        RecordPaper("employees.employee", N_("Timetable of this week"), week_of_teacher, READERS),
    ),
)
