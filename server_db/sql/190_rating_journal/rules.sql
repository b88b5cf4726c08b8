-- What holds of points whoever writes them, what a withdrawn holding does to them, and whose rule a class follows.

create trigger keep_order before update on rating_journal.points
    for each row when (old.students is distinct from new.students) execute function attendance.keep_order();

-- The holding of a lesson was taken back: its points stay readable and count no longer.
create function rating_journal.withdraw() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update rating_journal.points p set held = false where p.lesson_id = new.id and p.held;
    return null;
end $$;
comment on function rating_journal.withdraw() is 'Definer: points are written by functions alone.';
create trigger withdraw_points after update on timetable.lesson
    for each row when (old.held_at is not null and new.held_at is null) execute function rating_journal.withdraw();

-- The course by which the students of a group are taught in a class.
create function rating_journal.course_of(class_id bigint, group_id bigint) returns bigint
    language sql stable
as $$
    select coalesce(
        (select p.course_id
           from teaching.part p
          where p.class_id = course_of.class_id and p.group_id = course_of.group_id
          order by p.id
          limit 1),
        (select c.course_id from teaching.class c where c.id = course_of.class_id))
$$;

-- What a rule is of: the subject of a course, in its term and department.
create function rating_journal.rule_of(course_id bigint) returns rating_journal.rule
    language sql stable
as $$
    select r.*
      from curriculum.course c
      join curriculum.semester m on m.id = c.semester_id
      join rating_journal.rule r
        on r.term_id = m.term_id and r.subject_id = c.subject_id
       and r.department_id is not distinct from c.department_id
     where c.id = rule_of.course_id
     order by r.number desc
     limit 1
$$;

-- The points that were given by the rule of a course, with their kinds.
create function rating_journal.given(course_id bigint) returns table (kind integer, most numeric)
    language sql stable
as $$
    select p.kind, max(e.value::numeric) filter (where e.value <> 'a')
      from curriculum.course c
      join curriculum.semester m on m.id = c.semester_id
      join curriculum.course o on o.subject_id = c.subject_id and o.department_id is not distinct from c.department_id
      join curriculum.semester n on n.id = o.semester_id and n.term_id = m.term_id
      join teaching.class k on k.course_id = o.id and k.term_id = m.term_id
      join rating_journal.points p on p.class_id = k.id and p.held
     cross join lateral unnest(string_to_array(p.points, ' ')) e (value)
     where c.id = given.course_id and e.value <> '-'
     group by p.kind
$$;
