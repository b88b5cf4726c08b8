"""What a diploma and its supplement say, as a plain table to be read over before it is accepted."""

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.diplomas.texts import LANGUAGE_NAMES, read_one
from client.data.documents.plain import PlainPapers
from client.data.server.gateway import Gateway
from reports.common import table
from reports.common.table import Column, Table
from shared.diplomas.content import FIELDS, SECTIONS
from shared.models.diplomas import STATES

GONE = N_("This diploma is not here any more.")
_LINES = """
select n.section, n.title_uz, coalesce(n.title_en, ''), n.semesters, n.hours, trim_scale(n.credits)::text,
       coalesce(trim_scale(n.points)::text, ''), coalesce(n.mark, ''), coalesce(n.letter, '')
  from diplomas.line n
 where n.diploma_id = :diploma
 order by array_position(array['subject', 'course_work', 'practice', 'attestation'], n.section), n.place
"""


def read(gateway: Gateway, diploma_id: int) -> PlainPapers[Table]:
    """Return the texts in both languages, and below them the rows of the supplement."""
    card = read_one(gateway, diploma_id)
    if card is None:
        raise UserError(GONE)
    said = card.texts
    rows = [(_(each.label), said.text(each.key, "uz"), said.text(each.key, "en")) for each in FIELDS]
    for section, uz, en, semesters, hours, worth, points, mark, letter in gateway.rows(
        _LINES, diploma=diploma_id
    ):
        told = ", ".join(filter(None, (semesters, str(hours), worth, points, mark, letter)))
        rows.append((f"{_(SECTIONS[section])}: {told}", uz, en))
    columns = (Column(_("Field")), Column(_(LANGUAGE_NAMES["uz"])), Column(_(LANGUAGE_NAMES["en"])))
    title, notes = _("Diploma: {student}", student=said.name), (_(STATES[card.state]), card.sums)
    made = Table(title, notes, columns, rows, numbered=False)
    return PlainPapers.one(made.title, made, table.render)
