"""Attendance: the journal, lists of lessons and absences, what the offices rule, levels."""

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.timetable import PLANNED, Lesson

HEADING = "attendance"
OFFICES = ("faculty", "department_head", "academic_office", "management", "tutor")
WATCHERS = ("faculty", "department_head", "academic_office", "management", "tutor")
#: A lesson of the last two weeks that nobody has marked.
UNMARKED = (
    Filter("held_at", "empty"),
    Filter("state", "equals", (PLANNED,)),
    Filter("class", "filled"),
)


def attendance_journal() -> Make:
    from client.views.attendance.journal.window import AttendanceJournal

    return AttendanceJournal


def training_list() -> Make:
    from client.views.attendance.lesson_list import training_list

    return training_list


def lesson_monitoring() -> Make:
    from client.views.attendance.lesson_list import lesson_monitoring

    return lesson_monitoring


def absence_list() -> Make:
    from client.views.attendance.absence_list import absence_list

    return absence_list


def attendance_report() -> Make:
    from client.views.attendance.missed_list import attendance_report

    return attendance_report


def attendance_by_subject() -> Make:
    from client.views.attendance.missed_list import attendance_by_subject

    return attendance_by_subject


def absence_runs() -> Make:
    from client.views.attendance.run_list import RunList

    return RunList


def overall() -> Make:
    from client.views.attendance.overall import Overall

    return Overall


def levels() -> Make:
    from client.views.attendance.lists import LEVELS

    return listed(LEVELS)


def excuses() -> Make:
    from client.views.attendance.lists import EXCUSES

    return listed(EXCUSES)


MODULE = Module(
    windows=(
        Window("attendance-journal", N_("Attendance journal"), HEADING, OFFICES, attendance_journal, "attendance"),
        Window(
            "activity", N_("Status of absences"), HEADING, ("faculty", "academic_office", "tutor"), absence_list, "list"
        ),
        Window(
            "attendance-excuse",
            N_("Excuse documents"),
            HEADING,
            ("faculty", "academic_office", "tutor"),
            excuses,
            "documents",
        ),
        Window("report", N_("Report of attendance"), HEADING, OFFICES, attendance_report, "statistics"),
        Window("absence-run", N_("Absences in a row"), HEADING, OFFICES, absence_runs, "warning"),
        Window("overall", N_("Statistics of attendance"), HEADING, OFFICES, overall, "statistics"),
        Window("by-subjects", N_("Attendance by subject"), HEADING, OFFICES, attendance_by_subject, "subjects"),
        Window(
            "attendance-setting", N_("Measures on absence"), HEADING, ("academic_office",), levels, "marking"
        ),
        Window("lessons", N_("Monitoring of lessons"), HEADING, WATCHERS, lesson_monitoring, "monitoring"),
        Window("training-list", N_("Holding lessons"), "lessons", ("teacher",), training_list, "class"),
        Window(
            "attendance-journal-own", N_("Attendance journal"), "lessons", ("teacher",), attendance_journal,
            "attendance",
        ),
    ),
    counters=(
        Counter(
            N_("Lessons without attendance"), "attendance", Lesson, UNMARKED, "training-list", ("teacher",),
            soon=("day", -13), narrows=False,
        ),
        Counter(
            N_("Lessons without attendance"), "attendance", Lesson, UNMARKED, "lessons", ("faculty", "department_head"),
            soon=("day", -13), narrows=False,
        ),
    ),
)  # fmt: skip
