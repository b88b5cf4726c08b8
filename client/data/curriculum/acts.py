"""What offices decide about a whole plan: accept, reopen, copy, make its semesters. The server has the last word."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from client.core.i18n import _
from client.data.server.gateway import Gateway
from shared.models.curriculum import Curriculum


@dataclass(frozen=True)
class Breach:
    """What the server finds in a plan: serious ones keep it from being accepted."""

    sentence: str
    serious: bool
    values: dict[str, Any]

    def text(self) -> str:
        """Return the sentence in the language of the interface."""
        return _(self.sentence, **self.values)


def breaches(gateway: Gateway, curriculum_id: int) -> list[Breach]:
    """Return what is off in the stored plan, serious breaches first."""
    rows = gateway.table("curriculum.breaches", curriculum_id)
    return sorted((Breach(*row) for row in rows), key=lambda each: not each.serious)


def accept(gateway: Gateway, curriculum_id: int) -> None:
    """Lock the plan and all below it."""
    gateway.call("curriculum.accept", curriculum_id)


def reopen(gateway: Gateway, curriculum_id: int, reason: str) -> None:
    """Open an accepted plan again while no class was made from it."""
    gateway.call("curriculum.reopen", curriculum_id, reason)


def copy(
    gateway: Gateway, curriculum_id: int, specialty_id: int, education_form: str, entry_year: int, name: str
) -> int:
    """Make a new plan like this one; return its id."""
    return int(gateway.call("curriculum.copy", curriculum_id, specialty_id, education_form, entry_year, name))


def names_of(gateway: Gateway, specialty_id: int, education_form: str, entry_year: int) -> list[str]:
    """Return what the plans are called that a specialty has for a form and a year of entry."""
    same = (
        Curriculum.specialty_id == specialty_id,
        Curriculum.education_form == education_form,
        Curriculum.entry_year == entry_year,
    )
    return [name for (name,) in gateway.rows(select(Curriculum.name).where(*same).order_by(Curriculum.name))]


def make_semesters(gateway: Gateway, curriculum_id: int) -> None:
    """Make the missing semesters with their weeks."""
    gateway.call("curriculum.make_semesters", curriculum_id)
