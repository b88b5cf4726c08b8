"""Finance: so far, who has not paid and is therefore kept from finals.

The contracts, payments and balances of students come later; until then the accounting office keeps the holds by hand,
and they may be filled from the balances then.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, day, decimal, moment, refers, text
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.text import N_


class PaymentHold(Record):
    """That a student has not paid: since when, how much and why, and by whom it was released."""

    __tablename__ = "payment_hold"
    __table_args__ = (
        index_key(
            "payment_hold_standing_key", "student_id",
            sentence=N_("This student has a payment hold already. Change that one, or release it."),
            where="released_at is null",
        ),
        rule("released", "num_nulls(released_at, released_by, release_reason) in (0, 3)",
             N_("A hold is released with a reason.")),
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        Index("payment_hold_scope_idx", "faculty_id", "student_id"),
        {"schema": "finance"},
    )  # fmt: skip
    label, plural, title, scope = N_("Payment hold"), N_("Payment holds"), "reason", "faculty_id"

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    starts_on: Mapped[date] = day(N_("Not paid since"))
    amount: Mapped[Decimal | None] = decimal(N_("Amount owed"), 14, 2, minimum=Decimal("0.01"), optional=True)
    contract: Mapped[str | None] = text(64, N_("Contract"), optional=True)
    reason: Mapped[str] = text(256, N_("Reason"))
    put_by: Mapped[str | None] = actor(N_("Put by"), optional=True, state=True)
    put_at: Mapped[datetime] = moment(N_("Put at"), now=True)
    released_at: Mapped[datetime | None] = moment(N_("Released at"), optional=True)
    released_by: Mapped[str | None] = actor(N_("Released by"), optional=True, state=True)
    release_reason: Mapped[str | None] = text(256, N_("Why released"), optional=True)
