"""What a command says is UTF-8, also into a file or another program. Standard library only: the set-up uses it, too."""

from __future__ import annotations

import io
import sys


def speak_utf8() -> None:
    """Let both streams take every letter; Windows gives them its old code page when they are no console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=stream.errors)
