"""What can be imported: an explicit list."""

from collections.abc import Callable
from dataclasses import dataclass

from client.core.i18n import N_
from client.data.imports.admitted import ADMITTED, check_admitted
from client.data.imports.checking import CheckedFile
from client.data.imports.employees import EMPLOYEES, check_employees
from client.data.imports.fields import ImportKind
from client.data.imports.lookups import Lookups
from client.data.imports.mapping import ColumnChoice, MappedSheet
from client.data.imports.results import RESULTS, check_results
from client.data.imports.students import STUDENTS, check_students


@dataclass(frozen=True)
class Importable:
    """A kind of import: its fields, how its rows are checked, and the role that may do it."""

    kind: ImportKind
    title: str
    check: Callable[[MappedSheet, ColumnChoice, Lookups], CheckedFile]
    role: str
    #: What the records are called, and the list that shows them.
    plural: str
    window: str
    #: The column by which the list shows exactly the new ones.
    found_by: str = "number"


KINDS = {
    "students": Importable(
        STUDENTS, N_("Import of students"), check_students, "hemis_faculty", N_("Students"), "student"
    ),
    "admitted": Importable(
        ADMITTED,
        N_("Import of admitted students"),
        check_admitted,
        "hemis_faculty",
        N_("Admitted students"),
        "student",
    ),
    "employees": Importable(
        EMPLOYEES, N_("Import of employees"), check_employees, "hemis_hr", N_("Employees"), "employee"
    ),
    "results": Importable(
        RESULTS,
        N_("Import of earlier results"),
        check_results,
        "hemis_faculty",
        N_("Earlier and recognised results"),
        "earlier-results",
        "id",
    ),
}
