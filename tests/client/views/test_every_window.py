"""Every role opens its windows and reads a list, not a refusal; nothing moves by itself, whatever the names are."""

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit

from client.core.roles import ROLES
from client.widgets.message_line import MessageLine
from client.widgets.record_form import RecordForm
from client.widgets.record_list import RecordList
from server_db.demo.people import BY_LOGIN
from shared.models.everything import MODELS
from tests.client.views.typing import SEARCHED
from tests.client.views.walk import Walk, come_to, form_of

SOMEBODY = {role: person.login for person in reversed(BY_LOGIN.values()) for role, _unit in person.roles}
MARKUP = '<b>x</b><img src="file:///etc/hostname">'
#: Markup, quotation marks, a line break, a letter that turns the direction round, and far too long.
HOSTILE = f"{MARKUP}'\"{{name}} %s\n\u202e&amp;" + "z" * 5000
#: What the program itself writes and looks for by its words.
OWN_WORDS = ("security", "audit", "system", "documents", "imports")
SHORTEST = 24
#: Windows that are open together; with all of them each look would take as long as all windows before it.
AT_ONCE = 8


def hostile(column):
    """Whether anybody may type anything into it."""
    info = column.info
    return (
        info.get("kind") == "text"
        and not column.computed
        and not any(info.get(each) for each in ("pattern", "words", "state"))
        and info["length"] >= SHORTEST
    )


@pytest.fixture(scope="module", autouse=True)
def hostile_names(database):
    """Texts of the demonstration, as a person could have typed or pasted them; each row has its own."""
    refused = []
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        for model in MODELS:
            table = model.__table__
            if table.schema in OWN_WORDS or "id" not in table.columns:
                continue
            for column in filter(hostile, table.columns):
                try:
                    admin.execute(
                        f'update {table.schema}."{table.name}" set "{column.name}" = '
                        f'left(%s, %s - length(id::text)) || id where "{column.name}" is not null',
                        [HOSTILE, column.info["length"]],
                    )
                except psycopg.errors.CheckViolation as error:
                    refused.append(f"{column} {error.diag.constraint_name}")
    return refused


def rich(window):
    """The labels and texts that draw what looks like markup as markup."""
    for label in window.findChildren(QLabel):
        if "<img" in label.text() and label.textFormat() != Qt.TextFormat.PlainText:
            yield label.text()
    for text in window.findChildren(QTextEdit):
        if '<img src="file' in text.toHtml():
            yield text.toPlainText()


@pytest.fixture(scope="module")
def known():
    """Forms and cards are the same whoever opens them: each is walked through once."""
    return set()


def test_there_is_somebody_for_every_role():
    assert SOMEBODY.keys() == ROLES.keys()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reads_what_its_menu_offers_and_nothing_moves_by_itself(signed_in, qtbot, role, known):
    frame = signed_in(SOMEBODY[role], role).frame
    frame.resize(1366, 728)
    come_to(frame)
    frame.workplace.drafts.warning = None  # this machine has no safe for keys
    walk = Walk(frame)
    for key in frame.menu.keys():  # noqa: SIM118 - not a dictionary
        frame.open(key)
        QApplication.processEvents()
        page = frame.pages.current()
        window = page.content
        assert window.title
        walk.faults += [f"{key}: {told}" for told in bad_news(frame)]
        walk.through(key, window, frame)
        for place, each in enumerate([window, *window.findChildren(RecordList)]):
            if isinstance(each, RecordList):
                assert each.question.allowed.rights.readable, f"{role} reads nothing in {key}"
                each.table.selectRow(0)
                walk_form(walk, f"{key}/{place}", each, known)
        assert list(rich(frame)) == [], key
        if frame.pages.tabs.count() >= AT_ONCE:
            walk.close_all()
    walk.close_all()
    qtbot.wait(SEARCHED)
    assert not walk.faults, "\n".join(walk.faults)


def walk_form(walk, name, records, known):
    """Walk through the form behind a list; a card reads more, so that each role opens one of each kind."""
    what = records.spec.card or records.spec.relation
    if not records.isVisible() or what in (walk.opened if records.spec.card else known):
        return
    is_new = what not in known
    known.add(what)
    walk.opened.add(what)
    page, dialog = walk.frame.pages.current(), form_of(records)
    opened = walk.frame.pages.current()
    if dialog is not None:
        come_to(dialog)
        walk.through(f"the form of {name}", dialog.form, dialog)
        dialog.form.drafting.drop()
        dialog.hide()
        dialog.deleteLater()
        come_to(walk.frame)
    elif opened is not page:
        walk.faults += [f"the card of {name}: {told}" for told in bad_news(opened)]
        if is_new and isinstance(opened.content, RecordForm):
            walk.through(f"the card of {name}", opened.content, walk.frame)
        walk.frame.pages.close_page(opened)
        walk.frame.pages.come_to(page)


def bad_news(within):
    """What is refused there."""
    return [each.text() for each in within.findChildren(MessageLine) if each.speaks() and each.sentence.bad]
