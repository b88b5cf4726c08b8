"""Grades: sheets, the summary of a group, debtors, GPA, personal schedules, appeals, the record of a student."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.start_blocks import Read, StartBlock
from client.views.grades.counters import COUNTERS, TEACHER
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window

CONTROLS, PERFORMANCE, PLANS = "controls", "performance", "curriculum"
READERS = ("faculty", "management", "tutor", "department_head", "academic_office", "registrar")
GRADERS = (*READERS, *TEACHER)
ARCHIVE = "records"
OFFICES = ("faculty", "academic_office", "registrar", "department_head")
RECORD_READERS = (*READERS, "teacher")


def midterm_sheets() -> Make:
    from client.views.grades.lists import MIDTERM_SHEETS

    return listed(MIDTERM_SHEETS)


def final_sheets() -> Make:
    from client.views.grades.lists import FINAL_SHEETS

    return listed(FINAL_SHEETS)


def other_sheets() -> Make:
    from client.views.grades.lists import OTHER_SHEETS

    return listed(OTHER_SHEETS)


def sheets() -> Make:
    from client.views.grades.lists import SHEETS

    return listed(SHEETS)


def sheet() -> Make:
    from client.views.grades.sheet.window import SheetWindow

    return SheetWindow


def own_sheet() -> Make:
    from client.views.grades.sheet.window import own_sheet

    return own_sheet


def summary() -> Make:
    from client.views.grades.readings import SummaryWindow

    return SummaryWindow


def debtors() -> Make:
    from client.views.grades.readings import Debtors

    return Debtors


def ranking() -> Make:
    from client.views.grades.readings import Ranking

    return Ranking


def odd_sheets() -> Make:
    from client.views.grades.readings import OddSheets

    return OddSheets


def schedules() -> Make:
    from client.views.grades.lists import SCHEDULES

    return listed(SCHEDULES)


def appeals() -> Make:
    from client.views.grades.lists import APPEALS

    return listed(APPEALS)


def acts_on_sheets() -> Make:
    from client.views.grades.lists import STAMPS

    return listed(STAMPS)


def rectifications() -> Make:
    from client.views.grades.lists import RECTIFICATIONS

    return listed(RECTIFICATIONS)


def results_by(way: str) -> Callable[[], Make]:
    def make() -> Make:
        from client.data.grades.analysis_ways import WAYS
        from client.views.grades.analysis import ResultsWindow

        return partial(ResultsWindow, way=WAYS[way])

    return make


def late_sheets() -> Make:
    from client.views.grades.late import LateSheets

    return LateSheets


def late_reminders() -> Make:
    from client.views.grades.lists import REMINDERS

    return listed(REMINDERS)


def reminders_of_person() -> Read:
    from client.data.grades.late import reminders

    return reminders


def results() -> Make:
    from client.views.grades.lists import RESULTS

    return listed(RESULTS)


def earlier_grid() -> Make:
    from client.views.grades.earlier import EarlierResults

    return EarlierResults


def schemes() -> Make:
    from client.views.grades.lists import SCHEMES

    return listed(SCHEMES)


def record() -> Make:
    from client.views.grades.lists import RECORD

    return listed(RECORD)


def by_department() -> Read:
    from client.data.grades.statistics import BY_DEPARTMENT

    return BY_DEPARTMENT


def by_mark() -> Read:
    from client.data.grades.statistics import BY_MARK

    return BY_MARK


def record_of_student() -> Callable[..., QWidget]:
    from client.views.grades.record_tab import record_of

    return record_of


MODULE = Module(
    windows=(
        Window("midterm-exam-table", N_("Midterm control"), CONTROLS, TEACHER, midterm_sheets, "check"),
        Window("final-exam-table", N_("Final control"), CONTROLS, TEACHER, final_sheets, "check"),
        Window("other-exam-table", N_("Other controls"), CONTROLS, TEACHER, other_sheets, "check"),
        Window("performance", N_("Grade sheets"), PERFORMANCE, READERS, sheets, "performance"),
        Window("summary", N_("Summary sheet"), PERFORMANCE, READERS, summary, "list"),
        Window(
            "debtors",
            N_("Academic debtors"),
            PERFORMANCE,
            ("academic_office", "faculty", "management", "tutor", "registrar"),
            debtors,
            "warning",
        ),
        Window(
            "gpa",
            N_("GPA points"),
            PERFORMANCE,
            ("academic_office", "faculty", "management", "tutor", "registrar"),
            ranking,
            "rating",
        ),
        Window(
            "odd-sheets",
            N_("Odd grade sheets"),
            PERFORMANCE,
            ("academic_office", "faculty", "department_head"),
            odd_sheets,
            "warning",
        ),
        Window(
            "results-by-group",
            N_("Results by group"),
            PERFORMANCE,
            READERS,
            results_by("group"),
            "performance",
        ),
        Window(
            "results-by-subject",
            N_("Results by subject"),
            PERFORMANCE,
            READERS,
            results_by("subject"),
            "performance",
        ),
        Window(
            "results-by-teacher",
            N_("Results by teacher"),
            PERFORMANCE,
            ("faculty", "department_head", "academic_office", "management"),
            results_by("teacher"),
            "performance",
        ),
        Window(
            "late-sheets",
            N_("Late grade sheets"),
            PERFORMANCE,
            ("faculty", "department_head", "academic_office"),
            late_sheets,
            "warning",
        ),
        Window(
            "late-sheet-reminders",
            N_("Reminders of late sheets"),
            PERFORMANCE,
            ("faculty", "department_head", "academic_office", "teacher"),
            late_reminders,
            "messages",
        ),
        Window(
            "ptt",
            N_("Personal schedule"),
            PERFORMANCE,
            ("faculty", "academic_office", "registrar"),
            schedules,
            "calendar",
        ),
        Window("academic-record", N_("Academic record"), ARCHIVE, RECORD_READERS, record, "performance"),
        Window("appeals", N_("Appeals"), PERFORMANCE, (*OFFICES, *TEACHER), appeals, "messages"),
        Window(
            "rectifications",
            N_("Rectifications of grade sheets"),
            PERFORMANCE,
            OFFICES,
            rectifications,
            "edit",
        ),
        Window(
            "grade-sheet-act",
            N_("Acts on grade sheets"),
            PERFORMANCE,
            ("faculty", "department_head", "academic_office"),
            acts_on_sheets,
            "log",
        ),
        Window(
            "earlier-results",
            N_("Earlier and recognised results"),
            PERFORMANCE,
            ("faculty", "academic_office", "registrar"),
            results,
            "documents",
        ),
        Window(
            "earlier-results-grid",
            N_("Enter earlier results"),
            PERFORMANCE,
            ("faculty",),
            earlier_grid,
            "edit",
        ),
        Window(
            "schemes", N_("Schemes of components"), PLANS, ("academic_office", "faculty"), schemes, "marking"
        ),
        Window("grade-sheet", N_("Grade sheet"), PERFORMANCE, GRADERS, sheet, "performance", listed=False),
        Window(
            "own-grade-sheet", N_("Grade sheet"), CONTROLS, TEACHER, own_sheet, "performance", listed=False
        ),
    ),
    tabs=(CardTab("student-card", "study", N_("Academic record"), record_of_student, roles=RECORD_READERS),),
    blocks=(
        StartBlock(
            ("grades.reminder",), "late-sheet-reminders", ("teacher", "department_head"), reminders_of_person
        ),
        StartBlock(("grades.sheet",), "performance", ("faculty", "academic_office"), by_department),
        StartBlock(("grades.record",), "academic-record", ("management", "registrar"), by_mark),
    ),
    counters=COUNTERS,
)
