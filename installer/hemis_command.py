"""The installed `hemis` command, for a console."""

import multiprocessing
import sys

from commands.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
