"""Signing in from the command line: the password is kept, asked for, or the first line of a pipe."""

import argparse
import getpass
import sys

from client.core.kept_password import find as kept_password
from client.core.settings import SERVERS, LocalSettings
from client.data.server.fence import Fence
from client.data.server.session import Session
from commands.trouble import CommandError
from shared.version import SCHEMA, VERSION


def add_sign_in(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", default="", help="where to sign in (default: the last server used here)")
    parser.add_argument("--login", required=True)


def signed_in(arguments: argparse.Namespace) -> Session:
    """Sign in as the arguments say; command lines are visible to others, so the password never stands there."""
    known = LocalSettings().get(SERVERS)
    server = arguments.server or (known[0] if known else "")
    if not server:
        raise CommandError("Say which server: --server HOST/DATABASE.")
    password = _password(server, arguments.login)
    return Session.sign_in(
        server,
        arguments.login,
        password,
        version=VERSION,
        revision=SCHEMA,
        fence=Fence.of_this_computer(),
    )


def _password(server: str, login: str) -> str:
    if kept := kept_password(server, login):
        return kept
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {login}: ")
    return sys.stdin.readline().rstrip("\r\n")
