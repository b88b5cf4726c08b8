"""A screen for the stories."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def display() -> Iterator[str]:
    """A virtual screen of 1366×768."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("needs a virtual screen: the package xvfb, which only Linux has")
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        yield f":{number}"
        server.terminate()
