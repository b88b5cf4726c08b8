"""Settings of the university and of each person, notes and attachments on any record, backups."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, content, document, flag, moment, text, whole
from shared.models.record import RELATIONS, Record, Table
from shared.models.rules import JPEG, PNG, key, rule
from shared.text import N_


class Setting(Record):
    """A value that the university chooses, such as hours per credit; its key is known to the program."""

    __tablename__, __table_args__ = "setting", {"schema": "system"}
    label, plural, title = N_("Setting"), N_("Settings"), "key"

    key: Mapped[str] = text(64, N_("Key"), unique=True, pattern="^[a-z][a-z0-9_.]*$")
    value: Mapped[Any] = document(N_("Value"))
    note: Mapped[str | None] = text(256, N_("Note"), optional=True)


class PersonSetting(Record):
    """What a person's windows remember: columns, filters, language, look."""

    __tablename__ = "person_setting"
    __table_args__ = (key("login", "key"), {"schema": "system"})
    label, plural, title, audited = N_("Own setting"), N_("Own settings"), "key", False
    personal = True

    login: Mapped[str] = text(63, N_("Login"))
    key: Mapped[str] = text(128, N_("Key"))
    value: Mapped[Any] = document(N_("Value"))


class Note(Record):
    """A note on a record, for all who may read the record."""

    __tablename__ = "note"
    __table_args__ = (Index("note_subject_idx", "relation", "record_id"), {"schema": "system"})
    label, plural, title = N_("Note"), N_("Notes"), "body"

    relation: Mapped[str] = text(64, N_("Table"))
    record_id: Mapped[int] = mapped_column(
        BigInteger, nullable=False, info={"kind": "number", "label": N_("Record")}
    )
    author: Mapped[str] = actor(N_("Author"))
    written_at: Mapped[datetime] = moment(N_("Written"), now=True)
    body: Mapped[str] = text(4000, N_("Note"))


class Attachment(Record):
    """A file kept with a record: PDF, picture or office document of at most 10 MB."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index("attachment_subject_idx", "relation", "record_id"),
        rule(
            "media_type",
            "media_type in ('application/pdf', 'image/jpeg', 'image/png', "
            "'application/vnd.openxmlformats-officedocument.wordprocessingml.document', "
            "'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')",
            N_("Only PDF, JPEG, PNG, Word and Excel files can be attached. Save the file as one of these."),
        ),
        rule(
            "content_is_of_type",
            "case media_type when 'application/pdf' then substr(content, 1, 5) = '%PDF-'::bytea "
            f"when 'image/jpeg' then substr(content, 1, 3) = {JPEG} "
            f"when 'image/png' then substr(content, 1, 8) = {PNG} "
            r"else substr(content, 1, 4) = '\x504b0304'::bytea end",
            N_("The file is not what its name says. Open it in its own program and save it again."),
        ),
        {"schema": "system"},
    )
    label, plural, title = N_("Attachment"), N_("Attachments"), "name"

    relation: Mapped[str] = text(64, N_("Table"))
    record_id: Mapped[int] = mapped_column(
        BigInteger, nullable=False, info={"kind": "number", "label": N_("Record")}
    )
    author: Mapped[str] = actor(N_("Author"))
    added_at: Mapped[datetime] = moment(N_("Added"), now=True)
    name: Mapped[str] = text(200, N_("File name"))
    media_type: Mapped[str] = text(100, N_("File type"))
    content: Mapped[bytes] = content(N_("Content"), limit=10_000_000)


class Backup(Record):
    """A backup the server made, or tried to: its age and result are shown to the administrator."""

    __tablename__, __table_args__ = "backup", {"schema": "system"}
    label, plural, title, audited = N_("Backup"), N_("Backups"), "started_at", False

    started_at: Mapped[datetime] = moment(N_("Started"))
    finished_at: Mapped[datetime | None] = moment(N_("Finished"), optional=True)
    succeeded: Mapped[bool] = flag(N_("Succeeded"), default=False)
    size_bytes: Mapped[int | None] = mapped_column(
        BigInteger, info={"kind": "number", "label": N_("Size, bytes")}
    )
    digest: Mapped[str | None] = text(64, N_("SHA-256"), optional=True)
    message: Mapped[str | None] = text(1024, N_("Message"), optional=True)


class Watch(Table):
    """That a service of the server is at work: since when, and when it was last seen."""

    __tablename__, __table_args__ = "watch", {"schema": "system"}
    label, plural, title, audited = N_("Service of the server"), N_("Services of the server"), "name", False

    name: Mapped[str] = mapped_column(Text, primary_key=True, info={"kind": "text", "label": N_("Service")})
    began_at: Mapped[datetime] = moment(N_("Began"), now=True)
    seen_at: Mapped[datetime] = moment(N_("Last seen"), now=True)


#: Why the guard ends a session.
ENDINGS = {
    "waiting": N_("Kept others waiting"),
    "locks": N_("Held too many locks"),
    "notices": N_("Kept messages of the server from being delivered"),
}


class EndedSession(Table):
    """A session that the server's guard ended, and why: the person who lost it is told."""

    __tablename__ = "ended_session"
    __table_args__ = (Index("ended_session_login_idx", "login", "at"), {"schema": "system"})
    label, plural, title, audited = N_("Ended session"), N_("Ended sessions"), "login", False

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = moment(N_("At"), now=True)
    login: Mapped[str] = text(63, N_("Login"))
    pid: Mapped[int] = whole(N_("Process"))
    reason: Mapped[str] = text(16, N_("Reason"), words=ENDINGS)
    seconds: Mapped[int] = whole(N_("Seconds others waited"), minimum=0, default=0)
    locks: Mapped[int] = whole(N_("Locks held"), minimum=0, default=0)


class NumberCounter(Table):
    """The last number of a sequence that was given to somebody; only the giving function counts it up."""

    __tablename__, __table_args__ = "number_counter", {"schema": "system"}
    audited = False

    relation: Mapped[str] = mapped_column(Text, primary_key=True)
    prefix: Mapped[str] = mapped_column(Text, primary_key=True)
    last: Mapped[int] = mapped_column(nullable=False)


class AdmittedNumber(Table):
    """A number that this university did not give and that may be used all the same, with the reason."""

    __tablename__, __table_args__ = "admitted_number", {"schema": "system"}
    label, plural, title = N_("Number from elsewhere"), N_("Numbers from elsewhere"), "number"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    relation: Mapped[str] = text(64, N_("Table"), words=RELATIONS)
    number: Mapped[str] = text(12, N_("Number"), unique=True)
    reason: Mapped[str] = text(256, N_("Reason"))
    login: Mapped[str] = actor(N_("Admitted by"))
    at: Mapped[datetime] = moment(N_("At"), now=True)
