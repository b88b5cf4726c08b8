"""What a reference must say of a student, for tests that register one by plain SQL."""

from typing import Any

import psycopg
from psycopg.types.json import Jsonb

WHAT_IS_KNOWN = """
    select jsonb_build_object('name', s.full_name, 'student_number', s.number, 'birth_date', s.birth_date,
                              'female', s.gender = '12', 'course', s.course::integer - 10,
                              'group', coalesce(g.name, ''), 'entry_year', s.entry_year,
                              'master', s.education_type = '12', 'on_leave', s.status = '13')
      from students.student s left join students."group" g on g.id = s.group_id
     where s.id = %s
"""


def reference_content(connection: psycopg.Connection[Any], student_id: int, **forged: object) -> Jsonb:
    """Return the least content that the register takes; `forged` words replace the true ones."""
    row = connection.execute(WHAT_IS_KNOWN, [student_id]).fetchone()
    return Jsonb(({} if row is None else row[0]) | forged)
