"""What is in quarantine: both sides of an event, and the decision of two people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from client.core import clock
from client.core.i18n import N_, _, names
from client.data.server.gateway import Gateway
from shared.models.blanks import FORMS
from shared.models.blanks import STATES as BLANK_STATES
from shared.models.diplomas import STATES as DIPLOMA_STATES
from shared.models.offline import EVENTS

RELATIONS = ("offline.dispute", "offline.event", "offline.station", "blanks.blank", "diplomas.diploma")
#: Why an event was not taken (`300_offline`, `290_diplomas/printing.sql`), for the translators.
SENTENCES = (
    N_("The record of this event was lost on the workstation."),
    N_("Another event stands in its place: the store was copied, or an old one was put back."),
    N_("This server does not know that {workstation} has taken blanks along."),
    N_("The work of {workstation} had been ended before this was sent."),
    N_("Whoever did this had no right to it at that time: {login}."),
    N_("Something done earlier to this blank or diploma waits for a decision."),
    N_("The diploma was prepared anew after it had been taken along; the paper says something else."),
    N_("The event was altered: its digest is not that of what it says."),
    N_("There is no such diploma."),
    N_("The diploma of {student} is not prepared and signed for printing."),
    N_("This is not printed of the diploma of {student}."),
    N_("The diploma of {student} is printed already, on the blank {other}."),
    N_("The blank {number} is not in the registry."),
    N_("The blank {number} is not reserved."),
    N_("The blank {number} is reserved for {workstation}."),
    N_("The blank {number} bears another diploma."),
    N_("The diploma of {student} is not printed on a blank “{kind}”."),
    N_("The diploma of {student} was handed out already, to {person}."),
    N_("The diploma of {student} is not printed yet."),
    N_("The clearance sheet of {student} has {points} open points."),
)
#: Without the contents: who confirms as the administrator does not read them.
BARE = """
    select d.state, d.decision, d.reason, d.proposed_by, d.message, null, null, null
      from offline.dispute d
     where d.id = :id
"""
WHOLE = """
    select d.state, d.decision, d.reason, d.proposed_by, d.message, d.details, d.theirs, e.payload
      from offline.dispute d
      join offline.event e on e.id = d.event_id
     where d.id = :id
"""
Line = tuple[str, str, str]


@dataclass(frozen=True)
class Sides:
    """A dispute as two people see it: lines of what, at the workstation, at the server."""

    state: str
    decision: str
    reason: str
    proposed_by: str
    why: str
    lines: tuple[Line, ...]


def read(gateway: Gateway, dispute_id: int) -> Sides | None:
    """Read both sides of a dispute."""
    statement = BARE if gateway.role == "hemis_admin" else WHOLE
    row = gateway.one(statement, id=dispute_id)
    if row is None:
        return None
    state, decision, reason, proposed_by, message, details, theirs, payload = row
    values = _told(details or {})
    lines = _lines(json.loads(payload) if payload else {}, theirs or {})
    return Sides(state, decision or "", reason or "", proposed_by or "", _(message, **values), lines)


def decide(gateway: Gateway, dispute_id: int, decision: str, reason: str) -> str:
    """Propose what is to become of it, or confirm or refuse what another proposed; return the state."""
    return str(gateway.call("offline.decide", dispute_id, decision, reason))


def end_station(gateway: Gateway, station_id: int, reason: str) -> None:
    """End the work of a workstation."""
    gateway.call("offline.end_station", station_id, reason)


def _lines(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> tuple[Line, ...]:
    other = json.loads(theirs["other_payload"]) if theirs.get("other_payload") else {}
    lines = (
        (
            _("What was done"), _(EVENTS.get(ours.get("kind", ""), "")),
            _(EVENTS.get(theirs.get("other_kind", ""), "")),
        ),
        (_("When"), _moment(ours.get("at")), _moment(other.get("at")) or theirs.get("blank_since", "")),
        (_("Clock of the computer"), _moment(ours.get("clock")), ""),
        (_("By"), ours.get("login", ""), other.get("login", "")),
        (_("Student"), names(ours.get("name", "")), names(theirs.get("student") or theirs.get("blank_person") or "")),
        (_("What was printed"), _(FORMS.get(ours.get("form", ""), "")), _(FORMS.get(other.get("form", ""), ""))),
        (_("Blank number"), ours.get("number", ""), theirs.get("other_number") or theirs.get("blank", "")),
        (_("State of the blank"), "", _(BLANK_STATES.get(theirs.get("blank_state", ""), ""))),
        (_("Reserved for"), "", theirs.get("blank_workstation", "")),
        (_("State of the diploma"), "", _(DIPLOMA_STATES.get(theirs.get("diploma_state", ""), ""))),
        (_("Diploma number"), "", theirs.get("diploma_number", "")),
        (_("To whom"), names(ours.get("person", "")), names(theirs.get("issued_to", ""))),
        (_("By what document"), ours.get("document", ""), ""),
        (_("Reason"), ours.get("reason", ""), other.get("reason", "")),
    )  # fmt: skip
    return tuple(line for line in lines if line[1] or line[2])


def _told(details: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(details)
    if values.get("state") in BLANK_STATES:
        values["state"] = _(BLANK_STATES[values["state"]]).lower()
    return values


def _moment(text: object) -> str:
    try:
        return f"{datetime.fromisoformat(str(text)).astimezone(clock.ZONE):%d.%m.%Y %H:%M:%S}" if text else ""
    except ValueError:
        return str(text)
