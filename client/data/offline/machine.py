"""Which computer this is: a store that was copied to another one is known again, and is not printed from."""

import platform
import sys
import uuid
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_LINUX = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def machine() -> str:
    """Return what tells this computer from others; a digest, for it is sent to the server."""
    told = _registered() or f"{platform.node()}/{uuid.getnode()}"
    return sha256(f"hemis printing|{told}".encode()).hexdigest()[:32]


def _registered() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - only Windows has it

        with (
            suppress(OSError),
            winreg.OpenKey(  # the key is there on every Windows
                winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography"
            ) as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    for path in _LINUX:
        with suppress(OSError):
            return path.read_text(encoding="ascii").strip()
    return ""
