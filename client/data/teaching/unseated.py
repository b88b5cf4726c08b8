"""Who is registered to a subject of a term and sits in no class of it; to which classes such a student can come."""

from collections.abc import Sequence
from typing import NamedTuple

from client.core.i18n import _, names
from client.data.records.catalogue import Catalogue
from client.data.records.start_blocks import Digest, Line, Opening
from client.data.server.gateway import Gateway
from client.data.teaching.members import TaughtClass, classes_of_subject
from reports.common.table import Column, Table

WINDOW, TRAININGS, STATES = "unseated", "h_training_type", "h_student_status"
MOST = 8


class Unseated(NamedTuple):
    """A student who sits in no class of a training of a subject."""

    student_id: int
    name: str
    group: str
    status: str
    subject: str
    semester: int
    training: str
    course_id: int
    subject_id: int
    term_id: int
    faculty_id: int


_UNSEATED = """
select u.student_id, s.full_name, g.name, s.status, b.name_uz, b.name_oz, b.name_ru, b.name_en, m.number, u.training,
       u.course_id, b.id, m.term_id, c.faculty_id
  from curriculum.term t
 cross join lateral teaching.unseated(t.id) u
  join curriculum.course c on c.id = u.course_id
  join curriculum.semester m on m.id = c.semester_id
  join subjects.subject b on b.id = c.subject_id
  left join students.student s on s.id = u.student_id
  left join students."group" g on g.id = s.group_id
 where t.id = :term or (cast(:term as bigint) is null and t.ends_on >= security.today())
 order by t.starts_on, b.name_uz, u.training, s.sort_key, u.student_id
"""


def unseated(gateway: Gateway, term_id: int | None = None) -> list[Unseated]:
    """Return them of a term, or of all terms that are not over."""
    return [
        Unseated(
            row[0], names(row[1]) if row[1] else _("a student of another faculty"), row[2] or "", row[3] or "",
            names(*row[4:8]), *row[8:],
        )
        for row in gateway.rows(_UNSEATED, term=term_id)
    ]  # fmt: skip


def classes_for(gateway: Gateway, found: Unseated) -> tuple[TaughtClass, ...]:
    """Return the classes in which the subject is taught in that training and term."""
    return classes_of_subject(gateway, found.term_id, found.training, found.subject_id)


def as_table(found: Sequence[Unseated], catalogue: Catalogue) -> Table:
    """Return the list on paper."""
    columns = (
        Column(_("Student")), Column(_("Group")), Column(_("State")), Column(_("Subject")),
        Column(_("Semester"), numeric=True), Column(_("Training type")),
    )  # fmt: skip
    rows = [
        (
            each.name, each.group, catalogue.label(STATES, each.status) if each.status else "", each.subject,
            str(each.semester), catalogue.label(TRAININGS, each.training),
        )
        for each in found
    ]  # fmt: skip
    people = len({each.student_id for each in found})
    footer = _("Students without a class: {count}", count=people)
    return Table(_("Registered, in no class"), (), columns, rows, footer=footer if found else "")


def waiting(gateway: Gateway, catalogue: Catalogue) -> Digest | None:
    """Return the subjects with such students, for the start page."""
    found: dict[tuple[str, str, int], int] = {}
    for each in unseated(gateway):
        key = (each.subject, each.training, each.term_id)
        found[key] = found.get(key, 0) + 1
    if not found:
        return None
    lines = [
        Line(
            f"{subject} · {catalogue.label(TRAININGS, training)}",
            Opening(WINDOW, {"term": term}),
            detail=_("students: {count}", count=count),
        )
        for (subject, training, term), count in found.items()
    ]
    if len(lines) > MOST:
        more = _("and {count} more", count=len(lines) - MOST)
        lines[MOST:] = [Line(more, Opening(WINDOW, {"term": next(iter(found))[2]}))]
    return Digest(_("Registered, in no class"), tuple(lines), work=True)
