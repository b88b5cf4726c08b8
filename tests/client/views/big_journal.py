"""Journals of 30 students and 150 lessons, made from small ones."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from client.data.rating_journal.journal import PointsColumn


def big(journal, students=30, lessons=150):
    """Return a journal with so many students and lessons, half of them marked, the last one of today."""
    made = _large(journal, students, lessons)
    marks = {
        (each.id, lesson.column): "pppa"[n % 4]
        for n, lesson in enumerate(made.lessons[:-1])
        for each in made.students
    }
    return replace(made, marks=marks, rulings={})


def _large(journal, students, lessons):
    one, student = journal.lessons[0], journal.students[0]
    days = [journal.today - timedelta(days=lessons - 1 - n) for n in range(lessons)]
    made = tuple(
        one._replace(id=10_000 + n, day=day, closed="", held=n < lessons - 1) for n, day in enumerate(days)
    )
    people = tuple(
        student._replace(id=n + 1, name=f"Talaba Ism {n + 1}", periods=((days[0], None),))
        for n in range(students)
    )
    return replace(journal, lessons=made, students=people)


def big_points(journal, students=30, lessons=150):
    """Return a rating journal of that size, two cells of three with points."""
    made = _large(journal, students, lessons)
    columns = tuple(PointsColumn(lesson, 1, 1) for lesson in made.lessons)
    entries = {
        (each.id, column.key): Decimal(2 + n % 4)
        for n, column in enumerate(columns[:-1])
        for each in made.students
        if (n + each.id) % 3
    }
    return replace(made, columns=columns, entries=entries)
