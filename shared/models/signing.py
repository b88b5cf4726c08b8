"""The university's keys: their public part, from when they sign and until when. The private part is never here."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, day, moment, text
from shared.models.record import Record
from shared.models.rules import key, rule
from shared.text import N_

ED25519, CERTIFICATE = "ed25519", "x509"
ALGORITHMS = {ED25519: N_("Codes of diplomas"), CERTIFICATE: N_("PDF files")}
SAFE, FILE, TOKEN = "safe", "file", "token"
PLACES = {
    SAFE: N_("Keyring"),
    FILE: N_("Sealed file"),
    TOKEN: N_("Token"),
}
PROPOSED, ADMITTED, REFUSED, ENDED = "proposed", "admitted", "refused", "ended"
STATES = {
    PROPOSED: N_("Waits"),
    ADMITTED: N_("In use"),
    REFUSED: N_("Refused"),
    ENDED: N_("Signs no more"),
}
ROLLED_OVER, REVOKED = "rolled_over", "revoked"
ENDS = {ROLLED_OVER: N_("Another key follows"), REVOKED: N_("Revoked")}


class Key(Record):
    """A key of the university: proposed by whoever holds it, admitted by another person, never changed or removed."""

    __tablename__ = "key"
    __table_args__ = (
        key("key_id", sentence=N_("This key is registered already.")),
        rule("algorithm", "algorithm in ('ed25519', 'x509')", N_("A key is for codes or for PDF files.")),
        rule("certificate", "(algorithm = 'x509') = (certificate is not null)",
             N_("The certificate belongs to the key that signs PDF files.")),
        rule("kept", "kept in ('safe', 'file', 'token')", N_("A private key is kept in a keyring, a file or a token.")),
        rule("state", "state in ('proposed', 'admitted', 'refused', 'ended')",
             N_("A key changes its state by an act only.")),
        rule("two_people", "decided_by <> registered_by",
             N_("Who proposes a key does not admit it. Another person does.")),
        rule("admitted", "(state in ('admitted', 'ended')) = (valid_from is not null)"
             " and (state = 'proposed') = (decided_at is null) and num_nulls(decided_at, decided_by) in (0, 2)",
             N_("Who admitted a key, and from when it signs, is recorded.")),
        rule("ended", "(state = 'ended') = (ended_on is not null)"
             " and num_nulls(ended_on, end_kind, end_reason, ended_at, ended_by) in (0, 5)"
             " and (end_kind is null or end_kind in ('rolled_over', 'revoked'))",
             N_("A key ends on a day, with a reason.")),
        Index("key_state_idx", "state", "valid_from"),
        {"schema": "signing"},
    )  # fmt: skip
    label, plural, title = N_("Signing key"), N_("Signing keys"), "key_id"

    key_id: Mapped[str] = text(
        16,
        N_("Name of the key"),
        pattern="^[0-9a-f]{16}$",
        sentence=N_("The name of a key has 16 hexadecimal digits."),
        state=True,
    )
    algorithm: Mapped[str] = text(8, N_("Signs"), words=ALGORITHMS, state=True)
    public_key: Mapped[str] = text(1024, N_("Public key"), state=True)
    certificate: Mapped[str | None] = text(16000, N_("Certificate"), optional=True, state=True)
    #: The private key's signature of its own public key: whoever proposes it holds it.
    proof: Mapped[str | None] = text(86, N_("Proof of possession"), optional=True, state=True)
    kept: Mapped[str] = text(8, N_("Private key kept in"), words=PLACES, state=True)
    place: Mapped[str | None] = text(128, N_("Workstation or token"), optional=True, state=True)
    state: Mapped[str] = text(16, N_("State"), words=STATES, state=True)
    valid_from: Mapped[date | None] = day(N_("Signs from"), optional=True)
    #: Its last day; what it signed until then stays good.
    ended_on: Mapped[date | None] = day(N_("Signed until"), optional=True)
    end_kind: Mapped[str | None] = text(16, N_("Why it ended"), optional=True, words=ENDS, state=True)
    end_reason: Mapped[str | None] = text(256, N_("Reason"), optional=True, state=True)
    registered_by: Mapped[str] = actor(N_("Proposed by"), state=True)
    registered_at: Mapped[datetime] = moment(N_("Proposed at"), now=True)
    decided_by: Mapped[str | None] = actor(N_("Decided by"), optional=True, state=True)
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    answer: Mapped[str | None] = text(256, N_("Answer"), optional=True, state=True)
    ended_by: Mapped[str | None] = actor(N_("Ended by"), optional=True, state=True)
    ended_at: Mapped[datetime | None] = moment(N_("Ended at"), optional=True)
