"""Addresses of servers as people write them, and how safely each is reached."""

import configparser
import ipaddress
import os
import re
from itertools import zip_longest
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from client.core.errors import UserError
from client.core.i18n import N_
from shared.database_name import DATABASE_NAME

DATABASE = "hemis"
_ADDRESS = re.compile(rf"(?P<hosts>[^/\s]+)(?:/(?P<database>{DATABASE_NAME}))?")
_KEPT = ("host", "port", "dbname", "sslmode", "sslrootcert", "service")
#: What decides where a connection goes; said in full, because libpq fills what is missing from the environment.
_WHERE = ("host", "hostaddr", "port")


def read(text: str) -> dict[str, str]:
    """Everything that libpq is told for `host`, `host:port/database`, `host1,host2`, `service=name` or an address."""
    if text.startswith("service="):
        given = {"service": text.partition("=")[2].strip()}
    elif text.startswith(("postgresql://", "postgres://")):
        given = _from_url(text)
    else:
        given = _from_address(text)
    where = {key: value for key, value in _service(given.get("service", "")).items() if key in _WHERE}
    where |= {key: given[key] for key in _WHERE if key in given}
    where.setdefault("hostaddr", "")  # or PGHOSTADDR would send a local connection anywhere
    return given | where | _transport(given, local=_all_local(where))


def hosts(given: dict[str, str]) -> list[dict[str, str]]:
    """The parameters of each host alone, in the order in which they are written."""
    lists = {key: given[key].split(",") for key in _WHERE if given.get(key)}
    count = max(map(len, lists.values()), default=1)
    alone = ({key: each[min(place, len(each) - 1)] for key, each in lists.items()} for place in range(count))
    return [{"hostaddr": ""} | each for each in alone]


def _from_address(text: str) -> dict[str, str]:
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise UserError(N_("“{text}” is no address of a server. Write it as db.university.uz."), text=text)
    pairs = [_host_and_port(each) for each in found["hosts"].split(",")]
    names, ports = zip(*pairs, strict=True)
    return {"host": ",".join(names), "port": ",".join(ports), "dbname": found["database"] or DATABASE}


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
    return {"dbname": DATABASE} | {key: str(given[key]) for key in _KEPT if key in given}


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


def _all_local(where: dict[str, str]) -> bool:
    """Whether every connection stays on this computer: `hostaddr` decides where one goes, whatever `host` says."""
    pairs = zip_longest(where.get("host", "").split(","), where["hostaddr"].split(","), fillvalue="")
    return all(_is_local(address or name) for name, address in pairs)


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
    for path in (Path(own), Path(os.environ.get("PGSYSCONFDIR", "/etc")) / "pg_service.conf"):
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            parser.read(path, encoding="utf-8")
        except (OSError, configparser.Error):
            continue
        if parser.has_section(name):
            return dict(parser[name])
    return {}
