"""Merging: two rows of one study that become one, and several studies of one person that are linked.

Proposed by one person and agreed to by another of the academic office. What moved is kept row by row, so that a merge
is undone exactly until something new stands on it; closed sheets, applied orders and papers never move.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, document, moment, refers, text, whole
from shared.models.record import RELATIONS, Record
from shared.models.rules import index_key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.text import N_

MERGE, LINK = "merge", "link"
KINDS = {MERGE: N_("Two rows of one study"), LINK: N_("Two studies of one person")}
PROPOSED, AGREED, REFUSED, WITHDRAWN, UNDONE = "proposed", "agreed", "refused", "withdrawn", "undone"
STATES = {
    PROPOSED: N_("Waits for the second person"),
    AGREED: N_("Agreed"),
    REFUSED: N_("Refused"),
    WITHDRAWN: N_("Withdrawn"),
    UNDONE: N_("Merge undone"),
}


class Proposal(Record):
    """That two rows of students are one study or one person; the names are those of the day of the proposal."""

    __tablename__ = "proposal"
    __table_args__ = (
        rule("kind", "kind in ('merge', 'link')", N_("Two rows are merged or linked.")),
        rule("state", "state in ('proposed', 'agreed', 'refused', 'withdrawn', 'undone')",
             N_("A proposal changes its state by an act only.")),
        rule("two_rows", "student_id <> other_id", N_("Choose two rows, not one.")),
        rule("two_people", "state <> 'agreed' or decided_by <> proposed_by",
             N_("Who proposes does not agree. Another person of the academic office decides.")),
        index_key("proposal_waits_key", "other_id", where="state = 'proposed'",
                  sentence=N_("A proposal about this row is waiting already. Open that one.")),
        Index("proposal_scope_idx", "faculty_id", "state"),
        Index("proposal_other_scope_idx", "other_faculty_id", "state"),
        {"schema": "merging"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Proposal to merge"),
        N_("Proposals to merge"),
        "student_name",
        "faculty_id",
    )

    kind: Mapped[str] = text(8, N_("Kind"), words=KINDS)
    student_id: Mapped[int] = refers(Student, N_("Row that stays"))
    other_id: Mapped[int] = refers(Student, N_("Other row"))
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=False)
    other_faculty_id: Mapped[int] = refers(Unit, N_("Faculty of the other row"), covered=False)
    student_name: Mapped[str] = text(256, N_("Row that stays"), spelled=True)
    student_number: Mapped[str] = text(12, N_("Number that stays"))
    other_name: Mapped[str] = text(256, N_("Other row"), spelled=True)
    other_number: Mapped[str] = text(12, N_("Other number"))
    #: Which values are taken from the other row.
    choices: Mapped[Any] = document(N_("Values of the other row"))
    reason: Mapped[str] = text(512, N_("Reason"))
    state: Mapped[str] = text(16, N_("State"), words=STATES, state=True)
    proposed_by: Mapped[str] = actor(N_("Proposed by"))
    proposed_at: Mapped[datetime] = moment(N_("Proposed at"), now=True)
    decided_by: Mapped[str | None] = actor(N_("Decided by"), optional=True)
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    answer: Mapped[str | None] = text(512, N_("Answer"), optional=True)
    undone_by: Mapped[str | None] = actor(N_("Undone by"), optional=True)
    undone_at: Mapped[datetime | None] = moment(N_("Undone at"), optional=True)
    undo_reason: Mapped[str | None] = text(512, N_("Why undone"), optional=True)


class Moved(Record):
    """A record that a merge moved, made, ended or exchanged, with what it said before; private values never."""

    __tablename__ = "moved"
    __table_args__ = (
        rule("act", "act in ('moved', 'made', 'ended', 'swapped')", N_("A record moves, is made, ended or exchanged.")),
        Index("moved_record_idx", "relation", "record_id"),
        {"schema": "merging"},
    )  # fmt: skip
    label, plural, title = N_("Record moved by a merge"), N_("Records moved by merges"), "relation"
    #: It is history itself.
    audited = False

    proposal_id: Mapped[int] = refers(Proposal, N_("Proposal to merge"))
    relation: Mapped[str] = text(64, N_("Table"), words=RELATIONS)
    record_id: Mapped[int] = mapped_column(
        BigInteger, nullable=False, info={"kind": "number", "label": N_("Record")}
    )
    act: Mapped[str] = text(8, N_("What was done"))
    before: Mapped[Any] = document(N_("Before"))
    #: The version that the merge left: whoever changed the record afterwards built on the merge.
    version: Mapped[int] = whole(N_("Version"), minimum=0, default=0)
