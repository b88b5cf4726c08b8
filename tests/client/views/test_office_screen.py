"""1366×768 is the office: every window of every role is whole there, in the largest letters and each script."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog

from client.core.dialogs import dress
from client.core.roles import ROLES
from client.views.shell.about import AboutDialog
from client.views.shell.preferences import Preferences
from client.widgets.conflict import ConflictDialog, FieldDifference
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.record_list import RecordList
from server_db.demo.people import BY_LOGIN
from tests.client.reach import window
from tests.client.views.walk import form_of
from tests.client.views.whole import faults, within_screen

SHOTS = os.environ.get("SHOTS")
SOMEBODY = {role: person.login for person in reversed(BY_LOGIN.values()) for role, _unit in person.roles}
LONG = "Geologiya-qidiruv ishlarining nazariy va amaliy asoslari, foydali qazilmalar"


LONG_WALKS = [pytest.param(each, True, marks=pytest.mark.soak) for each in ("ru", "oz", "uz")]


@pytest.mark.parametrize(("language", "with_forms"), [("ru", False), *LONG_WALKS])
def test_every_window_is_whole_in_the_largest_letters(signed_in, language, with_forms):
    """Russian has the longest words; the other two scripts, and the forms, are looked at by the long tests."""
    seen, found = set(), []
    for role in ROLES:
        frame = signed_in(SOMEBODY[role], role, language, letters=14).frame
        frame.resize(*within_screen())
        QApplication.processEvents()
        menu = frame.menu.width()
        for key in ("", *frame.menu.keys()):
            if key in seen:
                continue
            seen.add(key or role)
            if key:
                frame.open(key)
            page = frame.pages.current()
            found += looked_at(f"{language} {role} {key}", frame)
            if frame.menu.width() < menu:
                found.append(f"{language} {role} {key}: the menu has to give way to the window")
            if key:
                found += forms(page.content, seen) if with_forms else ()
                for opened in [each for each in frame.pages.all() if each.window_key != "start"]:
                    frame.pages.close_page(opened)  # also the cards that its lists opened
        frame.hide()
    assert not found, "\n".join(dict.fromkeys(found))


def test_the_usual_dialogs_are_whole_in_the_largest_letters(signed_in):
    program = signed_in("dean_geology", language="ru", letters=14)
    frame = program.frame
    frame.resize(*within_screen())
    frame.open("student")
    QApplication.processEvents()
    students = frame.findChild(RecordList)
    students.table.selectRow(0)
    students.table.setCurrentIndex(students.rows.index(0, 2))
    found = []
    for name, make in dialogs(program, frame, students).items():
        shown = make() or window()
        shown.show()
        found += looked_at(name, shown)
        shown.close()
    assert not found, "\n".join(found)


def dialogs(program, frame, students):
    """Each by its name; what shows it itself returns nothing."""
    long = [FieldDifference("name", "Наименование на кириллице", LONG, LONG[::-1], LONG.upper())] * 12
    act = ReasonedAct("key", "Отменить регистрационный документ", LONG, lambda _reason: None, lambda: None)
    return {
        "columns": students.acts["columns"].trigger,
        "filter": students.table.filter_column,
        "help": frame.show_help,
        "palette": frame.show_palette,
        "about": lambda: AboutDialog(frame),
        "preferences": lambda: Preferences(program.settings, frame),
        "conflict": lambda: ConflictDialog(LONG, (LONG,), long, frame),
        "reason": lambda: ReasonDialog(frame.workplace, act, frame),
    }


def forms(content, seen):
    """The forms of a window's lists, each once."""
    lists = [content] if isinstance(content, RecordList) else content.findChildren(RecordList)
    for records in lists:
        what = records.spec.card or records.spec.relation
        if what in seen or not records.isVisible():
            continue
        seen.add(what)
        if (dialog := form_of(records)) is not None:
            yield from looked_at(f"the form of {what}", dialog)
            dialog.form.drafting.drop()
            dialog.hide()
            dialog.deleteLater()


def looked_at(name, shown):
    """What is not whole in a window, which fits on the screen."""
    for _turn in range(3):  # what is laid out anew lays out what is in it
        QApplication.processEvents()
    if isinstance(shown, QDialog) and shown.windowFlags() & Qt.WindowType.Popup != Qt.WindowType.Popup:
        dress(shown)
        title = QFontMetrics(QApplication.font()).horizontalAdvance(shown.windowTitle())
        if shown.width() < title:
            yield f"{name}: the title “{shown.windowTitle()}” is cut"
    if SHOTS:
        shown.grab().save(f"{SHOTS}/{name.replace(' ', '-').replace('/', '-')}.png")
    yield from (f"{name}: {fault}" for fault in faults(shown, shown))
    width, height = within_screen()
    if shown.width() > width or shown.height() > height:
        yield f"{name}: the window is {shown.width()} × {shown.height()}"
        shown.resize(width, height)
