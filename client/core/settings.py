"""What this computer remembers: each setting knows its default, its bounds and what it is called."""

import json
import logging
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import platformdirs

from client.core.i18n import LANGUAGES, N_

Value = TypeVar("Value")
APPLICATION = "hemis-desktop"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Setting(Generic[Value]):
    """One thing to remember; a stored value that does not fit counts as absent."""

    key: str
    label: str
    default: Value
    fits: Callable[[Any], bool]


def choice(key: str, label: str, default: str, options: Mapping[str, str]) -> Setting[str]:
    """One of the options' keys."""
    return Setting(key, label, default, lambda value: value in options)


def number(key: str, label: str, default: int, minimum: int, maximum: int) -> Setting[int]:
    """A whole number between the bounds."""
    return Setting(key, label, default, lambda value: type(value) is int and minimum <= value <= maximum)


def texts(key: str, label: str) -> Setting[list[str]]:
    """A list of texts, the latest first."""
    return Setting(
        key, label, [], lambda value: isinstance(value, list) and all(isinstance(text, str) for text in value)
    )


def texts_by_key(key: str, label: str) -> Setting[Mapping[str, str]]:
    """A text for each of several keys."""
    return Setting(
        key,
        label,
        {},
        lambda value: isinstance(value, dict) and all(isinstance(text, str) for text in value.values()),
    )


def text(key: str, label: str) -> Setting[str]:
    """Any text."""
    return Setting(key, label, "", lambda value: isinstance(value, str))


THEMES = {"system": N_("As the computer"), "light": N_("Light"), "dark": N_("Dark")}
FONT_SIZES = range(9, 15)
LOCK_MINUTES = range(241)

LANGUAGE = choice("language", N_("Language"), "uz", LANGUAGES)
THEME = choice("theme", N_("Appearance"), "system", THEMES)
FONT_SIZE = number("font_size", N_("Size of letters"), 10, FONT_SIZES[0], FONT_SIZES[-1])
LOCK_AFTER = number(
    "lock_after", N_("Lock after minutes without work"), 20, LOCK_MINUTES[0], LOCK_MINUTES[-1]
)
SERVERS = texts("servers", N_("Servers"))
LOGIN = text("login", N_("Login"))
LAST_ROLES = texts_by_key("last_roles", N_("Roles"))
GEOMETRY = text("geometry", N_("Place of the window"))


class LocalSettings:
    """The settings file of this computer's user; it holds no secret."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or platformdirs.user_config_path(APPLICATION, appauthor=False) / "settings.json"
        self._values = self._read()

    def get(self, setting: Setting[Value]) -> Value:
        value = self._values.get(setting.key)
        return value if value is not None and setting.fits(value) else setting.default

    def put(self, setting: Setting[Value], value: Value) -> None:
        """Remember; a disk that cannot be written costs the memory, not the work."""
        if not setting.fits(value):
            message = f"{setting.key} cannot be {value!r}"
            raise ValueError(message)
        self._values[setting.key] = value
        try:
            self._write()
        except OSError as error:
            log.warning("The settings of this computer were not saved: %s", error.strerror)

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return values if isinstance(values, dict) else {}

    def _write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(self.path)


def workstation() -> str:
    """Return the name of this computer, as the sign-in history and the print log show it."""
    return socket.gethostname()[:128]
