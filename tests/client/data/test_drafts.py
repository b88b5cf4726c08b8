"""Drafts survive every end of the program, are unreadable without the key, and say when they are not safe."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from client.data.local.drafts import Drafts

PERSON = "dean_geology@localhost/hemis"
KEY = "5" * 64


class MemorySafe:
    """A keyring in memory, shared by what would be two programs."""

    def __init__(self, key=None):
        self.kept = {} if key is None else {PERSON: key}

    def find(self, name):
        return self.kept.get(name)

    def keep(self, name, key):
        self.kept[name] = key
        return True


@pytest.fixture
def safe():
    return MemorySafe()


@pytest.fixture
def open_drafts(tmp_path, safe):
    made = []

    def open_(person=PERSON, safe=safe):
        made.append(Drafts(tmp_path, person, safe))
        return made[-1]

    yield open_
    for drafts in made:
        drafts.close()


def test_input_comes_back_after_the_program_ended(open_drafts):
    values = {
        "surname": "Gʻulomov",
        "birth_date": date(2004, 3, 15),
        "area": Decimal("12.50"),
        "at": datetime(2026, 11, 24, 14, 2, tzinfo=UTC),
        "photo": b"\x00\xff",
        "cells": [["1", None], ["2", "4,5"]],
    }
    first = open_drafts()
    first.keep("students.student/7", values)
    first.close()
    second = open_drafts()
    assert second.warning is None
    assert second.find("students.student/7") == values


def test_saved_input_is_forgotten(open_drafts):
    drafts = open_drafts()
    drafts.keep("a/1", {"x": 1})
    drafts.keep("b/1", {"x": 2})
    drafts.keep("a/2", {"x": 3})
    assert drafts.keys("a/") == ["a/2", "a/1"]
    drafts.drop("a/2")
    assert drafts.find("a/2") is None
    assert drafts.keys() == ["b/1", "a/1"]


def test_the_file_shows_nothing_without_the_key(open_drafts, tmp_path):
    drafts = open_drafts()
    drafts.keep("students.student/7", {"surname": "Gulomov"})
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Gulomov" not in stored
    assert not stored.startswith(b"SQLite format 3")


def test_another_person_on_the_computer_sees_nothing(open_drafts):
    open_drafts().keep("a", {"x": 1})
    assert open_drafts("registrar@localhost/hemis").find("a") is None


def test_a_lost_key_costs_the_drafts_but_not_the_work(open_drafts, tmp_path):
    before = open_drafts()
    before.keep("a", {"x": 1})
    before.close()
    drafts = open_drafts(safe=MemorySafe())
    assert "put aside" in drafts.warning.message
    drafts.keep("a", {"x": 2})
    assert drafts.find("a") == {"x": 2}
    assert list(tmp_path.glob("*.unreadable"))


def test_flipped_bytes_are_noticed_and_put_aside(open_drafts, tmp_path):
    drafts = open_drafts()
    drafts.keep("a", {"x": 1})
    drafts.close()
    [path] = tmp_path.glob("*.db")
    stored = bytearray(path.read_bytes())
    stored[200] ^= 0xFF
    path.write_bytes(stored)
    again = open_drafts()
    assert "put aside" in again.warning.message
    again.keep("a", {"x": 2})
    assert again.find("a") == {"x": 2}


@pytest.mark.parametrize("module", ["keyring.backends.fail", "keyrings.alt.file"])
def test_without_a_protected_keyring_drafts_stay_in_memory_and_say_so(tmp_path, module, monkeypatch):
    plain = type("PlaintextKeyring", (NoKeyring,), {"__module__": module, "get_password": lambda *_: None})()
    monkeypatch.setattr(keyring, "get_keyring", lambda: plain)
    drafts = Drafts(tmp_path, PERSON)
    assert "keyring" in drafts.warning.message
    drafts.keep("a", {"x": 1})
    assert drafts.find("a") == {"x": 1}
    assert drafts.keys() == ["a"]
    assert not list(tmp_path.glob("*.db"))


def test_a_folder_that_cannot_be_written_is_said_and_survived(tmp_path, safe):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    drafts = Drafts(blocked, PERSON, safe)
    assert "disk" in drafts.warning.message
    drafts.keep("a", {"x": 1})
    assert drafts.find("a") == {"x": 1}


def test_two_programs_may_start_and_write_at_once(open_drafts):
    opened = []

    def work(name):
        drafts = open_drafts()
        opened.append(drafts)
        for number in range(25):
            drafts.keep(f"{name}/{number}", {"x": number})

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(drafts.warning is None for drafts in opened)
    assert len(open_drafts().keys()) == 75


WRITER = """
import sys
from pathlib import Path
from client.data.local.drafts import Drafts
class Known:
    find = lambda self, name: sys.argv[3]
    keep = lambda self, name, key: True
drafts = Drafts(Path(sys.argv[1]), sys.argv[2], Known())
for number in range(100000):
    drafts.keep(f"key/{number}", {"number": number, "text": "x" * 3000})
    print(number, flush=True)
"""


def killed_writer(folder, after):
    """Write drafts in another program, kill it after some acknowledgements, return the last one."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, folder, PERSON, KEY], stdout=subprocess.PIPE, encoding="utf-8"
    )
    for _ in range(after):
        writer.stdout.readline()
    os.kill(writer.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    rest = writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    return int(rest[-1]) if rest else after - 1


@pytest.mark.parametrize("after", [1, 7, 23])
def test_what_was_acknowledged_survives_a_killed_program(tmp_path, after):
    last = killed_writer(tmp_path, after)
    drafts = Drafts(tmp_path, PERSON, MemorySafe(KEY))
    assert drafts.warning is None
    for number in range(last + 1):
        assert drafts.find(f"key/{number}")["number"] == number
    drafts.close()


@pytest.mark.soak
@pytest.mark.parametrize("after", range(1, 100))
def test_what_was_acknowledged_survives_any_killing(tmp_path, after):
    test_what_was_acknowledged_survives_a_killed_program(tmp_path, after)
