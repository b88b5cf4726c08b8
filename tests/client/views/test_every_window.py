"""Every role opens every one of its windows and reads a list, not a refusal."""

import pytest

from client.core.roles import ROLES
from client.widgets.record_list import RecordList
from server_db.demo.people import BY_LOGIN

SOMEBODY = {role: person.login for person in reversed(BY_LOGIN.values()) for role, _unit in person.roles}


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
