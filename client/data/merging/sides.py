"""Two rows of students side by side, under the rights of the reader; private values are only compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _, names
from client.data.merging.acts import Pair
from client.data.merging.words import DIFFER, MARKS, OTHER
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.models.everything import BY_RELATION
from shared.models.merging import LINK, MERGE
from shared.models.students import Photo, PriorEducation, Private, Student

KEEPERS = ("hemis_academic_office", "hemis_faculty")
GONE = N_("One of the two rows is gone, or your role may not see it.")
_ROWS = """
select s.id, s.full_name, s.cyrillic_name, s.number, s.birth_date, s.gender, s.citizenship, s.nationality, s.entry_year,
       s.education_type, s.education_form, u.name_uz, u.name_oz, u.name_ru, u.name_en,
       p.name_uz, p.name_oz, p.name_ru, p.name_en, g.name, s.course, s.semester, s.payment_form, s.status
  from students.student s
  join structure.unit u on u.id = s.faculty_id
  join students.specialty p on p.id = s.specialty_id
  left join students."group" g on g.id = s.group_id
 where s.id in (:stays, :goes)
"""
_PROPOSAL = """
select p.kind, p.student_id, p.other_id, p.choices, p.state, p.reason, p.proposed_by, p.answer
  from merging.proposal p where p.id = :proposal
"""
#: The fields of a student as they are shown: the key of its choice, what it is called, and its list of codes.
_FIELDS = (
    ("", "number", ""), ("birth_date", "birth_date", ""), ("gender", "gender", "h_gender"),
    ("citizenship", "citizenship", "h_citizenship_type"), ("nationality", "nationality", "h_nationality"),
    ("", "entry_year", ""), ("", "education_type", "h_education_type"), ("", "education_form", "h_education_form"),
)  # fmt: skip
_STATE = (
    ("course", "h_course"), ("semester", "h_semester"), ("payment_form", "h_payment_form"),
    ("status", "h_student_status"),
)  # fmt: skip
_KEPT = {
    "photo": "select p.student_id from students.photo p where p.student_id in (:stays, :goes)",
    "prior_education": "select p.student_id from students.prior_education p where p.student_id in (:stays, :goes)",
}
#: What is said where both rows have a result of one attempt; its line offers the choice.
_BOTH_HAVE = "Both rows have a result of {record} for the same attempt. Say which row's results count."
_WAYS = ("moves", "stays", "back")


@dataclass(frozen=True)
class Proposed:
    """A proposal as it was made."""

    id: int
    kind: str
    state: str
    reason: str
    proposed_by: str
    answer: str


@dataclass(frozen=True)
class Sides:
    """Two rows, what each line of them is chosen by, what hangs on the other row, and what is in the way."""

    pair: Pair
    table: Table
    #: The key of the choice behind each line, empty where there is none.
    keys: tuple[str, ...]
    hanging: Table
    #: What keeps the two from being merged, and from being linked.
    objections: Mapping[str, tuple[UserError, ...]]
    proposal: Proposed | None


def of_proposal(gateway: Gateway, catalogue: Catalogue, proposal: int) -> Sides:
    """Return the rows of a proposal as it was made."""
    row = gateway.one(_PROPOSAL, proposal=proposal)
    if row is None:
        raise UserError(GONE)
    kind, stays, goes, choices, state, reason, by, answer = row
    made = Proposed(proposal, kind, state, reason, by, answer or "")
    return sides(gateway, catalogue, Pair(stays, goes, choices), made)


def sides(gateway: Gateway, catalogue: Catalogue, pair: Pair, proposal: Proposed | None = None) -> Sides:
    """Return two rows side by side."""
    catalogue.ensure([each for _key, _name, each in _FIELDS] + [each for _name, each in _STATE])
    found = {row[0]: row[1:] for row in gateway.rows(_ROWS, stays=pair.stays, goes=pair.goes)}
    if len(found) < len({pair.stays, pair.goes}):
        raise UserError(GONE)
    keeps = gateway.role in KEEPERS
    lines = _lines(catalogue, pair, found[pair.stays], found[pair.goes]) + _kept(gateway, pair)
    kinds = (MERGE, LINK) if keeps and proposal is None else ()
    said = {
        kind: gateway.table("merging.objections", kind, pair.stays, pair.goes, dict(pair.choices))
        for kind in kinds
    }
    if "results" in pair.choices or any(row[0] == _BOTH_HAVE for row in said.get(MERGE, ())):
        lines.append(_line(pair, "results", _("Results of the same attempt"), _("entered"), _("entered")))
    if keeps:
        lines += _private(gateway, pair)
    objections = {
        kind: tuple(UserError(message, **more) for message, more in rows) for kind, rows in said.items()
    }
    hanging = _hanging(gateway, pair, keeps=keeps)
    return Sides(pair, _table(lines), tuple(key for key, *_rest in lines), hanging, objections, proposal)


def _lines(
    catalogue: Catalogue, pair: Pair, one: tuple[Any, ...], other: tuple[Any, ...]
) -> list[tuple[str, str, str, str, str]]:
    columns = Student.__table__.columns
    lines = [_line(pair, "name", _("Full name"), _name(one), _name(other))]
    for place, (key, name, classifier) in enumerate(_FIELDS, 2):
        values = (_shown(catalogue, classifier, each[place]) for each in (one, other))
        lines.append(_line(pair, key, _(columns[name].info["label"]), *values))
    place = len(_FIELDS) + 2
    for name in ("faculty_id", "specialty_id"):
        both = (names(*each[place : place + 4]) for each in (one, other))
        lines.append(_line(pair, "", _(columns[name].info["label"]), *both))
        place += 4
    lines.append(_line(pair, "", _(columns["group_id"].info["label"]), one[place] or "", other[place] or ""))
    for offset, (name, classifier) in enumerate(_STATE, place + 1):
        values = (catalogue.label(classifier, each[offset]) for each in (one, other))
        lines.append(_line(pair, "", _(columns[name].info["label"]), *values))
    return lines


def _kept(gateway: Gateway, pair: Pair) -> list[tuple[str, str, str, str, str]]:
    """What each row may have once besides; where one alone has it, it stands with the row that stays."""
    lines = []
    for key, model in (("photo", Photo), ("prior_education", PriorEducation)):
        had = {row[0] for row in gateway.rows(_KEPT[key], stays=pair.stays, goes=pair.goes)}
        if had:
            both = (_("entered") if each in had else "—" for each in (pair.stays, pair.goes))
            lines.append(_line(pair, key if len(had) > 1 else "", _(model.label), *both))
    return lines


def _private(gateway: Gateway, pair: Pair) -> list[tuple[str, str, str, str, str]]:
    """Which private values both rows have; where the row that stays has none, that of the other comes unasked."""
    columns = Private.__table__.columns
    lines = []
    for field, standing in gateway.table("merging.private_marks", pair.stays, pair.goes):
        one, other = (_(mark) if mark != "—" else mark for mark in MARKS[standing])
        line = _line(pair, field if standing == DIFFER else "", _(columns[field].info["label"]), one, other)
        lines.append((*line[:-1], _("from the other row")) if standing == OTHER else line)
    return lines


def _line(pair: Pair, key: str, label: str, one: str, other: str) -> tuple[str, str, str, str, str]:
    chosen = pair.choices.get(key)
    taken = _("from the other row") if chosen == "other" else _("stays") if chosen == "stays" else ""
    same = one == other and one != "" and (key == "name" or key in Student.__table__.columns)
    return "" if same else key, label, one, other, taken


def _name(row: tuple[Any, ...]) -> str:
    return f"{names(row[0])} ({row[1]})" if row[1] else names(row[0])


def _shown(catalogue: Catalogue, classifier: str, value: Any) -> str:
    if classifier:
        return catalogue.label(classifier, value)
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _table(lines: list[tuple[str, str, str, str, str]]) -> Table:
    columns = (
        Column(_("Field")),
        Column(_("Row that stays")),
        Column(_("Other row")),
        Column(_("What is taken")),
    )
    return Table(_("Two rows side by side"), (), columns, [line[1:] for line in lines], footer="")


def _hanging(gateway: Gateway, pair: Pair, *, keeps: bool) -> Table:
    """How many records of each kind come over, stay with the other row, or give way to its."""
    columns = (
        Column(_("What hangs on the other row")), Column(_("Comes over"), numeric=True),
        Column(_("Stays with it"), numeric=True), Column(_("Gives way"), numeric=True),
    )  # fmt: skip
    found: dict[str, dict[str, int]] = {}
    if keeps:
        for relation, way, records in gateway.table(
            "merging.weighed", pair.stays, pair.goes, dict(pair.choices)
        ):
            found.setdefault(relation, {})[way] = records
    rows = sorted(
        (_(BY_RELATION[relation].plural), *(str(ways.get(way, "")) for way in _WAYS))
        for relation, ways in found.items()
    )
    return Table(_("What hangs on the other row"), (), columns, rows, footer="")
