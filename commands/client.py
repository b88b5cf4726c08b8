"""`hemis client`: the program's window."""

from __future__ import annotations

import argparse

from client import app

NAME = "client"
HELP = "Open the program at the sign-in window."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "server",
        nargs="?",
        default="",
        help="host, host:port/database, host1,host2 or service=name (asked otherwise)",
    )


def run(arguments: argparse.Namespace) -> int:
    return app.run(arguments.server)
