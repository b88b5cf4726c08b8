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
analyze timetable.lesson, timetable.lesson_part;

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

-- Midterms in the eighth week, in the evening: one of each teacher and group, by the teacher of the subject.
insert into timetable.examination (faculty_id, term_id, course_id, department_id, group_id, kind, employee_id, day, pair)
select x.faculty_id, x.term_id, x.course_id, x.department_id, x.group_id, x.kind, x.employee_id, x.day, 8
  from (select distinct on (y.employee_id) y.*
          from (select distinct on (p.group_id) p.faculty_id, k.term_id, p.course_id, k.department_id, p.group_id, c.kind,
                       a.employee_id, m.starts_on + 51 as day
                  from teaching.part p
                  join teaching.class k on k.id = p.class_id
                  join teaching.assignment a on a.class_id = k.id
                  join curriculum.course o on o.id = p.course_id
                  join curriculum.semester m on m.id = o.semester_id
                  join curriculum.control c on c.course_id = o.id and c.kind in :controls.midterms
                 order by p.group_id, p.course_id, c.kind, a.employee_id) y
         order by y.employee_id, y.group_id) x
 where x.day not in (select h.day from curriculum.holiday h)
   and not exists (
        select from timetable.lesson l
         where l.day = x.day and l.pair = 8 and l.employee_id = x.employee_id)
   and not exists (
        select from timetable.lesson_part q where q.day = x.day and q.pair = 8 and q.group_id = x.group_id);

-- And a retake of each faculty that waits for its day: students of two groups, a commission that does not teach them.
with retaken as (
    insert into timetable.examination (faculty_id, term_id, course_id, department_id, kind, attempt)
    select distinct on (x.faculty_id) x.faculty_id, x.term_id, x.course_id, x.department_id, x.kind, 2
      from timetable.examination x
     where x.kind = :exam_type.final
     order by x.faculty_id, x.id
    returning id, faculty_id, course_id, department_id
), listed as (
    insert into timetable.examinee (faculty_id, examination_id, student_id)
    select r.faculty_id, r.id, s.id
      from retaken r
      join lateral (
        select t.id, row_number() over (partition by t.group_id order by t.id) as place
          from students.student t
          join timetable.examination x on x.course_id = r.course_id and x.group_id = t.group_id
                                      and x.kind = :exam_type.final and x.attempt = 1
         where t.status in :students.may_sit_final) s on s.place <= 3
    returning id
), held as (
    insert into timetable.examiner (faculty_id, examination_id, employee_id, chair)
    select r.faculty_id, r.id, e.employee_id, e.place = 1
      from retaken r
      join lateral (
        select a.employee_id, row_number() over (order by a.employee_id) as place
          from (select distinct n.employee_id from teaching.assignment n where n.department_id = r.department_id
                except
                select o.employee_id
                  from teaching.part p
                  join teaching.assignment o on o.class_id = p.class_id
                 where p.course_id = r.course_id) a) e
        on e.place <= 3
    returning id
)
select (select count(*) from listed), (select count(*) from held);
