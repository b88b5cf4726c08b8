"""A virtual screen, pictures of it, and keys typed into it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageGrab

from installer.windows.workshop import StepError, Workshop

SIZE = "1366x768x24"
COLOURS = 64  # of a picture that is kept: it is read, not admired


@contextmanager
def virtual_screen() -> Iterator[str]:
    """Open a screen of an office's size; its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:  # noqa: S603 - ours
        os.close(writing)
        try:
            with os.fdopen(reading, encoding="ascii") as answer:
                yield f":{answer.readline().strip()}"
        finally:
            server.terminate()


def await_still(
    workshop: Workshop, other_than: Image.Image | None = None, seconds: float = 240
) -> Image.Image:
    """Wait until something is on the screen that was not there before and nothing moves; the picture."""
    deadline, last = time.monotonic() + seconds, None
    while time.monotonic() < deadline:
        seen = ImageGrab.grab(xdisplay=workshop.display).convert("RGB")
        is_new = not _alike(seen, other_than) if other_than else bool(seen.getbbox())
        if is_new and last is not None and _alike(seen, last):
            return seen
        last = seen if is_new else None
        time.sleep(3)
    raise StepError("Nothing new appeared on the screen; pictures shows how far it came.")


def keep(workshop: Workshop, picture: Image.Image, name: str) -> None:
    """Keep a picture, cut to what is shown."""
    workshop.pictures.mkdir(exist_ok=True)
    shown = picture.crop(picture.getbbox() or (0, 0, 1, 1))
    shown.quantize(COLOURS).save(workshop.pictures / f"{name}.png", optimize=True)


def type_in(workshop: Workshop, text: str) -> None:
    """Type a text where the focus is."""
    _xdotool(workshop, "type", "--delay", "60", text)


def press(workshop: Workshop, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        _xdotool(workshop, "key", key)
        time.sleep(0.5)


def _xdotool(workshop: Workshop, *command: str) -> None:
    subprocess.run(["xdotool", *command], check=True, env=os.environ | {"DISPLAY": workshop.display})  # noqa: S603, S607


def _alike(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures differ by no more than a blinking cursor or a clock."""
    box = ImageChops.difference(one, other).getbbox()
    return box is None or (box[2] - box[0]) * (box[3] - box[1]) < 2500  # noqa: PLR2004 - pixels of a cursor
