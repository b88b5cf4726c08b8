"""Sheets are opened: how many were, and whom or what the dean's office has to see to besides."""

from collections.abc import Sequence

from client.core.i18n import _, names
from client.data.server.gateway import Gateway
from client.data.teaching.unseated import unseated

MOST = 5
_LACKING = """
select b.name_uz, b.name_oz, b.name_ru, b.name_en, l.named, l.needed
  from grades.lacking_commissions(:term, :faculty) l
  join curriculum.course c on c.id = l.course_id
  join subjects.subject b on b.id = c.subject_id
 order by b.name_uz
"""


def open_sheets(gateway: Gateway, term_id: int, faculty_id: int) -> str:
    """Open all sheets of the first attempt that are missing; say how many, and who sits in no class of the subject."""
    opened = int(gateway.call("grades.open_sheets", term_id, faculty_id))
    told = _("Opened: {count} grade sheets.", count=opened)
    people = dict.fromkeys(
        f"{each.name} ({each.subject})"
        for each in unseated(gateway, term_id)
        if each.faculty_id == faculty_id
    )
    if not people:
        return told
    return f"{told} {_('Registered, in no class, and without points: {students}.', students=_some(list(people)))}"


def open_retakes(gateway: Gateway, term_id: int, faculty_id: int) -> str:
    """Open sheets of the next attempt for those who failed; say how many, and which commissions are too small."""
    opened = int(gateway.call("grades.open_retakes", term_id, faculty_id))
    told = _("Opened: {count} sheets of retakes.", count=opened)
    lacking = gateway.rows(_LACKING, term=term_id, faculty=faculty_id)
    if not lacking:
        return told
    few = _some([f"{names(*row[:4])} ({row[4]}/{row[5]})" for row in lacking])
    return f"{told} {_('Left out, for their commission is too small: {subjects}.', subjects=few)}"


def _some(found: Sequence[str]) -> str:
    shown = ", ".join(found[:MOST])
    return f"{shown} {_('and {count} more', count=len(found) - MOST)}" if len(found) > MOST else shown
