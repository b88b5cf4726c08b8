"""What transcripts and study cards say, read for many students at once under the reader's rights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from client.core.errors import HemisError, UserError
from client.core.i18n import N_
from client.data.documents.document import Snapshot
from client.data.movement.papers import LOST, Drafts
from client.data.server.gateway import Gateway
from client.data.students import references
from client.data.students.issuer import Issuer
from reports.common import fonts
from reports.movement.paper_words import ORDERS as RUSSIAN
from reports.transcripts.record_lines import plain
from reports.transcripts.study_card import StudyCard
from reports.transcripts.transcript import Transcript
from reports.transcripts.words import ORDERS as ENGLISH
from reports.transcripts.words import OTHER, WORDS
from shared.codes import StudentStatus
from shared.scripts import name_in, named_in

ORDER_TYPES = "h_decree_type"
LISTS = (
    "h_education_type", "h_education_form", "h_payment_form", "h_language", "h_student_status",
    ORDER_TYPES,
)  # fmt: skip
NOTHING = N_("{name} has no results yet: there is nothing for a transcript.")
NOT_ENROLLED = N_("{name} is not enrolled yet: there is no study card.")
UNDRAWABLE = N_("The paper of {name} cannot show these letters: {letters}. Write them in Latin or Cyrillic.")
_MARKS = """
select s.id, t.line, t.name_uz, t.name_oz, t.name_ru, t.name_en
  from unnest(cast(:ids as bigint[])) s (id)
 cross join lateral grades.transcript_lines(s.id) t
 order by s.id, t.place
"""
_CARDS = """
select s.id, c.card
  from unnest(cast(:ids as bigint[])) s (id)
 cross join lateral grades.study_card(s.id) c (card)
"""
_SUMS = """
select s.id, coalesce(grades.transcript_sums(s.id), '')
  from unnest(cast(:ids as bigint[])) s (id)
"""
#: What the marks of a student's plan mean, the best first.
_LEGEND = """
select s.id, t.mark, t.letter, t.lower_bound, t.name_uz, t.name_oz, t.name_ru, t.name_en
  from students.student s
  join curriculum.group_curriculum f on f.group_id = s.group_id
  join curriculum.curriculum c on c.id = f.curriculum_id
  join curriculum.grade_type t on t.marking_system_id = c.marking_system_id
 where s.id = any (cast(:ids as bigint[]))
 order by s.id, t.lower_bound desc
"""
#: The words of the national list that the orders of study cards give as reasons.
_REASONS = "select distinct t.reasons from movement.transition t where t.reasons is not null"
ORDER_FIELDS = 6


@dataclass(frozen=True)
class _Read:
    """What all students of a batch have on paper, by their ids."""

    marks: Mapping[int, str]
    subjects: Mapping[int, tuple[str, ...]]
    sums: Mapping[int, str]
    legends: Mapping[int, tuple[str, ...]]


def transcripts(gateway: Gateway, student_ids: Sequence[int], language: str, executor: str) -> Drafts:
    """Read the transcripts of students, whether they still study or have left."""
    rows = references.rows_of(gateway, student_ids)
    read = _read(gateway, language, [tuple(row) for row in gateway.rows(_MARKS, ids=list(rows))], list(rows))
    issuers = [_issuer(gateway, each, rows) for each in (language, OTHER[language])]
    made, refused = list[tuple[int, Snapshot]](), list[HemisError]()
    for number in student_ids:
        if (row := rows.get(number)) is None:
            refused.append(UserError(LOST))
        elif not read.marks.get(number):
            refused.append(UserError(NOTHING, name=row["full_name"]))
        else:
            made.append((number, _transcript(issuers, row, read, executor)))
    return drawable(made, refused)


def study_cards(gateway: Gateway, student_ids: Sequence[int], language: str, executor: str) -> Drafts:
    """Read the study cards of students."""
    rows = references.rows_of(gateway, student_ids)
    cards = {number: card for number, card in gateway.rows(_CARDS, ids=list(rows)) if card}
    names = ("line", "name_uz", "name_oz", "name_ru", "name_en")
    lines = [(number, *map(each.get, names)) for number, card in cards.items() for each in card["lines"]]
    read = _read(gateway, language, lines, list(rows))
    issuer = _issuer(gateway, language, rows, [row[0] for row in gateway.rows(_REASONS)])
    made, refused = list[tuple[int, Snapshot]](), list[HemisError]()
    for number in student_ids:
        if (row := rows.get(number)) is None or number not in cards:
            refused.append(UserError(LOST))
        elif row["status"] == StudentStatus.APPLIED:
            refused.append(UserError(NOT_ENROLLED, name=row["full_name"]))
        else:
            made.append((number, _study_card(issuer, row, read, cards[number]["orders"], executor)))
    return drawable(made, refused)


def drawable(made: Sequence[tuple[int, Snapshot]], refused: Sequence[HemisError]) -> Drafts:
    """Leave out papers with letters that no font draws; the student is named, for a batch is long."""
    kept, told = [], list(refused)
    for record, paper in made:
        if lacking := fonts.lacking(paper.content()):
            told.append(UserError(UNDRAWABLE, name=paper.name, letters=" ".join(lacking)))
        else:
            kept.append((record, paper))
    return Drafts(tuple(kept), tuple(told))


def _read(gateway: Gateway, language: str, lines: Sequence[tuple[Any, ...]], ids: Sequence[int]) -> _Read:
    marks: dict[int, list[str]] = {}
    subjects: dict[int, list[str]] = {}
    for number, line, *names in lines:
        marks.setdefault(number, []).append(line)
        subjects.setdefault(number, []).append(named_in(language, *names))
    legends: dict[int, list[str]] = {}
    for number, mark, letter, bound, *names in gateway.rows(_LEGEND, ids=ids):
        shown = f"{mark} ({letter})" if letter and letter != mark else mark
        pattern = WORDS[language].from_points if bound else WORDS[language].below
        told = pattern.format(mark=shown, name=named_in(language, *names), bound=plain(bound))
        legends.setdefault(number, []).append(told)
    return _Read(
        {number: "\n".join(each) for number, each in marks.items()},
        {number: tuple(each) for number, each in subjects.items()},
        dict(gateway.rows(_SUMS, ids=ids)),
        {number: tuple(each) for number, each in legends.items()},
    )


def _issuer(
    gateway: Gateway, language: str, rows: Mapping[int, Mapping[str, Any]], more: Sequence[str] = ()
) -> Issuer:
    return Issuer(gateway, language, {row["faculty_id"] for row in rows.values()}, (*LISTS, *more))


def _alike(issuer: Issuer, row: Mapping[str, Any], read: _Read, executor: str) -> dict[str, Any]:
    """Return what both papers say."""
    number = row["id"]
    return {
        **issuer.alike(row, executor),
        "birth_date": str(row["birth_date"]),
        "entry_year": row["entry_year"],
        "level": issuer.label("h_education_type", row["education_type"]),
        "faculty": issuer.named(row, "unit_"),
        "specialty": _specialty(issuer, row),
        "form": issuer.label("h_education_form", row["education_form"]),
        "marks": read.marks.get(number, ""),
        "subjects": read.subjects.get(number, ()),
        "sums": read.sums.get(number, ""),
        "legend": read.legends.get(number, ()),
    }


def _transcript(issuers: Sequence[Issuer], row: Mapping[str, Any], read: _Read, executor: str) -> Transcript:
    issuer, beside = issuers
    return Transcript(
        **_alike(issuer, row, read, executor),
        name_beside=name_in(beside.language, row["full_name"], row["cyrillic_name"]),
        university_beside=beside.university,
        level_beside=beside.label("h_education_type", row["education_type"]),
        faculty_beside=beside.named(row, "unit_"),
        specialty_beside=_specialty(beside, row),
        form_beside=beside.label("h_education_form", row["education_form"]),
    )


def _study_card(issuer: Issuer, row: Mapping[str, Any], read: _Read, orders: str, executor: str) -> StudyCard:
    return StudyCard(
        **_alike(issuer, row, read, executor),
        payment=issuer.label("h_payment_form", row["payment_form"]),
        study_language=issuer.label("h_language", row["language"]),
        course=str(int(row["course"]) - references.BEFORE_FIRST_COURSE),
        group=row["group_name"] or "",
        status=issuer.label("h_student_status", row["status"]),
        orders=orders,
        contents=tuple(_content(issuer, each.split("|")) for each in orders.split("\n") if each),
    )


def _content(issuer: Issuer, order: Sequence[str]) -> str:
    """Return what an order is about, with its reason."""
    _day, _number, kind, reasons, reason, _effective = order
    own = {"ru": RUSSIAN, "en": ENGLISH}.get(issuer.language, {})
    told = own.get(kind) or issuer.label(ORDER_TYPES, kind)
    return "; ".join(filter(None, (told, issuer.label(reasons, reason) if reasons and reason else "")))


def _specialty(issuer: Issuer, row: Mapping[str, Any]) -> str:
    return f"{row['specialty_code']} – {issuer.named(row, 'specialty_')}"
