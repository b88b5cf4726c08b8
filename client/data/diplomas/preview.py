"""The supplement as it is printed: of a draft as it stands now, of a prepared diploma as it was signed."""

import json

from client.core.errors import UserError
from client.core.i18n import N_, _, names
from client.data.documents.plain import PlainPapers
from client.data.server.gateway import Gateway
from reports.diplomas import supplement
from reports.diplomas.supplement import Supplement
from shared.diplomas.content import from_document

GONE = N_("This diploma is not here any more.")
_CONTENT = """
select d.student_name, coalesce(d.content, diplomas.content_of(d.id)::text), coalesce(d.code, '')
  from diplomas.diploma d
 where d.id = :diploma
"""


def read(gateway: Gateway, diploma_id: int) -> PlainPapers[Supplement]:
    """Return the supplement of a diploma; it says that it is a draft until the diploma has its number."""
    row = gateway.one(_CONTENT, diploma=diploma_id)
    if row is None:
        raise UserError(GONE)
    student, content, code = row
    said = Supplement(from_document(json.loads(content)), code)
    return PlainPapers(_("Diploma: {student}", student=names(student)), (said,), supplement.render_all)
