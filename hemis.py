"""Set-up and start: `python3 hemis.py demo`, `python3 hemis.py test`. Readable by old Pythons too."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  the point is to say so
    sys.exit(
        "HEMIS Desktop needs Python 3.11 or newer, and this is Python %d.%d. "  # noqa: UP031  readable by Python 2
        "Install a newer one and start it with: python3.11 hemis.py" % sys.version_info[:2]
    )

from commands.environment import main

sys.exit(main(sys.argv[1:]))
