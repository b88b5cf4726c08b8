"""Accounts and rights: who makes them, who must be asked too, and what ends with them."""

import base64
from datetime import timedelta

import psycopg
import pytest
from psycopg import sql

from server_db import people
from server_db.people import Right
from shared.scram import verifier
from tests.server.acting import PASSWORD, new_account, refused, scalar, sign_in

DENIED = "Your role does not allow this."
SELF = "Nobody changes the own rights; ask a colleague."
NO_LOGIN = (
    "A login has 2 to 40 small Latin letters, digits and _, begins with a letter and is not a reserved word."
)
GRANT = "select security.grant_role(%s, %s, %s, null, null)"


@pytest.fixture
def hr(as_person):
    return as_person("hr")


@pytest.fixture
def fresh(hr, admin):
    """The login of a new account; it goes with the test, for logins belong to the whole server."""
    made = []

    def make(login):
        made.append(login)
        new_account(hr, login)
        return login

    yield make
    # What a test left open holds locks on the rows that go now.
    admin.execute("select pg_terminate_backend(pid) from pg_stat_activity "
                  "where datname = current_database() and pid <> pg_backend_pid()")  # fmt: skip
    for login in made:
        admin.execute("update security.account set ended_at = now() where login = %s", [login])
        admin.execute(sql.SQL("drop role {}").format(sql.Identifier(login)))


def unit(admin, code):
    return scalar(admin, "select id from structure.unit where code = %s", code)


def acts(connection, role):
    connection.execute(f"set role {role}")
    return scalar(connection, "select security.acts()")


def change_password(connection, password):
    connection.execute("select security.change_own_password(%s)", [verifier(password)])


def test_a_new_account_gives_no_right(database, fresh):
    with sign_in(database, fresh("newcomer")) as person:
        assert scalar(person, "select count(*) from security.my_roles()") == 0
        with refused(""):
            person.execute("set role hemis_teacher")


def test_a_teacher_sees_nothing_before_the_first_password_is_changed(database, admin, hr, fresh):
    login = fresh("young_teacher")
    assert scalar(hr, GRANT, login, "hemis_teacher", unit(admin, "403-101-01")) is None
    hr.commit()
    with sign_in(database, login) as person:
        assert scalar(person, "select security.sign_in('desk', '1')")["must_change_password"]
        assert not acts(person, "hemis_teacher")
        change_password(person, "Malaxit-Zumrad-9")
        assert acts(person, "hemis_teacher")
    with pytest.raises(psycopg.OperationalError):
        sign_in(database, login)
    sign_in(database, login, "Malaxit-Zumrad-9").close()


def test_an_office_needs_a_second_person(database, admin, as_person, hr, fresh):
    login, dean = fresh("new_dean"), unit(admin, "403-101")
    request = scalar(hr, GRANT, login, "hemis_faculty", dean)
    hr.commit()
    with refused("Another person must decide this.", "HM002"):
        hr.execute("select security.decide(%s, true)", [request])
    hr.rollback()
    second = as_person("hr_second")
    second.execute("select security.decide(%s, true)", [request])
    second.commit()
    with sign_in(database, login) as person:
        change_password(person, PASSWORD)
        person.execute("set role hemis_faculty")
        assert dean in scalar(person, "select security.my_units()")
    with refused("This request has already been decided.", "HM003"):
        second.execute("select security.decide(%s, false)", [request])


def test_a_refused_request_changes_nothing(admin, as_person, hr, fresh):
    login = fresh("not_dean")
    request = scalar(hr, GRANT, login, "hemis_faculty", unit(admin, "403-101"))
    hr.commit()
    second = as_person("hr_second")
    second.execute("select security.decide(%s, false)", [request])
    second.commit()
    assert scalar(admin, "select count(*) from security.membership m join security.account a on a.id = m.account_id "
                         "where a.login = %s", login) == 0  # fmt: skip


def test_two_personnel_officers_alone_make_no_administrator(as_person, hr, fresh):
    login = fresh("would_be_admin")
    request = scalar(hr, GRANT, login, "hemis_admin", None)
    hr.commit()
    with refused("An administrator must take part in this.", "HM002"):
        as_person("hr_second").execute("select security.decide(%s, true)", [request])
    as_person("admin").execute("select security.decide(%s, true)", [request])


def test_an_administrator_always_asks(admin, as_person, fresh):
    login = fresh("asked_for")
    request = scalar(as_person("admin"), GRANT, login, "hemis_teacher", unit(admin, "403-101-01"))
    assert request is not None


@pytest.mark.parametrize("login", ["hr", "admin"])
def test_nobody_raises_the_own_rights(as_person, login):
    me = as_person(login)
    with refused(SELF, "HM002"):
        me.execute(GRANT, [login, "hemis_management", None])
    me.rollback()
    with refused(SELF, "HM002"):
        me.execute("select security.reset_password(%s, %s)", [login, verifier("other")])


@pytest.mark.parametrize("login", ["dean_geology", "accounting", "teacher_mining", "management"])
def test_others_may_not_even_call(as_person, login):
    with refused(""):
        as_person(login).execute(GRANT, ["hr", "hemis_teacher", None])


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ("dean_geology", "The login {login} is already taken."),
        ("postgres", NO_LOGIN),
        ("hemis_x", NO_LOGIN),
        ("pg_x", NO_LOGIN),
        ("public", NO_LOGIN),
    ],
)  # fmt: skip
def test_reserved_and_taken_logins_are_refused(admin, as_person, login, sentence):
    with refused(sentence) if login != "dean_geology" else pytest.raises(psycopg.errors.UniqueViolation):
        as_person("hr").execute("select security.create_account(%s, 'X', null, %s)", [login, verifier("x")])


@pytest.mark.parametrize("login", ["a" * 41, "a", "Ali", "ali-vali", "ali vali"])
def test_a_login_that_is_none_is_refused(as_person, login):
    with refused(None, "23514"):
        as_person("hr").execute("select security.create_account(%s, 'X', null, %s)", [login, verifier("x")])


def test_a_plain_password_is_refused(as_person):
    with refused("The password was not prepared as this server needs it."):
        as_person("hr").execute("select security.create_account('plain', 'X', null, 'Secret-123')")


def test_a_cyrillic_password_signs_in(database, admin):
    people.create_person(admin, "kirill_user", "Пароль-ўқ", "Кирилл", [Right("hemis_hr")])
    try:
        sign_in(database, "kirill_user", "Пароль-ўқ").close()
    finally:
        admin.execute("drop role kirill_user")


def test_an_ended_account_ends_at_once(database, admin, hr, fresh):
    login = fresh("leaver")
    hr.execute(GRANT, [login, "hemis_teacher", unit(admin, "403-101-01")])
    hr.commit()
    person = sign_in(database, login)
    change_password(person, PASSWORD)
    person.execute("set role hemis_teacher")
    assert scalar(hr, "select security.end_account(%s)", login) is None
    hr.commit()
    with pytest.raises(psycopg.OperationalError):
        person.execute("select 1")
    with pytest.raises(psycopg.OperationalError):
        sign_in(database, login)
    assert not scalar(admin, "select pg_has_role(%s, 'hemis_teacher', 'member')", login)
    assert scalar(
        admin, "select rolpassword is null and not rolcanlogin from pg_authid where rolname = %s", login
    )


def test_a_revoked_role_is_gone_with_its_sessions(database, admin, hr, fresh):
    login = fresh("ex_tutor")
    hr.execute(GRANT, [login, "hemis_tutor", None])
    hr.commit()
    with sign_in(database, login) as person:
        change_password(person, PASSWORD)
        assert acts(person, "hemis_tutor")
    right = scalar(admin, "select m.id from security.membership m join security.account a on a.id = m.account_id "
                          "where a.login = %s", login)  # fmt: skip
    hr.execute("select security.revoke_role(%s)", [right])
    hr.commit()
    with sign_in(database, login) as person, refused(""):
        person.execute("set role hemis_tutor")


@pytest.mark.parametrize(("starts", "ends"), [(1, None), (-9, -1)])
def test_a_right_of_another_day_is_none(database, admin, fresh, starts, ends):
    login = fresh(f"other_day_{abs(starts)}")
    today = scalar(admin, "select security.today()")
    right = Right(
        "hemis_hr", None, today + timedelta(starts), None if ends is None else today + timedelta(ends)
    )
    people.give_right(admin, login, right)
    with sign_in(database, login) as person:
        change_password(person, PASSWORD)
        if ends is None:
            assert not acts(person, "hemis_hr")
            assert scalar(person, "select count(*) from employees.employee") == 0
        else:
            with refused(""):
                person.execute("set role hemis_hr")


def test_setting_the_session_time_zone_gains_no_day(database, admin, fresh):
    login = fresh("zone_player")
    tomorrow = scalar(admin, "select security.today()") + timedelta(1)
    people.give_right(admin, login, Right("hemis_hr", None, tomorrow, None))
    with sign_in(database, login) as person:
        change_password(person, PASSWORD)
        person.execute("set timezone to 'Pacific/Kiritimati'")
        assert not acts(person, "hemis_hr")


def test_explain_says_what_is_missing(admin, as_person):
    root = as_person("admin")
    mine = scalar(admin, "select s.id from students.student s join structure.unit u on u.id = s.faculty_id "
                         "where u.code = '403-101' limit 1")  # fmt: skip
    ask = "select security.explain(%s, %s, %s, %s)"
    assert scalar(root, ask, "dean_geology", "hemis_faculty", "students.student", mine)["sees"]
    far = scalar(root, ask, "dean_mining", "hemis_faculty", "students.student", mine)
    assert not far["sees"]
    assert far["reasons"] == ["The record is outside the units or groups of the person in this role."]
    assert scalar(root, ask, "dean_mining", "hemis_hr", "students.student", mine)["reasons"] == [
        "The person does not hold this role."
    ]
    assert scalar(root, ask, "teacher_mining", "hemis_teacher", "students.private", mine)["reasons"] == [
        "The role does not read this table."
    ]
    assert not scalar(root, ask, "hr", "hemis_hr", "students.private", 1)["sees"]


def test_explain_agrees_with_what_is_seen(admin, as_person):
    root = as_person("admin")
    tutor = as_person("tutor_geology")
    seen = {i for (i,) in tutor.execute("select id from students.student")}
    everyone = [i for (i,) in admin.execute("select id from students.student order by id")]
    ask = "select (security.explain('tutor_geology', 'hemis_tutor', 'students.student', %s) -> 'sees')::bool"
    assert {i for i in everyone[::7] if scalar(root, ask, i)} == seen.intersection(everyone[::7])


@pytest.mark.parametrize(
    "password",
    ["Topaz-1", "Пароль-ўқ", "gʻishtʼ koʻp", "ＡＢ１", "a\u00adb", "\u2126 ohm", "\u0627\u0031", ""],
)
def test_our_verifier_is_the_servers(admin, password):
    theirs = admin.pgconn.encrypt_password(password.encode(), b"somebody", b"scram-sha-256").decode()
    salt = base64.b64decode(theirs.split(":")[1].split("$")[0])
    assert verifier(password, salt) == theirs
