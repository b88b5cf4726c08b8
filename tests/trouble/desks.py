"""People who save one building after another and press Save again when they are refused."""

import threading
import time

from client.core.errors import HemisError
from client.data.records import saving
from client.data.server.changes import Changes
from client.data.server.connection import Deadlines
from client.data.server.gateway import OutcomeUnknown
from client.data.server.session import Session
from server_db.demo.people import BY_LOGIN
from shared.models.infrastructure import Building

LOGIN = "academic_office"
#: As people have them, only shorter: nobody waits half a minute in a test.
SOON = Deadlines(connect=3, connect_one=2, statement=3, slack=1)


def sign_in(address, deadlines=SOON):
    session = Session.sign_in(address, LOGIN, BY_LOGIN[LOGIN].password, deadlines=deadlines)
    try:
        session.act_as("hemis_academic_office")
    except BaseException:
        session.close()
        raise
    return session


def save(session, name):
    saving.insert(session.gateway, Building, {"name": name, "floors": 2})


#: An act that does nothing twice, as marks are stored: one exchange, sent again when its answer was lost. It touches
#: what it finds done, as marks lock their lesson: only a commit that waits for the standby proves what stands there.
ONCE = (
    """create function infrastructure.once(name text) returns void language plpgsql as $$
       begin
           update infrastructure.building b set name = once.name where b.name = once.name;
           if not found then
               insert into infrastructure.building (name) values (once.name);
           end if;
       end $$""",
    "grant execute on function infrastructure.once(text) to hemis_academic_office",
)


def store(session, name):
    session.gateway.store("infrastructure.once", name)


class Desk(threading.Thread):
    """Somebody who goes on until told that it is enough; what was called saved, and when."""

    def __init__(self, address, prefix, act=save):
        super().__init__(name=prefix)
        self._act = act
        self.session = sign_in(address)
        self.acknowledged = {}
        self.refused = 0
        self.enough = threading.Event()
        self._unsettled = None

    def run(self):
        while not self.enough.is_set():
            name = f"{self.name} {len(self.acknowledged) + 1}"
            if self._is_saved(name):
                self.acknowledged[name] = time.monotonic()
            else:
                self.refused += 1
                self.enough.wait(0.2)

    def _is_saved(self, name):
        try:
            if self._unsettled is None or not self.session.gateway.outcome(self._unsettled):
                self._unsettled = None
                self._act(self.session, name)
        except OutcomeUnknown as unknown:
            self._unsettled = unknown
            return False
        except HemisError:
            return False
        self._unsettled = None
        return True


class Ear:
    """A window that listens beside a desk; when it heard again after a loss."""

    def __init__(self, session):
        self.there = []
        self.changes = Changes(session.listen)
        self.changes.on_connection = lambda state: self.there.append((state, time.monotonic()))
        session.gateway.on_opened = self.changes.wake
        self.changes.start()

    def hears_since(self):
        """When it last began to listen; None while it does not."""
        state, since = self.there[-1] if self.there else (False, 0.0)
        return since if state else None
