"""Sheets are opened: how many were, and whom or what the dean's office has to see to besides."""

from collections.abc import Sequence

from client.core.i18n import _, names
from client.data.server.gateway import Gateway
from client.data.teaching.unseated import unseated

MOST = 5
_SUBJECTS = """
select c.id, b.name_uz, b.name_oz, b.name_ru, b.name_en
  from curriculum.course c
  join subjects.subject b on b.id = c.subject_id
 where c.id = any(:courses)
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
    waiting = gateway.table("grades.open_retakes", term_id, faculty_id)
    lacking = {course: f"{named}/{needed}" for course, *_more, named, needed in waiting if named is not None}
    told = _("Opened: {count} sheets of retakes.", count=len(waiting) - len(lacking))
    if not lacking:
        return told
    subjects = gateway.rows(_SUBJECTS, courses=list(lacking))
    few = _some(sorted(f"{names(*called)} ({lacking[course]})" for course, *called in subjects))
    return f"{told} {_('Left out, for their commission is too small: {subjects}.', subjects=few)}"


def _some(found: Sequence[str]) -> str:
    shown = ", ".join(found[:MOST])
    return f"{shown} {_('and {count} more', count=len(found) - MOST)}" if len(found) > MOST else shown
