"""Registration to subjects: in bulk, within seats and choices, counts live."""

import psycopg
import pytest

from client.views.curriculum.registration import Registration
from tests.client.reach import said
from tests.client.views.curricula import NAMES, Curricula

PLAN = "Roʻyxat"


@pytest.fixture(scope="module")
def term(database):
    """A term that begins far in the future, so that electives may still be chosen."""
    with psycopg.connect(database, autocommit=True) as admin:
        year = admin.execute(
            """insert into curriculum.academic_year (year, name, starts_on, ends_on, current)
               values (2061, '2061/2062', '2061-09-01', '2062-07-01', false) returning id"""
        ).fetchone()[0]
        made = admin.execute(
            """insert into curriculum.term (academic_year_id, season, name, starts_on, ends_on)
               values (%s, '11', '2061 sinov', '2061-09-01', '2062-01-20') returning id""",
            (year,),
        ).fetchone()[0]
        _fill(admin, made)
        return made


def _fill(admin, term):
    """A group of four students that follows an accepted plan with two alternatives of two seats each."""
    curricula = Curricula(admin)
    plan = curricula.plan(PLAN, semesters=1)
    semester = curricula.semester(plan, 1)
    curricula.course(plan, semester, NAMES[0])
    curricula.course(plan, semester, NAMES[1])
    for name in ("Falsafa", "Chet tili"):
        curricula.course(plan, semester, name, kind="12", choice=1, seats=2)
    admin.execute("update curriculum.semester set term_id = %s where id = %s", (term, semester))
    group = admin.execute(
        """insert into students."group" (faculty_id, specialty_id, name, entry_year, education_form, language, active)
           select faculty_id, specialty_id, '61-01', 2061, '11', language, true
             from students."group" where specialty_id = %s limit 1 returning id""",
        (curricula.specialty,),
    ).fetchone()[0]
    admin.execute(
        """update students.student set group_id = %s, status = '11'
            where id in (select id from students.student where specialty_id = %s order by id limit 4)""",
        (group, curricula.specialty),
    )
    admin.execute(
        "insert into curriculum.group_curriculum (faculty_id, curriculum_id, group_id) values (%s, %s, %s)",
        (curricula.faculty, plan, group),
    )
    admin.execute(
        "update curriculum.curriculum set accepted_at = now(), accepted_by = 'test' where id = %s", (plan,)
    )


@pytest.fixture
def nobody_registered(admin, term):
    """Every test begins with a group that takes nothing yet."""
    admin.execute(
        """delete from curriculum.registration where course_id in (
               select c.id from curriculum.course c join curriculum.curriculum p on p.id = c.curriculum_id
                where p.name = %s)""",
        (PLAN,),
    )


@pytest.fixture
def window(qtbot, workplace_of, nobody_registered, term):
    def make(login="dean_geology"):
        made = Registration(workplace_of(login))
        qtbot.addWidget(made)
        made.resize(1366, 640)
        made.show()
        made.term.setCurrentIndex(made.term.findData(term))
        names = [made.groups.item(row, 0).text() for row in range(made.groups.rowCount())]
        made.groups.setCurrentCell(names.index("61-01"), 0)
        return made

    return make


def typed(shown, *texts):
    model = shown.grid.model
    for row, text in enumerate(texts):
        model.setData(model.index(row, 2), text)


def state(shown):
    row = shown.groups.currentRow()
    return [shown.groups.item(row, place).text() for place in (1, 2, 3)]


@pytest.mark.parametrize("login", ["dean_geology", "academic_office"])
def test_compulsory_subjects_are_registered_at_once(window, login):
    shown = window(login)
    assert state(shown) == ["4", "0/8", "0/4"]
    shown.register_group()
    assert shown.message.text() == "Registered: 8 times a student to a subject."
    assert state(shown) == ["4", "8/8 ✓", "0/4"]


def test_an_office_of_several_faculties_tells_groups_of_one_name_apart(window, admin):
    shown = window("academic_office")
    today = admin.execute(
        "select id from curriculum.term where current_date between starts_on and ends_on"
    ).fetchone()[0]
    shown.term.setCurrentIndex(shown.term.findData(today))
    names = [shown.groups.item(row, 0).text() for row in range(shown.groups.rowCount())]
    assert len(names) == len(set(names)) > 1


def test_choices_are_typed_and_counted_before_they_are_saved(window):
    shown = window()
    typed(shown, "Falsafa", "fal", "Chet tili")
    assert "1: Falsafa 2/2" in said(shown)
    shown.save()
    assert shown.message.text() == "Saved: 3 choices."
    assert state(shown)[2] == "3/4"
    typed(shown, "Chet tili")  # one changes the mind: leaves and takes in one step
    shown.save()
    assert "1: Falsafa 1/2" in said(shown)
    assert "1: Chet tili 2/2" in said(shown)


def test_more_than_the_seats_is_refused_by_name_and_nobody_is_moved(window, admin):
    shown = window()
    typed(shown, "Falsafa", "Falsafa", "Falsafa", "Chet tili")
    assert "Falsafa 3/2 ⚠" in said(shown)
    shown.save()
    assert "Falsafa has 2 seats; 1 students would be too many" in shown.message.text()
    assert len(shown.grid.model.unsaved()) == 4
    assert admin.execute(
        """select count(*) from curriculum.registration r
             join curriculum.course c on c.id = r.course_id and c.choice = 1
             join curriculum.curriculum p on p.id = c.curriculum_id and p.name = %s""",
        (PLAN,),
    ).fetchone() == (0,)


def test_typed_choices_of_a_group_wait_while_another_one_is_looked_at(window):
    shown = window()
    typed(shown, "Chet tili")
    here = shown.groups.currentRow()
    shown.groups.setCurrentCell(int(here == 0), 0)
    shown.groups.setCurrentCell(here, 0)
    assert len(shown.grid.model.unsaved()) == 1
    shown.save()
    shown.reload()
    assert not shown.grid.model.unsaved()
