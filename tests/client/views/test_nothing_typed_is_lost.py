"""Whatever is typed anywhere is there again in another language and after the program was killed."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from client.core.roles import ROLES
from client.data.local import drafts
from tests.client.conftest import MemorySafe
from tests.client.views import typing
from tests.client.views.test_every_window import SOMEBODY

#: What need not come back, by the class of a widget or `Class.attribute`, and why.
LOOKED_FOR = "what is looked for or looked at, not work: it changes nothing and is chosen anew in a moment"
SECRET = "a secret is never kept"
LOST_ON_PURPOSE = {
    "RecordList": LOOKED_FOR,
}


@pytest.fixture
def safe(monkeypatch):
    """A keyring that outlives a killed program."""
    kept = MemorySafe()
    monkeypatch.setattr(drafts, "SystemSafe", lambda: kept)


def typed_into(frame, keys):
    """Open these windows, type into everything, and return what stands where afterwards."""
    for key in keys:
        frame.open(key)
    found = {}
    for key in keys:
        frame.open(key)
        window = frame.pages.current().content
        for place, widget in typing.inputs(window).items():
            names = typing.called(widget, window)
            if not any(name in LOST_ON_PURPOSE for name in names):
                before = typing.value(widget)
                typing.write(widget)
                if typing.value(widget) != before:
                    found[key, place] = typing.value(widget), names
    return found


def lost(frame, typed):
    """Return what is not there any more: how it is called, what stood there and what stands there now."""
    gone = []
    for (key, place), (wanted, names) in typed.items():
        frame.open(key)
        stands = typing.inputs(frame.pages.current().content)
        now = typing.value(stands[place]) if place in stands else None
        if now != wanted:
            gone.append((key, names, wanted, now))
    return gone


@pytest.mark.usefixtures("safe")
@pytest.mark.parametrize("role", ROLES)
def test_what_is_typed_into_a_window_is_there_in_another_language_and_after_a_kill(signed_in, qtbot, role):
    started = signed_in(SOMEBODY[role], role)
    typed = typed_into(started.frame, list(started.frame.menu.keys()))
    started.frame.head.language_chosen.emit("ru")
    print("\n".join(map(str, lost(started.frame, typed))))
    qtbot.wait(500)  # drafts are written a moment after the last key
    started.frame.hide()
    again = signed_in(SOMEBODY[role], role, "ru")
    print("KILLED")
    print("\n".join(map(str, lost(again.frame, typed))))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
