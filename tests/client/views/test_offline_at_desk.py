"""Printing with the server: taken along, printed, sent by itself; quarantine and workstations in their windows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from client.core.i18n import set_language
from client.core.theme import apply_theme
from client.views.offline.printing import at_desk
from client.views.offline.printing.panel import GOOD
from client.widgets.kept_input import ReasonDialog
from tests.client.reach import act
from tests.client.reach import window as opened
from tests.client.views.test_offline import FilePrinter, key, look
from tests.offline_scene import PASSWORD
from tests.server.acting import column


@pytest.fixture
def printer(monkeypatch, tmp_path):
    made = FilePrinter()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(at_desk, "SystemPrinter", lambda: made)
    return made


@pytest.fixture
def taken(window, printer):
    """The window of the registrar, who has just taken the workstation along."""
    made = window("diploma-printing", "registrar")
    look(made, "start")
    made.start.first.setText(PASSWORD)
    made.start.second.setText(PASSWORD)
    made.start.take.click()
    yield made
    made.leave()


def state(admin, number):
    return admin.execute("select state from blanks.blank where number = %s", [number]).fetchone()[0]


@pytest.fixture(autouse=True)
def nobody_works(admin):
    yield
    admin.execute("set session_replication_role = replica")
    for table in ("dispute", "event", "station"):
        admin.execute(f"delete from offline.{table}")
    admin.execute("set session_replication_role = origin")


def test_what_is_printed_is_with_the_server_at_once(taken, printer, admin):
    look(taken, "taken")
    number = taken.work.panel.ready.number.text()
    key(taken, Qt.Key.Key_Return)
    key(taken, Qt.Key.Key_Return)
    assert state(admin, number) == "printed"
    assert taken.work.station.unsent() == []
    assert printer.printed[0].startswith(b"%PDF")


def test_a_newcomer_takes_the_workstation_along_and_has_a_group_and_a_blank_before_the_printer(taken, admin):
    waiting = column(admin, "select student_name from diplomas.diploma where state = 'prepared'")
    assert sorted(each.name for each in taken.work.station.package.diplomas) == sorted(waiting)
    assert state(admin, taken.work.panel.ready.number.text()) == "reserved"
    assert taken.work.panel.print.isEnabled()


def test_a_faculty_without_a_workstation_is_told_whom_to_ask(window, printer, admin):
    admin.execute("update blanks.workstation set active = false where unit_id is not null")
    made = window("diploma-printing", "dean_mining")
    look(made, "nothing to take along")
    assert made.start.advice.text().startswith("No workstation is yours yet.")
    assert made.start.advice.isVisibleTo(made)
    assert not made.start.new.isVisibleTo(made)
    admin.execute("update blanks.workstation set active = true")
    made.start.reload()
    assert not made.start.advice.isVisibleTo(made)
    assert made.start.new.isVisibleTo(made)


@pytest.fixture(autouse=True)
def looks(qapp):
    apply_theme(qapp, "light", 10)
    set_language("en")
    yield
    set_language("uz")


def test_an_ended_workstation_prints_nothing_more_and_its_last_print_waits(taken, admin, window, monkeypatch):
    number = taken.work.panel.ready.number.text()
    key(taken, Qt.Key.Key_Return)
    stations = window("offline-station", "admin")
    look(stations, "stations")
    act(stations, "End this workstation").trigger()
    dialog = opened(ReasonDialog)
    dialog.reason.setPlainText("Kompyuter oʻgʻirlandi")
    dialog.do()
    taken.work.panel.question.buttons[GOOD].click()
    look(taken, "ended")
    assert state(admin, number) == "reserved"
    assert not taken.work.panel.print.isEnabled()
    disputes = window("offline-dispute", "registrar")
    disputes.list.table.selectRow(0)
    look(disputes, "disputes")
    act(disputes.list, "Record it as it was done").trigger()
    dialog = opened(ReasonDialog)
    dialog.reason.setPlainText("Diplom qoʻlda koʻrildi")
    look(dialog, "decide")
    dialog.do()
    second = window("offline-dispute", "admin")
    second.list.table.selectRow(0)
    look(second, "disputes-admin")
    monkeypatch.setattr(QMessageBox, "question", lambda *_asked: QMessageBox.StandardButton.Yes)
    act(second.list, "Record it as it was done").trigger()
    assert state(admin, number) == "printed"


def test_the_program_works_without_the_server_from_its_first_window(taken, program, qapp):
    taken.leave()
    started = program()
    assert started.sign_in.alone.isVisible()
    look(started.sign_in, "sign-in")
    started.sign_in.alone.click()
    alone = started.alone
    alone.printing.start.password.setText(PASSWORD)
    alone.printing.start.open.click()
    assert alone.printing.work is not None
    assert alone.printing.work.station.package.workstation == "Registrator 1"
    look(alone, "alone")
    QTest.qWait(0)
    QApplication.processEvents()
    alone.close()
    assert started.sign_in.isVisible()
