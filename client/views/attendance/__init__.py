"""Attendance: the journal, lists of lessons and absences, what the offices rule, levels."""

from client.core.i18n import N_
from client.widgets.contribution import Module
from client.widgets.windows import Make, Window


def attendance_journal() -> Make:
    from client.views.attendance.journal.window import AttendanceJournal

    return AttendanceJournal


MODULE = Module(
    windows=(
        Window(
            "attendance-journal",
            N_("Attendance journal"),
            "attendance",
            ("faculty", "department_head", "academic_office", "management", "tutor"),
            attendance_journal,
            "attendance",
        ),
        Window(
            "attendance-journal-own",
            N_("Attendance journal"),
            "lessons",
            ("teacher",),
            attendance_journal,
            "attendance",
        ),
    ),
)
