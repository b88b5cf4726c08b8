"""A group gets its diplomas: accepted, prepared, signed, printed without the network, handed out, sent, checked."""

import os

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from client.core.errors import Unavailable
from client.core.i18n import set_language
from client.core.theme import apply_theme
from client.views.diplomas.act_dialog import ActDialog
from client.views.diplomas.sign_dialog import SignDialog
from client.views.offline.printing import at_desk
from client.views.offline.printing.dialogs import HandOutDialog
from tests.client.reach import act
from tests.client.reach import window as opened
from tests.client.views.test_diplomas import choose, control_enter, signing_here
from tests.client.views.test_offline import FilePrinter, key, look
from tests.offline_scene import PASSWORD

GROUP = "22-03"
OF_GROUP = """
select d.id from diplomas.diploma d join structure.unit u on u.id = d.faculty_id and u.code = '403-102'
 where d.group_name = %s and d.duplicate_of_id is null order by d.id
"""


@pytest.fixture(autouse=True)
def looks(qapp):
    apply_theme(qapp, "light", 10)
    set_language("en")
    yield
    set_language("uz")


@pytest.fixture
def printer(monkeypatch, tmp_path):
    made = FilePrinter()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(at_desk, "SystemPrinter", lambda: made)
    return made


class Network:
    """The line between a desk and the server; it can be cut."""

    def __init__(self, gateway, monkeypatch):
        self._store, self.there = gateway.store, True
        monkeypatch.setattr(gateway, "store", self.store)

    def store(self, function, *arguments):
        if not self.there:
            raise Unavailable("The server does not answer.")
        return self._store(function, *arguments)


def accepted_group(admin):
    """The graduates of a group whose diplomas the dean's office has accepted; nobody else waits for the workstation."""
    group = [each for (each,) in admin.execute(OF_GROUP, [GROUP])]
    # Those who wait already for the same workstation are printed by somebody else.
    admin.execute("set session_replication_role = replica")
    admin.execute(
        "update diplomas.diploma set signature = null, signed_with = null, code = null, signed_at = null,"
        " signed_by = null where state = 'prepared' and id <> all(%s)",
        [group],
    )
    admin.execute("update diplomas.diploma set category = '11' where id = any(%s)", [group])
    admin.execute("delete from clearance.line where sheet_id in (select id from clearance.sheet)")
    admin.execute("update clearance.sheet set open_points = 0")
    admin.execute("set session_replication_role = origin")
    admin.execute("select diplomas.write_acceptance(%s, 'dean_mining')", [group])
    return group


def states(admin, ids):
    rows = admin.execute(
        "select state, count(*) from diplomas.diploma where id = any(%s) group by state", [ids]
    )
    return dict(rows.fetchall())


def prepare_and_sign(window, people):
    registrar = window("diploma", "registrar", with_signer=signing_here)
    registrar.words.setText(GROUP)
    assert len(choose(registrar, "to prepare")) == people
    control_enter(registrar.table)
    opened(ActDialog).do()
    assert len(choose(registrar, "to sign")) == people
    act(registrar, "Sign").trigger()
    opened(SignDialog).do()
    assert registrar.message.text() == f"Signed: {people}"
    look(registrar, "story-signed")
    registrar.hide()


def print_all(shown, form_done):
    """Print this paper of everybody one after another; the first blank is spoiled by the printer."""
    key(shown, Qt.Key.Key_Return)
    key(shown, Qt.Key.Key_B)
    key(shown, Qt.Key.Key_Return)
    for _each in range(form_done):
        key(shown, Qt.Key.Key_Return)
        key(shown, Qt.Key.Key_G)


def test_a_group_gets_its_diplomas_while_the_network_is_cut(window, admin, printer, monkeypatch):
    group = accepted_group(admin)
    assert states(admin, group) == {"accepted": len(group)}
    prepare_and_sign(window, len(group))

    shown = window("diploma-printing", "registrar")
    network = Network(
        shown.workplace.gateway if hasattr(shown, "workplace") else shown.desk.server, monkeypatch
    )
    shown.start.first.setText(PASSWORD)
    shown.start.second.setText(PASSWORD)
    shown.start.take.click()
    shown.activateWindow()
    QApplication.processEvents()
    shown.work.queue.setFocus()
    work = shown.work
    assert len(work.station.journal.waiting("diploma")) == len(group)
    network.there = False
    for form in ("diploma", "supplement"):
        if form == "supplement":
            work.queue.next_paper()
        print_all(shown, len(group))
        assert work.station.journal.waiting(form) == []
    look(shown, "story-printed")
    assert states(admin, group) == {"prepared": len(group)}
    assert len(work.station.unsent()) > 4 * len(group)
    assert "not sent" in work.strip.unsent.text().lower()

    for each in list(work.station.package.diplomas):
        work.queue.go_to(each.uuid)
        work.ask_hand_out()
        dialog = opened(HandOutDialog)
        dialog.document.setText("Pasport AB1234567")
        dialog.sure.click()
    look(shown, "story-handed-out")
    assert states(admin, group) == {"prepared": len(group)}

    network.there = True
    work.reload()
    assert work.station.unsent() == []
    assert states(admin, group) == {"issued": len(group)}
    used = admin.execute(
        "select p.outcome, count(distinct p.number) from diplomas.printing p where p.diploma_id = any(%s)"
        " group by p.outcome", [group]
    ).fetchall()  # fmt: skip
    assert dict(used) == {"good": 2 * len(group), "spoiled": 2}
    assert admin.execute("select count(*) from offline.dispute").fetchone() == (0,)
    assert admin.execute("select count(*) from blanks.broken()").fetchone() == (0,)
    look(shown, "story-sent")
    keep(printer.printed)
    shown.leave()

    code = admin.execute("select code from diplomas.diploma where id = %s", group[:1]).fetchone()[0]
    check = window("paper-check", "management")
    check.text.setText(code)
    check.check()
    assert "The university signed this paper." in check.verdict.text()
    assert "was not cancelled" in check.advice.text()
    look(check, "story-checked")


def keep(printed):
    """The first diploma and the first supplement as pictures, where somebody asked for them."""
    texts = [PdfDocument(pdf)[0].get_textpage().get_text_bounded() for pdf in printed]
    assert all("DP-" in text for text in texts)
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        PdfDocument(printed[0])[0].render(scale=1.3).to_pil().save(f"{folder}/story-diploma.png")
    QTest.qWait(0)
    QApplication.processEvents()
