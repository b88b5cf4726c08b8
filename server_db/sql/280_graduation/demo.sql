-- Graduation in a demonstration: last summer's graduates were accepted before the order that let them go; of those whose studies
-- are over some are accepted and wait for theirs, of one it is asked that the acceptance be taken back.
create function pg_temp.accept(students bigint[], day timestamptz) returns void
    language sql
as $$
    insert into graduation.acceptance (student_id, faculty_id, student_name, student_number, group_name, curriculum_id, state,
                                       subjects, credits, gpa, fives, fours, marked, honours, content, digest, accepted_at,
                                       accepted_by, decree_id)
    select s.id, s.faculty_id, s.full_name, s.number, g.name, f.curriculum_id, 'accepted',
           (select count(*) from grades.record r where r.student_id = s.id and r.counts), t.credits, t.gpa,
           coalesce(h.fives, 0), coalesce(h.fours, 0), coalesce(h.marked, 0), coalesce(h.honours, false), c.content,
           graduation.digest(c.content), accept.day,
           coalesce((select k.login
                       from security.account k
                       join security.membership m on m.account_id = k.id and m.role = 'hemis_faculty'
                      where m.unit_id = s.faculty_id
                      order by k.login
                      limit 1), 'academic_office'),
           (select l.decree_id
              from movement.line l
              join movement.decree d on d.id = l.decree_id and d.act = 'graduate' and d.state = 'applied'
             where l.student_id = s.id)
      from students.student s
      join students."group" g on g.id = s.group_id
      join curriculum.group_curriculum f on f.group_id = g.id
      join (select * from grades.gpa(students) where year is null) t on t.student_id = s.id
      left join graduation.honours(students) h on h.student_id = s.id
     cross join lateral (select graduation.content_of(s.id) as content) c
     where s.id = any (students)
     order by s.sort_key, s.id
$$;

do $$
declare
    waiting bigint[];
begin
    perform set_config('session_replication_role', 'replica', true);
    perform pg_temp.accept(array(select s.id from students.student s where s.status = :student_status.graduated),
                           make_date(extract(year from security.today())::integer, 6, 25) + time '11:00');
    waiting := array(
        select s.id
          from students.student s
          join curriculum.group_curriculum f on f.group_id = s.group_id
          join curriculum.curriculum c on c.id = f.curriculum_id
         where s.status = :student_status.studying
           and s.semester::integer - :semester.first::integer + 1 = c.semesters);
    -- Some have not brought the school certificate yet.
    delete from students.prior_education e where e.student_id = any (waiting) and e.student_id / 6 % 7 = 1;
    perform pg_temp.accept(array(
        select o.id
          from (select s.id, row_number() over (partition by s.faculty_id order by s.sort_key, s.id) as place
                  from students.student s
                 where s.id = any (waiting)
                   and not exists (select from graduation.found(array[s.id]) f where f.keeps)) o
         where o.place <= 2), now() - interval '3 days');
    update graduation.acceptance a
       set state = 'asked', ask_reason = 'Familiyasi pasportdagidan farq qiladi', asked_at = now() - interval '5 hours',
           asked_by = a.accepted_by
     where a.id in (select max(b.id) from graduation.acceptance b where b.decree_id is null group by b.faculty_id);
    perform set_config('session_replication_role', 'origin', true);
end $$;
