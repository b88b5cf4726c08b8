"""Import from Excel: a file, its columns, a preview of every value, the result; and the history of imports."""

from functools import partial

from client.core.i18n import N_
from client.views.imports.history import ImportHistory
from client.views.imports.wizard import ImportWindow
from client.widgets.windows import Window

OF_STUDENTS = (
    Window(
        "student-import",
        N_("Import of students"),
        ("faculty",),
        partial(ImportWindow, kind="students"),
        "import",
    ),
    Window("student-import-history", N_("Import history"), ("faculty",), ImportHistory, "history"),
)
OF_EMPLOYEES = (
    Window(
        "employee-import",
        N_("Import of employees"),
        ("hr",),
        partial(ImportWindow, kind="employees"),
        "import",
    ),
    Window("employee-import-history", N_("Import history"), ("hr",), ImportHistory, "history"),
)
