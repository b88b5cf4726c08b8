"""The program's window under Wine: starting it, signing in, opening windows of the menu by name."""

from __future__ import annotations

import subprocess
import time

from PIL import Image

from client.core.i18n import N_, _
from installer.windows.screen import PATIENCE, await_still, is_shown, press, trouble, type_in
from installer.windows.workshop import StepError, Workshop

PROGRAM = "HEMIS Desktop"
#: The title of the report of a bug.
MISTAKE = N_("The program made a mistake")
#: What a keyboard has for the marks in oʻ, gʻ and for the tutuq.
TYPED = str.maketrans({"ʻ": "'", "ʼ": "'"})
#: Seconds between the pictures of a window whose title stands in the frame already.
PAUSE = 1


def open_program(workshop: Workshop, address: str) -> tuple[subprocess.Popen[str], Image.Image]:
    """Start the window; it and the picture of the sign-in."""
    program = workshop.start(*workshop.program, address, seconds=3600)
    return program, await_still(workshop)


def sign_in(workshop: Workshop, login: str, password: str) -> None:
    """Type who one is."""
    type_in(workshop, login)
    press(workshop, "Tab")
    type_in(workshop, password)
    press(workshop, "Return")


def await_desk(workshop: Workshop) -> Image.Image:
    """Come to the start page after signing in, whatever was in front when this person left; the picture of it."""
    _await(workshop, f".+ {PROGRAM}$", "Nobody was signed in.")
    return open_window(workshop, N_("Start page"))


def open_window(workshop: Workshop, title: str) -> Image.Image:
    """Open a window of the menu by its English title; the picture of it."""
    press(workshop, "ctrl+k")
    type_in(workshop, _(title).translate(TYPED))
    press(workshop, "Return")
    # The frame is called as the tab in front, and after it the role.
    _await(workshop, f"^{_pattern(_(title))} .+ {PROGRAM}$", f"“{_(title)}” did not open.")
    return await_still(workshop, pause=PAUSE)


def end_program(workshop: Workshop, program: subprocess.Popen[str]) -> None:
    """Close the window; the program ends by itself."""
    press(workshop, "alt+F4")
    said, _nothing = program.communicate(timeout=180)
    if program.returncode != 0:
        raise StepError(f"The program ended with {program.returncode}: {said[-800:]}")


class Log:
    """What the program writes of its own mistakes."""

    def __init__(self, workshop: Workshop) -> None:
        self._folder = workshop.windows / "users"
        self._read = len(self._text())

    def news(self, where: str) -> list[str]:
        """What was added since one looked last, with the place where one was."""
        text = self._text()
        added, self._read = text[self._read :].strip(), len(text)
        return [f"{where}:\n{added}"] if added else []

    def _text(self) -> str:
        return "".join(path.read_text(encoding="utf-8") for path in self._folder.rglob("client.log"))


def _pattern(name: str) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else ".+" for letter in name)


def _await(workshop: Workshop, name: str, otherwise: str) -> None:
    """Wait until a window has a name of this pattern."""
    deadline = time.monotonic() + PATIENCE
    while not is_shown(workshop, name):
        if time.monotonic() > deadline or is_shown(workshop, f"^{_pattern(_(MISTAKE))}$"):
            raise trouble(workshop, otherwise)
        time.sleep(PAUSE / 2)
