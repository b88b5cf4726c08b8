"""Tells Windows' setup that the installed program runs, in whichever session; it then refuses before it deletes."""

from __future__ import annotations

import sys

#: AppMutex in installer/hemis.iss.
MUTEX = r"Global\HEMIS-Desktop-6B1F2C0E"

if sys.platform == "win32":
    from shared.windows_objects import hold_mutex

    def tell_presence() -> None:
        """Hold the program's mutex until this process ends."""
        hold_mutex(MUTEX)

else:

    def tell_presence() -> None:
        """Other systems let a running program's files be replaced."""
