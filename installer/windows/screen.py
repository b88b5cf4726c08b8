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
#: Pictures one after the other that have to be alike; pixels that may differ for a cursor.
STILL, CURSOR = 3, 2500
#: Seconds between them.
PAUSE = 3
#: Of a machine on which others work as well.
PATIENCE = 1200
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
    workshop: Workshop,
    other_than: Image.Image | None = None,
    *,
    larger: bool = False,
    seconds: float = PATIENCE,
    pause: float = PAUSE,
) -> Image.Image:
    """Wait until something else (or larger) than before is on the screen and nothing moves; the picture."""
    deadline, last, still = time.monotonic() + seconds, None, 0
    while time.monotonic() < deadline:
        seen = ImageGrab.grab(xdisplay=workshop.display).convert("RGB")
        is_new = _is_new(seen, other_than, larger=larger)
        still = still + 1 if is_new and last is not None and _alike(seen, last) else 0
        if still == STILL:
            return seen
        last = seen
        time.sleep(pause)
    raise trouble(workshop, "What was expected did not appear on the screen.")


def trouble(workshop: Workshop, sentence: str) -> StepError:
    """Keep a picture of what was not expected; the error to raise."""
    keep(workshop, ImageGrab.grab(xdisplay=workshop.display).convert("RGB"), "trouble")
    return StepError(f"{sentence} pictures/trouble.png shows what is there.")


def _is_new(seen: Image.Image, former: Image.Image | None, *, larger: bool) -> bool:
    if former is None:
        return bool(seen.getbbox())
    return _area(seen.getbbox()) > _area(former.getbbox()) if larger else not _alike(seen, former)


def _area(box: tuple[int, int, int, int] | None) -> int:
    return 0 if box is None else (box[2] - box[0]) * (box[3] - box[1])


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


def is_shown(workshop: Workshop, name: str) -> bool:
    """Tell whether there is a window whose name has this pattern."""
    asked = ["xdotool", "search", "--onlyvisible", "--name", name]
    return bool(subprocess.run(asked, capture_output=True, check=False, env=_there(workshop)).stdout)  # noqa: S603


def _xdotool(workshop: Workshop, *command: str) -> None:
    subprocess.run(["xdotool", *command], check=True, env=_there(workshop))  # noqa: S603, S607


def _there(workshop: Workshop) -> dict[str, str]:
    return os.environ | {"DISPLAY": workshop.display, "LC_ALL": "C.UTF-8"}


def _alike(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures differ by no more than a blinking cursor or a clock."""
    return _area(ImageChops.difference(one, other).getbbox()) < CURSOR
