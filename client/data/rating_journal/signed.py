"""Whose current control is signed in a grade sheet: what is given afterwards changes nothing there."""

from client.data.server.gateway import Gateway

_SIGNED = """
select distinct l.student_id
  from teaching.class c
  join curriculum.course k on k.id = c.course_id
  join grades.sheet s on s.term_id = c.term_id and s.subject_id = k.subject_id
  join rating_journal.frozen f on f.sheet_id = s.id
  join grades.component p on p.id = f.component_id and p.signed_at is not null
  join grades.line l on l.id = f.line_id
 where c.id = :of_class
"""


def signed(gateway: Gateway, class_id: int) -> frozenset[int]:
    """Return the students of the subject of a class whose current control was taken over and is signed."""
    return frozenset(row[0] for row in gateway.rows(_SIGNED, of_class=class_id))
