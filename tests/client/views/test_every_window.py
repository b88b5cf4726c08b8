"""Every role opens every one of its windows and reads a list, not a refusal; whatever the names in it look like."""

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextEdit

from client.core.roles import ROLES
from client.widgets.record_list import RecordList
from server_db.demo.people import BY_LOGIN
from shared.models.everything import MODELS

SOMEBODY = {role: person.login for person in reversed(BY_LOGIN.values()) for role, _unit in person.roles}
MARKUP = '<b>x</b><img src="file:///etc/hostname">'
#: Markup, quotation marks, a line break, a letter that turns the direction round, and far too long.
HOSTILE = f"{MARKUP}'\"{{name}} %s\n\u202e&amp;" + "z" * 5000
#: What the program itself writes and looks for by its words.
OWN_WORDS = ("security", "audit", "system", "documents", "imports")
SHORTEST = 24


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


def test_there_is_somebody_for_every_role():
    assert SOMEBODY.keys() == ROLES.keys()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reads_what_its_menu_offers(signed_in, qtbot, role):
    frame = signed_in(SOMEBODY[role], role).frame
    for key in frame.menu.keys():  # noqa: SIM118 - not a dictionary
        frame.open(key)
        assert not frame.message.isVisible() or "keyring" in frame.message.text(), frame.message.text()
        window = frame.pages.current().content
        assert window.title
        for each in (window, *window.findChildren(RecordList)):
            message = getattr(each, "message", None)
            assert message is None or not message.isVisible(), f"{key}: {message.text()}"
            if isinstance(each, RecordList):
                assert each.question.allowed.rights.readable, f"{role} reads nothing in {key}"
                each.table.selectRow(0)
        assert list(rich(frame)) == [], key
