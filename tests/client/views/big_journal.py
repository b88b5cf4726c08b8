"""A journal of 30 students and 150 lessons, made from a small one."""

from dataclasses import replace
from datetime import timedelta


def big(journal, students=30, lessons=150):
    """Return a journal with so many students and lessons, half of them marked, the last one of today."""
    one, student = journal.lessons[0], journal.students[0]
    days = [journal.today - timedelta(days=lessons - 1 - n) for n in range(lessons)]
    made = tuple(
        replace(one, id=10_000 + n, day=day, closed="", held=n < lessons - 1) for n, day in enumerate(days)
    )
    people = tuple(
        replace(student, id=n + 1, name=f"Talaba Ism {n + 1}", periods=((days[0], None),))
        for n in range(students)
    )
    marks = {(each.id, lesson.column): "pppa"[n % 4] for n, lesson in enumerate(made[:-1]) for each in people}
    return replace(journal, lessons=made, students=people, marks=marks, rulings={})
