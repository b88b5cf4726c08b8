"""The texts of diplomas in both languages, what is wrong with them, and their saving."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from client.core.i18n import N_, _, names
from client.data.diplomas.acts import FACULTY, RELATIONS
from client.data.records.sheet_saving import SheetOutcome, together
from client.data.server.gateway import Gateway, Transaction
from shared.diplomas.content import BY_KEY, FIELDS, LANGUAGES, SECTIONS
from shared.models.diplomas import DRAFT
from shared.numbers import exact

READ_AGAIN = (*RELATIONS, "students.student", "graduation.acceptance")
#: What the languages of a diploma are called, whichever the program speaks.
LANGUAGE_NAMES = {"uz": N_("Uzbek"), "en": N_("English")}
#: What is found about a text, and about the rows of a supplement: the sentence beside its place.
FOUND = {
    "empty": N_("This must not be empty."),
    "long": N_("{length} letters; {longest} fit."),
    "letters": N_("Cyrillic letters are not written here."),
    "signs": N_("These signs are not printed: {signs}."),
    "birth_date": N_("The student was born on {day}."),
    "future": N_("The day {day} has not been."),
    "one_language": N_("Stands in the other language alone."),
    "no_rows": N_("The supplement has no rows."),
    "title": N_("{subject} has no English title."),
    "title_letters": N_("The title of {subject} has Cyrillic letters."),
    "title_signs": N_("The title of {subject} has signs that are not printed: {signs}."),
    "double": N_("{subject} stands twice."),
    "mark": N_("{subject} has no mark."),
    "used_twice": N_("The result in {subject}, semester {semester}, stands in two rows."),
    "gap": N_("{subject}, semester {semester}, is missing."),
    "sums": N_("{have} credits; the accepted record has {needed}."),
    "acceptance": N_("The accreditation does not stand any more."),
}
_DRAFTS = """
select d.id, d.row_version, d.student_id, d.student_name, coalesce(d.group_name, ''), d.texts
  from diplomas.diploma d
 where d.state = 'draft' and d.faculty_id = :faculty and (:everybody or d.id = any (:ids))
 order by d.group_name nulls last, naming.sort_key(d.student_name), d.id
"""
_ONE = """
select d.id, d.row_version, d.student_id, d.student_name, coalesce(d.group_name, ''), d.texts, d.state,
       case when d.student_name <> s.full_name then s.full_name end, a.gpa, count(n.id), sum(n.hours), sum(n.credits)
  from diplomas.diploma d
  join students.student s on s.id = d.student_id
  join graduation.acceptance a on a.id = d.acceptance_id
  left join diplomas.line n on n.diploma_id = d.id
 where d.id = :diploma
 group by d.id, s.id, a.id
"""
_FOUND = "select f.diploma_id, f.kind, f.field, f.language, f.details from diplomas.findings(:ids) f"


class Finding(NamedTuple):
    """What keeps a diploma from being accepted; a field is a key of a text, or a section of the supplement."""

    diploma_id: int
    kind: str
    field: str
    language: str
    details: Mapping[str, Any]

    @property
    def of_text(self) -> bool:
        return self.field in BY_KEY

    def told(self) -> str:
        """Return the sentence for the place where the text stands."""
        return _(FOUND[self.kind], **self.details)

    def place(self) -> str:
        """Return what it is about."""
        if self.of_text:
            return f"{_(BY_KEY[self.field].label)} ({_(LANGUAGE_NAMES[self.language])})"
        return _(SECTIONS[self.field]) if self.field else _("Supplement")


@dataclass(frozen=True)
class Texts:
    """What a diploma says so far."""

    id: int
    version: int
    student_id: int
    name: str
    group: str
    said: Mapping[str, Mapping[str, str]]

    def text(self, key: str, language: str) -> str:
        return self.said.get(language, {}).get(key, "")


@dataclass(frozen=True)
class Sheet:
    """The drafts that are written together, with what is wrong with them."""

    drafts: tuple[Texts, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Card:
    """One diploma as its card shows it."""

    texts: Texts
    state: str
    #: What the holder is called now, if that is something else.
    renamed: str
    #: Sums of the supplement, told.
    sums: str
    findings: tuple[Finding, ...] = field(default=())

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT


@dataclass(frozen=True)
class Change:
    """What was typed into a row: texts by language and key."""

    known: Texts
    texts: Mapping[str, Mapping[str, str]]


def cell(key: str, language: str) -> str:
    """Return the name of the column in which a text stands."""
    return f"{key}_{language}"


def read(gateway: Gateway, faculty_id: int, ids: Sequence[int]) -> Sheet:
    """Return drafts of a faculty, those of the ids or all for none."""
    rows = gateway.rows(_DRAFTS, faculty=faculty_id, everybody=not ids, ids=list(ids))
    drafts = tuple(_texts(row) for row in rows)
    return Sheet(drafts, findings(gateway, [each.id for each in drafts]))


def read_one(gateway: Gateway, diploma_id: int) -> Card | None:
    """Return one diploma; nothing where the role does not read it."""
    row = gateway.one(_ONE, diploma=diploma_id)
    if row is None:
        return None
    state, renamed, gpa, lines, hours, worth = row[6:]
    sums = _(
        "Rows of the supplement: {rows}, hours: {hours}, credits: {credits}, GPA: {gpa}",
        rows=lines, hours=hours or 0, credits=exact(worth or Decimal(0)), gpa="—" if gpa is None else exact(gpa),
    )  # fmt: skip
    return Card(
        _texts(row), state, names(renamed) if renamed else "", sums,
        findings(gateway, [diploma_id]) if state == DRAFT else (),
    )  # fmt: skip


def findings(gateway: Gateway, ids: Sequence[int]) -> tuple[Finding, ...]:
    """Return what keeps these diplomas from being accepted, in the sequence of the fields."""
    places = {each.key: place for place, each in enumerate(FIELDS)}
    found = (Finding(*row) for row in gateway.rows(_FOUND, ids=list(ids)))
    return tuple(
        sorted(found, key=lambda each: (each.diploma_id, places.get(each.field, len(places)), each.language))
    )


def save(gateway: Gateway, changes: Mapping[Hashable, Change]) -> SheetOutcome:
    """Store what was typed into all rows, or nothing."""

    def store(transaction: Transaction, change: Change) -> None:
        row = {"id": change.known.id, "version": change.known.version, "texts": change.texts}
        transaction.table("diplomas.save_texts", Jsonb([row]))

    return together(gateway, changes, store)


def by_language(typed: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return typed columns as texts by language and key; an empty one takes the text away."""
    found: dict[str, dict[str, str]] = {}
    for name, value in typed.items():
        key, _line, language = name.rpartition("_")
        if language in LANGUAGES and key in BY_KEY:
            found.setdefault(language, {})[key] = value or ""
    return found


def may_write(gateway: Gateway) -> bool:
    """Tell whether the role writes texts of drafts."""
    return gateway.role == FACULTY


def _texts(row: Sequence[Any]) -> Texts:
    return Texts(row[0], row[1], row[2], names(row[3]), row[4], row[5])
