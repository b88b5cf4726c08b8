"""A person at a server: signs in, chooses a role, and keeps it when the server was away."""

import platform
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy.orm import configure_mappers

from client.core import clock
from client.core.errors import Cancelled, HemisError, Refused, UserError
from client.core.i18n import N_, names
from client.data.server.connection import Deadlines, Server
from client.data.server.fence import Fence
from client.data.server.gateway import Gateway
from client.data.server.work_connection import WorkConnection

__all__ = ["Membership", "Person", "Server", "Session"]


@dataclass(frozen=True)
class Person:
    """Who has signed in."""

    login: str
    name: str
    must_change_password: bool


#: Seconds for which a session tries again by itself while a standby takes over.
PATIENCE = 60.0
#: The role whose unit is the scope of the records it reads.
OF_A_FACULTY = "hemis_faculty"


@dataclass(frozen=True)
class Membership:
    """A role the person may act in: for a unit, or for the whole university, and for a period."""

    role: str
    unit_id: int | None
    #: In Uzbek Latin, Cyrillic, Russian and English.
    unit_names: tuple[str, ...] | None
    starts_on: date
    ends_on: date | None

    @property
    def unit_name(self) -> str:
        """What the unit is called in the language of the interface; the whole university is not."""
        return names(*self.unit_names) if self.unit_names else ""


class Session:
    """A signed-in person; the password is kept in memory, because a lost connection is opened again with it."""

    def __init__(
        self,
        server: Server,
        login: str,
        password: str,
        deadlines: Deadlines,
        workstation: str,
        version: str,
        fence: Fence,
    ) -> None:
        self.server = server
        self._fence = fence
        #: The role the person acts in; None before one is chosen.
        self.role: str | None = None
        self._login = login
        self._password = password
        self._deadlines = deadlines
        self._workstation = workstation
        self._version = version
        self._signed_out = False
        self.gateway = self._gateway(None)
        self.person = Person(login, login, must_change_password=False)
        self.roles: tuple[Membership, ...] = ()

    @classmethod
    def sign_in(
        cls,
        server: Server | str,
        login: str,
        password: str,
        *,
        deadlines: Deadlines | None = None,
        workstation: str = "",
        version: str = "",
        revision: str = "",
        fence: Fence | None = None,
    ) -> Self:
        """Open the first connection and learn who this is and what they may act as.

        `revision` is the schema this program was made for; a server with another one is refused with the cure.
        `fence` is what is known from earlier sessions: which servers have been left behind.
        """
        where = Server.parse(server) if isinstance(server, str) else server
        _refuse_empty(login, password)
        session = cls(
            where,
            login,
            password,
            deadlines or Deadlines(),
            workstation or platform.node(),
            version,
            fence or Fence(),
        )
        try:
            session._begin(revision)
        except BaseException:
            session.close()
            raise
        return session

    def act_as(self, role: str) -> None:
        """Act in this role from now on, with new connections; the former gateway is closed."""
        if role not in {membership.role for membership in self.roles}:
            raise Refused(N_("You do not hold this role today. Ask the administrator."))
        units = {membership.unit_id for membership in self.roles if membership.role == role}
        # The unit of a head or a teacher is a department, whose subjects are taught in any faculty.
        one = len(units) == 1 and role == OF_A_FACULTY
        gateway = self._gateway(role, units.pop() if one else None)
        try:
            gateway.call("security.acted", self._workstation, self._version)
        except BaseException:
            gateway.close()
            raise
        former, self.gateway, self.role = self.gateway, gateway, role
        former.close()

    def reload_roles(self) -> None:
        """Read again what the person may act as: rights begin and end by the day."""
        rows = self.gateway.table("security.my_roles")
        self.roles = tuple(
            Membership(role, unit_id, None if called is None else tuple(called), starts_on, ends_on)
            for role, unit_id, called, starts_on, ends_on in rows
        )

    def listen(self) -> WorkConnection:
        """Open the connection that hears of changes; it never acts in a role, so it sees no rows."""
        return self._connect(patience=0)

    def confirm(self, password: str) -> None:
        """Ask the server whether this is the person's password; raises UserError if it is not."""
        _refuse_empty(self._login, password)
        self.server.connect(self._login, password, self._deadlines, fence=self._fence).close()

    def password_changed(self, password: str) -> None:
        """Use the new password for connections from now on."""
        self._password = password
        self.person = Person(self.person.login, self.person.name, must_change_password=False)

    def close(self) -> None:
        """Sign out; what was still to be asked opens no connection that nobody would close any more."""
        self._signed_out = True
        self.gateway.close()

    def _gateway(self, role: str | None, unit: int | None = None) -> Gateway:
        return Gateway(self._open, role, self._deadlines, unit)

    def _open(self) -> WorkConnection:
        """At sign-in the person is told at once that nothing writes; later the work waits by itself."""
        return self._connect(patience=0 if self._fence.system is None else PATIENCE)

    def _connect(self, patience: float) -> WorkConnection:
        if self._signed_out:
            raise Cancelled
        return self.server.connect(
            self._login, self._password, self._deadlines, fence=self._fence, patience=patience
        )

    def _begin(self, revision: str) -> None:
        try:
            answer: dict[str, Any] = self.gateway.call("security.sign_in", self._workstation, self._version)
        except HemisError:
            raise
        except Exception as error:
            missing = UserError(
                N_(
                    "The database at {server} is not a HEMIS database, or an older one. Tell the administrator."
                ),
                server=self.server.text,
            )
            missing.details = str(error)
            raise missing from error
        _compare(revision, str(answer.get("revision") or ""))
        clock.go_by(datetime.fromisoformat(answer["now"]))
        self.person = Person(
            self._login, answer["display_name"], must_change_password=answer["must_change_password"]
        )
        self.reload_roles()


def prepare() -> None:
    """Do in the background, while somebody types a password, what the first question would wait for."""
    configure_mappers()


def _refuse_empty(login: str, password: str) -> None:
    if not login or not password:
        raise UserError(N_("Write your login and your password."))


def _compare(ours: str, theirs: str) -> None:
    """Refuse a server of another schema; revisions are numbered upwards."""
    if not ours or ours == theirs:
        return
    if theirs > ours:
        raise UserError(
            N_("The server was upgraded: this program is too old for it. Install the new version.")
        )
    raise UserError(N_("The server is older than this program. Ask the administrator to upgrade the server."))
