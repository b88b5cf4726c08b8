"""Printing without the server: what workstations have taken along, what they have sent, and what could not be taken.

An event is stored whatever it says; what does not follow is quarantined with its number locked, and two people decide.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.blanks import Workstation
from shared.models.columns import actor, document, flag, moment, refers, text, whole
from shared.models.record import Record
from shared.models.rules import index_key, key, rule
from shared.models.structure import Unit
from shared.offline.event import CLEAN, GOOD, HAND_OUT, INTENT, LOST, SPOILED
from shared.text import N_

ACTIVE, ENDED, UNKNOWN = "active", "ended", "unknown"
STATES = {
    ACTIVE: N_("Works"),
    ENDED: N_("Work ended"),
    UNKNOWN: N_("Not known to this server"),
}
EVENTS = {
    INTENT: N_("Print begun"),
    GOOD: N_("Print is good"),
    SPOILED: N_("Blank is spoiled"),
    CLEAN: N_("Nothing was printed"),
    HAND_OUT: N_("Handed out"),
    LOST: N_("Record is lost"),
}
RECEIVED, ACCEPTED, NOTED, DISPUTED, REJECTED = "received", "accepted", "noted", "disputed", "rejected"
OUTCOMES = {
    RECEIVED: N_("Being taken"),
    ACCEPTED: N_("Carried out"),
    NOTED: N_("Noted"),
    DISPUTED: N_("In quarantine"),
    REJECTED: N_("Rejected by two people"),
}
OPEN, PROPOSED, DECIDING, DECIDED = "open", "proposed", "deciding", "decided"
DISPUTE_STATES = {
    OPEN: N_("Waits for a decision"),
    PROPOSED: N_("Waits for a second person"),
    DECIDING: N_("Being decided"),
    DECIDED: N_("Decided"),
}
ACCEPT, REJECT = "accept", "reject"
DECISIONS = {
    ACCEPT: N_("Record it as it was done"),
    REJECT: N_("Leave it as the server has it"),
}


class Station(Record):
    """What one computer has taken along for a workstation; the next one that does so begins another epoch."""

    __tablename__ = "station"
    __table_args__ = (
        key("workstation_id", "epoch"),
        index_key("station_active_key", "workstation_id", where="state = 'active'",
                  sentence=N_("This workstation is worked with on another computer.")),
        rule("state", "state in ('active', 'ended', 'unknown')", N_("A workstation works, or its work has ended.")),
        rule("ended", "num_nulls(ended_at, ended_by, end_reason) in (0, 3)"
             " and (state <> 'ended' or ended_at is not null)",
             N_("Whoever ends the work of a workstation gives a reason.")),
        {"schema": "offline"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Work without the server"),
        N_("Workstations without the server"),
        "workstation_name",
        "unit_id",
    )
    audited = False  # it changes with every exchange; what matters of it is in the events

    workstation_id: Mapped[int] = refers(Workstation, N_("Workstation"), state=True)
    workstation_name: Mapped[str] = text(64, N_("Workstation"), state=True)
    unit_id: Mapped[int | None] = refers(Unit, N_("Held by"), optional=True, state=True)
    epoch: Mapped[int] = whole(N_("Epoch"), minimum=1, state=True)
    state: Mapped[str] = text(16, N_("State"), words=STATES, state=True)
    #: What tells the computer from others, and what the first event is chained to; not shown to anybody.
    machine: Mapped[str | None] = text(64, N_("Computer"), optional=True, state=True)
    seed: Mapped[str] = text(64, N_("Beginning of the chain"), state=True)
    taken_at: Mapped[datetime] = moment(N_("Taken along"), now=True)
    taken_by: Mapped[str] = actor(N_("Taken by"), state=True)
    granted_until: Mapped[datetime] = moment(N_("Granted until"))
    events: Mapped[int] = whole(N_("Events received"), minimum=0, default=0, state=True)
    head: Mapped[str] = text(64, N_("End of the chain"), state=True)
    #: What the workstation said of itself in the last exchange.
    unsent: Mapped[int] = whole(N_("Not sent"), minimum=0, default=0, state=True)
    unsent_since: Mapped[datetime | None] = moment(N_("Not sent since"), optional=True)
    blanks_left: Mapped[int | None] = whole(N_("Blanks left"), minimum=0, optional=True, state=True)
    version: Mapped[str | None] = text(32, N_("Version of the program"), optional=True, state=True)
    seen_at: Mapped[datetime] = moment(N_("Last seen"), now=True)
    seen_by: Mapped[str] = actor(N_("Last used by"), state=True)
    disputes: Mapped[int] = whole(N_("In quarantine"), minimum=0, default=0, state=True)
    forked: Mapped[bool] = flag(N_("Two tales"), default=False)
    ended_at: Mapped[datetime | None] = moment(N_("Ended"), optional=True)
    ended_by: Mapped[str | None] = actor(N_("Ended by"), optional=True, state=True)
    end_reason: Mapped[str | None] = text(256, N_("Why ended"), optional=True, state=True)


class Event(Record):
    """An event of a workstation as it was sent; it is written once, and only its outcome changes."""

    __tablename__ = "event"
    __table_args__ = (
        index_key("event_sequence_key", "station_id", "sequence", where="not forked",
                  sentence=N_("This event is here already.")),
        key("station_id", "digest", sentence=N_("This event is here already.")),
        rule("kind", "kind in ('intent', 'good', 'spoiled', 'clean', 'hand_out', 'lost')",
             N_("A workstation does not do this.")),
        rule("outcome", "outcome in ('received', 'accepted', 'noted', 'disputed', 'rejected')",
             N_("An event is carried out, noted or in quarantine.")),
        Index("event_number_idx", "number"),
        {"schema": "offline"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Event of a workstation"),
        N_("Events of workstations"),
        "number",
        "unit_id",
    )
    audited = False  # it is history itself, chained as the workstation chained it

    station_id: Mapped[int] = refers(Station, N_("Work without the server"), state=True)
    unit_id: Mapped[int | None] = refers(Unit, N_("Held by"), optional=True, state=True)
    sequence: Mapped[int] = whole(N_("Sequence"), minimum=1, state=True)
    forked: Mapped[bool] = flag(N_("Of another tale"), default=False)
    uuid: Mapped[UUID] = mapped_column(
        Uuid, nullable=False, info={"kind": "uuid", "label": N_("UUID"), "state": True}
    )
    before: Mapped[str] = text(64, N_("SHA-256 of the event before"), state=True)
    digest: Mapped[str] = text(64, N_("SHA-256"), state=True)
    payload: Mapped[str | None] = text(8000, N_("Content"), optional=True, state=True)
    kind: Mapped[str] = text(16, N_("What was done"), words=EVENTS, state=True)
    at: Mapped[datetime | None] = moment(N_("At"), optional=True)
    login: Mapped[str | None] = actor(N_("By"), optional=True, state=True)
    number: Mapped[str | None] = text(13, N_("Blank number"), optional=True, state=True)
    diploma_id: Mapped[int | None] = refers("diplomas.diploma", N_("Diploma"), optional=True, state=True)
    outcome: Mapped[str] = text(16, N_("Outcome"), words=OUTCOMES, state=True)
    received_at: Mapped[datetime] = moment(N_("Received"), now=True)
    received_by: Mapped[str] = actor(N_("Sent by"), state=True)


class Dispute(Record):
    """An event that could not be taken: what the workstation says, what the server says, and what two people decide."""

    __tablename__ = "dispute"
    __table_args__ = (
        key("event_id", sentence=N_("This event is in quarantine already.")),
        rule("state", "state in ('open', 'proposed', 'deciding', 'decided')", N_("A dispute is open or decided.")),
        rule("proposed", "num_nulls(proposed_at, proposed_by, decision, reason) in (0, 4)"
             " and (state = 'open') = (proposed_at is null)",
             N_("Who proposes a decision says which and why.")),
        rule("decision", "decision in ('accept', 'reject')", N_("What was done is recorded, or it is rejected.")),
        rule("decided", "num_nulls(decided_at, decided_by) in (0, 2)"
             " and (state = 'decided') = (decided_at is not null)",
             N_("Who decided, and when, is recorded.")),
        rule("two_people", "decided_by <> proposed_by",
             N_("Who proposes a decision does not confirm it. Another person does.")),
        Index("dispute_number_idx", "number", postgresql_where="state <> 'decided'"),
        {"schema": "offline"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Event in quarantine"),
        N_("Events in quarantine"),
        "number",
        "unit_id",
    )

    event_id: Mapped[int] = refers(Event, N_("Event of a workstation"), state=True)
    station_id: Mapped[int] = refers(Station, N_("Work without the server"), state=True)
    workstation_name: Mapped[str] = text(64, N_("Workstation"), state=True)
    unit_id: Mapped[int | None] = refers(Unit, N_("Held by"), optional=True, state=True)
    kind: Mapped[str] = text(16, N_("What was done"), words=EVENTS, state=True)
    number: Mapped[str | None] = text(13, N_("Blank number"), optional=True, state=True)
    student_name: Mapped[str | None] = text(256, N_("Student"), optional=True, state=True, spelled=True)
    done_at: Mapped[datetime | None] = moment(N_("Done"), optional=True)
    done_by: Mapped[str | None] = actor(N_("Done by"), optional=True, state=True)
    #: Why it was not taken, and what stood here then: the blank, the diploma, the event in whose place it stands.
    message: Mapped[str] = text(512, N_("Why it was not taken"), state=True)
    details: Mapped[Any] = document(N_("Details"))
    theirs: Mapped[Any] = document(N_("What the server says"))
    state: Mapped[str] = text(16, N_("State"), words=DISPUTE_STATES, state=True)
    decision: Mapped[str | None] = text(8, N_("Decision"), words=DECISIONS, optional=True, state=True)
    reason: Mapped[str | None] = text(512, N_("Reason"), optional=True, state=True)
    proposed_at: Mapped[datetime | None] = moment(N_("Proposed at"), optional=True)
    proposed_by: Mapped[str | None] = actor(N_("Proposed by"), optional=True, state=True)
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    decided_by: Mapped[str | None] = actor(N_("Decided by"), optional=True, state=True)
    came_at: Mapped[datetime] = moment(N_("Came"), now=True)
