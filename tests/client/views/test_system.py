"""Accounts, rights, second persons, journals, classifiers, settings and backups as those who run them."""

import secrets

import pytest
from PySide6.QtWidgets import QGroupBox, QLineEdit, QMessageBox, QTreeWidget

from client.core.errors import UserError
from client.data.server.session import Session
from client.views.system.account_card import AccountCard
from client.views.system.grant import Grant
from client.views.system.new_account import NewAccount
from client.views.system.password_slip import PasswordSlip
from client.widgets.record_list import RecordList
from server_db.demo.people import BY_LOGIN
from tests.client.held_tasks import HeldTasks


@pytest.fixture
def employee(admin):
    """An employee without an account, and afterwards without a login."""
    number, name = admin.execute(
        "select e.id, e.full_name from employees.employee e "
        "where not exists (select from security.account a where a.employee_id = e.id) order by e.id desc limit 1"
    ).fetchone()
    yield number, name
    for (login,) in admin.execute(
        "select login from security.account where employee_id = %s", [number]
    ).fetchall():
        admin.execute(
            "delete from security.membership where account_id in (select id from security.account where login = %s)",
            [login],
        )
        admin.execute("delete from security.account where login = %s", [login])
        admin.execute(f"drop role if exists {login}")


def opened(frame, key, **arguments):
    frame.open(key, **arguments)
    return frame.pages.current().content


def press(widget, text):
    """Press the button of the question that is open."""
    question = widget.findChildren(QMessageBox)[-1]
    next(button for button in question.buttons() if button.text() == text).click()


def account_for(frame, employee):
    """Open an account for the employee as the personnel office does; return its login and password."""
    card = opened(frame, "employee-account", record_id=employee[0])
    card.open_account.click()
    dialog = card.findChild(NewAccount)
    assert dialog.name.text() == employee[1]
    dialog.login.setText(f"{dialog.login.text()[:20]}_{secrets.token_hex(2)}")
    dialog.buttons.accepted.emit()
    slip = card.findChild(PasswordSlip)
    texts = [line.text() for line in slip.findChildren(QLineEdit)]
    slip.reject()
    return card, texts[0], texts[1]


def test_the_personnel_office_opens_an_account_with_a_password_shown_once(signed_in, employee, address):
    card, login, password = account_for(signed_in("hr").frame, employee)
    assert card.name.text() == employee[1]
    assert "first password has not been changed" in card.state_.text()
    session = Session.sign_in(address, login, password)
    assert session.person.must_change_password
    session.close()


def test_the_login_is_suggested_from_the_name(signed_in, employee):
    frame = signed_in("hr").frame
    card = opened(frame, "employee-account", record_id=employee[0])
    card.open_account.click()
    surname = employee[1].split()[0].lower().replace("ʻ", "").replace("ʼ", "")
    assert card.findChild(NewAccount).login.text().startswith(surname)


def test_a_taken_login_is_refused_under_the_fields(signed_in, employee):
    card = opened(signed_in("hr").frame, "employee-account", record_id=employee[0])
    card.open_account.click()
    dialog = card.findChild(NewAccount)
    dialog.login.setText("dean_geology")
    dialog.buttons.accepted.emit()
    assert dialog.told.text()
    assert dialog.isVisible()


def grant(card, role, unit_id=None):
    card.grant.click()
    dialog = card.findChild(Grant)
    dialog.role.setCurrentIndex(dialog.role.findData(role))
    if unit_id is not None:
        dialog.unit.set_value(unit_id, "unit")
    dialog.buttons.accepted.emit()
    return dialog


def test_a_teacher_is_made_by_one_person_an_accountant_by_two(signed_in, employee, admin):
    card, login, _password = account_for(signed_in("hr").frame, employee)
    grant(card, "hemis_teacher")
    assert card.message.text() == "Done."
    assert card.rights.topLevelItem(0).text(0) == "Teacher"
    grant(card, "hemis_accounting")
    assert card.message.text().startswith("Asked for.")
    assert card.rights.topLevelItemCount() == 1

    second = opened(signed_in("hr_second").frame, "request")
    second.table.go_to(0)
    accept = next(action for action in second.actions() if action.text() == "Accept")
    accept.trigger()
    roles = admin.execute(
        "select m.role from security.membership m join security.account a on a.id = m.account_id "
        "where a.login = %s order by m.role",
        [login],
    ).fetchall()
    assert roles == [("hemis_accounting",), ("hemis_teacher",)]


def test_nobody_accepts_the_own_request(signed_in, employee):
    frame = signed_in("hr").frame
    card, _login, _password = account_for(frame, employee)
    grant(card, "hemis_registrar")
    requests = opened(frame, "request")
    requests.table.go_to(0)
    next(action for action in requests.actions() if action.text() == "Accept").trigger()
    assert frame.message.text() == "Another person must decide this."


def test_a_role_for_a_unit_without_a_unit_is_refused_in_the_dialog(signed_in, employee):
    card, _login, _password = account_for(signed_in("hr").frame, employee)
    dialog = grant(card, "hemis_faculty")
    assert dialog.told.text() == "This role needs a unit."
    assert dialog.isVisible()


def test_a_right_is_taken_away(signed_in, employee):
    card, _login, _password = account_for(signed_in("hr").frame, employee)
    grant(card, "hemis_teacher")
    card.rights.setCurrentItem(card.rights.topLevelItem(0))
    card.revoke.click()
    press(card, "Take away")
    assert card.rights.topLevelItemCount() == 0


def test_a_forgotten_password_is_replaced(signed_in, employee, address):
    card, login, password = account_for(signed_in("hr").frame, employee)
    card.reset.click()
    press(card, "Give a new password")
    slip = card.findChildren(PasswordSlip)[-1]
    fresh = [line.text() for line in slip.findChildren(QLineEdit)][1]
    with pytest.raises(UserError):
        Session.sign_in(address, login, password)
    Session.sign_in(address, login, fresh).close()


def test_an_account_is_ended(signed_in, employee, address):
    card, login, password = account_for(signed_in("hr").frame, employee)
    card.end.click()
    press(card, "End the account")
    assert "Ended" in card.state_.text()
    assert not card.grant.isEnabled()
    with pytest.raises(UserError):
        Session.sign_in(address, login, password)


def test_nobody_changes_the_own_account(signed_in):
    accounts = opened(signed_in("hr").frame, "account")
    accounts.details.setCurrentIndex(1)
    card = accounts.details.findChild(AccountCard)
    logins = [accounts.rows.text(row, 1) for row in range(accounts.rows.rowCount())]
    accounts.table.go_to(logins.index("hr"))
    assert card.name.text() == BY_LOGIN["hr"].full_name
    assert not card.end.isEnabled()
    assert card.end.toolTip() == "Nobody changes the own account here."
    accounts.table.go_to(logins.index("dean_geology"))
    assert card.end.isEnabled()


@pytest.mark.parametrize(
    ("code", "verdict", "reason"),
    [
        ("403-101", "The person sees the record.", "Geologiya fakulteti"),
        ("403-102", "The person does not see the record.", "outside the units or groups"),
    ],
)
def test_the_administrator_learns_why_a_record_is_seen_or_not(signed_in, admin, code, verdict, reason):
    student = admin.execute(
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id where u.code = %s limit 1",
        [code],
    ).fetchone()[0]
    account = admin.execute("select id from security.account where login = 'dean_geology'").fetchone()[0]
    window = opened(signed_in("admin").frame, "explain")
    window.login.set_value(account, "dean_geology")
    window.restore({"role": "hemis_faculty", "relation": "students.student", "number": str(student)})
    window.ask.click()
    assert window.verdict.text() == verdict
    assert reason in window.reasons.text()


def test_the_journal_tells_a_change_before_and_after(signed_in, admin):
    admin.execute("update structure.unit set short_name = 'GF' where code = '403-101'")
    journal = opened(signed_in("admin").frame, "change")
    journal.details.setCurrentIndex(1)
    journal.table.go_to(0)
    fields = journal.details.panels[0].fields
    shown = [
        [fields.topLevelItem(row).text(column) for column in range(3)]
        for row in range(fields.topLevelItemCount())
    ]
    assert ["Short name", "Geologiya", "GF"] in shown
    assert journal.rows.text(0, 3) == "Unit"
    assert journal.rows.text(0, 5) == "changed"


def test_sign_ins_name_the_role_in_words(signed_in):
    signed_in("registrar")
    history = opened(signed_in("admin").frame, "sign-in")
    roles = {history.rows.text(row, 2) for row in range(history.rows.rowCount())}
    assert {"Administrator", "Registrar's office"} <= roles


def test_a_classifier_is_chosen_and_its_codes_are_shown(signed_in):
    window = opened(signed_in("academic_office").frame, "classifier")
    window.search.setText("jins")
    shown = [
        window.lists.item(row) for row in range(window.lists.count()) if not window.lists.item(row).isHidden()
    ]
    assert len(shown) == 1
    window.lists.setCurrentItem(shown[0])
    assert isinstance(window.items, RecordList)
    assert [window.items.rows.text(row, 0) for row in range(window.items.rows.rowCount())] == [
        "10",
        "11",
        "12",
    ]
    assert window.items.question.allowed.rights.may_add


def test_settings_are_changed_for_everybody(signed_in, admin):
    window = opened(signed_in("admin").frame, "configuration")
    field = window.fields["lock.minutes_at_most"]
    field.setValue(15)
    window.save.trigger()
    assert window.message.text().startswith("Saved.")
    assert admin.execute(
        "select value from system.setting where key = 'lock.minutes_at_most'"
    ).fetchone() == (15,)
    admin.execute("delete from system.setting where key = 'lock.minutes_at_most'")


def test_nothing_is_typed_into_the_settings_while_they_are_stored(signed_in, admin):
    frame = signed_in("admin").frame
    window, held = opened(frame, "configuration"), HeldTasks()
    field = window.fields["lock.minutes_at_most"]
    field.setValue(15)
    object.__setattr__(frame.workplace, "tasks", held)
    window.save.trigger()
    assert not field.isEnabled()
    held.go_on()
    assert field.isEnabled()
    assert field.value() == 15
    admin.execute("delete from system.setting where key = 'lock.minutes_at_most'")


LOCK = "select value from system.setting where key = 'lock.minutes_at_most'"


@pytest.mark.parametrize("stored", [False, True])
def test_a_setting_that_somebody_else_changed_is_not_overwritten_unsaid(signed_in, admin, stored):
    put = (
        "insert into system.setting (key, value) values ('lock.minutes_at_most', to_jsonb(%s::int)) "
        "on conflict (key) do update set value = excluded.value"
    )
    if stored:
        admin.execute(put, [30])
    window = opened(signed_in("admin").frame, "configuration")
    field = window.fields["lock.minutes_at_most"]
    field.setValue(15)
    admin.execute(put, [45])
    try:
        window.save.trigger()
        assert "Somebody changed these settings meanwhile" in window.message.text()
        assert field.value() == 15
        assert admin.execute(LOCK).fetchall() == [(45,)]
        window.save.trigger()
        assert admin.execute(LOCK).fetchall() == [(15,)]
    finally:
        admin.execute("delete from system.setting where key = 'lock.minutes_at_most'")


def test_a_setting_that_came_back_tells_what_was_stored_meanwhile(signed_in, admin):
    started = signed_in("admin")
    opened(started.frame, "configuration").fields["lock.minutes_at_most"].setValue(15)
    started.frame.pages.close_page(started.frame.pages.current())
    assert "Kept on this computer" in started.frame.message.text()
    admin.execute("insert into system.setting (key, value) values ('lock.minutes_at_most', '45')")
    try:
        again = opened(started.frame, "configuration")
        assert again.fields["lock.minutes_at_most"].value() == 15
        assert "was set to 45 by somebody else" in again.message.text()
        again.draft.throw_away()
        assert again.fields["lock.minutes_at_most"].value() == 45
    finally:
        admin.execute("delete from system.setting where key = 'lock.minutes_at_most'")


def test_the_age_of_the_last_backup_is_told(signed_in, admin):
    window = opened(signed_in("admin").frame, "backup")
    assert window.verdict.text().startswith("⚠ There is no good backup yet.")
    admin.execute(
        "insert into system.backup (started_at, finished_at, succeeded) values "
        "(now() - interval '190 minutes', now() - interval '190 minutes', true), (now(), now(), false)"
    )
    try:
        window.reload()
        assert window.verdict.text() == "● The last good backup is 3 hours old."
    finally:
        admin.execute("delete from system.backup")


def test_own_sign_ins_and_roles_are_seen_by_everybody(signed_in):
    window = opened(signed_in("deputy_geology", "hemis_faculty").frame, "my-account")
    assert window.history.topLevelItemCount() >= 2
    assert window.history.topLevelItem(0).text(1) == "Dean's office"


def test_the_own_account_is_named_in_the_script_of_the_interface(signed_in):
    program = signed_in("marketing", language="oz", letters=14)
    program.frame.resize(1366, 728)
    program.frame.show()
    window = opened(program.frame, "my-account")
    [title] = [box.title() for box in window.findChildren(QGroupBox) if "(marketing)" in box.title()]
    assert title == "Собиров Жаҳонгир Ҳамидович (marketing)"
    roles = window.findChildren(QTreeWidget)[0]
    assert sum(map(roles.columnWidth, range(3))) <= roles.viewport().width()


def test_the_present_password_is_needed_for_a_new_one(signed_in):
    window = opened(signed_in("marketing").frame, "my-account")
    window.current.setText("not the one")
    for field in (window.form.first, window.form.second):
        field.setText("four plain words 8")
    window.change.click()
    assert window.told.text() == "The login or the password is wrong."
