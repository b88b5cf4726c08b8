"""What the icon of the installed program starts: the window, without a console."""

import multiprocessing
import sys

from commands.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(["client", *sys.argv[1:]]))
