-- Where a line leads, beside what judging says of its student: into a group that is still there, and not to an end that is
-- earlier than the one that holds. Drafts say the name that holds, whoever corrects it.

create function movement.place_verdicts(decree_id bigint)
    returns table (line_id bigint, refused boolean, message text, details jsonb)
    language sql stable
as $$
    with w as materialized (
        select * from movement.wanted(place_verdicts.decree_id) where allowed
    )
    select w.line_id, true as refused, 'The group {group} is not in use any more. Choose another one for {student}.' as message,
           jsonb_build_object('group', g.name) as details
      from w
      join students."group" g on g.id = w.group_id and not g.active
     where (w.line).new_group_id is null and (w.old).status not in :students.with_group
       and w.to_status in :students.with_group
    union all
    select w.line_id, true, 'The leave of {student} lasts until {day} already. Write a later end, or a return from the leave.',
           jsonb_build_object('day', h.until)
      from w
     cross join lateral (
            select max(l.ends_on) as until
              from movement.line l
              join students.period p on p.id = l.after_id and p.ends_on is null
              join movement.decree d on d.id = l.decree_id and d.act in ('leave', 'extend')
             where l.student_id = w.student_id) h
     where w.act = 'extend' and (w.line).ends_on <= h.until
    union all
    select w.line_id, false, 'The group {group} is in another semester than {student} will be.',
           jsonb_build_object('group', g.name)
      from w
      join students."group" g on g.id = w.group_id
     cross join lateral (
            select mode() within group (order by f.semester) as semester, mode() within group (order by f.course) as course
              from students.student f
             where f.group_id = w.group_id and f.id <> w.student_id and f.status in :students.with_group) m
     where w.act in ('continue', 'return', 'reinstate', 'back_to_study', 'transfer', 'enrol', 'transfer_in')
       and m.course = w.course and m.semester <> w.semester
$$;

create function movement.follow_name() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform movement.name_drafts(array[new.id]);
    return null;
end $$;
comment on function movement.follow_name() is 'Definer: lines are written by functions alone.';
create trigger follow_name after update of surname, given_name, patronymic on students.student
    for each row when (old.full_name is distinct from new.full_name) execute function movement.follow_name();
