"""The list on which graduates sign for their diplomas, printed before or after they are handed out."""

from collections.abc import Sequence
from typing import Any

from client.core.i18n import _, names
from client.data.documents.plain import PlainPapers
from client.data.server.gateway import Gateway
from reports.common import table
from reports.common.table import Column, Table

_LINES = """
select d.student_name, coalesce(d.group_name, ''), coalesce(d.register_number, ''), coalesce(d.number, ''),
       coalesce((select string_agg(p.number, ', ' order by p.number) from diplomas.printing p
                  where p.diploma_id = d.id and p.outcome = 'good' and p.form = 'supplement'), ''),
       coalesce(nullif(d.issued_to, d.student_name), ''), coalesce(d.issue_document, ''), d.issued_on
  from diplomas.diploma d
 where d.id = any (:ids)
 order by d.group_name nulls last, naming.sort_key(d.student_name), d.id
"""


def read(gateway: Gateway, ids: Sequence[int]) -> PlainPapers[Table]:
    """Return the list of these diplomas as a paper with a place to sign in each line."""
    made = as_table(gateway.rows(_LINES, ids=list(ids)))
    return PlainPapers.one(made.title, made, table.render)


def as_table(rows: Sequence[Sequence[Any]]) -> Table:
    """Return the list with an empty column for the signatures."""
    columns = (
        Column(_("Student")), Column(_("Group")), Column(_("Register number")), Column(_("Diploma")),
        Column(_("Supplement")),
        Column(_("Handed to, by what document")), Column(_("Day")), Column(_("Signature")),
    )  # fmt: skip
    lines = [
        (
            names(name), group, register, diploma, supplement,
            ", ".join(filter(None, (names(person) if person else "", document))),
            f"{day:%d.%m.%Y}" if day else "", " " * 24,
        )
        for name, group, register, diploma, supplement, person, document, day in rows
    ]  # fmt: skip
    return Table(
        _("Receipt of diplomas"), (), columns, lines, closing=_("Handed out by: ____________________")
    )
