"""The name of a student as it holds, or as the line of an order shall change it."""

from collections.abc import Callable
from typing import NamedTuple

from client.data.server.gateway import Gateway

NAME = ("surname", "given_name", "patronymic", "cyrillic_name")
_OF_STUDENT = (
    "select s.surname, s.given_name, s.patronymic, s.cyrillic_name from students.student s where s.id = :id"
)
_OF_LINE = """
select case when l.new_surname is null then s.surname else l.new_surname end,
       case when l.new_surname is null then s.given_name else l.new_given_name end,
       case when l.new_surname is null then s.patronymic else l.new_patronymic end,
       case when l.new_surname is null then s.cyrillic_name else l.new_cyrillic_name end
  from movement.line l
  join students.student s on s.id = l.student_id
 where l.id = :id
"""


class StudentName(NamedTuple):
    """A name in its parts."""

    surname: str
    given_name: str
    patronymic: str | None
    cyrillic_name: str | None


#: Reads the name that somebody begins with.
ReadName = Callable[[Gateway], StudentName]


def of_student(student_id: int) -> ReadName:
    """Read the name that a student has."""
    return lambda gateway: StudentName(*gateway.rows(_OF_STUDENT, id=student_id)[0])


def of_line(line_id: int) -> ReadName:
    """Read the name that a line gives, the present one where it gives none yet."""
    return lambda gateway: StudentName(*gateway.rows(_OF_LINE, id=line_id)[0])
