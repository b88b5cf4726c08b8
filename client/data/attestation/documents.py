"""Protocols of attestation sessions on paper, registered with their numbers: the common one, and one a student."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers, RegisteredForm
from client.data.documents.registered import RegisteredPapers
from client.data.server.gateway import Gateway
from client.data.students.issuer import Issuer
from reports.attestation import protocol, student_protocol
from reports.attestation.protocol import SessionProtocol
from reports.attestation.student_protocol import StudentProtocol
from reports.attestation.words import WORDS
from reports.students.official_page import from_content
from shared.models.attestation import CHAIR, CLOSED, COMMON_PROTOCOL, DEPUTY, OWN_PROTOCOL, SECRETARY
from shared.names import signed
from shared.scripts import name_in, named_in

UNCLOSED = N_("Protocols are printed when the session is closed.")
GONE = N_("This session is not there, or it is not yours.")
_HEAD = """
select s.state, k.kind, k.name, k.department_id, u.name_uz, u.name_oz, u.name_ru, u.name_en, s.number, s.day, s.starts,
       coalesce(r.name, ''), attestation.member_lines(s.id)
  from attestation.sitting s
  join attestation.commission k on k.id = s.commission_id
  join structure.unit u on u.id = s.department_id
  left join infrastructure.room r on r.id = s.room_id
 where s.id = :sitting
"""
_STUDENTS = """
select c.id, c.name, c.student_number, attestation.protocol_line(c), c.protocol, c.topic, coalesce(e.full_name, ''),
       coalesce(trim_scale(c.supervisor_points)::text, ''), coalesce(trim_scale(c.reviewer_points)::text, ''),
       coalesce(c.questions, ''), attestation.vote_lines(c.id)
  from attestation.candidate c
  left join employees.employee e on e.id = c.supervisor_id
 where c.sitting_id = :sitting
 order by c.position
"""


class _Session:
    """What both kinds of protocols say alike."""

    def __init__(self, gateway: Gateway, sitting_id: int, language: str, executor: str) -> None:
        row = gateway.one(_HEAD, sitting=sitting_id)
        if row is None:
            raise UserError(GONE)
        (
            state,
            self.kind,
            self.commission,
            _department,
            *names,
            self.number,
            day,
            self.starts,
            room,
            self.members,
        ) = row
        if state != CLOSED:
            raise UserError(UNCLOSED)
        issuer = Issuer(gateway, language, (), ())
        self.language, self.day = language, str(day)
        self.department, self.room = named_in(language, *names), name_in(language, room) if room else ""
        self.alike: dict[str, Any] = {
            "language": language,
            "university": issuer.university,
            "contacts": issuer.contacts,
            "city": issuer.city,
            "signatories": self._signatories(),
            "executor": name_in(language, executor),
        }
        self.students = gateway.rows(_STUDENTS, sitting=sitting_id)

    def common(self) -> SessionProtocol:
        """Return the protocol of the whole session."""
        return SessionProtocol(
            **self.alike,
            name=name_in(self.language, self.commission),
            student_number="",
            kind=self.kind,
            department=self.department,
            session=self.number,
            day=self.day,
            starts=self.starts,
            room=self.room,
            members=self.members,
            lines="\n".join(row[3] for row in self.students),
            students=tuple(name_in(self.language, row[1]) for row in self.students),
        )

    def own(self, row: Sequence[str]) -> StudentProtocol:
        """Return the protocol of a student."""
        (
            _id,
            name,
            number,
            line,
            protocol_number,
            topic,
            supervisor,
            by_supervisor,
            by_reviewer,
            questions,
            votes,
        ) = row
        return StudentProtocol(
            **self.alike,
            name=name_in(self.language, name),
            student_number=number,
            kind=self.kind,
            department=self.department,
            commission=name_in(self.language, self.commission),
            protocol=int(protocol_number),
            day=self.day,
            topic=topic,
            supervisor=name_in(self.language, supervisor) if supervisor else "",
            supervisor_points=by_supervisor,
            reviewer_points=by_reviewer,
            questions=questions,
            line=line,
            votes=votes,
        )

    def _signatories(self) -> tuple[tuple[str, str], ...]:
        """Who led the session, who was there, and who wrote."""
        lines = [line.split("|") for line in self.members.split("\n")]
        here = [(role, name) for role, present, name, *_rest in lines if present == protocol.TRUE]
        leads = CHAIR if any(role == CHAIR for role, _name in here) else DEPUTY
        order = sorted(here, key=lambda pair: (pair[0] != leads, pair[0] == SECRETARY))
        roles = WORDS[self.language].roles
        return tuple((roles[role], name_in(self.language, signed(name))) for role, name in order)


COMMON = RegisteredForm(
    COMMON_PROTOCOL,
    partial(from_content, SessionProtocol),
    protocol.render,
    drafts=N_("Protocols of sessions"),
    registered=N_("Protocol of a session {numbers}"),
    nothing=UNCLOSED,
    facts=(
        ("commission", N_("Attestation commission"), ""),
        ("session", N_("Number of the session"), ""),
        ("day", N_("Day"), ""),
        ("students", N_("Number of students"), ""),
    ),
)
OWN = RegisteredForm(
    OWN_PROTOCOL,
    partial(from_content, StudentProtocol),
    student_protocol.render,
    drafts=N_("Protocols of students"),
    registered=N_("Protocols of students {numbers}"),
    nothing=UNCLOSED,
    facts=(
        ("full_name", N_("Student"), ""),
        ("number", N_("Student number"), ""),
        ("protocol", N_("Number of the protocol"), ""),
        ("day", N_("Day"), ""),
        ("score", N_("Score"), ""),
        ("mark", N_("Mark"), ""),
    ),
)


def common(
    gateway: Gateway, sitting_id: int, language: str, executor: str, workstation: str
) -> RegisteredPapers:
    """Return the common protocol of a session, a draft until it is printed."""
    made = _Session(gateway, sitting_id, language, executor).common()
    return RegisteredPapers(gateway, COMMON, ((sitting_id, made),), workstation)


def own(
    gateway: Gateway, sitting_id: int, language: str, executor: str, workstation: str, only: int | None = None
) -> RegisteredPapers:
    """Return the protocols of all students of a session, or of one of them; drafts until they are printed."""
    session = _Session(gateway, sitting_id, language, executor)
    made = tuple((row[0], session.own(row)) for row in session.students if only is None or row[0] == only)
    return RegisteredPapers(gateway, OWN, made, workstation)


def _common(request: PaperRequest) -> PreparedPapers:
    sitting = request.number("session") or 0
    return PreparedPapers(
        common(request.gateway, sitting, request.language, request.executor, request.workstation)
    )


def _own(request: PaperRequest) -> PreparedPapers:
    sitting = request.number("session") or 0
    return PreparedPapers(
        own(request.gateway, sitting, request.language, request.executor, request.workstation)
    )


SESSION = Option("session", "the id of a closed attestation session", required=True)
PROTOCOL = Document(
    "attestation-protocol", COMMON_PROTOCOL.label, _common, (SESSION,), COMMON_PROTOCOL.languages, COMMON
)
STUDENT_PROTOCOL = Document(
    "attestation-student", OWN_PROTOCOL.label, _own, (SESSION,), OWN_PROTOCOL.languages, OWN
)
