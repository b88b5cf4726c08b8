"""1366×768 is the office: every window of every role is whole there, in the largest letters and each script."""

import os

import pytest
from PySide6.QtWidgets import QApplication

from client.core.roles import ROLES
from server_db.demo.people import BY_LOGIN
from tests.client.views.whole import faults

SHOTS = os.environ.get("SHOTS")
SOMEBODY = {role: person.login for person in reversed(BY_LOGIN.values()) for role, _unit in person.roles}
#: What is left of 768 lines by the title and the bar of the desktop.
WIDTH, HEIGHT = 1366, 728


@pytest.mark.parametrize("language", ["uz", "oz", "ru"])
def test_every_window_is_whole_in_the_largest_letters(signed_in, language):
    seen, found = set(), []
    for role in ROLES:
        program = signed_in(SOMEBODY[role], role, language, letters=14)
        frame = program.frame
        frame.resize(WIDTH, HEIGHT)
        for key in ("", *frame.menu.keys()):
            if key in seen:
                continue
            seen.add(key or role)
            if key:
                frame.open(key)
            for _turn in range(3):  # what is laid out anew lays out what is in it
                QApplication.processEvents()
            page = frame.pages.current()
            if SHOTS:
                frame.grab().save(f"{SHOTS}/{language}-{key or role}.png")
            found += [f"{role} {key}: {fault}" for fault in faults(frame, frame)]
            if frame.width() > WIDTH or frame.height() > HEIGHT:
                found.append(f"{role} {key}: the window is {frame.width()} × {frame.height()}")
                frame.resize(WIDTH, HEIGHT)
            if key:
                frame.pages.close_page(page)
        frame.hide()
    assert not found, "\n".join(dict.fromkeys(found))
