-- Hours of attendance for those who ask: admission to finals, levels, reports. They read as their caller does.

-- The attendance of students in a course, whichever classes of it they sat in, also those of a plan they came from:
-- admission to its final asks for it.
create function attendance.hours_of(course_id bigint, student_ids bigint[])
    returns table (student_id bigint, held_hours integer, absent_hours integer, unexcused_hours integer,
                   contact_hours integer)
    language sql stable
as $$
    select i.id, coalesce(h.held, 0), coalesce(h.absent, 0), coalesce(h.unexcused, 0),
           coalesce((select sum(c.hours)
                       from curriculum.course_hours c
                      where c.course_id = hours_of.course_id and c.training not in :trainings.without_contact), 0)::integer
      from unnest(student_ids) i (id)
      left join (
        select m.student_id, 2 * count(*) filter (where m.counted <> '-')::integer as held,
               sum(m.absent_hours)::integer as absent, sum(m.unexcused_hours)::integer as unexcused
          from attendance.v_mark m
         where m.class_id in (select c.class_id from teaching.classes_of_course(hours_of.course_id, student_ids) c)
           and m.student_id = any (student_ids)
         group by m.student_id) h on h.student_id = i.id
$$;

-- The hours without excuse of a student in a term.
create function attendance.unexcused_hours(student_id bigint, term_id bigint) returns integer
    language sql stable
as $$
    select coalesce(sum(m.unexcused_hours), 0)::integer
      from attendance.v_mark m
     where m.class_id in (select c.class_id from teaching.member c where c.student_id = unexcused_hours.student_id)
       and m.term_id = unexcused_hours.term_id
       and m.student_id = unexcused_hours.student_id
$$;
