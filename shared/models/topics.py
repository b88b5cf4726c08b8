"""What is taught in which lesson: topics of subjects, with what else a teacher keeps under them."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import coded, moment, refers, text, whole
from shared.models.record import Record
from shared.models.rules import belongs_to, key
from shared.models.structure import Unit
from shared.models.subjects import Subject
from shared.text import N_


class Topic(Record):
    """A topic of a subject as a department teaches it, in one training type.

    Its title stands in the language it is taught in: it is no name, and nothing rewrites it.
    """

    __tablename__ = "topic"
    __table_args__ = (
        # Looked at when a transaction ends, so that topics change places in one.
        key(
            "subject_id", "department_id", "training", "number",
            name="topic_number_key",
            sentence=N_("Two topics have the same number. Number them anew."),
            at_the_end=True,
        ),
        belongs_to("subjects.subject", "subject_id"),
        belongs_to("structure.unit", "department_id"),
        Index("topic_scope_idx", "department_id", "subject_id"),
        {"schema": "topics"},
    )  # fmt: skip
    label, plural, title, scope = N_("Topic"), N_("Topics"), "name", "department_id"

    subject_id: Mapped[int] = refers(Subject, N_("Subject"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    training: Mapped[str] = coded("h_training_type", N_("Training type"))
    number: Mapped[int] = whole(N_("Number"), minimum=1, maximum=999)
    name: Mapped[str] = text(512, N_("Topic"))
    hours: Mapped[int] = whole(N_("Hours"), minimum=1, maximum=99, default=2)


class Approval(Record):
    """The head has approved the topics of a subject in a training type: teachers leave them as they are."""

    __tablename__ = "approval"
    __table_args__ = (
        key("subject_id", "department_id", "training", name="approval_list_key"),
        belongs_to("subjects.subject", "subject_id"),
        belongs_to("structure.unit", "department_id"),
        Index("approval_scope_idx", "department_id", "subject_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope = N_("Approval of topics"), N_("Approvals of topics"), "id", "department_id"

    subject_id: Mapped[int] = refers(Subject, N_("Subject"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    training: Mapped[str] = coded("h_training_type", N_("Training type"))
    approved_by: Mapped[str] = text(63, N_("Approved by"), state=True)
    approved_at: Mapped[datetime] = moment(N_("Approved at"), now=True)
