"""Setup sees that the program runs, however many of it run, until the last has ended."""

import subprocess
import sys

import pytest

HOLD = """
import sys
from shared.windows_objects import hold_mutex
hold_mutex(sys.argv[1])
print("held", flush=True)
input()
"""
NAME = r"Global\HEMIS-Desktop-test"


@pytest.mark.skipif(sys.platform != "win32", reason="other systems have no such names")
def test_a_second_program_starts_beside_the_first_and_is_seen_after_it_has_ended():
    def program():
        started = subprocess.Popen(
            [sys.executable, "-c", HOLD, NAME],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert started.stdout.readline().strip() == "held"
        return started

    def end(started):
        started.communicate("\n")
        assert started.returncode == 0

    import ctypes  # noqa: PLC0415 - what is asked here only Windows has

    opens = ctypes.WinDLL("kernel32").OpenMutexW
    first = program()
    second = program()
    end(first)
    assert opens(0x100000, False, NAME)
    end(second)
