"""The modules and the headings of the menu: explicit lists, in the order and with the words of the national system."""

from client.core.i18n import N_
from client.views import (
    attendance,
    curriculum,
    documents,
    employees,
    finance,
    grades,
    imports,
    infrastructure,
    rating_journal,
    shell,
    structure,
    students,
    subjects,
    system,
    teaching,
    timetable,
    topics,
)
from client.widgets.windows import Heading

MODULES = (
    shell.MODULE,
    structure.MODULE,
    employees.MODULE,
    students.MODULE,
    imports.MODULE,
    subjects.MODULE,
    topics.MODULE,
    curriculum.MODULE,
    teaching.MODULE,
    timetable.MODULE,
    attendance.MODULE,
    grades.MODULE,
    rating_journal.MODULE,
    finance.MODULE,
    infrastructure.MODULE,
    documents.MODULE,
    system.MODULE,
)

#: Those under which nobody has a window are not shown. The frame's own windows stand beside the headings.
HEADINGS = (
    Heading("frame", "", ""),
    Heading("structure", N_("Structure of the university"), "structure"),
    Heading("employees", N_("Employees"), "employees"),
    Heading("students", N_("Students"), "students"),
    Heading("movement", N_("Movement of students"), "movement"),
    Heading("subjects", N_("Base of subjects"), "subjects"),
    Heading("curriculum", N_("Study process"), "curriculum"),
    Heading("attendance", N_("Attendance"), "attendance"),
    Heading("performance", N_("Performance"), "performance"),
    Heading("infrastructure", N_("Infrastructure"), "infrastructure"),
    Heading("lessons", N_("Lessons and journals"), "class"),
    Heading("controls", N_("Controls"), "check"),
    Heading("records", N_("Academic archive"), "documents"),
    Heading("research", N_("Research"), "research"),
    Heading("rating", N_("Rating"), "rating"),
    Heading("doctoral", N_("Doctoral studies"), "doctoral"),
    Heading("finance", N_("Finance"), "finance"),
    Heading("statistics", N_("Statistics"), "statistics"),
    Heading("monitoring", N_("Reports"), "monitoring"),
    Heading("messages", N_("Messages"), "messages"),
    Heading("system", N_("System"), "system"),
)
