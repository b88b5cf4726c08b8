"""Import from Excel: a file, its columns, a preview of every value, the result; and the history of imports."""

from functools import partial

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.contribution import Module
from client.widgets.windows import Make, Window
from shared.models.imports import Run

STUDENTS, EMPLOYEES, RESULTS = (
    Filter("kind", "equals", (kind,)) for kind in ("students", "employees", "results")
)
REFUSED = (Filter("refused", "between", (1, None)), Filter("undone_at", "empty"))


def student_import() -> Make:
    from client.views.imports.wizard import ImportWindow

    return partial(ImportWindow, kind="students")


def student_import_history() -> Make:
    from client.views.imports.history import ImportHistory

    return partial(ImportHistory, kind="students")


def admitted_import() -> Make:
    from client.views.imports.wizard import ImportWindow

    return partial(ImportWindow, kind="admitted")


def employee_import() -> Make:
    from client.views.imports.wizard import ImportWindow

    return partial(ImportWindow, kind="employees")


def employee_import_history() -> Make:
    from client.views.imports.history import ImportHistory

    return partial(ImportHistory, kind="employees")


def result_import() -> Make:
    from client.views.imports.wizard import ImportWindow

    return partial(ImportWindow, kind="results")


def result_import_history() -> Make:
    from client.views.imports.history import ImportHistory

    return partial(ImportHistory, kind="results")


MODULE = Module(
    windows=(
        Window(
            "student-import", N_("Import of students"), "students", ("faculty",), student_import, "import"
        ),
        Window(
            "student-import-history",
            N_("Import history"),
            "students",
            ("faculty",),
            student_import_history,
            "history",
        ),
        Window(
            "admitted-import",
            N_("Import of admitted students"),
            "movement",
            ("faculty",),
            admitted_import,
            "import",
        ),
        Window("employee-import", N_("Import of employees"), "employees", ("hr",), employee_import, "import"),
        Window(
            "employee-import-history",
            N_("Import history"),
            "employees",
            ("hr",),
            employee_import_history,
            "history",
        ),
        Window(
            "earlier-results-import",
            N_("Import of earlier results"),
            "performance",
            ("faculty",),
            result_import,
            "import",
        ),
        Window(
            "earlier-results-import-history",
            N_("Import history"),
            "performance",
            ("faculty",),
            result_import_history,
            "history",
        ),
    ),
    counters=(
        Counter(
            N_("Imports with refused rows"),
            "import",
            Run,
            (EMPLOYEES, *REFUSED),
            "employee-import-history",
            ("hr",),
            narrows=False,
        ),
        Counter(
            N_("Imports with refused rows"),
            "import",
            Run,
            (STUDENTS, *REFUSED),
            "student-import-history",
            ("faculty",),
            narrows=False,
        ),
        Counter(
            N_("Imports of results with refused rows"),
            "import",
            Run,
            (RESULTS, *REFUSED),
            "earlier-results-import-history",
            ("faculty",),
            narrows=False,
        ),
    ),
)
