"""Where a server is and how it is reached: addresses, safe transport, deadlines that also end a black hole."""

import configparser
import ipaddress
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from client.core.errors import HemisError, Unavailable, UserError
from client.core.i18n import N_

DATABASE = "hemis"
APPLICATION = "HEMIS Desktop"
_ADDRESS = re.compile(r"(?P<hosts>[^/\s]+)(?:/(?P<database>\w+))?")


@dataclass(frozen=True)
class Deadlines:
    """How long is waited, in seconds, before the server counts as gone."""

    connect: int = 10
    #: For the server to finish one statement.
    statement: int = 30
    #: Above that for its answer to arrive.
    slack: int = 10


class WorkConnection(psycopg.Connection[Any]):
    """A connection whose every exchange has a deadline."""

    deadline: float | None = None

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer, but not for ever: after the deadline the connection is of no use any more."""
        if timeout is not None or self.deadline is None:
            return super().wait(gen, interval, timeout)
        ends = time.monotonic() + self.deadline
        try:
            return super().wait(gen, interval, self.deadline)
        except errors.OperationalError as error:
            if time.monotonic() < ends:
                raise
            self.close()
            raise errors.ConnectionTimeout("no answer within the deadline") from error


@dataclass(frozen=True)
class Server:
    """An address of a server as a person may write it, made safe."""

    text: str
    parameters: dict[str, Any] = field(hash=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `host`, `host:port/database`, `host1,host2`, `service=name` or a `postgresql://` address."""
        text = text.strip()
        if text.startswith("service="):
            given = {"service": text.partition("=")[2].strip()}
            local = _all_local(_service(given["service"]).get("host", ""))
        elif text.startswith(("postgresql://", "postgres://")):
            given = _from_url(text)
            local = _all_local(given.get("host", ""))
        else:
            given = _from_address(text)
            local = _all_local(given["host"])
        return cls(text, given | _transport(given, local=local))

    def connect(self, login: str, password: str, deadlines: Deadlines, **more: Any) -> WorkConnection:
        """Open a connection; trouble becomes a sentence that says what to do."""
        try:
            connection = WorkConnection.connect(
                **self.parameters,
                user=login,
                password=password,
                application_name=APPLICATION,
                connect_timeout=deadlines.connect,
                client_encoding="utf8",
                keepalives=1,
                keepalives_idle=5,
                keepalives_interval=3,
                keepalives_count=3,
                tcp_user_timeout=15_000,
                options=f"-c statement_timeout={deadlines.statement * 1000} -c timezone=Asia/Tashkent",
                **more,
            )
        except psycopg.Error as error:
            raise self._sentence(error) from error
        connection.deadline = deadlines.statement + deadlines.slack
        return connection

    def _sentence(self, error: psycopg.Error) -> HemisError:
        reason = str(error).strip()
        found = next((make for words, make in _REASONS if any(word in reason for word in words)), None)
        kind, message = found or (
            Unavailable,
            N_("The server {server} does not answer. Check the network and try again."),
        )
        sentence = kind(message, server=self.text)
        sentence.details = reason
        return sentence


_REASONS: tuple[tuple[tuple[str, ...], tuple[type[HemisError], str]], ...] = (
    (
        ("authentication failed", "no password supplied"),
        (UserError, N_("The login or the password is wrong.")),
    ),
    (
        ("not permitted to log in",),
        (UserError, N_("This account is closed. Ask the personnel office to open it again.")),
    ),
    (
        ("permission denied for database", "no pg_hba.conf entry"),
        (UserError, N_("This login may not use the server {server}. Ask the administrator for the right.")),
    ),
    (
        ("certificate verify failed",),  # the driver does not tell why
        (
            Unavailable,
            N_(
                "The certificate of the server {server} is not valid: it has expired, comes from another "
                "authority, or the date of this computer is wrong. Nothing was sent. Look at the date, then tell "
                "the administrator."
            ),
        ),
    ),
    (
        ("does not match host name",),
        (
            Unavailable,
            N_(
                "The server {server} shows the certificate of another one, so nothing was sent. "
                "Write the address as the administrator gave it."
            ),
        ),
    ),
    (
        ("unexpected eof", "SSL SYSCALL"),
        (Unavailable, N_("The server {server} does not answer. Check the network and try again.")),
    ),
    (
        ("root certificate file",),
        (
            Unavailable,
            N_("This computer lacks the certificate that proves {server}. Ask the administrator for it."),
        ),
    ),
    (
        ("does not exist",),
        (Unavailable, N_("There is no HEMIS database at {server}. Check the address.")),
    ),
    (
        ("certificate", "SSL", "TLS", "channel binding"),
        (
            Unavailable,
            N_(
                "The server {server} cannot prove that it is yours, so nothing was sent. Tell the administrator."
            ),
        ),
    ),
    (
        ("could not translate host name", "Name or service not known", "resolve host", "failed to resolve"),
        (Unavailable, N_("There is no server called {server}. Check how its name is written.")),
    ),
    (
        ("definition of service",),
        (
            UserError,
            N_(
                "The connection “{server}” is not described on this computer. Ask the administrator for its file."
            ),
        ),
    ),
    (
        ("too many connections", "remaining connection slots"),
        (Unavailable, N_("The server has no free connections. Close other windows of the program or wait.")),
    ),
    (
        ("starting up", "shutting down", "recovery"),
        (Unavailable, N_("The server {server} is starting. Try again in a minute.")),
    ),
    (
        ("refused", "read-write"),
        (
            Unavailable,
            N_("At {server} no database server is running now. Check the address or tell the administrator."),
        ),
    ),
)


def _from_address(text: str) -> dict[str, str]:
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise UserError(N_("“{text}” is no address of a server. Write it as db.university.uz."), text=text)
    pairs = [_host_and_port(each) for each in found["hosts"].split(",")]
    hosts, ports = zip(*pairs, strict=True)
    return {"host": ",".join(hosts), "port": ",".join(ports), "dbname": found["database"] or DATABASE}


def _host_and_port(text: str) -> tuple[str, str]:
    host, colon, port = text.rpartition(":")
    if not colon or _is_version_6(text):
        host, port = text, "5432"
    host = host.strip("[]")
    if not port.isdecimal() or (":" in host and not _is_version_6(host)):
        raise UserError(N_("“{text}” is no address of a server. Write it as db.university.uz."), text=text)
    return host, port


def _is_version_6(text: str) -> bool:
    try:
        return ipaddress.ip_address(text.strip("[]")).version == 6  # noqa: PLR2004 - its name
    except ValueError:
        return False


def _from_url(text: str) -> dict[str, str]:
    try:
        given = conninfo_to_dict(text)
    except psycopg.Error:
        raise UserError(
            N_("“{text}” is no address of a server. Write it as db.university.uz."), text=text
        ) from None
    kept = ("host", "port", "dbname", "sslmode", "sslrootcert", "service")
    return {"dbname": DATABASE} | {key: str(given[key]) for key in kept if key in given}


def _transport(given: dict[str, str], *, local: bool) -> dict[str, str]:
    """Said in every connection, because a service file or the environment could ask for less."""
    safe = {"gssencmode": "disable", "require_auth": "scram-sha-256", "target_session_attrs": "read-write"}
    if local:
        return safe | {"sslmode": given.get("sslmode", "prefer"), "channel_binding": "prefer"}
    if given.get("sslmode", "verify-full") != "verify-full":
        raise UserError(
            N_("A server in the network is reached with sslmode=verify-full only. Correct the address.")
        )
    return safe | {"sslmode": "verify-full", "channel_binding": "require"}


def _all_local(hosts: str) -> bool:
    return bool(hosts) and all(_is_local(host) for host in hosts.split(","))


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _service(name: str) -> dict[str, str]:
    """The section of the service file that libpq will read."""
    own = os.environ.get("PGSERVICEFILE") or Path.home() / ".pg_service.conf"
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    for path in (Path(os.environ.get("PGSYSCONFDIR", "/etc")) / "pg_service.conf", Path(own)):
        try:
            parser.read(path, encoding="utf-8")
        except (OSError, configparser.Error):
            continue
    return dict(parser[name]) if parser.has_section(name) else {}
