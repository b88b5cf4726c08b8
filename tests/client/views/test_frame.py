"""The frame around the windows: who sees which, how they come back, and what is always visible."""

import gc
import re
import threading
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from client.core.errors import Unavailable
from client.core.i18n import _
from client.core.settings import FONT_SIZE, LOCK_AFTER, THEME
from client.core.tasks import Tasks
from client.core.theme import ROLE_COLOURS
from client.views.modules import ARCHIVE, MODULES
from client.views.shell.bottom_bar import BottomBar
from client.views.shell.choices import Choice, choices
from client.views.shell.help import HelpWindow
from client.views.shell.lock import Cover, IdleWatch, Lock
from client.views.shell.preferences import Preferences
from server_db.demo.people import BY_LOGIN
from shared.models.students import Student
from shared.settings import LOCK_AT_MOST
from tests.client.reach import button, press, said, window
from tests.client.signing_in import sign_in
from tests.client.views.walk import come_to


def titles(frame):
    return [frame.pages.tabs.tabText(index) for index in range(frame.pages.tabs.count())]


@pytest.mark.parametrize("login", [each.login for each in BY_LOGIN.values()])
def test_everybody_gets_a_frame_with_the_windows_of_the_role(signed_in, login):
    frame = signed_in(login).frame
    role = frame.choice.role.removeprefix("hemis_")
    expected = {
        window.key
        for module in MODULES
        for window in module.windows
        if role in window.roles and window.listed
    }
    assert set(frame.menu.keys()) == expected
    assert frame.head.role_button.toolTip() == f"Acting as: {frame.choice.title}"


def test_the_administrator_runs_the_system_and_the_dean_does_not(signed_in):
    assert "change" in signed_in("admin").frame.menu.keys()  # noqa: SIM118 - not a dictionary
    assert "change" not in signed_in("dean_geology").frame.menu.keys()  # noqa: SIM118 - not a dictionary


def test_a_window_of_another_role_is_refused_in_a_sentence(signed_in):
    frame = signed_in("dean_geology").frame
    frame.open("change")
    assert frame.message.text() == "Your role does not have this window."


def test_opening_twice_comes_to_the_same_tab(signed_in):
    frame = signed_in("admin").frame
    frame.open("role")
    frame.open("account")
    frame.open("role")
    assert titles(frame) == ["Start page", "Roles of people", "Accounts and rights"]
    assert frame.pages.current().title == "Roles of people"


def test_tabs_come_back_at_the_next_start_and_wait_until_they_are_seen(signed_in):
    first = signed_in("admin_second")
    first.frame.open("role")
    first.frame.open("account")
    assert first.frame.may_leave()
    again = signed_in("admin_second").frame
    assert titles(again) == ["Start page", "Roles of people", "Accounts and rights"]
    assert again.pages.current().title == "Accounts and rights"
    again.pages.tabs.setCurrentIndex(0)
    assert [page.content is not None for page in again.pages.all()] == [True, False, True]


def test_a_tab_can_stand_in_its_own_window_and_return(signed_in, qtbot):
    frame = signed_in("admin").frame
    frame.open("role")
    frame.pages.tear_off()
    own = frame.pages.own_windows[0]
    assert own.isVisible()
    assert "Roles of people" in own.windowTitle()
    assert "Administrator" in own.windowTitle()
    assert "Roles of people" not in titles(frame)
    own.returning.emit(own)
    assert frame.pages.current().title == "Roles of people"
    assert frame.pages.own_windows == []


def test_closing_a_torn_off_window_asks_nothing_and_gives_it_back_to_the_tabs(signed_in, monkeypatch):
    frame = signed_in("admin").frame
    frame.open("configuration")
    page = frame.pages.current()
    monkeypatch.setattr(page.content, "may_close", lambda: pytest.fail("it asks"))
    for way in ("button", "key", "x"):
        frame.pages.tear_off(page)
        own = frame.pages.own_windows[0]
        QApplication.processEvents()
        if way == "button":
            button(own, "Back to the tabs").click()
        elif way == "key":
            QTest.keyClick(
                own, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            )
        else:
            own.close()
        assert frame.pages.own_windows == [], way
        assert frame.pages.current() is page


def test_the_focus_goes_along_into_a_torn_off_window_and_into_another_language(signed_in):
    started = signed_in("admin")
    started.frame.activateWindow()
    started.frame.open("configuration")
    QApplication.processEvents()
    content = started.frame.pages.current().content
    key, wanted = list(content.fields.items())[1]
    wanted.setFocus()
    started.frame.pages.tear_off()
    QApplication.processEvents()
    assert QApplication.focusWidget() is wanted
    started.frame.pages.own_windows[0].close()
    QApplication.processEvents()
    assert QApplication.focusWidget() is wanted
    started.frame.head.language_chosen.emit("ru")
    QApplication.processEvents()
    assert QApplication.focusWidget() is started.frame.pages.current().content.fields[key]


def test_the_keys_of_the_frame_live_with_the_focus_in_the_menu_and_with_no_tab(signed_in):
    frame = signed_in("admin").frame
    come_to(frame)
    for key in ("role", "account", "change"):
        frame.open(key)
    frame.menu.setFocus()
    press(frame.menu, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert frame.pages.current().title == "Start page"
    for left in (3, 2, 1, 0):
        press(QApplication.focusWidget(), Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
        assert frame.pages.tabs.count() == left
    assert "No window is open" in said(frame.pages)
    assert QApplication.focusWidget() is frame.menu
    press(frame.menu, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    press(frame.menu, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert not frame.menu.isVisible()


def test_every_open_window_is_listed_with_its_whole_name(signed_in):
    frame = signed_in("admin").frame
    for key in frame.menu.keys():  # noqa: SIM118 - not a dictionary
        frame.open(key)
    frame.pages.tear_off()
    named = {window.key: _(window.title) for module in MODULES for window in module.windows}
    assert frame.pages.list_button.titles() == [named[page.window_key] for page in frame.pages.all()]
    assert titles(frame) == frame.pages.list_button.titles()[:-1]
    assert frame.windowTitle().count("HEMIS Desktop") == 1


def test_a_message_is_seen_with_its_window_and_ends_with_it(signed_in):
    frame = signed_in("admin").frame
    button(frame, "Close the message").click()  # that this machine has no safe for keys
    frame.open("role")
    frame.pages.current().content.message.refuse(Unavailable("Not now."))
    assert frame.message_place.text() == "Not now."
    frame.open("account")
    assert frame.message_place.text() == ""
    frame.open("role")
    assert frame.message_place.text() == "Not now."
    frame.pages.close_front()
    assert frame.message_place.text() == ""


def test_the_warning_about_the_keyring_comes_with_the_first_input_stays_until_it_is_closed_and_is_said_once(
    signed_in, qtbot
):
    started = signed_in("admin")
    assert started.frame.message_place.text() == "", "nothing is typed that could be lost"
    assert "⚠" not in started.frame.bottom.unsent.text()
    started.frame.open("configuration")
    content = started.frame.pages.current().content
    content.fields[LOCK_AT_MOST.key].setValue(17)
    qtbot.waitUntil(lambda: "keyring" in started.frame.message_place.text())
    assert "⚠" in started.frame.bottom.unsent.text()
    started.frame.open("role")
    assert "keyring" in started.frame.message_place.text()
    started.frame.message.refuse(Unavailable("Not now."))
    started.frame.message.hide()
    assert "keyring" in started.frame.message_place.text()
    button(started.frame, "Close the message").click()
    started.frame.head.language_chosen.emit("ru")
    assert started.frame.message_place.text() == ""


def test_what_is_typed_and_not_stored_is_counted_at_once_and_until_it_is_stored(signed_in, qtbot):
    frame = signed_in("admin").frame
    frame.open("configuration")
    content = frame.pages.current().content
    content.fields[LOCK_AT_MOST.key].setValue(17)
    qtbot.waitUntil(lambda: "1 not sent" in frame.bottom.unsent.text())
    content.draft.throw_away()
    qtbot.waitUntil(lambda: "0 not sent" in frame.bottom.unsent.text())


def test_a_torn_off_window_comes_back_where_it_was(signed_in):
    first = signed_in("research_office")
    first.frame.open("my-account")
    first.frame.pages.tear_off()
    first.frame.pages.own_windows[0].setGeometry(40, 50, 720, 450)
    assert first.frame.may_leave()
    again = signed_in("research_office").frame
    assert again.pages.own_windows[0].geometry().width() == 720
    assert titles(again) == ["Start page"]


def test_the_frame_comes_back_as_large_as_it_was(signed_in):
    first = signed_in("admin")
    first.frame.resize(790, 600)
    first.sign_out()
    again = first.sign_in
    sign_in(again, "admin")
    assert (first.frame.width(), first.frame.height()) == (790, 600)


def test_closing_the_frame_takes_the_torn_off_windows_along(signed_in):
    started = signed_in("admin")
    started.frame.open("role")
    started.frame.pages.tear_off()
    own = started.frame.pages.own_windows[0]
    started.sign_out()
    assert not own.isVisible()
    assert started.frame is None
    assert started.sign_in.isVisible()


def test_a_window_that_asks_and_is_refused_keeps_the_frame_open(signed_in, monkeypatch):
    frame = signed_in("admin").frame
    frame.open("configuration")
    monkeypatch.setattr(frame.pages.current().content, "may_close", lambda: False)
    frame.open("role")
    assert not frame.may_leave()
    assert frame.pages.current().title == "Settings of the university"


def test_switching_the_role_changes_windows_and_colour(signed_in):
    started = signed_in("deputy_geology", "hemis_faculty")
    session = started.frame.workplace.session
    other = next(each for each in choices(session) if each.role != "hemis_faculty")
    started.frame.head.role_chosen.emit(other)
    assert started.frame.choice == other
    assert session.role == other.role
    assert other.title in started.frame.windowTitle()
    assert ROLE_COLOURS[other.role] != ROLE_COLOURS["hemis_faculty"]


def test_every_role_has_its_own_colour():
    assert len(set(ROLE_COLOURS.values())) == len(ROLE_COLOURS)


def test_the_language_changes_while_running_and_the_tabs_stay(signed_in):
    started = signed_in("admin")
    started.frame.open("role")
    started.frame.head.language_chosen.emit("ru")
    assert titles(started.frame) == ["Начальная страница", "Роли пользователей"]
    started.frame.head.language_chosen.emit("oz")
    assert titles(started.frame)[1] == "Тизим роллари"


def test_a_card_behind_another_tab_is_called_in_the_new_script(signed_in, qapp):
    started = signed_in("dean_geology", language="uz")
    student = started.frame.workplace.gateway.scalar(select(func.min(Student.id)))
    started.frame.open("student-card", record_id=student)
    latin = titles(started.frame)[-1]
    started.frame.open("start")
    started.frame.head.language_chosen.emit("ru")
    qapp.processEvents()
    cyrillic = titles(started.frame)[-1]
    assert cyrillic not in {latin, "Студент"}
    assert "Геолог" in started.frame.choice.title
    started.frame.head.language_chosen.emit("uz")
    qapp.processEvents()
    assert titles(started.frame)[-1] == latin
    assert "Geolog" in started.frame.choice.title


def test_favourites_and_folded_headings_are_remembered(signed_in):
    first = signed_in("admin").frame
    first.menu.toggle_favourite("change")
    first.menu.topLevelItem(first.menu.topLevelItemCount() - 1).setExpanded(False)
    assert first.may_leave()
    again = signed_in("admin").frame
    assert again.menu.favourites == ["change"]
    assert again.menu.topLevelItem(0).text(0) == "Favourites"
    assert not again.menu.topLevelItem(again.menu.topLevelItemCount() - 1).isExpanded()
    again.menu.toggle_favourite("change")
    assert again.menu.topLevelItem(0).text(0) != "Favourites"


def test_a_lost_server_is_said_and_found_again(signed_in):
    frame = signed_in("dean_geology").frame
    frame.workplace.tasks.unavailable.emit(Unavailable("Gone."))
    assert frame.watch.banner.isVisible()
    assert "no connection" in frame.bottom.connection.text()
    button(frame.watch.banner, "Try now").click()
    assert not frame.watch.banner.isVisible()
    assert "ms" in frame.bottom.connection.text()
    assert "does not answer" not in frame.message_place.text()


def test_attempts_become_rarer_while_the_server_is_gone(signed_in, monkeypatch):
    frame = signed_in("dean_geology").frame

    def silent():
        raise Unavailable("Gone.")

    monkeypatch.setattr(frame.watch, "_gateway", type("Silent", (), {"ping": staticmethod(silent)}))
    frame.workplace.tasks.unavailable.emit(Unavailable("Gone."))
    pauses = []
    for _attempt in range(4):
        pauses.append(int(re.search(r"\d+", said(frame.watch.banner))[0]))
        button(frame.watch.banner, "Try now").click()
    assert pauses == [1, 2, 4, 8]


def test_the_bottom_shows_tasks_and_stops_them(qtbot):
    tasks, go_on = Tasks(), threading.Event()
    bar = BottomBar("db", tasks)
    qtbot.addWidget(bar)
    bar.show()

    def work(job):
        job.progress(5, 10)
        go_on.wait(5)
        job.check()

    failed = []
    tasks.job(bar, "Import", work, print, failed.append)
    qtbot.waitUntil(lambda: bar.progress.value() == 5)
    assert bar.job_title.text() == "Import"
    bar.cancel.click()
    go_on.set()
    qtbot.waitUntil(lambda: bool(failed))
    assert not bar.progress.isVisible()
    tasks.close()


def test_the_last_save_is_shown(signed_in):
    frame = signed_in("dean_geology").frame
    assert frame.bottom.saved.text() == ""
    frame.workplace.changes.announce("students.student")
    assert frame.bottom.saved.text().startswith("last saved")


def test_f1_shows_the_keys_of_the_window_and_the_guide_of_the_role(signed_in, qtbot):
    frame = signed_in("admin").frame
    frame.open("role")
    frame.show_help()
    shown = frame.findChild(HelpWindow)
    assert "Ctrl+K" in shown.keys.toPlainText()
    assert "Ctrl+F" in shown.keys.toPlainText()
    assert len(shown.guide.toPlainText()) > 300


def test_the_lock_covers_everything_until_the_password_is_given(signed_in):
    started = signed_in("dean_geology")
    started.desk.lock()
    lock, covers = window(Lock), started.frame.findChildren(Cover)
    assert covers
    lock.reject()
    assert lock.isVisible()
    started.frame.resize(1600, 900)
    assert covers[-1].parentWidget().rect() == covers[-1].rect()
    lock.password.setText("wrong")
    lock.unlock.click()
    assert lock.told.text() == "The login or the password is wrong."
    lock.password.setText(BY_LOGIN["dean_geology"].password)
    lock.unlock.click()
    assert window(Lock) is None


def test_who_forgot_to_leave_can_be_signed_out_from_the_lock(signed_in):
    started = signed_in("dean_geology")
    started.desk.lock()
    button(window(Lock), "Sign out").click()
    assert started.frame is None
    assert started.sign_in.isVisible()


def test_the_window_locks_itself_when_nobody_works(signed_in, qtbot):
    started = signed_in("dean_geology")
    idle = started.findChild(IdleWatch).timer
    assert idle.interval() == 20 * 60_000
    idle.start(30)
    qtbot.waitUntil(lambda: window(Lock) is not None)


def test_work_puts_the_lock_off(signed_in, qtbot):
    started = signed_in("dean_geology")
    watch = started.findChild(IdleWatch)
    idle = watch.timer
    idle.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one would round what is asked below
    idle.start(10_000)
    watch.pause.start(0)
    for event in (
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"),
        QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(5, 5),
            QPointF(5, 5),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    ):
        qtbot.waitUntil(lambda: not watch.pause.isActive() and idle.remainingTime() < 9_980)
        locks_at = monotonic() * 1000 + idle.remainingTime()
        QApplication.sendEvent(started.frame.head, event)
        assert monotonic() * 1000 + idle.remainingTime() > locks_at + 10


def test_the_university_may_lock_sooner_than_the_person_wants(signed_in, admin):
    admin.execute("""insert into system.setting (key, value) values ('lock.minutes_at_most', '5')""")
    try:
        started = signed_in("dean_geology")
        assert started.findChild(IdleWatch).timer.interval() == 5 * 60_000
    finally:
        admin.execute("delete from system.setting where key = 'lock.minutes_at_most'")


def test_the_look_is_chosen_and_kept_on_this_computer(signed_in):
    gc.collect()  # a new look polishes every widget, also those that earlier tests left half deleted
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    started = signed_in("dean_geology")
    started.frame.preferences_wanted.emit()
    dialog = started.frame.findChild(Preferences)
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.font_size.setValue(13)
    dialog.lock_after.setValue(0)
    dialog.accept()
    assert started.settings.get(THEME) == "dark"
    assert started.settings.get(FONT_SIZE) == 13
    assert QApplication.font().pointSize() == 13
    assert started.settings.get(LOCK_AFTER) == 0
    assert started.findChild(IdleWatch).timer.interval() == 60 * 60_000  # what the university allows at most
    assert started.frame.isVisible()


def test_a_role_held_for_two_units_is_one_choice(signed_in, admin):
    started = signed_in("dean_geology")
    admin.execute(
        "insert into security.membership (account_id, role, unit_id, starts_on, granted_by) "
        "select a.id, 'hemis_faculty', u.id, '2026-01-01', 'test' from security.account a, structure.unit u "
        "where a.login = 'dean_geology' and u.code = '403-102'"
    )
    try:
        session = started.frame.workplace.session
        session.reload_roles()
        assert choices(session) == [Choice("hemis_faculty", "Faculty of Geology, Faculty of Mining")]
    finally:
        admin.execute("delete from security.membership where granted_by = 'test'")


@pytest.mark.parametrize("login", ["registrar", "dean_geology", "academic_office", "head_mineralogy"])
def test_the_archive_begins_with_the_windows_that_offices_know_in_their_order(signed_in, login):
    frame = signed_in(login).frame
    archive = next(
        heading
        for heading in (frame.menu.topLevelItem(row) for row in range(frame.menu.topLevelItemCount()))
        if heading.text(0) == "Academic archive"
    )
    keys = [archive.child(row).data(0, Qt.ItemDataRole.UserRole) for row in range(archive.childCount())]
    known = [key for key in ARCHIVE if key in keys]
    assert keys[: len(known)] == known
    assert keys[0] == "academic-record"
