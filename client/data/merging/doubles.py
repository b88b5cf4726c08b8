"""Rows of students that may be one person, with why; and the rows that belong to one."""

from dataclasses import dataclass

from client.core.i18n import N_, _, names
from client.data.merging.words import WHY
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table

STATUSES = "h_student_status"
INTO, FROM, LINKED = "into", "from", "linked"
WAYS = {
    INTO: N_("This row was merged into that one"),
    FROM: N_("Merged into this row"),
    LINKED: N_("Another study of this person"),
}
_DOUBLES = """
select d.student_id, d.other_id, d.why, d.one_study, a.full_name, a.number, a.entry_year, a.status, b.full_name,
       b.number, b.entry_year, b.status
  from merging.doubles() d
  join students.student a on a.id = d.student_id
  join students.student b on b.id = d.other_id
"""
_RELATED = """
with related as (
    select m.merged_into_id as id, 'into' as way
      from students.student m
     where m.id = :student and m.merged_into_id is not null
    union all
    select s.id, 'from' from students.student s where s.merged_into_id = :student
    union all
    select case p.student_id when :student then p.other_id else p.student_id end, 'linked'
      from merging.proposal p
     where p.kind = 'link' and p.state = 'agreed' and :student in (p.student_id, p.other_id)
)
select s.id, r.way, s.full_name, s.number, s.entry_year, s.status, g.name
  from related r
  join students.student s on s.id = r.id
  left join students."group" g on g.id = s.group_id
 order by r.way, s.entry_year, s.id
"""


@dataclass(frozen=True)
class Double:
    """Two rows, the one that more likely stays first."""

    stays: int
    goes: int


def doubles(gateway: Gateway, catalogue: Catalogue) -> tuple[Table, list[Double]]:
    """Return the possible doubles that nobody has decided yet, with why."""
    catalogue.ensure([STATUSES])
    found = gateway.rows(_DOUBLES)
    columns = (
        Column(_("Student")), Column(_("Student number")), Column(_("Entry year"), numeric=True), Column(_("Status")),
        Column(_("Other row")), Column(_("Other number")), Column(_("Entry year of it"), numeric=True),
        Column(_("Status of it")), Column(_("What is alike")), Column(_("One study or two")),
    )  # fmt: skip
    rows = [
        (
            names(name), number, str(year), catalogue.label(STATUSES, status), names(other), other_number,
            str(other_year), catalogue.label(STATUSES, other_status), ", ".join(_(WHY[each]) for each in why),
            _("one: merge") if one else _("two: link"),
        )
        for _a, _b, why, one, name, number, year, status, other, other_number, other_year, other_status in found
    ]  # fmt: skip
    footer = _("Possible doubles: {count}", count=len(rows)) if rows else _("No possible doubles are found.")
    return Table(_("Possible doubles"), (), columns, rows, footer=footer), [Double(*row[:2]) for row in found]


def related(gateway: Gateway, catalogue: Catalogue, student_id: int) -> tuple[Table, list[int]]:
    """Return the other rows of a student, and which they are."""
    catalogue.ensure([STATUSES])
    found = gateway.rows(_RELATED, student=student_id)
    columns = (
        Column(_("What it is")), Column(_("Student")), Column(_("Student number")),
        Column(_("Entry year"), numeric=True), Column(_("Status")), Column(_("Group")),
    )  # fmt: skip
    rows = [
        (_(WAYS[way]), names(name), number, str(year), catalogue.label(STATUSES, status), group or "")
        for _id, way, name, number, year, status, group in found
    ]  # fmt: skip
    footer = "" if rows else _("This student has no other row and no other study here.")
    return Table(_("Doubles and other studies"), (), columns, rows, footer=footer), [row[0] for row in found]
