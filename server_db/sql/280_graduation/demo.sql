-- Graduation in a demonstration: last summer's graduates were accepted six days before the order that let them go; of those whose studies
-- are over some are accepted and wait for theirs, of one it is asked that the acceptance be taken back.
create function pg_temp.accept(students bigint[], day timestamptz) returns void
    language sql
as $$
    select graduation.write_acceptances(array_agg(s.id order by s.id), f.login)
      from students.student s
     cross join lateral (
        select coalesce(min(k.login), 'academic_office') as login
          from security.account k
          join security.membership m on m.account_id = k.id and m.role = 'hemis_faculty'
         where m.unit_id = s.faculty_id) f
     where s.id = any (students)
     group by s.faculty_id, f.login
     order by s.faculty_id;
    update graduation.acceptance a set accepted_at = accept.day where a.student_id = any (students);
    update graduation.acceptance a
       set accepted_at = (d.effective_on - 6) + time '11:00', decree_id = d.id
      from movement.line l
      join movement.decree d on d.id = l.decree_id and d.act = 'graduate' and d.state = 'applied'
     where l.student_id = a.student_id and a.student_id = any (students)
$$;

do $$
declare
    waiting bigint[];
begin
    perform set_config('session_replication_role', 'replica', true);
    perform pg_temp.accept(array(select s.id from students.student s where s.status = :student_status.graduated), now());
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
