"""What the program exports it imports again, in every language of the interface, and finds nothing changed."""

import pytest

from client.core.i18n import LANGUAGES, set_language
from client.data.imports.applying import Import
from client.data.imports.loading import load
from client.data.imports.mapping import find_header, suggest
from client.data.imports.opening import open_book
from client.data.imports.planning import RowStatus
from client.data.imports.reading import read_sheet
from client.data.imports.students import STUDENTS, check_students
from client.data.records.catalogue import Catalogue
from client.data.records.listing import ListQuery
from client.data.students.statistics import UNMERGED
from client.widgets.columns import column_of
from client.widgets.export.writers import WRITERS, Sheet
from shared.models.students import Student

COLUMNS = (
    "number", "full_name", "cyrillic_name", "birth_date", "gender", "citizenship", "nationality", "faculty",
    "specialty", "group", "education_type", "education_form", "payment_form", "kind", "language", "course",
    "semester", "status", "entry_year",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exported_list_is_imported_unchanged(language, session_of, tmp_path):
    gateway = session_of("dean_geology").gateway
    set_language(language)
    columns = tuple(column_of(Student, path) for path in COLUMNS)
    catalogue = Catalogue(gateway)
    catalogue.ensure(column.classifier for column in columns)
    with ListQuery(Student, COLUMNS, filters=(UNMERGED,)).all(gateway) as (count, rows):
        sheet = Sheet("Students", ("Filter: none",), columns, (row[2:] for row in rows), catalogue)
        WRITERS[".xlsx"](sheet, tmp_path / "list.xlsx", lambda _done: None)
    opened = open_book(tmp_path / "list.xlsx")
    read = find_header(read_sheet(opened), STUDENTS)
    choice = suggest(read.titles, STUDENTS)
    assert len(choice.columns) == len(COLUMNS), read.titles
    lookups = load(gateway, STUDENTS)
    plan = Import(gateway, opened, check_students(read, choice, lookups), lookups).try_it().plan
    told = [
        plan.reasons(row) for row, status in enumerate(plan.statuses) if status is not RowStatus.UNCHANGED
    ]
    assert (plan.count(RowStatus.UNCHANGED), told[:3]) == (count, [])
    assert not plan.remarks
    assert not plan.changes
