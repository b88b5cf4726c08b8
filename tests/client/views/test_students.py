"""The windows of students: lists, the card, entering a student with everything at once."""

import re
from datetime import date
from random import Random

import pytest
from PySide6.QtWidgets import QApplication

from client.core.errors import Unavailable
from client.core.i18n import set_language
from client.data.records import private
from client.data.records.list_filters import Filter
from client.views.students import MODULE
from client.views.students.card import student_card
from client.views.students.enrolment import Enrolment
from client.views.students.lists import BASE
from client.widgets.record_form import FormDialog
from client.widgets.record_form.photo_part import PhotoPart
from client.widgets.record_form.private_part import PrivatePart
from client.widgets.record_list import RecordList
from server_db.demo.photos import draw_photo
from shared import pinfl
from shared.models.students import Private
from tests.client.reach import act, button, said, tab


@pytest.fixture
def window(qtbot, workplace_of):
    def make(key, login="dean_geology", **arguments):
        found = next(each for each in MODULE.windows if each.key == key)
        made = found.make(workplace_of(login), **arguments)
        qtbot.addWidget(made)
        made.resize(1366, 700)
        made.show()
        return made

    return make


@pytest.fixture
def student(workplace):
    return workplace.gateway.scalar(
        "select id from students.student where status = '11' order by sort_key limit 1"
    )


def field(card, name):
    parts = (part.fields for part in card.parts if getattr(part, "fields", None) is not None)
    return next(fields.fields[name] for fields in parts if name in fields.fields)


def part(card, kind):
    return next(each for each in card.parts if isinstance(each, kind))


def fill(card, **values):
    for name, value in values.items():
        field(card, name).put(value)
        field(card, name).changed.emit()


@pytest.mark.parametrize(
    ("key", "login", "count"),
    [
        ("special", "dean_geology", "select count(*) from students.specialty where faculty_id = :f"),
        (
            "qualification",
            "dean_geology",
            "select count(*) from students.qualification where faculty_id = :f",
        ),
        ("group", "dean_geology", 'select count(*) from students."group" where faculty_id = :f'),
        (
            "student",
            "dean_geology",
            "select count(*) from students.student where faculty_id = :f and merged_into_id is null",
        ),
        (
            "student-contingent",
            "dean_geology",
            "select count(*) from students.student where faculty_id = :f and status in ('11', '13', '15')",
        ),
        ("student-award", "dean_geology", "select count(*) from students.award where faculty_id = :f"),
    ],
)
def test_the_deans_office_sees_its_own_in_every_list(window, admin, key, login, count):
    shown = window(key, login)
    faculty = admin.execute("select id from structure.unit where code = '403-101'").fetchone()[0]
    expected = admin.execute(count.replace(":f", str(faculty))).fetchone()[0]
    assert shown.rows.rowCount() == expected > 0


def test_a_tutor_sees_the_students_of_the_own_groups(window, admin):
    shown = window("student-contingent", "tutor_geology")
    groups = {shown.rows.row(place)[3] for place in range(min(shown.rows.rowCount(), 200))}
    own = {
        row[0]
        for row in admin.execute(
            """select g.name from students.tutor_group t join students."group" g on g.id = t.group_id
               join security.account a on a.employee_id = t.employee_id where a.login = 'tutor_geology'
               and t.starts_on <= current_date and (t.ends_on is null or t.ends_on >= current_date)"""
        )
    }
    assert groups
    assert groups <= own


@pytest.mark.parametrize("login", ["teacher_mineralogy", "head_mineralogy"])
def test_who_teaches_sees_the_students_taught_and_nothing_private_of_them(window, admin, login):
    shown = window("student-contingent", login)
    paths = [column.path for column in shown.rows.columns]
    assert not {"birth_date", "gender", "nationality", "payment_form"} & set(paths)
    seen = {
        shown.rows.row(place)[paths.index("group") + 2] for place in range(min(shown.rows.rowCount(), 200))
    }
    taught = {
        name
        for (name,) in admin.execute(
            """select g.name from teaching.part p join students."group" g on g.id = p.group_id
               join teaching.class c on c.id = p.class_id left join teaching.assignment a on a.class_id = c.id
               join security.account o on o.login = %s left join security.membership m on m.account_id = o.id
               where a.employee_id = o.employee_id or (m.role like '%%head' and c.department_id = m.unit_id)""",
            [login],
        )
    }
    assert seen
    assert seen <= taught


@pytest.mark.parametrize("language", ["oz", "ru"])
@pytest.mark.parametrize("login", ["teacher_mineralogy", "head_mineralogy"])
def test_who_teaches_sees_the_students_taught_in_cyrillic_too(window, login, language):
    set_language(language)
    assert window("student-contingent", login).rows.rowCount() > 0


def test_the_personnel_office_sees_names_groups_and_status_only(qtbot, workplace_of):
    shown = RecordList(workplace_of("hr"), BASE)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.rows.rowCount() > 0
    assert {column.path for column in shown.rows.columns} == {"full_name", "number", "group", "status"}


def test_the_card_shows_the_person_and_the_photo(window, student):
    card = window("student-card", record_id=student)
    assert card.title == field(card, "surname").value() + " " + field(card, "given_name").value() + (
        f" {field(card, 'patronymic').value()}" if field(card, "patronymic").value() else ""
    )
    assert part(card, PhotoPart).editor.image()


def test_the_state_of_study_is_read_only_and_says_who_changes_it(window, student):
    card = window("student-card", record_id=student)
    assert not field(card, "group_id").writable
    assert not field(card, "status").writable
    assert re.search(r"\d\d-\d\d", said(field(card, "group_id")))
    assert "only orders change it" in card.spec.tabs[1].note


def test_private_data_is_closed_until_asked_for_and_the_look_is_logged(window, student, admin):
    before = admin.execute("select count(*) from security.reading").fetchone()[0]
    card = window("student-card", record_id=student)
    secret = part(card, PrivatePart)
    assert secret.fields is None
    assert admin.execute("select count(*) from security.reading").fetchone()[0] == before
    secret.read()
    assert field(card, "pinfl").value()
    assert admin.execute("select count(*) from security.reading").fetchone()[0] == before + 1


def test_a_tutor_is_not_offered_private_data(window, workplace_of):
    tutor = workplace_of("tutor_geology")
    record = tutor.gateway.scalar("select id from students.student limit 1")
    card = window("student-card", "tutor_geology", record_id=record)
    assert not button(card, "Show private data").isVisibleTo(card)
    assert not act(card, "Save").isEnabled()


def test_private_data_is_changed_with_the_card(window, student, workplace):
    card = window("student-card", record_id=student)
    part(card, PrivatePart).read()
    fill(card, address="Toshkent, Olimlar 64", patronymic="Changed")
    card.save()
    assert private.read(workplace.gateway, Private, [student])[0]["address"] == "Toshkent, Olimlar 64"
    assert field(card, "patronymic").value() == "Changed"


def test_private_input_that_comes_back_waits_until_the_data_are_shown(window, student, monkeypatch):
    """Its reading is refused, the card cannot be saved over it, and nothing of it is lost."""

    def away(*_arguments):
        raise Unavailable("The server does not answer.")

    card = window("student-card", record_id=student)
    secret = part(card, PrivatePart)
    with monkeypatch.context() as patch:
        patch.setattr(private, "read", away)
        secret.bring_back({"values": {"address": "Toshkent, Olimlar 5"}})
        assert "does not answer" in said(tab(card, "Private data"))
    card.save()
    assert "What you typed here waits" in said(tab(card, "Private data"))
    button(card, "Show private data").click()
    assert field(card, "address").value() == "Toshkent, Olimlar 5"
    card.save()
    assert not secret.is_changed()


def new_student(card, workplace, surname):
    """Fill in everything that entering a student needs; the number is given by the server."""
    group = workplace.gateway.one(
        'select id, specialty_id, faculty_id from students."group" where active order by id limit 1'
    )
    fill(
        card,
        surname=surname,
        given_name="Talaba",
        birth_date=date(2007, 3, 4),
        gender="11",
        group_id=group[0],
        specialty_id=group[1],
        faculty_id=group[2],
        education_type="11",
        education_form="11",
        payment_form="11",
        language="11",
        course="11",
        semester="11",
        entry_year=2025,
    )


def test_a_student_is_entered_with_private_data_and_photo_at_once(window, workplace, admin):
    card = window("student-card", record_id=None)
    new_student(card, card.workplace, "Yangiyev")
    fill(card, pinfl=pinfl.make(date(2007, 3, 4), "11", 101, 77), phone="+998 90 111 22 33")
    photo = part(card, PhotoPart)
    photo.editor.set_image(draw_photo("YT", woman=False, random=Random(1)))  # noqa: S311 - a drawing
    card.save()
    assert card.record_id is not None, card.message.text()
    row = admin.execute(
        """select s.full_name, p.phone, octet_length(f.image) > 0 from students.student s
           join students.private p on p.student_id = s.id join students.photo f on f.student_id = s.id
           where s.surname = 'Yangiyev' and s.number ~ '^4032511'"""
    ).fetchone()
    assert row == ("Yangiyev Talaba", "+998 90 111 22 33", True)
    assert card.title == "Yangiyev Talaba"
    assert card.tabs.isTabEnabled(card.tabs.count() - 1)


def test_a_refused_pinfl_leaves_no_half_student(window, workplace, student, admin):
    taken, year = admin.execute(
        "select p.pinfl, p.entry_year from students.private p where p.student_id = %s", [student]
    ).fetchone()
    card = window("student-card", record_id=None)
    new_student(card, card.workplace, "Yarimov")
    fill(card, pinfl=taken, entry_year=year)
    card.save()
    assert "A student with this PINFL has already entered" in field(card, "pinfl").complaint()
    assert card.tabs.tabText(card.tabs.currentIndex()) == "Private data"
    assert admin.execute("select count(*) from students.student where surname = 'Yarimov'").fetchone()[0] == 0


def test_every_tab_of_the_card_opens(window, student):
    card = window("student-card", record_id=student)
    for place in range(card.tabs.count()):
        card.tabs.setCurrentIndex(place)
        assert not card.message.isVisible()
    assert isinstance(tab(card, "Awards"), RecordList)


def test_an_award_is_added_on_the_card_of_the_student(window, student, admin):
    card = window("student-card", record_id=student)
    awards = tab(card, "Awards")
    QApplication.processEvents()
    before = awards.rows.rowCount()
    awards.acts["add"].trigger()
    form = awards.findChild(FormDialog).form
    kind = form.workplace.catalogue.items("h_student_success")[0].code
    fill(form, kind=kind, awarded_on=date(2026, 5, 1))
    form.save()
    assert awards.rows.rowCount() == before + 1
    stored = admin.execute("select student_id from students.award order by id desc limit 1").fetchone()[0]
    assert stored == student


def test_choosing_a_group_shows_its_students_and_fills_the_study_of_the_next_one(qtbot, workplace):
    registration = Enrolment(workplace)
    qtbot.addWidget(registration)
    registration.show()
    group = workplace.gateway.one(
        'select id, specialty_id, entry_year from students."group" order by id limit 1'
    )
    registration.choose(group[0])
    count = workplace.gateway.scalar("select count(*) from students.student where group_id = :g", g=group[0])
    QApplication.processEvents()
    assert registration.students.rows.rowCount() == count
    registration.students.acts["add"].trigger()
    key, arguments = workplace.navigator.opened[-1]
    assert key == "student-card"
    arguments.pop("neighbour")
    card = student_card(workplace, **arguments)
    qtbot.addWidget(card)
    card.show()
    assert field(card, "group_id").value() == group[0]
    assert field(card, "specialty_id").value() == group[1]
    assert field(card, "entry_year").value() == group[2]
    assert field(card, "course").value() == "11"
    assert not card.is_changed()


def test_chosen_students_go_to_the_window_of_references(window):
    shown = window("student")
    shown.table.selectRow(0)
    shown.act(shown.spec.actions[0])
    key, arguments = shown.workplace.navigator.opened[-1]
    assert key == "reference"
    assert arguments["student_ids"] == [shown.rows.record_id(0)]


def test_the_whole_list_can_be_read_in_every_language(window):
    texts = set()
    for code in ("uz", "oz", "ru", "en"):
        set_language(code)
        shown = window("student")
        QApplication.processEvents()
        texts.add(shown.rows.text(0, 3))
        assert shown.rows.rowCount() >= 300
    assert len(texts) > 1


def test_a_list_may_begin_with_filters(window):
    shown = window("student", filters=[Filter("course", "one_of", ("11",)).to_json()])
    assert shown.search.describe()
    assert 0 < shown.rows.rowCount() < 200
