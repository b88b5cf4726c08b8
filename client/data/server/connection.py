"""Where a server is and how it is reached: safe transport, and deadlines that also end a black hole."""

import random
import time
from dataclasses import dataclass, field
from typing import Any, Self

import psycopg

from client.data.server.address import hosts, read
from client.data.server.connection_messages import sentence_of
from client.data.server.fence import QUESTION, Fence, Place
from client.data.server.hosts import ChangingOver, Hosts
from client.data.server.work_connection import WorkConnection

APPLICATION = "HEMIS Desktop"
#: Seconds between attempts while the servers change over.
AGAIN = 0.5


@dataclass(frozen=True)
class Deadlines:
    """How long is waited, in seconds, before the server counts as gone."""

    connect: int = 10
    #: The same for one of several hosts: another may answer.
    connect_one: int = 4
    #: For the server to finish one statement; long work says its own (`Gateway.transaction(patience=…)`).
    statement: int = 15
    #: Above that for its answer to arrive.
    slack: int = 5


@dataclass(frozen=True)
class Server:
    """An address of a server as a person may write it, made safe."""

    text: str
    parameters: dict[str, Any] = field(hash=False)
    _hosts: Hosts = field(hash=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `host`, `host:port/database`, `host1,host2`, `service=name` or a `postgresql://` address."""
        parameters = read(text.strip())
        return cls(text.strip(), parameters, Hosts(len(hosts(parameters))))

    def connect(
        self,
        login: str,
        password: str,
        deadlines: Deadlines,
        *,
        fence: Fence | None = None,
        patience: float = 0.0,
    ) -> WorkConnection:
        """Open a connection to the host that writes; trouble becomes a sentence that says what to do.

        While the servers change over, it is tried again for as long as `patience` says.
        """
        alone = hosts(self.parameters)
        seconds = deadlines.connect if len(alone) == 1 else deadlines.connect_one
        fence = fence or Fence()

        def open_(place: int) -> WorkConnection:
            return self._open(alone[place], login, password, seconds, deadlines)

        ends = time.monotonic() + patience
        while True:
            try:
                connection = self._hosts.connect(fence, open_, seconds)
            except ChangingOver:
                if time.monotonic() > ends:
                    raise
                time.sleep(AGAIN * random.uniform(0.5, 1.5))  # noqa: S311 - so that not all desks come at once
            else:
                connection.fence, connection.alone = fence, len(alone) == 1
                return connection

    def _open(
        self, host: dict[str, str], login: str, password: str, seconds: int, deadlines: Deadlines
    ) -> WorkConnection:
        try:
            connection = WorkConnection.connect(
                **self.parameters | host,
                user=login,
                password=password,
                application_name=APPLICATION,
                connect_timeout=seconds,
                client_encoding="utf8",
                keepalives=1,
                keepalives_idle=5,
                keepalives_interval=3,
                keepalives_count=3,
                tcp_user_timeout=15_000,
                options=f"-c statement_timeout={deadlines.statement * 1000} -c timezone=Asia/Tashkent",
                autocommit=True,
            )
            connection.deadline = seconds
            connection.place = _place(connection)
        except psycopg.Error as error:
            raise sentence_of(error, self.text) from error
        connection.deadline = deadlines.statement + deadlines.slack
        return connection


def _place(connection: WorkConnection) -> Place:
    """Which cluster and which line of its history this is."""
    try:
        row = connection.execute(QUESTION).fetchone()
    except BaseException:
        connection.close()
        raise
    assert row is not None  # noqa: S101 - the question has one answer
    return Place(*row)
