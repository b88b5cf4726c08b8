"""The registry of blanks at the desk: received, handed over, spoiled, issued, destroyed, counted and printed."""

import os

import pytest
from openpyxl import Workbook
from pypdfium2 import PdfDocument
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from client.data.blanks.documents import act_papers, year_papers
from client.views.blanks.act_dialog import ActDialog
from client.views.blanks.destroy_dialog import DestroyDialog
from client.views.blanks.receive_dialog import ReceiveDialog
from client.widgets.preview.printout import Printout
from tests.client.reach import act
from tests.client.reach import window as opened

STATE = "select state, person from blanks.blank where number = %s"
NOTHING = "Nothing of this can be done:"


def look(widget, name):
    """Keep a picture where somebody asked for pictures."""
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        QApplication.processEvents()
        widget.grab().save(f"{folder}/{name}.png")


def asked(shown, text, kind=ActDialog):
    """The dialog of an act of the list."""
    act(shown.list, text).trigger()
    return opened(kind)


def typed(dialog, numbers):
    dialog.numbers.text.setPlainText(numbers)
    dialog.numbers.look()
    return dialog.numbers.told.text()


def acts_of(admin, deed):
    return [key for (key,) in admin.execute("select id from blanks.act where deed = %s order by id", [deed])]


def words_of(papers, name):
    """The words of a paper on one line; its picture where somebody asked for pictures."""
    page = PdfDocument(papers.pdf(0)[0])[0]
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        image = page.render(scale=1.5)
        bits = QImage(image.buffer, image.width, image.height, image.stride, QImage.Format.Format_BGR888)
        bits.save(f"{folder}/blank-{name}.png")
    return " ".join(page.get_textpage().get_text_range().split())


@pytest.fixture
def registry(window):
    return window("diploma-blank", "registrar")


def labelled(registry, text):
    return [each for each in registry.findChildren(QPushButton) if each.text() == text]


def test_a_batch_is_received_and_counted_at_the_top(registry, admin, qtbot):
    dialog = asked(registry, "Receive", ReceiveDialog)
    dialog.kind.setCurrentText("Master's diploma (M0000000)")
    assert typed(dialog, "M0001001–1050") == "50 blanks; none is refused."
    dialog.do()
    assert "Write the supplier" in dialog.message.text()
    dialog.supplier.setText("“Davlat belgisi” DICHB")
    dialog.invoice.setText("301")
    dialog.quantity.setValue(49)
    dialog.do()
    assert dialog.message.text() == "The invoice says 49 blanks, the numbers are 50."
    dialog.quantity.setValue(50)
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    assert admin.execute("select count(*) from blanks.blank where number ^@ 'M00010'").fetchone() == (50,)
    [left] = admin.execute(
        "select count(*) from blanks.blank where series = 'M' and state in ('stock', 'reserved', 'printed')"
    ).fetchone()
    qtbot.waitUntil(lambda: bool(labelled(registry, f"Master's diploma: {left}")))
    dialog = asked(registry, "Receive", ReceiveDialog)
    assert typed(dialog, "M0001050, M0001051") == "2 blanks, 1 of them refused:"
    assert dialog.numbers.reasons.toPlainText() == "The blank M0001050 is in the registry already."
    dialog.reject()


def test_the_numbers_of_a_receipt_are_read_from_a_workbook(registry, tmp_path, monkeypatch):
    made = Workbook()
    for row in (("№", "Blank"), (1, "M0009001-M0009003"), (2, "M0009004")):
        made.active.append(row)
    made.save(tmp_path / "qabul.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(tmp_path / "qabul.xlsx"), ""))
    dialog = asked(registry, "Receive", ReceiveDialog)
    typed(dialog, "M0009010\n")
    dialog.file.click()
    assert dialog.numbers.text.toPlainText().split() == ["M0009010", "M0009001-M0009003", "M0009004"]
    dialog.numbers.look()
    assert dialog.numbers.told.text() == "5 blanks; none is refused."
    look(dialog, "receipt-from-file")
    dialog.reject()


def test_what_an_act_refuses_is_said_before_it_is_done(registry, admin):
    dialog = asked(registry, "Spoiled")
    assert typed(dialog, "B0002301-B0002303, B0001201, AM000101") == "5 blanks, 2 of them refused:"
    told = dialog.numbers.reasons.toPlainText()
    assert "The blank B0001201 was issued on" in told
    assert "The blank AM000101 is held by Geologiya fakulteti. It is given back first." in told
    assert typed(dialog, "B00") == NOTHING
    typed(dialog, "B0002301-B0002303")
    dialog.do()
    assert "Write what happened" in dialog.message.text()
    dialog.fields["reason"].setText("Printer qogʻozni ezib yubordi")
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    assert admin.execute(STATE, ["B0002302"]).fetchone() == ("spoiled", None)


def test_certificates_are_printed_and_issued_by_a_pasted_list(registry, admin):
    dialog = asked(registry, "Printed")
    assert typed(dialog, "AM000150\tKarimov Ali\nAM000151\tSalimova Zuhra") == "2 blanks; none is refused."
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    dialog = asked(registry, "Issue")
    typed(dialog, "AM000150-AM000151")
    dialog.fields["document"].setText("Pasport AA1234567")
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    assert admin.execute(STATE, ["AM000151"]).fetchone() == ("issued", "Salimova Zuhra")


def test_chosen_rows_are_named_in_the_dialog(window):
    shown = window("diploma-blank", "dean_geology")
    shown.list.table.selectRow(5)
    number = shown.list.rows.text(5, 0)
    dialog = asked(shown, "Give back")
    assert dialog.numbers.text.toPlainText() == number
    dialog.reject()
    assert not [
        each for each in shown.list.actions() if each.text().startswith(("Receive", "Hand over", "Destroy"))
    ]


def test_a_destruction_waits_until_its_members_have_signed(registry, window, admin):
    dialog = asked(registry, "Destroy", DestroyDialog)
    typed(dialog, "DI0004270-DI0004272")
    dialog.reason.setText("Eski shakl")
    dialog.do()
    assert dialog.message.text() == "The commission has a chair and at least two more members."
    people = admin.execute(
        "select a.employee_id, e.full_name from security.account a join employees.employee e on e.id = a.employee_id"
        " where a.login in ('registrar', 'management', 'accounting') order by a.login = 'registrar'"
    ).fetchall()
    dialog.chair.set_value(*people[0])
    dialog.members.keep(people[1:])
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    key, arguments = registry.workplace.navigator.opened[-1]
    assert key == "blank-act"
    number = admin.execute(
        "select number from blanks.act where id = %s", [arguments["record_id"]]
    ).fetchone()[0]
    for login in ("registrar", "accounting", "management"):
        acts = window("blank-acts", login)
        acts.table.selectRow(
            next(row for row in range(acts.rows.rowCount()) if acts.rows.text(row, 0) == number)
        )
        act(acts, "Sign the act").trigger()
        expected = "destroyed" if login == "management" else "stock"
        assert admin.execute(STATE, ["DI0004271"]).fetchone()[0] == expected


def test_every_number_of_the_balance_opens_as_many_blanks(window):
    shown = window("blank-balance", "registrar")
    shown.workplace.navigator.has = lambda _key: True
    shown.table.setCurrentIndex(shown.table.lines.index(0, 5))
    assert shown.table.text(0, 0) == "Bachelor's diploma"
    shown.activated(0)
    key, arguments = shown.workplace.navigator.opened[-1]
    behind = window(key, "registrar", **arguments)
    assert behind.table.rowCount() == int(shown.table.text(0, 5)) == 183
    shown.cut.setCurrentIndex(shown.cut.findData("holding"))
    assert shown.table.text(shown.table.rowCount() - 1, 0) == "Total"


def test_acts_and_the_year_are_registered_papers(window, workplace_of, admin):
    acts = window("blank-acts", "registrar")
    for deed, words in (
        ("spoil", ("Buzilgan blanklar dalolatnomasi", "B0001371–B0001373", "Printer qogʻozni")),
        ("hand_over", ("Topshirdi", "Qabul qildi", "Geologiya fakulteti")),
        ("lose", ("Yoʻqolgan blanklar", "DI0004007")),
    ):
        papers = act_papers(
            acts.workplace.gateway, acts_of(admin, deed)[0], "uz", "Yusupova Nargiza", "desk-1"
        )
        papers.issue("print", 1)
        text = words_of(papers, deed)
        assert all(word in text for word in words), text
        assert "BD-" in text
    dean = workplace_of("dean_geology")
    year = admin.execute("select extract(year from security.today())::integer").fetchone()[0]
    papers = year_papers(dean.gateway, (year, None), "ru", "Gulomov A.", "desk-1")
    papers.issue("print", 1)
    text = words_of(papers, "year")
    assert "Геологический факультет" in text
    assert "Академическая справка" in text


def test_the_book_names_who_got_what(window, admin):
    shown = window("diploma-book", "registrar")
    rows = [tuple(shown.table.text(row, place) for place in (0, 2)) for row in range(shown.table.rowCount())]
    assert len(rows) >= 171
    assert ("AM000102", "Ergasheva Nilufar Komilovna") in rows
    shown.print_it()
    assert isinstance(shown.workplace.navigator.shown[-1], Printout)
    look(shown, "book")
