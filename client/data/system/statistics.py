"""What the administrator sees first: backups, the guard, sessions that it ended, sign-ins."""

from datetime import timedelta

from client.core import clock
from client.core.i18n import N_, _
from client.data.records.catalogue import Catalogue
from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery
from client.data.records.start_blocks import Digest, Line, Opening
from client.data.records.timeline import Timeline
from client.data.server.gateway import Gateway
from client.data.system.backups import ASLEEP, OLD, guard_seen, last_good
from shared.models.security import SignIn
from shared.models.system import EndedSession

BACKUPS, ENDED, SIGN_INS = "backup", "ended-session", "sign-in"
SIGN_INS_BY_DAY = Timeline(N_("Sign-ins by day"), N_("sign-ins"), N_("Day"), SignIn, "at", SIGN_INS, "day")
WEEK = timedelta(days=6)


def server_state(gateway: Gateway, _catalogue: Catalogue) -> Digest:
    """Backups, guard and ended sessions, each with whether all is well."""
    lines = (_backup(gateway), _guard(gateway), *_ended(gateway))
    # A guard that stops says nothing: what is known of it holds for as long as it may be silent.
    return Digest(_("The server"), lines, clock.now() + ASLEEP)


def _backup(gateway: Gateway) -> Line:
    at = last_good(gateway)
    if at is None:
        return Line(_("There is no good backup yet."), Opening(BACKUPS), _("Backups"), "", "bad")
    age = clock.now() - at
    hours = int(age / timedelta(hours=1))
    text = _("The last good backup is {hours} hours old.", hours=hours)
    when = f"{at.astimezone(clock.ZONE):%d.%m.%Y %H:%M}"
    return Line(text, Opening(BACKUPS), _("Backups"), when, "good" if age < OLD else "bad")


def _guard(gateway: Gateway) -> Line:
    seen = guard_seen(gateway)
    if seen is None:
        return Line(_("It has never been at work."), Opening(BACKUPS), _("Guard"), "", "bad")
    awake = clock.now() - seen < ASLEEP
    text = _("It is at work.") if awake else _("It is not at work.")
    when = _("last seen {when}", when=f"{seen.astimezone(clock.ZONE):%d.%m.%Y %H:%M}")
    return Line(text, Opening(BACKUPS), _("Guard"), when, "good" if awake else "bad")


def _ended(gateway: Gateway) -> tuple[Line, ...]:
    """Sessions of this week that kept others waiting and were ended."""
    today = clock.today()
    since = Filter("at", "between", ((today - WEEK).isoformat(), today.isoformat()))
    count = ListQuery(EndedSession, (), (since,)).count(gateway)
    if not count:
        return ()
    text = _("{count} sessions kept others waiting and were ended in the last seven days.", count=count)
    return (Line(text, Opening.rows(ENDED, since), _("Locks"), "", "warning"),)
