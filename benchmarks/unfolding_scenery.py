"""Faculties with a planned week for the measuring of unfolding: many groups, and nothing that clashes."""

import psycopg

WEEKS, GROUPS, CARDS = 16, 60, 26


def plan(admin: psycopg.Connection, faculties: int) -> list[int]:
    """Faculties with groups, rooms, teachers, classes and placed cards; past the triggers, for it is scenery."""
    admin.execute("set session_replication_role = replica")
    for statement in SCENERY:
        admin.execute(statement, {"faculties": faculties, "groups": GROUPS, "cards": CARDS, "weeks": WEEKS})
    admin.execute("reset session_replication_role")
    return [number for (number,) in admin.execute("select version_id from scenery order by n").fetchall()]


SCENERY = (
    """create temporary table scenery (n integer, faculty_id bigint, plan_id bigint, semester_id bigint, term_id bigint,
                                      version_id bigint)""",
    """with term as (
        insert into curriculum.term (academic_year_id, season, name, starts_on, ends_on)
        select y.id, '12', 'bench', d, d + 7 * %(weeks)s - 1
          from (select id from curriculum.academic_year order by id desc limit 1) y
         cross join (select date_trunc('week', current_date)::date + 364 as d) d
        on conflict (academic_year_id, season) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on
        returning id
    )
    insert into scenery (n, term_id) select n, id from term cross join generate_series(1, %(faculties)s) n""",
    """with made as (
        insert into structure.unit (kind, code, name_uz, parent_id)
        select '11', '403-' || 500 + n, 'Fakultet ' || n,
               (select parent_id from structure.unit where kind = '11' limit 1)
          from scenery
        returning id, code)
    update scenery set faculty_id = made.id from made where code = '403-' || 500 + n""",
    """with made as (
        insert into curriculum.curriculum (faculty_id, specialty_id, name, education_type, education_form, entry_year,
                                           marking_system_id)
        select faculty_id, faculty_id, 'bench', '11', '11', 2024, (select min(id) from curriculum.marking_system)
          from scenery
        returning id, faculty_id)
    update scenery s set plan_id = made.id from made where made.faculty_id = s.faculty_id""",
    """with made as (
        insert into curriculum.semester (faculty_id, curriculum_id, number, term_id, starts_on, ends_on)
        select faculty_id, plan_id, 1, t.id, t.starts_on, t.ends_on
          from scenery join curriculum.term t on t.id = term_id
        returning id, faculty_id)
    update scenery s set semester_id = made.id from made where made.faculty_id = s.faculty_id""",
    """insert into curriculum.week (faculty_id, curriculum_id, semester_id, number, starts_on)
    select faculty_id, plan_id, semester_id, w, t.starts_on + 7 * (w - 1)
      from scenery join curriculum.term t on t.id = term_id cross join generate_series(1, %(weeks)s) w""",
    """with made as (
        insert into timetable.version (faculty_id, term_id, name, state, valid_from, board, author)
        select faculty_id, term_id, 'bench', 'private', t.starts_on, -1 - n, 'bench'
          from scenery join curriculum.term t on t.id = term_id
        returning id, faculty_id)
    update scenery s set version_id = made.id from made where made.faculty_id = s.faculty_id""",
    """create temporary table attended as
    select faculty_id, term_id, version_id, plan_id, semester_id, g, null::bigint as group_id, null::bigint as room_id,
           null::bigint as employee_id
      from scenery cross join generate_series(1, %(groups)s) g""",
    """with made as (
        insert into students."group" (faculty_id, specialty_id, name, entry_year, education_form, language)
        select faculty_id, faculty_id, faculty_id || '-' || g, 2024, '11', '11' from attended
        returning id, name)
    update attended set group_id = made.id from made where name = faculty_id || '-' || g""",
    """with made as (
        insert into infrastructure.room (building_id, name, kind, capacity)
        select (select min(id) from infrastructure.building), faculty_id || '-' || g, '11', 60 from attended
        returning id, name)
    update attended set room_id = made.id from made where name = faculty_id || '-' || g""",
    """with made as (
        insert into employees.employee (surname, given_name, number)
        select 'Bench', faculty_id || '-' || g, lpad((700000000 + row_number() over ())::text, 10, '4') from attended
        returning id, given_name)
    update attended set employee_id = made.id from made where given_name = faculty_id || '-' || g""",
    """with subject as (
        insert into subjects.subject (code, name_uz) select 'B' || c, 'Fan ' || c from generate_series(1, %(cards)s) c
        returning id)
    insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, credits)
    select faculty_id, plan_id, semester_id, subject.id, 4 from scenery cross join subject""",
    """create temporary table class_of as
    select a.*, c.id as course_id, row_number() over (partition by a.group_id order by c.id) as n,
           null::bigint as class_id
      from attended a join curriculum.course c on c.faculty_id = a.faculty_id and c.semester_id = a.semester_id""",
    """with made as (
        insert into teaching.class (faculty_id, term_id, course_id, training, name, size, hours)
        select faculty_id, term_id, course_id, '11', group_id || '/' || n, 25, 2 * %(weeks)s from class_of
        returning id, name)
    update class_of set class_id = made.id from made where name = group_id || '/' || n""",
    # Every fifth class is a laboratory of two halves.
    """insert into teaching.part (faculty_id, class_id, group_id, course_id, slice_from, slice_to)
    select faculty_id, class_id, group_id, course_id, f, t
      from class_of
     cross join lateral (values (0, 12, n %% 5 > 0), (0, 6, n %% 5 = 0), (6, 12, n %% 5 = 0)) v (f, t, held)
     where held""",
    """insert into timetable.card (faculty_id, term_id, version_id, class_id, employee_id, day, pair, room_id)
    select faculty_id, term_id, version_id, class_id, employee_id, 1 + (n - 1) %% 6, 1 + (n - 1) / 6, room_id
      from class_of""",
)
