"""What every table keeps by itself: versions, codes, history; and the rules of units, photos, files and words."""

import pytest
from psycopg.errors import (
    CheckViolation,
    ForeignKeyViolation,
    GeneratedAlways,
    InsufficientPrivilege,
    RestrictViolation,
)

from server_db import check_server
from server_db.standard import relation
from shared.models.everything import MODELS
from shared.models.record import Record
from tests.server.acting import announce, column, refused, scalar

PNG = b"\x89PNG\r\n\x1a\nrest"
STUDENT = """insert into students.student (number, surname, given_name, birth_date, gender, faculty_id, specialty_id,
    group_id, education_type, education_form, payment_form, language, course, semester, entry_year)
    select %(number)s, 'Gʻulomov', 'Anvar', '2005-01-01', %(gender)s, faculty_id, specialty_id, id, '11', '11', '11',
           '11', '11', '11', 2024 from students."group" order by id limit 1 returning id"""
ONE = "select id, row_version, surname, faculty_id from students.student order by id limit 1"


@pytest.fixture
def hr(as_person):
    return as_person("hr")


def last_change(connection, relation, record):
    return connection.execute(
        "select action, before, after, login, role, unit_id from audit.change where relation = %s and record_id = %s "
        "order by id desc limit 1",
        [relation, record],
    ).fetchone()


def enrol(dean, number=None, gender="11"):
    return dean.execute(STUDENT, {"number": number, "gender": gender}).fetchone()[0]


def test_every_save_counts_the_version(dean):
    student, version, *_ = dean.execute(ONE).fetchone()
    save = "update students.student set surname = %s where id = %s and row_version = %s returning row_version"
    assert scalar(dean, save, "Yangi", student, version) == version + 1
    assert scalar(dean, save, "Boshqa", student, version) is None


@pytest.mark.parametrize(
    "name", ["id", "row_version", "full_name", "faculty_id", "group_id", "status", "course"]
)
def test_identity_version_and_state_are_not_for_updating(dean, name):
    with pytest.raises((InsufficientPrivilege, GeneratedAlways)):
        dean.execute(f"update students.student set {name} = {name}")


def test_the_history_keeps_what_changed_and_by_whom(dean):
    student, _, surname, faculty = dean.execute(ONE).fetchone()
    dean.execute(
        "update students.student set surname = 'Yangi', given_name = given_name where id = %s", [student]
    )
    action, before, after, login, role, unit = last_change(dean, "students.student", student)
    assert (action, before, after) == ("update", {"surname": surname}, {"surname": "Yangi"})
    assert (login, role, unit) == ("dean_geology", "hemis_faculty", faculty)


def test_what_an_update_changed_is_told_whatever_it_was(dean):
    """Nothing becomes something and the other way round, letters and days are told as the row has them."""
    student = dean.execute(ONE).fetchone()[0]
    told = "select surname, patronymic, birth_date::text, cyrillic_name from students.student where id = %s"
    before = dean.execute(told, [student]).fetchone()
    change = (
        "update students.student set surname = 'Oʻktam', patronymic = %s, birth_date = '2004-02-29',"
        " cyrillic_name = 'Ўктам' where id = %s"
    )
    dean.execute(change, [None if before[1] else "Aliyevich", student])
    after = dean.execute(told, [student]).fetchone()
    names = ("surname", "patronymic", "birth_date", "cyrillic_name")
    assert last_change(dean, "students.student", student)[1:3] == tuple(
        dict(zip(names, values, strict=True)) for values in (before, after)
    )


def test_the_history_of_every_table_can_be_written(admin):
    for model in MODELS:
        if issubclass(model, Record):
            admin.execute(f"update {relation(model)} set row_version = row_version where false")


def test_a_save_without_change_leaves_no_trace(dean):
    student = dean.execute(ONE).fetchone()[0]
    dean.execute("update students.student set surname = surname where id = %s", [student])
    assert last_change(dean, "students.student", student) is None


def test_private_values_are_not_in_the_history(dean, admin):
    announce(dean, "31234567890123")
    student = enrol(dean)
    dean.execute('select students.write_private(%s, 0, \'{"pinfl": "31234567890123"}\')', [student])
    dean.commit()
    try:
        row = admin.execute("select after from audit.change where relation = 'students.private' "
                            "order by id desc limit 1").fetchone()[0]  # fmt: skip
        assert row == {"pinfl": None, "student_id": student, "entry_year": None}
    finally:
        admin.execute("delete from students.private where student_id = %s", [student])
        admin.execute("delete from students.student where id = %s", [student])


def test_the_history_of_a_photo_is_its_digest(hr, admin):
    employee = scalar(admin, "insert into employees.employee (number, surname, given_name) "
                             "values ('4039900099', 'A', 'B') returning id")  # fmt: skip
    try:
        hr.execute("insert into employees.photo (employee_id, image) values (%s, %s)", [employee, PNG])
        photo = scalar(hr, "select id from employees.photo where employee_id = %s", employee)
        assert len(last_change(hr, "employees.photo", photo)[2]["image"]) == 64
    finally:
        hr.rollback()
        admin.execute("delete from employees.employee where id = %s", [employee])


@pytest.mark.parametrize(
    "statement",
    [
        "delete from audit.change",
        "update audit.change set login = 'x'",
        "truncate audit.change",
        "insert into audit.change (login, transaction, relation, action) values ('x', '1', 'x', 'insert')",
    ],
)
@pytest.mark.parametrize("login", ["admin", "hr", "dean_geology"])
def test_nobody_alters_the_history(as_person, login, statement):
    with pytest.raises(InsufficientPrivilege):
        as_person(login).execute(statement)


def test_the_history_of_a_record_is_for_who_may_read_it(admin, as_person):
    student = scalar(admin, "select s.id from students.student s join structure.unit u on u.id = s.faculty_id "
                            "where u.code = '403-101' order by s.id limit 1")  # fmt: skip
    history = "select action, after from audit.history('students.student', %s)"
    rows = as_person("registrar").execute(history, [student]).fetchall()
    assert rows
    assert rows[0][0] == "insert"
    assert "birth_date" in rows[0][1]
    assert as_person("dean_mining").execute(history, [student]).fetchall() == []
    assert as_person("teacher_mining").execute(history, [student]).fetchall() == []
    assert "birth_date" not in as_person("hr").execute(history, [student]).fetchone()[1]


def test_an_unknown_code_is_refused_on_entry_and_on_change(dean):
    sentence = "The classifier {classifier} has no code {code} in use."
    with refused(sentence):
        enrol(dean, gender="99")
    dean.rollback()
    with refused(sentence):
        dean.execute(
            "update students.student set nationality = 'nobody' where id = (select min(id) from students.student)"
        )


def test_a_code_switched_off_stays_where_it_is(dean, admin):
    student = dean.execute(ONE).fetchone()[0]
    off = ("update classifiers.item i set active = %s from classifiers.classifier c "
           "where c.id = i.classifier_id and c.code = 'h_gender'")  # fmt: skip
    admin.execute(off, [False])
    try:
        dean.execute("update students.student set surname = 'Yangi' where id = %s", [student])
        with refused("The classifier {classifier} has no code {code} in use."):
            enrol(dean)
    finally:
        dean.rollback()
        admin.execute(off, [True])


def test_national_and_used_codes_are_not_deleted(as_person):
    office = as_person("academic_office")
    with refused("A national code is not deleted; switch it off instead."):
        office.execute("delete from classifiers.item where code = '11'")
    office.rollback()
    own = scalar(
        office, "insert into classifiers.classifier (code, name_uz) values ('own_list', 'X') returning id"
    )
    office.execute(
        "insert into classifiers.item (classifier_id, code, name_uz) values (%s, '1', 'Bir')", [own]
    )
    office.execute("delete from classifiers.item where classifier_id = %s", [own])
    office.execute("delete from classifiers.classifier where id = %s", [own])
    with refused("A national classifier is not deleted."):
        office.execute("delete from classifiers.classifier where code = 'h_gender'")


def test_a_unit_is_never_part_of_itself(hr):
    faculty, department = column(
        hr, "select id from structure.unit where code in ('403-101', '403-101-01') order by code"
    )
    with refused("A unit cannot be part of itself or of what lies below it."):
        hr.execute("update structure.unit set parent_id = %s where id = %s", [department, faculty])


@pytest.mark.parametrize(
    ("code", "change", "sentence"),
    [
        ("403-101", "active = false", "The unit has parts that are in use."),
        ("403-101-01", "active = false", "People hold positions in this unit."),
        ("403-101", "kind = '12'", "A faculty with specialties stays a faculty."),
    ],
)
def test_a_unit_in_use_stays_what_it_is(hr, code, change, sentence):
    with refused(sentence):
        hr.execute(f"update structure.unit set {change} where code = %s", [code])


def test_a_faculty_with_groups_is_not_switched_off(hr, admin):
    hr.execute("update structure.unit set parent_id = null where parent_id = "
               "(select id from structure.unit where code = '403-101')")  # fmt: skip
    with refused("The faculty has groups that are in use."):
        hr.execute("update structure.unit set active = false where code = '403-101'")


def test_a_specialty_belongs_to_a_faculty(dean, admin):
    department = scalar(admin, "select id from structure.unit where code = '403-101-01'")
    with refused("A specialty belongs to a faculty, not to another kind of unit."):
        dean.execute("insert into students.specialty (faculty_id, code, education_type, name_uz) "
                     "values (%s, '60530999', '11', 'X')", [department])  # fmt: skip


def test_a_group_with_students_keeps_its_specialty(dean):
    with pytest.raises((ForeignKeyViolation, RestrictViolation)):
        dean.execute("""update students."group" g set specialty_id = (
            select id from students.specialty s where s.id <> g.specialty_id limit 1)""")


def test_a_photo_is_a_picture(dean):
    student, _, _, _faculty = dean.execute(ONE).fetchone()
    with pytest.raises(CheckViolation):
        dean.execute(
            "update students.photo set image = %s where student_id = %s", [b"MZ an executable", student]
        )
    dean.rollback()
    assert (
        dean.execute("update students.photo set image = %s where student_id = %s", [PNG, student]).rowcount
        == 1
    )


def test_words_follow_the_name_the_number_and_the_group(dean, admin):
    student = enrol(dean)
    words = "select word from students.search_word where student_id = %s"
    number = scalar(dean, "select number from students.student where id = %s", student)
    assert set(column(dean, words, student)) == {"gulomov", "anvar", number}
    dean.execute("update students.student set surname = 'Qodirov' where id = %s", [student])
    assert set(column(dean, words, student)) == {"kodirov", "anvar", number}
    found = "select student_id from students.search_word where word ^@ naming.fold(%s)"
    assert student in column(dean, found, "Қодир")
    dean.rollback()
    assert column(dean, words, student) == []


def test_notes_are_signed_by_the_server_and_read_with_the_record(as_person, dean):
    student = dean.execute(ONE).fetchone()[0]
    add = ("insert into system.note (relation, record_id, body) "
           "values ('students.student', %s, 'Bir eslatma') returning author")  # fmt: skip
    assert scalar(dean, add, student) == "dean_geology"
    with pytest.raises(InsufficientPrivilege):
        dean.execute(
            "insert into system.note (relation, record_id, author, body) values ('students.student', 1, 'hr', 'x')"
        )
    with pytest.raises(InsufficientPrivilege):
        as_person("dean_mining").execute(add, [student])
    with pytest.raises(InsufficientPrivilege):
        as_person("dean_mining").execute(
            "insert into system.note (relation, record_id, body) values ('students.student; drop table x', 1, 'x')"
        )


def test_files_are_for_who_may_change_the_record(as_person, dean, admin):
    student = dean.execute(ONE).fetchone()[0]
    add = ("insert into system.attachment (relation, record_id, name, media_type, content) "
           "values ('students.student', %s, 'a.pdf', 'application/pdf', %s)")  # fmt: skip
    dean.execute(add, [student, b"%PDF-1.7 x"])
    dean.commit()
    try:
        files = "select count(*) from system.attachment"
        assert scalar(dean, files) == 1
        assert [scalar(as_person(who), files) for who in ("registrar", "dean_mining", "admin")] == [0, 0, 0]
        with pytest.raises(InsufficientPrivilege):
            as_person("registrar").execute(add, [student, b"%PDF-1.7 x"])
        with pytest.raises(CheckViolation):
            dean.execute(add, [student, PNG])
    finally:
        dean.rollback()
        admin.execute("delete from system.attachment")


NOT_LATIN = "“{name}” has letters that are not Latin. Write the name in Latin, as the passport has it."


@pytest.mark.parametrize("name", ["Ӯktamov", "Әlimov", "Kаrimov", "Каримов", "Αlexis", "陳"])
@pytest.mark.parametrize("who", ["dean", "admin"])
def test_no_latin_name_holds_another_letter_whoever_writes_it(request, who, name):
    person = request.getfixturevalue(who)
    change = "update students.student set surname = %s where id = (select min(id) from students.student)"
    with person.transaction(force_rollback=True), refused(NOT_LATIN):
        person.execute(change, [name])
    with person.transaction(force_rollback=True):
        person.execute(change, ["Çelik-Oʻrinboyev"])


def test_no_new_employee_has_a_name_of_other_letters(admin):
    new = "insert into employees.employee (number, surname, given_name) values ('9999999999', 'Aliyev', 'Аnvar')"
    with admin.transaction(force_rollback=True), refused(NOT_LATIN):
        admin.execute(new)


def test_a_name_from_before_stays_until_it_is_changed_and_is_counted(dean, admin):
    with admin.transaction(force_rollback=True):
        admin.execute("alter table students.student disable trigger require_latin")
        row = admin.execute(
            "update students.student set surname = 'Әlimov' where id = (select min(id) from students.student) "
            "returning id, number"
        ).fetchone()
        admin.execute("alter table students.student enable trigger require_latin")
        admin.execute("update students.student set semester = semester where id = %s", [row[0]])
        assert (
            f"The Latin names of 1 students have letters that are not Latin: {row[1]}. Correct them."
            in set(check_server.advice(admin))
        )
