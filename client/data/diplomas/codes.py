"""Is this diploma genuine: what the register says of a QR text, a UUID, a register number or the number of a blank."""

from datetime import date
from typing import NamedTuple

from client.core.i18n import N_, _, names
from client.data.server.gateway import Gateway
from shared.models.blanks import CATEGORIES
from shared.models.diplomas import CANCELLED, ISSUED

_CHECK = """
select c.register_number, c.registered_on, coalesce(c.number, ''), coalesce(c.student_name, ''),
       coalesce(c.specialty, ''), coalesce(c.category, ''), c.state, c.issued_on, c.cancelled_on,
       coalesce(c.replaced_by, ''), c.digest
  from diplomas.check_code(:code) c
"""
#: Verdict and advice by the state; every other state is not handed out yet.
ISSUED_WORDS = (
    N_("The register knows this diploma."),
    N_("Compare the name and the facts below with the paper in your hand."),
)
CANCELLED_WORDS = N_("This diploma was cancelled."), N_("Cancelled on {day}.")
REPLACED = N_("Cancelled on {day}. The diploma {number} takes its place.")
NOT_YET = (
    N_("This diploma is not recorded as handed out."),
    N_("It is prepared. A paper that exists may not be recorded yet; ask the registrar."),
)


class CheckedDiploma(NamedTuple):
    """What the register says; who is neither shown the paper nor reads the diploma learns no name."""

    register_number: str
    registered_on: date | None
    number: str
    student: str
    specialty: str
    category: str
    state: str
    issued_on: date | None
    cancelled_on: date | None
    replaced_by: str
    digest: str

    @property
    def genuine(self) -> bool:
        return self.state == ISSUED

    @property
    def cancelled(self) -> bool:
        return self.state == CANCELLED

    def told(self) -> tuple[str, str]:
        """Return verdict and advice."""
        if self.genuine:
            return _(ISSUED_WORDS[0]), _(ISSUED_WORDS[1])
        if not self.cancelled or self.cancelled_on is None:
            return _(NOT_YET[0]), _(NOT_YET[1])
        day = f"{self.cancelled_on:%d.%m.%Y}"
        advice = REPLACED if self.replaced_by else CANCELLED_WORDS[1]
        return _(CANCELLED_WORDS[0]), _(advice, day=day, number=self.replaced_by)

    def facts(self) -> list[tuple[str, str]]:
        """Return what is compared with the paper: label and value."""
        return [
            (_("Diploma number"), self.number),
            (_("Register number"), self.register_number),
            (_("Registered on"), _day(self.registered_on)),
            (_("Student"), names(self.student) if self.student else ""),
            (_("Specialty"), self.specialty),
            (_("Diploma category"), _(CATEGORIES[self.category]) if self.category else ""),
            (_("Issued on"), _day(self.issued_on)),
        ]


def check(gateway: Gateway, text: str) -> CheckedDiploma | None:
    """Ask about a diploma; nothing where the register knows none."""
    row = gateway.one(_CHECK, code=" ".join(text.split()))
    return CheckedDiploma(*row) if row else None


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
