"""The life of a version: begun, copied, shared, checked, published, compared, thrown away."""

from dataclasses import dataclass
from datetime import date
from itertools import count as count_from
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.server.gateway import Gateway, Verbs
from client.data.timetable.lessons import TermRow, terms
from client.data.timetable.rows import VersionHead, find_head, heads, subject_name
from shared.codes import StructureType
from shared.models.curriculum import CurriculumSubject
from shared.models.employees import Employee
from shared.models.infrastructure import Room
from shared.models.structure import Unit
from shared.models.subjects import Subject
from shared.models.teaching import Class
from shared.models.timetable import Card

#: So many figures has a year: it is a part of the name and no number to count on.
YEAR = 4
GONE = N_("This version of the timetable is not there any more. Reload the list.")


class CheckFinding(NamedTuple):
    """Something to look at before publishing; a serious one forbids it."""

    kind: str
    serious: bool
    card_id: int | None
    details: dict[str, Any]


@dataclass(frozen=True)
class Published:
    """What became of the dated lessons."""

    made: int
    changed: int
    removed: int
    kept: int


class CardPlace(NamedTuple):
    """Where a card stands in a version."""

    day: int | None
    pair: int | None
    phase: int
    room: str
    teacher: str


@dataclass(frozen=True)
class LessonDifference:
    """A lesson that stands otherwise in two versions; None where it is missing."""

    lesson: str
    before: CardPlace | None
    after: CardPlace | None


@dataclass(frozen=True)
class VersionChoices:
    """What may be chosen: terms, the faculties in scope, the version to begin from, and all that there are."""

    terms: tuple[TermRow, ...]
    faculties: tuple[tuple[int, str], ...]
    base: VersionHead | None
    versions: tuple[VersionHead, ...] = ()

    def published(self, term_id: int, faculty_id: int) -> VersionHead | None:
        """The version that holds last in the term, of those that are published."""
        found = [each for each in self._of(term_id, faculty_id) if each.state == "published"]
        return max(found, key=lambda each: (each.valid_from, each.id), default=None)

    def further_name(self, base: VersionHead) -> str:
        """The name of a version with the next number that no version of its faculty and term has."""
        taken = {each.name for each in self._of(base.term_id, base.faculty_id)}
        stem, _space, last = base.name.rpartition(" ")
        stem, number = (stem, int(last)) if stem and last.isdecimal() and len(last) < YEAR else (base.name, 1)
        return next(name for count in count_from(number + 1) if (name := f"{stem} {count}") not in taken)

    def _of(self, term_id: int, faculty_id: int) -> list[VersionHead]:
        return [each for each in self.versions if (each.term_id, each.faculty_id) == (term_id, faculty_id)]


def head(gateway: Verbs, version_id: int) -> VersionHead:
    """Return the version; raises UserError when it is gone."""
    found = find_head(gateway, version_id)
    if found is None:
        raise UserError(GONE)
    return found


def choices(gateway: Gateway, base_id: int | None) -> VersionChoices:
    """Read what may be chosen; a dean's office has its own faculty only."""
    statement = (
        select(Unit.id, Unit.name_uz, Unit.name_oz, Unit.name_ru, Unit.name_en)
        .where(Unit.kind == StructureType.FACULTY, Unit.active)
        .order_by(Unit.code)
    )
    if gateway.role == "hemis_faculty":
        mine = gateway.scalar(select(func.security.my_units(func.security.my_role())))
        statement = statement.where(Unit.id.in_(mine or ()))
    faculties = tuple((row[0], names(*row[1:])) for row in gateway.rows(statement))
    base = head(gateway, base_id) if base_id else None
    return VersionChoices(terms(gateway), faculties, base, tuple(heads(gateway)))


def create(
    gateway: Gateway, term_id: int, faculty_id: int, name: str, valid_from: date | None, based_on: int | None
) -> int:
    """Make a private draft with all the cards its classes need; return its id."""
    with gateway.transaction() as transaction:
        made = int(
            transaction.call("timetable.create_version", term_id, faculty_id, name, valid_from, based_on)
        )
        transaction.call("timetable.make_cards", made)
        transaction.made = made
    return made


def add_cards(gateway: Gateway, version_id: int) -> int:
    """Make the cards that the version lacks: classes came or hours grew; return how many."""
    return int(gateway.call("timetable.make_cards", version_id))


def share(gateway: Gateway, version_id: int) -> None:
    """Put a draft onto the common board."""
    gateway.call("timetable.share", version_id)


def withdraw(gateway: Gateway, version_id: int) -> None:
    """Take a draft back from the common board."""
    gateway.call("timetable.withdraw", version_id)


def discard(gateway: Gateway, version_id: int) -> None:
    """Throw a private draft away."""
    gateway.call("timetable.discard_version", version_id)


def checklist(gateway: Gateway, version_id: int) -> tuple[CheckFinding, ...]:
    """Return what is to be looked at before publishing, the serious first."""
    rows = gateway.table("timetable.checklist", version_id)
    found = (CheckFinding(kind, serious, card, details or {}) for kind, serious, card, details in rows)
    return tuple(sorted(found, key=lambda each: not each.serious))


def publish(gateway: Gateway, version_id: int, patience: int) -> Published:
    """Unfold a version into dated lessons, all or nothing."""
    with gateway.transaction(patience=patience) as transaction:
        counts = transaction.call("timetable.publish", version_id)
    return Published(*(int(counts.get(name, 0)) for name in ("made", "changed", "removed", "kept")))


def compare(gateway: Gateway, before_id: int, after_id: int) -> tuple[LessonDifference, ...]:
    """Return the lessons that stand otherwise in the second version, in the order of their names."""
    with gateway.transaction(snapshot=True) as transaction:
        before, after = (_places(transaction, each) for each in (before_id, after_id))
    found = []
    for key in before.keys() | after.keys():
        one, two = before.get(key), after.get(key)
        if (one and one[1]) != (two and two[1]):
            name = (one or two or ("",))[0]
            found.append(LessonDifference(name, one[1] if one else None, two[1] if two else None))
    return tuple(sorted(found, key=lambda each: each.lesson))


def _places(gateway: Verbs, version_id: int) -> dict[tuple[int, int], tuple[str, CardPlace]]:
    teacher, room = aliased(Employee), aliased(Room)
    statement = (
        select(
            Card.class_id, Card.number, subject_name(), Class.name,
            Card.day, Card.pair, Card.phase, room.name, teacher.full_name,
        )
        .join(Class, Class.id == Card.class_id)
        .join(CurriculumSubject, CurriculumSubject.id == Class.course_id)
        .join(Subject, Subject.id == CurriculumSubject.subject_id)
        .outerjoin(teacher, teacher.id == Card.employee_id)
        .outerjoin(room, room.id == Card.room_id)
        .where(Card.version_id == version_id)
    )  # fmt: skip
    return {
        (class_id, number): (
            f"{names(subject)} · {students} · {number}",
            CardPlace(day, pair, phase, names(place or ""), names(who or "")),
        )
        for class_id, number, subject, students, day, pair, phase, place, who in gateway.rows(statement)
    }
