"""Printing diplomas at the desk: with the server, without it, and what the person sees at each step."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from client.core.errors import UserError
from client.core.i18n import _, set_language
from client.core.tasks import InlineTasks
from client.core.theme import apply_theme
from client.views.offline.desk import PrintingDesk
from client.views.offline.printing.dialogs import HandOutDialog
from client.views.offline.printing.window import PrintingWindow
from tests.client.reach import window as opened
from tests.memory_safe import MemorySafe
from tests.offline_scene import PASSWORD, package, store_in


def look(widget, name):
    """Keep a picture where somebody asked for pictures."""
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        QApplication.processEvents()
        widget.grab().save(f"{folder}/{name}.png")


class FilePrinter:
    """A printer that keeps what it was given; it can be out of paper."""

    name = "Diplom printeri"

    def __init__(self):
        self.printed = []
        self.jammed = False

    def choose(self, _parent):
        return True

    def send(self, pdf):
        if self.jammed:
            raise UserError("The printer does not take the paper.")
        self.printed.append(pdf)


@pytest.fixture(autouse=True)
def looks(qapp):
    """The program as it looks, in the language of these tests."""
    set_language("en")
    apply_theme(qapp, "light", 10)
    yield
    set_language("uz")


@pytest.fixture
def printer():
    return FilePrinter()


@pytest.fixture
def shown(qtbot, tmp_path, printer):
    """shown(**desk): the window over the stores of this computer."""
    made = []

    def show(**more):
        desk = PrintingDesk(
            InlineTasks(), tmp_path / "printing", MemorySafe(),
            lambda _package, _diploma, form, number, _printer: f"{form} {number}".encode(), printer,
            lambda _package, _diploma: True, **more,
        )  # fmt: skip
        window = PrintingWindow(desk)
        made.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 640)
        window.show()
        return window

    yield show
    for each in made:
        each.leave()


@pytest.fixture
def alone(shown, tmp_path):
    """The window without a server, opened with the password."""
    store_in(tmp_path / "printing" / "1-abc", package(6, 8, ("diploma", "supplement"))).close()
    window = shown()
    window.start.password.setText(PASSWORD)
    window.start.open.click()
    return window


def key(window, pressed, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, pressed, modifier)


def test_the_store_opens_with_its_own_password_and_with_no_other(shown, tmp_path):
    store_in(tmp_path / "printing" / "1-abc").close()
    window = shown()
    look(window, "start-alone")
    window.start.password.setText("Granit-Topaz-8")
    window.start.open.click()
    assert window.work is None
    assert window.start.message.text()
    window.start.password.setText(PASSWORD)
    window.start.open.click()
    assert window.work is not None


def test_enter_prints_and_enter_says_that_it_is_good(alone, printer):
    work = alone.work
    look(alone, "ready")
    assert work.panel.ready.number.text() == "B0002201"
    key(alone, Qt.Key.Key_Return)
    look(alone, "question")
    assert printer.printed == [b"diploma B0002201"]
    assert work.panel.pages.currentWidget() is work.panel.question
    key(alone, Qt.Key.Key_Return)
    assert work.panel.ready.number.text() == "B0002202"
    assert len(work.station.journal.waiting("diploma")) == 5


def test_among_those_who_were_searched_for_the_next_who_waits_follows(alone, printer):
    alone.work.queue.search.setText("21-03")
    alone.work.queue.table.setFocus()
    for _each in range(2):
        key(alone, Qt.Key.Key_Return)
        key(alone, Qt.Key.Key_G)
    assert printer.printed == [b"diploma B0002201", b"diploma B0002202"]
    assert alone.work.queue.current().id == 3


def test_a_spoiled_blank_asks_for_the_reason_and_the_next_blank_comes(alone, printer):
    work = alone.work
    key(alone, Qt.Key.Key_Return)
    key(alone, Qt.Key.Key_B)
    look(alone, "reason")
    key(alone, Qt.Key.Key_Return)
    assert work.station.journal.blanks["B0002201"] == "useless"
    key(alone, Qt.Key.Key_Return)
    assert printer.printed[-1] == b"diploma B0002202"


def test_a_batch_goes_on_by_itself_and_pauses_at_a_jam(alone, printer):
    work = alone.work
    key(alone, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    for _each in range(2):
        key(alone, Qt.Key.Key_G)
    assert len(printer.printed) == 3
    printer.jammed = True
    key(alone, Qt.Key.Key_G)
    look(alone, "batch-jam")
    assert work.steps.paused
    assert "does not take" in work.panel.question.trouble.text()
    key(alone, Qt.Key.Key_N)
    printer.jammed = False
    work.panel.pause.click()
    for _each in range(3):
        key(alone, Qt.Key.Key_1)
    assert [pdf.decode()[-1] for pdf in printer.printed] == list("123456")
    assert work.station.journal.waiting("diploma") == []


def test_names_are_found_in_either_alphabet_and_a_scanned_code_goes_to_its_diploma(alone):
    queue = alone.work.queue
    queue.search.setText("каримова 4")
    assert [each.id for each in queue._rows] == [4]  # noqa: SLF001 - what is listed
    queue.search.setText("https://diplom.uz/00000000-0000-4000-8000-000000000002")
    assert queue.current().id == 2


def test_a_diploma_is_handed_out_when_all_its_papers_are_printed(alone, qtbot):
    work = alone.work
    uuid = work.queue.current().uuid
    work.ask_hand_out()
    assert work.message.sentence.text == _(
        "{student} has papers that are not printed yet.", student="Karimova Dilnoza 1"
    )
    for _each in range(2):
        key(alone, Qt.Key.Key_Return)
        key(alone, Qt.Key.Key_G)
        work.queue.next_paper()
        work.queue.go_to(uuid)
    work.ask_hand_out()
    dialog = opened(HandOutDialog)
    look(dialog, "hand-out")
    assert not dialog.sure.isEnabled()
    dialog.document.setText("Pasport AB1234567")
    dialog.sure.click()
    assert work.station.journal.handed[uuid]["document"] == "Pasport AB1234567"
    work.queue.go_to(uuid)
    assert work.panel.ready.trouble.text() == _("This diploma was handed out already.")
    look(alone, "handed")


def test_the_window_says_what_is_not_sent_and_how_many_blanks_are_left(alone):
    key(alone, Qt.Key.Key_Return)
    key(alone, Qt.Key.Key_G)
    strip = alone.work.strip
    assert "2" in strip.unsent.text()
    assert "7" in strip.blanks.text()
