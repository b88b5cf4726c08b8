"""The lists of subjects and of the study process: the academic office keeps them, the dean's office its plans."""

import pytest
from PySide6.QtCore import Qt

from client.views.curriculum.editor import PlanEditor
from client.views.modules import MODULES
from client.widgets.record_form import RecordForm
from client.widgets.record_list import RecordList
from tests.client.reach import part, tab
from tests.client.views.curricula import Curricula

WINDOWS = {window.key: window for module in MODULES for window in module.windows}


@pytest.fixture
def curricula(admin):
    return Curricula(admin)


@pytest.fixture
def window(qtbot, workplace_of):
    def make(key, login="academic_office", **arguments):
        made = WINDOWS[key].make(workplace_of(login), **arguments)
        qtbot.addWidget(made)
        made.resize(1366, 700)
        made.show()
        return made

    return make


@pytest.mark.parametrize(
    "key",
    ["subject-group", "subject", "education-year", "holiday", "curriculum", "semester", "curriculum-block",
     "group-curriculum", "marking-system", "grade-type", "rating-grade", "lesson-pair"],
)  # fmt: skip
def test_the_academic_office_reads_every_list(window, key):
    shown = window(key)
    assert isinstance(shown, RecordList)
    assert shown.question.allowed.rights.readable
    assert not shown.message.isVisible()


def test_a_subject_is_found_in_either_alphabet(window, curricula):
    curricula.subject("Oʻzbek tili")
    shown = window("subject", "dean_geology")
    shown.search.field.setText("ўзбек тили")
    shown.reload()
    assert shown.rows.rowCount() >= 1
    assert not shown.question.allowed.rights.may_add


def test_an_academic_year_has_its_terms_and_days_without_lessons(window, admin, qtbot):
    year = admin.execute(
        """insert into curriculum.academic_year (year, name, starts_on, ends_on, current)
           values (2071, '2071/2072', '2071-09-01', '2072-07-01', false) returning id"""
    ).fetchone()[0]
    admin.execute("insert into curriculum.holiday (day, name_uz) values ('2072-03-21', 'Navroʻz')")
    card = window("academic-year", record_id=year)
    terms = tab(card, "Terms")
    terms.add_row()
    model = terms.grid.model
    for place, text in enumerate(("Kuzgi semestr", "2071 kuzgi", "01.09.2071", "20.01.2072")):
        model.setData(model.index(0, place), text)
    terms.save()
    assert "Saved" in terms.message.text()
    days = tab(card, "Days without lessons")
    qtbot.waitUntil(lambda: days.rows.rowCount() == 1)


def test_marks_stand_on_the_card_of_their_system_and_say_yes_or_no(window, curricula, admin):
    card = window("marking-system-card", record_id=curricula.marking())
    marks = tab(card, "Types of grades")
    marks.add_row()
    model = marks.grid.model
    row = model.rowCount() - 1
    for place, text in enumerate(("Z", "zoʻr", "", "96,5", "+")):
        model.setData(model.index(row, place), text)
    marks.save()
    stored = admin.execute(
        "select lower_bound, passed from curriculum.grade_type where mark = 'Z'"
    ).fetchone()
    assert (float(stored[0]), stored[1]) == (96.5, True)
    assert model.text((model.row_keys[row], "passed")) == "yes"


@pytest.mark.parametrize("login", ["dean_geology", "academic_office", "registrar", "management"])
def test_whoever_reads_plans_opens_the_card_at_its_courses(window, curricula, login):
    card = window("curriculum-card", login, record_id=curricula.whole(name=f"Reja, {login}"))
    assert isinstance(card, RecordForm)
    editor = part(card, PlanEditor)
    assert editor.grid.model.rowCount() == 14  # twelve courses under two blocks
    assert editor.may_change == (login in {"dean_geology", "academic_office"})


def test_another_faculty_does_not_see_the_plan(window, curricula):
    card = window("curriculum-card", "dean_mining", record_id=curricula.plan("Yashirin"))
    assert "gone, or your role may not see it" in card.message.text()


def test_weeks_are_typed_over_and_stored_together(window, curricula, admin):
    plan = curricula.plan("Haftalar")
    semester = curricula.semester(plan, 1)
    card = window("curriculum-card", "dean_geology", record_id=plan)
    weeks = tab(card, "Weeks")
    model = weeks.grid.model
    model.setData(model.index(1, 14), "A")
    model.setData(model.index(1, 13), "Taʼtil")
    weeks.save()
    kinds = admin.execute(
        "select kind from curriculum.week where semester_id = %s order by number", (semester,)
    ).fetchall()
    assert [kind for (kind,) in kinds[11:15]] == ["11", "16", "12", "12"]
    model = weeks.grid.model
    model.setData(model.index(1, 1), "X")
    weeks.save()
    assert "“X” is no kind of week" in weeks.message.text()


def test_two_plans_are_compared_in_words(window, curricula):
    first, second = curricula.plan("Eski"), curricula.plan("Yangi", entry_year=2062)
    old, new = curricula.semester(first, 1), curricula.semester(second, 1, entry_year=2062)
    curricula.course(first, old, "Fizika")
    curricula.course(second, new, "Fizika", credits=6, hours={"11": 30, "13": 36, "17": 114})
    curricula.course(first, old, "Falsafa")
    curricula.course(second, new, "Chet tili")
    shown = window("curriculum-compare", "dean_geology", first=first, second=second)
    words = {pair.subject: shown.words(pair) for pair in shown.pairs}
    assert words == {
        "Fizika": "credits 5 → 6; hours 150 → 180; contact hours 64 → 66",
        "Falsafa": "only in the first plan",
        "Chet tili": "only in the second plan",
    }


@pytest.mark.parametrize("login", ["head_mineralogy", "teacher_mineralogy", "registrar"])
def test_subjects_of_plans_are_read_by_those_whose_they_are(window, login, qtbot):
    shown = window("course", login)
    qtbot.waitUntil(lambda: shown.rows.rowCount() > 0)
    assert not shown.question.allowed.rights.may_add


def test_a_list_is_sorted_by_the_number_of_a_semester(window, qtbot):
    shown = window("course")
    path = shown.spec.columns.index("semester")
    shown.table.sortByColumn(path, Qt.SortOrder.DescendingOrder)
    shown.reload()
    qtbot.waitUntil(lambda: shown.rows.rowCount() > 0)
    assert not shown.message.isVisible()


def test_a_dean_makes_a_plan_from_nothing(window, curricula, admin):
    card = window("curriculum-card", "dean_geology")
    form = card.parts[0].fields.fields
    card.parts[0].fields.fields["name"].editor.set_value("Yangi reja, 2026")
    for name, value, text in (
        ("specialty_id", curricula.specialty, "Geologiya"),
        ("faculty_id", curricula.faculty, "Geologiya fakulteti"),
        ("marking_system_id", curricula.marking(), "Kredit"),
        ("education_type", "11", ""),
        ("education_form", "11", ""),
    ):
        form[name].editor.set_value(value, text)
    for name, text in (("entry_year", "2026"), ("variant", "77"), ("semesters", "2")):
        form[name].editor.set_value(int(text))
    card.save()
    assert card.record_id is not None, [field.complaint() for field in form.values()]
    weeks = tab(card, "Weeks")
    weeks.make_semesters()
    assert weeks.grid.model.rowCount() == 4  # Mondays and kinds of two semesters
    editor = tab(card, "Subjects and hours")
    editor.add_row()
    names = [column.key for column in editor.grid.model.columns]
    row = editor.grid.model.rowCount() - 1
    curricula.subject("Falsafa")
    for name, text in (("subject_id", editor.grid.plan.subjects[min(editor.grid.plan.subjects)].name),
                       ("semester_id", "1"), ("credits", "5"), ("hours/11", "60"), ("hours/17", "90")):  # fmt: skip
        editor.grid.model.setData(editor.grid.model.index(row, names.index(name)), text)
    editor.save()
    assert editor.message.text() == "Saved."
    stored = admin.execute(
        "select count(*) from curriculum.course where curriculum_id = %s", (card.record_id,)
    ).fetchone()
    assert stored == (1,)
