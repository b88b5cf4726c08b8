"""Lists on the screen and in the files made of them, and the fields beside them, in three scripts."""

import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from client.core.i18n import set_language
from client.data.records.list_filters import Filter
from client.data.records.list_paths import find
from client.views.curriculum.plans import PLAN, PLANS
from client.views.curriculum.years import YEARS, terms_of
from client.views.documents.register import REGISTER
from client.views.employees.forms import EMPLOYEE
from client.views.employees.lists import EMPLOYEES
from client.views.infrastructure.buildings import BUILDING, BUILDINGS
from client.views.infrastructure.rooms import ROOM, ROOMS
from client.views.structure.forms import UNIT, UNIVERSITY
from client.views.students.forms import PERSON
from client.views.students.groups import GROUPS
from client.views.students.lists import BASE
from client.views.students.programmes import SPECIALTIES
from client.views.subjects.lists import SUBJECTS
from client.views.teaching.lists import ASSIGNMENTS
from client.views.timetable.versions.versions import VERSIONS
from client.widgets.export import Export
from client.widgets.record_form import RecordForm
from client.widgets.record_list import RecordList
from shared.names import APOSTROPHES, sort_key

LISTS = {
    "students": (BASE, "dean_geology"),
    "groups": (GROUPS, "dean_geology"),
    "specialties": (SPECIALTIES, "dean_geology"),
    "employees": (EMPLOYEES, "hr"),
    "plans": (PLANS, "dean_geology"),
    "terms": (YEARS, "academic_office"),
    "subjects": (SUBJECTS, "academic_office"),
    "load": (ASSIGNMENTS, "head_mineralogy"),
    "versions": (VERSIONS, "dean_geology"),
    "buildings": (BUILDINGS, "academic_office"),
    "rooms": (ROOMS, "academic_office"),
    "register": (REGISTER, "dean_geology"),
}
#: The rows of a group: all students would take long.
ONE_GROUP = (
    "select s.group_id from students.student s join structure.unit u on u.id = s.faculty_id"
    " where u.code = '403-101' and s.status = '11' order by 1 limit 1"
)
LATIN = re.compile(rf"[A-Za-z][A-Za-z{APOSTROPHES}]{{2,}}")
CYRILLIC = re.compile("[\u0400-\u04ff]{2,}")


@pytest.fixture
def listed(qtbot, workplace_of, admin, tmp_path):
    """listed(name): the list as its office sees it."""

    def make(name):
        screen, login = LISTS[name]
        fixed = ()
        if name == "students":
            fixed = (Filter("group_id", "equals", admin.execute(ONE_GROUP).fetchone()),)
        made = RecordList(workplace_of(login), screen, fixed)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


@pytest.mark.parametrize("name", LISTS)
def test_a_list_and_its_files_are_of_one_script(listed, name, tmp_path):
    for code in ("uz", "oz", "ru"):
        set_language(code)
        shown = listed(name)
        other = CYRILLIC if code == "uz" else LATIN
        paths = [spec.path for spec in shown.rows.columns]
        named = [place for place, path in enumerate(paths) if find(shown.spec.model, path).named]
        with shown.rows.query.all(shown.workplace.gateway) as (_count, every):
            rows = [row[2:] for row in every]
        for row in rows:
            texts = [row[place] for place in named if row[place]]
            assert [text for text in texts if other.search(text)] == [], code
        in_order(shown, rows, paths)
        for ending in ("xlsx", "pdf"):
            order = tuple(shown.rows.columns[place] for place in shown.table.shown_columns())
            export = Export(
                shown.workplace, shown.title, shown.rows.query, order, (), (), shown.message, shown
            )
            export.write(tmp_path / f"{name}.{ending}")
        page = load_workbook(tmp_path / f"{name}.xlsx").active
        written = [line[1:] for line in page.iter_rows(min_row=5, values_only=True)]
        assert [[line[place] for place in named] for line in written] == [
            [row[place] for place in named] for row in rows
        ]
        heads = " ".join(str(cell.value) for line in page["A1:Z4"] for cell in line if cell.value)
        assert other.findall(heads) == [], code
        pdf = " ".join(part.extract_text() for part in PdfReader(tmp_path / f"{name}.pdf").pages)
        words = {text.split()[0] for row in rows for place in named if (text := row[place])}
        assert [word for word in words if word not in pdf] == [], code


def in_order(shown, rows, paths):
    """The first column of the order stands in the alphabet of the script."""
    sort = shown.spec.sort[0]
    if sort.path in paths and find(shown.spec.model, sort.path).named:
        found = [row[paths.index(sort.path)] for row in rows]
        assert found == sorted(found, key=sort_key, reverse=sort.descending)


FORMS = {
    "a student": (PERSON, "dean_geology"),
    "an employee": (EMPLOYEE, "hr"),
    "a plan": (PLAN, "dean_geology"),
    "a building": (BUILDING, "academic_office"),
    "a room": (ROOM, "academic_office"),
    "the university": (UNIVERSITY, "hr"),
    "a unit": (UNIT, "hr"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_field_one_types_in_shows_what_is_stored(name, qtbot, workplace_of):
    """The list beside it shows Ғуломов; the field shows Gʻulomov, which is stored."""
    set_language("ru")
    form, login = FORMS[name]
    workplace, columns = workplace_of(login), form.model.__table__.columns
    spelled = [key for key in form.columns if columns[key].info.get("spelled") or key.endswith("_uz")]
    ask = f"select id, {', '.join(spelled)} from {form.relation} order by id desc limit 1"
    record, *stored = workplace.gateway.one(ask)
    opened = RecordForm(workplace, form, record)
    qtbot.addWidget(opened)
    fields = next(part.fields for part in opened.parts if getattr(part, "fields", None)).fields
    assert spelled
    assert [fields[key].editor.line.text() for key in spelled] == [text or "" for text in stored]


def test_the_grid_of_terms_shows_what_is_stored(qtbot, workplace_of):
    set_language("ru")
    workplace = workplace_of("academic_office")
    year = workplace.gateway.scalar("select max(academic_year_id) from curriculum.term")
    grid = terms_of(workplace, year)
    qtbot.addWidget(grid)
    model = grid.editor.sheet.model
    place = [column.key for column in model.columns].index("name")
    shown = [model.index(row, place).data() for row in range(model.rowCount())]
    names = workplace.gateway.rows(
        "select name from curriculum.term where academic_year_id = :year", year=year
    )
    assert set(shown) >= {name for (name,) in names}
