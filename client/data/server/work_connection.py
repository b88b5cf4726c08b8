"""A connection whose every exchange has a deadline, and that knows which server it leads to."""

import time
from contextlib import suppress
from typing import Any

import psycopg
from psycopg import errors

from client.data.server.fence import Fence, Place

#: Seconds for asking a server to stop what it does not answer for: a commit that waits would keep its connection.
PARTING = 1.0


class WorkConnection(psycopg.Connection[Any]):
    """Opened by `Server.connect`, which also says where it leads."""

    deadline: float | None = None
    place: Place
    fence: Fence
    #: The server has warned since this was last set to False. The only warning of a commit is that it is not safe yet.
    warned = False
    #: Nothing but this host may answer.
    alone = True
    #: A statement that gets no answer may go on and hold something.
    holds = True

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.add_notice_handler(self._hear)

    @property
    def left_behind(self) -> bool:
        """Whether a newer server was met since this connection was opened."""
        return not self.fence.admits(self.place)

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
            self._part()
            raise errors.ConnectionTimeout("no answer within the deadline") from error

    def _part(self) -> None:
        """Leave the server nothing that waits: it would hold one of the few connections of the login."""
        if self.holds:
            with suppress(psycopg.Error):
                self.cancel_safe(timeout=PARTING)
        self.close()

    def _hear(self, notice: errors.Diagnostic) -> None:
        self.warned = self.warned or notice.severity_nonlocalized == "WARNING"
