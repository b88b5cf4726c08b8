"""Accreditation of thousands of graduates, against the bare join of what it looks at.

No university is filled for this: students of the small demonstration whose plan is over are copied with their records
until there are five thousand, two of five with something that keeps them.
"""

import argparse

from benchmarks import supplements
from benchmarks.copied_rows import copy_rows
from benchmarks.paired import Worked, worked
from benchmarks.row import Row, against
from benchmarks.small_university import acting, small_university

NAME = "diplomas"
HELP = "who of 5 000 graduates is ready and who is not and why; diploma supplements to PDF"
STUDENTS, ROUNDS = 5_000, 7
LOGIN, ROLE = "academic_office", "hemis_academic_office"
OVER = """
select array(select s.id
               from students.student s
               join curriculum.group_curriculum f on f.group_id = s.group_id
               join curriculum.curriculum c on c.id = f.curriculum_id
              where s.status = '11' and s.semester::integer - 10 >= c.semesters)
"""
#: What somebody looking for the same would join: the plan, the record beside it, what a diploma needs of the person.
BARE = """
select s.id, count(*), count(r.id), count(*) filter (where r.passed), sum(r.credits), sum(r.credits * r.grade),
       count(*) filter (where r.grade >= 4.5), max(v.passport), max(h.id), max(e.institution)
  from students.student s
  join curriculum.group_curriculum f on f.group_id = s.group_id
  join curriculum.curriculum p on p.id = f.curriculum_id and s.semester::integer - 10 >= p.semesters
  join curriculum.semester m on m.curriculum_id = f.curriculum_id
  join curriculum.course c on c.semester_id = m.id
  left join curriculum.sheet_type y on y.id = c.sheet_type_id
  left join grades.record r
    on r.student_id = s.id and r.subject_id = c.subject_id and r.semester = m.number and r.counts
  left join subjects.subject b on b.id = r.subject_id
  left join students.private v on v.student_id = s.id
  left join students.photo h on h.student_id = s.id
  left join students.prior_education e on e.student_id = s.id
 where s.status = '11'
 group by s.id
"""
COPIED = {
    "students.student": ("id",),
    "students.private": ("id", "student_id"),
    "students.photo": ("id", "student_id"),
    "students.prior_education": ("id", "student_id"),
    "grades.record": ("id", "student_id"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--students", type=int, default=STUDENTS, help=f"how many graduates, 0 for none (default {STUDENTS})"
    )
    parser.add_argument(
        "--supplements", type=int, default=supplements.SUPPLEMENTS,
        help=f"how many supplements, 0 for none (default {supplements.SUPPLEMENTS})",
    )  # fmt: skip
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is measured")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure accreditation on a server of its own, and the drawing of supplements."""
    accredited = _accreditation(arguments) if arguments.students else []
    return accredited + (supplements.rows(arguments.supplements) if arguments.supplements else [])


def _accreditation(arguments: argparse.Namespace) -> list[Row]:
    with small_university(durable=False) as (server, admin):
        (over,) = admin.execute(OVER).fetchone() or ([],)
        copy_rows(admin, COPIED, arguments.students // len(over) - 1, over)
        with acting(server, LOGIN, ROLE) as office:
            for person in (office, admin):  # what helping processes spend is not counted
                person.execute("set max_parallel_workers_per_gather = 0")
            told = worked(
                lambda: office.execute("select * from graduation.candidates()").fetchall(),
                lambda: admin.execute(BARE).fetchall(),
                [office.info.backend_pid],
                [admin.info.backend_pid],
                arguments.rounds,
            )
        return _rows(f"accreditation of {arguments.students} graduates", told)


def _rows(measure: str, told: Worked) -> list[Row]:
    processor = Row("… of the processor", told.processor[0], "ms", told.processor[1], told.ratio)
    return [against(measure, told.clock[0], "ms", told.clock[1], at_most=2), processor]
