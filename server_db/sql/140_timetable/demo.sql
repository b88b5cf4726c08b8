-- The running term of a demonstration is published, and life goes on in it: teachers are replaced, lessons fall out.

-- References and history are not asked for each of the lessons, which are as the functions make them; the keys are.
do $$
declare
    version timetable.version;
begin
    perform set_config('session_replication_role', 'replica', true);
    for version in select * from timetable.version v where v.state = 'shared' order by v.id loop
        perform timetable.unfold(version, version.valid_from);
    end loop;
    perform timetable.hold_examinations(array(select e.id from timetable.examination e));
    insert into timetable.lesson_part (lesson_id, group_id, slice_from, faculty_id, slice_to, day, pair, live)
    select p.*
      from (
        select l.id, p.group_id, p.slice_from, l.faculty_id, p.slice_to, l.day, l.pair, true
          from timetable.lesson l
          join teaching.part p on p.class_id = l.class_id
        union all
        select l.id, e.group_id, 0, l.faculty_id, 12, l.day, l.pair, true
          from timetable.lesson l
          join timetable.examination e on e.id = l.examination_id and e.group_id is not null) p
     order by random();  -- as the trigger does, for the pages of the key
    perform set_config('session_replication_role', 'origin', true);
    update timetable.version v
       set state = 'published', published_at = least(v.valid_from - interval '7 days', now())
     where v.state = 'shared';
end $$;

-- Around today, or around the beginning of a term that is still to come: on every day a lesson of each faculty that a
-- colleague of the department holds, who is free then, and on every other day one that is cancelled.
do $$
declare
    today constant date := greatest(security.today(), (select min(v.valid_from) from timetable.version v));
begin
    with near as (
        select l.id, l.day, l.pair, l.department_id, l.employee_id, l.faculty_id, l.class_id,
               row_number() over (partition by l.faculty_id, l.day order by l.pair, l.id) as place
          from timetable.lesson l
         where l.day between today - 3 and today + 7 and l.class_id is not null
    ), chosen as (
        select n.id, (
            select t.id
              from employees.employee t
             where t.id in (
                select a.employee_id from teaching.assignment a
                 where a.department_id = n.department_id and a.employee_id <> n.employee_id)
               and not exists (
                select from timetable.lesson o where o.employee_id = t.id and o.day = n.day and o.pair = n.pair)
             order by t.id
             limit 1) as colleague_id
          from near n
         where n.place = 4
    )
    update timetable.lesson l
       set employee_id = c.colleague_id, changed = true, reason = 'Kasallik varaqasi'
      from chosen c
     where l.id = c.id and c.colleague_id is not null;

    update timetable.lesson l
       set state = 'cancelled', changed = true, reason = 'Xizmat safari'
      from (select n.id, n.day,
                   row_number() over (partition by n.faculty_id, n.day order by n.pair desc, n.id) as place
              from timetable.lesson n
             where n.day between today - 3 and today + 7 and n.class_id is not null and not n.changed) n
     where l.id = n.id and n.place = 2 and extract(day from n.day)::integer % 2 = 0;
end $$;
