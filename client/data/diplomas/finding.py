"""Finding a diploma by what somebody reads off it: the QR code, the UUID, a name that is not the holder's any more."""

import re

from client.core.i18n import _, names
from client.data.server.gateway import Gateway
from shared.names import words

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOST = 200
_BY_UUID = "select d.id, d.student_name from diplomas.diploma d where d.uuid = cast(:uuid as uuid)"
_BY_NAME = """
select d.id, s.full_name
  from students.student s
  join diplomas.diploma d on d.student_id = s.id and d.student_name <> s.full_name
 where {conditions}
 order by d.id
 limit :most
"""
_WORD = "exists (select from students.search_word w where w.student_id = s.id and w.word ^@ naming.fold(:word{place}))"


def by_code_or_name(gateway: Gateway, typed: str) -> tuple[tuple[int, str], ...]:
    """Return diplomas by the text of a QR code, or by what their holders are called now, each with that."""
    if uuid := UUID.search(typed.lower()):
        return tuple((row[0], "") for row in gateway.rows(_BY_UUID, uuid=uuid.group()))
    parts = words(typed)
    if not parts:
        return ()
    conditions = " and ".join(_WORD.format(place=place) for place in range(len(parts)))
    said = {f"word{place}": part for place, part in enumerate(parts)}
    rows = gateway.rows(_BY_NAME.format(conditions=conditions), most=MOST, **said)
    return tuple((number, _("now {name}", name=names(name))) for number, name in rows)
