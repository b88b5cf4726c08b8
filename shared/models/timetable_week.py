"""The weekly plan of a faculty: its versions, cards, what they occupy, and what is wished of a week.

Nothing is booked twice: the keys of `occupation` refuse it. Its schema is `timetable`.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Identity,
    Index,
    SmallInteger,
    Text,
)
from sqlalchemy.dialects.postgresql import INT8RANGE
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, flag, moment, refers, text, whole
from shared.models.columns import day as calendar_day
from shared.models.curriculum import Term
from shared.models.employees import Employee
from shared.models.infrastructure import Building, Room
from shared.models.record import Record, Table
from shared.models.rules import belongs_to, index_key, key, no_overlap, rule
from shared.models.structure import Unit
from shared.models.students import Group
from shared.models.teaching import Class
from shared.text import N_

DAYS, PAIRS = 6, 12
PRIVATE, SHARED, PUBLISHED, SUPERSEDED = "private", "shared", "published", "superseded"
HALF_PLACED = N_("Choose both the day and the pair, or neither.")
#: Two desks meet at the keys of the week in the same moment.
ROOM_TAKEN = N_("This room has just been taken at that time. Look at the week again.")
TEACHER_TAKEN = N_("This teacher has just got another lesson at that time. Look at the week again.")
GROUP_TAKEN = N_("This group has just got another lesson at that time. Look at the week again.")
VERSION_STATES = {
    PRIVATE: N_("Private draft"),
    SHARED: N_("Shared draft"),
    PUBLISHED: N_("Published"),
    SUPERSEDED: N_("Superseded"),
}
#: Whom a rule of days is about.
PEOPLE = {"teacher": N_("Teachers"), "group": N_("Groups")}


class Version(Record):
    """A weekly plan of a faculty for a term: private drafts, one on the common board, published ones.

    `board` is the term's id for the version that stands on the common board, where the faculties compete for rooms
    and teachers, and minus its own id for all others. State, board and publication are written by functions only.
    """

    __tablename__ = "version"
    __table_args__ = (
        key("id", "term_id", "faculty_id"),
        rule(
            "state",
            "state in ('private', 'shared', 'published', 'superseded')",
            N_("The state of a version is set by the program only."),
        ),
        index_key(
            "version_board_key",
            "term_id",
            "faculty_id",
            sentence=N_(
                "Another version of the faculty has just gone onto the common board. Look at the versions again."
            ),
            where="board > 0",
        ),
        Index("version_scope_idx", "faculty_id", "term_id"),
        {"schema": "timetable"},
    )
    label, plural, title, scope = (
        N_("Version of the timetable"),
        N_("Versions of the timetable"),
        "name",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"))
    term_id: Mapped[int] = refers(Term, N_("Term"))
    name: Mapped[str] = text(128, N_("Name"), spelled=True)
    state: Mapped[str] = text(16, N_("State"), words=VERSION_STATES, state=True)
    valid_from: Mapped[date] = calendar_day(N_("Valid from"))
    board: Mapped[int] = mapped_column(BigInteger, nullable=False, info={"kind": "number", "state": True})
    based_on_id: Mapped[int | None] = refers("timetable.version", N_("Made from"), optional=True)
    author: Mapped[str] = actor(N_("Author"), state=True)
    published_at: Mapped[datetime | None] = moment(N_("Published at"), optional=True)


class Card(Record):
    """One weekly lesson of a class in a version: placed on a day and pair, or still in the tray.

    `phase`: 0 every week, 1 odd weeks, 2 even weeks by the semester's week number. `day`: 1 Monday … 6 Saturday.
    """

    __tablename__ = "card"
    __table_args__ = (
        key("version_id", "class_id", "number"),
        belongs_to("timetable.version", "version_id", "term_id", "faculty_id"),
        belongs_to("teaching.class", "class_id", "term_id", "faculty_id"),
        rule("placed", "(day is null) = (pair is null)", HALF_PLACED),
        rule(
            "room_of_placed",
            "room_id is null or day is not null",
            N_("A lesson that has no time yet has no room. Choose the day first."),
        ),
        rule(
            "fits_day",
            f"pair + pairs - 1 <= {PAIRS}",
            N_("The lesson does not end within the day. Choose an earlier pair."),
        ),
        Index("card_scope_idx", "faculty_id", "version_id", "term_id"),
        Index("card_class_idx", "class_id", "term_id", "faculty_id"),
        {"schema": "timetable"},
    )
    label, plural, title, scope = N_("Card"), N_("Cards"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    term_id: Mapped[int] = refers(Term, N_("Term"), covered=True)
    version_id: Mapped[int] = refers(Version, N_("Version of the timetable"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    #: Which of the weekly lessons of its class.
    number: Mapped[int] = whole(N_("Number"), minimum=1, maximum=60, default=1)
    employee_id: Mapped[int | None] = refers(Employee, N_("Teacher"), optional=True)
    pairs: Mapped[int] = whole(N_("Pairs a lesson"), minimum=1, maximum=6, default=1)
    phase: Mapped[int] = whole(N_("Weeks"), minimum=0, maximum=2, default=0)
    day: Mapped[int | None] = whole(N_("Day of the week"), minimum=1, maximum=DAYS, optional=True)
    pair: Mapped[int | None] = whole(N_("Pair"), minimum=1, maximum=PAIRS, optional=True)
    room_id: Mapped[int | None] = refers(Room, N_("Room"), optional=True)
    locked: Mapped[bool] = flag(N_("Locked"), default=False)


class Occupation(Table):
    """What a placed card holds of a week, one row for each resource, pair and parity; kept by trigger alone.

    `span` encodes board, group, day, pair and parity, times twelve slices; of rooms and teachers it is empty.
    """

    __tablename__ = "occupation"
    __table_args__ = (
        belongs_to("timetable.card", "card_id"),
        rule(
            "kind",
            "kind in ('room', 'teacher', 'group')",
            N_("What a lesson keeps busy is written by the program only."),
        ),
        index_key(
            "occupation_room_key", "board", "resource_id", "day", "pair", "parity",
            sentence=ROOM_TAKEN, where="kind = 'room'",
        ),
        index_key(
            "occupation_teacher_key", "board", "resource_id", "day", "pair", "parity",
            sentence=TEACHER_TAKEN, where="kind = 'teacher'",
        ),
        no_overlap("occupation_group_key", "span", GROUP_TAKEN, where="kind = 'group'"),
        Index("occupation_card_idx", "card_id"),
        {"schema": "timetable"},
    )  # fmt: skip
    label, plural, title, scope, audited = N_("Occupation"), N_("Occupations"), "id", "faculty_id", False

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    card_id: Mapped[int] = mapped_column(BigInteger)
    faculty_id: Mapped[int] = mapped_column(BigInteger)
    board: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[int] = mapped_column(SmallInteger)
    pair: Mapped[int] = mapped_column(SmallInteger)
    parity: Mapped[int] = mapped_column(SmallInteger)
    span: Mapped[Any] = mapped_column(INT8RANGE, nullable=True)


class Wish(Record):
    """When a teacher, group or room cannot, or would rather not; exactly one of the three is named."""

    __tablename__ = "wish"
    __table_args__ = (
        rule(
            "names_one",
            "num_nonnulls(employee_id, group_id, room_id) = 1",
            N_("Choose one teacher, one group or one room."),
        ),
        rule(
            "costs",
            "forbidden or cost > 0",
            N_("Say how unwelcome the time is, from 1 to 10, or that it is impossible."),
        ),
        index_key(
            "wish_place_key", "term_id", "employee_id", "group_id", "room_id", "day", "pair",
            sentence=N_("There is a wish for that time already. Change that one."), nulls_alike=True,
        ),
        Index("wish_scope_idx", "faculty_id", "term_id"),
        {"schema": "timetable"},
    )  # fmt: skip
    label, plural, title, scope = N_("Wish"), N_("Wishes"), "id", "faculty_id"

    #: Whose dean's office keeps it; none for the rooms of the university.
    faculty_id: Mapped[int | None] = refers(Unit, N_("Faculty"), optional=True)
    term_id: Mapped[int] = refers(Term, N_("Term"))
    employee_id: Mapped[int | None] = refers(Employee, N_("Teacher"), optional=True)
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True)
    room_id: Mapped[int | None] = refers(Room, N_("Room"), optional=True)
    day: Mapped[int] = whole(N_("Day of the week"), minimum=1, maximum=DAYS)
    pair: Mapped[int] = whole(N_("Pair"), minimum=1, maximum=PAIRS)
    forbidden: Mapped[bool] = flag(N_("Cannot"))
    cost: Mapped[int] = whole(N_("How unwelcome, 1–10"), minimum=0, maximum=10, default=0)


class DayRule(Record):
    """What days and weeks of teachers or groups should look like: of one, or of all that have no rule of their own."""

    __tablename__ = "day_rule"
    __table_args__ = (
        rule("kind", "kind in ('teacher', 'group')", N_("A rule of days is for teachers or for groups.")),
        rule(
            "of_teacher",
            "employee_id is null or kind = 'teacher'",
            N_("A rule of days for teachers names a teacher or nobody."),
        ),
        rule(
            "of_group",
            "group_id is null or kind = 'group'",
            N_("A rule of days for groups names a group or none."),
        ),
        index_key(
            "day_rule_whose_key", "faculty_id", "term_id", "kind", "employee_id", "group_id",
            sentence=N_("There is such a rule of days already. Change that one."), nulls_alike=True,
        ),
        {"schema": "timetable"},
    )  # fmt: skip
    label, plural, title, scope = N_("Rule of days"), N_("Rules of days"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"))
    term_id: Mapped[int] = refers(Term, N_("Term"))
    kind: Mapped[str] = text(8, N_("Whose"), words=PEOPLE)
    employee_id: Mapped[int | None] = refers(Employee, N_("Teacher"), optional=True)
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True)
    pairs_a_day: Mapped[int | None] = whole(N_("Pairs a day at most"), minimum=1, maximum=12, optional=True)
    pairs_a_week: Mapped[int | None] = whole(N_("Pairs a week at most"), minimum=1, maximum=60, optional=True)
    days_a_week: Mapped[int | None] = whole(N_("Days a week at most"), minimum=1, maximum=6, optional=True)
    pairs_running: Mapped[int | None] = whole(
        N_("Pairs without a break at most"), minimum=1, maximum=12, optional=True
    )
    gap_cost: Mapped[int] = whole(N_("How unwelcome is a gap, 0–10"), minimum=0, maximum=10, default=1)
    lonely_cost: Mapped[int] = whole(
        N_("How unwelcome is a day with one lesson, 0–10"), minimum=0, maximum=10, default=1
    )


class Travel(Record):
    """Minutes on the way from one building to another."""

    __tablename__ = "travel"
    __table_args__ = (
        key("from_building_id", "to_building_id"),
        rule("two_buildings", "from_building_id <> to_building_id", N_("Choose two different buildings.")),
        {"schema": "timetable"},
    )
    label, plural, title = N_("Way between buildings"), N_("Ways between buildings"), "id"

    from_building_id: Mapped[int] = refers(Building, N_("From building"))
    to_building_id: Mapped[int] = refers(Building, N_("To building"))
    minutes: Mapped[int] = whole(N_("Minutes"), minimum=0, maximum=240)
