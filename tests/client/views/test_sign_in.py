"""Signing in: what a person types, reads and chooses before the work begins."""

import secrets
import threading

import pytest
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton

from client.core.errors import UserError
from client.core.i18n import set_language
from client.core.settings import LOGIN, SERVERS, LocalSettings
from client.core.tasks import InlineTasks, Tasks
from client.data.server.session import Session
from client.data.system import accounts
from client.views.shell.new_password import NewPasswordForm
from client.views.shell.sign_in import SignIn
from server_db.demo.people import BY_LOGIN
from shared.version import SCHEMA
from tests.client.signing_in import sign_in


def connect(server, login, password):
    return Session.sign_in(server, login, password, workstation="test")


@pytest.fixture
def settings(tmp_path):
    set_language("en")
    yield LocalSettings(tmp_path / "settings.json")
    set_language("uz")


@pytest.fixture
def window(qtbot, settings, address):
    """The sign-in window of a workstation that knows no server yet; the sessions it made are closed."""
    made = SignIn(InlineTasks(), settings, connect)
    made.credentials.server.setEditText(address)
    qtbot.addWidget(made)
    made.entered_as = []
    made.entered.connect(lambda session, choice: made.entered_as.append((session, choice)))
    made.show()
    yield made
    made.abandon()
    for session, _choice in made.entered_as:
        session.close()


@pytest.fixture
def newcomer(address, admin):
    """A login with a first password and no role, opened by the personnel office; gone after the test."""
    login = f"newcomer_{secrets.token_hex(4)}"
    office = connect(address, "hr", BY_LOGIN["hr"].password)
    office.act_as("hemis_hr")
    accounts.create(office.gateway, login, "Yangi Xodim", None, "first-word-2026")
    yield login, office.gateway
    office.close()
    admin.execute(f"drop role {login}")


def test_a_person_with_one_role_begins_at_once(window):
    sign_in(window, "dean_geology")
    session, choice = window.entered_as[0]
    assert session.person.name == "Gʻulomov Anvar Karimovich"
    assert choice.title == "Dean's office (Faculty of Geology)"


def test_a_person_with_several_roles_chooses_one_and_is_offered_it_the_next_time(
    window, settings, address, qtbot
):
    sign_in(window, "deputy_geology")
    assert not window.entered_as
    roles = window.findChild(QListWidget)
    titles = [roles.item(row).text() for row in range(roles.count())]
    assert len(titles) > 1
    roles.setCurrentRow(1)
    window.steps.currentWidget().findChild(QPushButton).click()
    assert window.entered_as[0][1].title == titles[1]
    again = SignIn(InlineTasks(), settings, connect, address)
    qtbot.addWidget(again)
    sign_in(again, "deputy_geology")
    assert again.findChild(QListWidget).currentItem().text() == titles[1]
    again.abandon()


@pytest.mark.parametrize(
    ("login", "password", "sentence"),
    [
        ("dean_geology", "wrong", "The login or the password is wrong."),
        ("nobody_at_all", "wrong", "The login or the password is wrong."),
        ("dean_geology", "", "Write your login and your password."),
    ],
)
def test_a_mistake_is_said_in_a_sentence(window, login, password, sentence):
    window.credentials.login.setText(login)
    window.credentials.password.setText(password)
    window.credentials.enter.click()
    assert window.credentials.told.text() == sentence
    assert window.credentials.enter.isEnabled()
    assert not window.entered_as


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ("127.0.0.1:1/hemis", "no database server is running"),
        ("no-such-host.invalid", "no server called"),
        ("two words", "is no address of a server"),
        ("127.0.0.1:{port}/nothing_here", "no HEMIS database"),
    ],
)
def test_a_wrong_server_is_named(window, address, wrong, part):
    port = address.partition(":")[2].partition("/")[0]
    window.credentials.server.setEditText(wrong.format(port=port))
    sign_in(window, "dean_geology")
    assert part in window.credentials.told.text()


@pytest.mark.parametrize(
    ("stored", "part"), [("9999", "too old for it. Install the new version"), ("0000", "upgrade the server")]
)
def test_a_server_of_another_version_is_refused_with_the_cure(program, admin, stored, part):
    admin.execute("update migration.alembic_version set version_num = %s", [stored])
    try:
        started = program()
        sign_in(started.sign_in, "dean_geology")
        assert part in started.sign_in.credentials.told.text()
        assert started.frame is None
    finally:
        admin.execute("update migration.alembic_version set version_num = %s", [SCHEMA])


def test_server_and_login_are_remembered_but_not_the_password(window, settings, address):
    sign_in(window, "dean_geology")
    assert settings.get(SERVERS) == [address]
    assert settings.get(LOGIN) == "dean_geology"
    assert BY_LOGIN["dean_geology"].password not in settings.path.read_text()


def test_a_first_password_is_changed_before_anything_else(window, newcomer, address):
    login, hr = newcomer
    accounts.grant(hr, login, "hemis_teacher", None, hr.scalar("select security.today()"), None)
    sign_in(window, login, "first-word-2026")
    assert not window.entered_as
    form = window.findChild(NewPasswordForm)
    form.first.setText("toʻrt soʻzli parol 7")
    form.second.setText("toʻrt soʻzli parol 7")
    window.steps.currentWidget().findChild(QPushButton).click()
    assert window.entered_as[0][1].role == "hemis_teacher"
    with pytest.raises(UserError):
        connect(address, login, "first-word-2026")
    connect(address, login, "toʻrt soʻzli parol 7").close()


def test_a_person_without_a_role_is_told_whom_to_ask(window, newcomer, admin):
    login, _hr = newcomer
    admin.execute("update security.account set must_change_password = false where login = %s", [login])
    sign_in(window, login, "first-word-2026")
    assert window.credentials.told.text().startswith("You hold no role today.")


def test_an_ended_account_is_told_so(window, newcomer):
    login, hr = newcomer
    accounts.end(hr, login)
    sign_in(window, login, "first-word-2026")
    assert window.credentials.told.text()
    assert not window.entered_as


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("short", "short", "A password has at least 10 characters."),
        ("my hr_clerk words", "my hr_clerk words", "A password does not contain the login."),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "This password is easily guessed."),
        ("four words of mine", "four words of", "The two passwords are not the same yet."),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(qtbot, settings, first, second, said):
    form = NewPasswordForm("hr_clerk")
    qtbot.addWidget(form)
    form.first.setText(first)
    form.second.setText(second)
    assert form.told.text().startswith(said)
    assert form.password() == ""


def test_the_window_answers_while_the_server_is_slow(qtbot, settings, address):
    answer, sessions = threading.Event(), []

    def slowly(server, login, password):
        answer.wait(10)
        sessions.append(connect(server, login, password))
        return sessions[-1]

    tasks = Tasks()
    window = SignIn(tasks, settings, slowly)
    qtbot.addWidget(window)
    window.show()
    window.credentials.server.setEditText(address)
    sign_in(window, "dean_geology")
    assert window.credentials.cancel.isVisible()
    window.credentials.cancel.click()
    assert window.credentials.enter.isEnabled()
    answer.set()
    qtbot.waitUntil(lambda: bool(sessions))
    tasks.close()
    assert window.steps.currentWidget() is window.credentials
    sessions[0].close()


def test_demonstration_people_sign_in_with_a_click(program):
    started = program()
    listed = started.sign_in.credentials.people
    texts = [listed.topLevelItem(row).text(0) for row in range(listed.topLevelItemCount())]
    row = next(row for row, text in enumerate(texts) if "dean_geology" in text)
    listed.setCurrentItem(listed.topLevelItem(row))
    started.sign_in.credentials.enter.click()
    assert started.frame.choice.role == "hemis_faculty"


def test_what_was_typed_stays_when_the_focus_passes_the_demonstration_people(program):
    form = program().sign_in.credentials
    form.login.setText("registrar")
    form.people.setFocus()
    QApplication.processEvents()
    assert form.people.currentItem() is not None  # the list does so by itself
    assert form.login.text() == "registrar"


def test_the_language_is_changed_before_signing_in(program):
    started = program("en")
    assert started.sign_in.credentials.enter.text() == "Sign in"
    started.sign_in.language_chosen.emit("uz")
    assert started.sign_in.credentials.enter.text() == "Kirish"


def test_another_language_keeps_what_was_typed_but_not_the_password(program):
    started = program()
    form = started.sign_in.credentials
    form.server.setEditText("hemis.example.uz")
    form.login.setText("dean_geology")
    form.password.setText("Granit")
    started.sign_in.language_chosen.emit("ru")
    again = started.sign_in.credentials
    assert again is not form
    assert (again.server.currentText(), again.login.text()) == ("hemis.example.uz", "dean_geology")
    assert again.password.text() == ""


def test_a_sign_in_is_noted_with_its_workstation(window, admin, address):
    sign_in(window, "dean_mining")
    row = admin.execute(
        "select workstation from security.sign_in where login = 'dean_mining' order by id desc limit 1"
    ).fetchone()
    assert row == ("test",)
