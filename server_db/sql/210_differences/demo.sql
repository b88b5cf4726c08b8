-- Of a demonstration: in every faculty the order behind the personal schedules that have one, a comparison that waits to be
-- decided and one that is decided. The history of what a demonstration begins with is not written.
do $$
declare
    person record;
    made bigint;
begin
    perform set_config('session_replication_role', 'replica', true);
    with issued as (
        select g.faculty_id, g.order_date as day, (111 + row_number() over (order by g.faculty_id)) || '-T' as number
          from grades.schedule g
         where g.state = 'ordered'
         group by g.faculty_id, g.order_date
    )
    insert into movement.decree (order_type, act, faculty_id, heading, effective_on, basis, language, preamble, body, closing,
                                 state, number, year, signed_on, signatory_id, made_by, made_at, sent_at, signed_at,
                                 signed_by, applied_at, applied_by)
    select t.order_type, 'schedule', o.faculty_id, t.heading, o.day, 'Dekanat bildirgisi', 'uz', t.preamble, t.body, t.closing,
           'applied', o.number, extract(year from o.day), o.day,
           (select min(a.employee_id) from security.account a where a.login = 'management'), 'academic_office',
           o.day - interval '2 days', o.day - interval '1 day', o.day + interval '9 hours', 'academic_office',
           o.day + interval '11 hours', 'academic_office'
      from issued o
      join movement.template t on t.order_type = :decree_type.schedule and t.language = 'uz';
    update grades.schedule g
       set order_number = d.number
      from movement.decree d
     where d.act = 'schedule' and d.faculty_id = g.faculty_id and g.state = 'ordered';
    insert into movement.line (decree_id, student_id, faculty_id, student_name, student_number, schedule_id, before_id, after_id)
    select d.id, s.id, s.faculty_id, s.full_name, s.number, g.id, p.id, p.id
      from grades.schedule g
      join movement.decree d on d.act = 'schedule' and d.faculty_id = g.faculty_id
      join students.student s on s.id = g.student_id and s.status = :student_status.studying
      join students.period p on p.student_id = s.id and p.ends_on is null
     where g.state = 'ordered'
     order by s.sort_key;
    update movement.decree d
       set lines = (select count(*) from movement.line l where l.decree_id = d.id)
     where d.act = 'schedule';
    update movement.series s
       set year = d.year, last = 111 + d.many
      from (select max(o.year) as year, count(*) as many from movement.decree o where o.act = 'schedule') d
     where s.order_type = :decree_type.schedule and d.many > 0;

    for person in
        select s.id, s.faculty_id, s.full_name, s.number, q.id as plan, s.semester::integer - :semester.first::integer + 1 as semester,
               row_number() over (partition by s.faculty_id order by s.id) as place
          from students.student s
          join curriculum.group_curriculum g on g.group_id = s.group_id
          join curriculum.curriculum p on p.id = g.curriculum_id
         cross join lateral (
                select c.id
                  from curriculum.curriculum c
                 where c.faculty_id = p.faculty_id and c.entry_year = p.entry_year and c.specialty_id <> p.specialty_id
                   and c.education_form = p.education_form and c.accepted_at is not null
                 order by c.id
                 limit 1) q
         where s.status = :student_status.studying and s.course::integer - :course.first::integer = 2
    loop
        continue when person.place > 2;
        insert into differences.difference (faculty_id, student_id, student_name, student_number, curriculum_id, semester,
                                            state, differing_credits, made_on, made_by)
        values (person.faculty_id, person.id, person.full_name, person.number, person.plan, person.semester, 'open', 0,
                security.today() - 5, 'academic_office')
        returning id into made;
        perform differences.take_subjects(made);
        perform differences.take_record(made);
        perform differences.match(made);
        continue when person.place = 1;
        update differences.item i
           set decision = case when i.studied_id is null then 'made_up' else 'recognised' end,
               until = case when i.studied_id is null then security.today() + 120 end
         where i.difference_id = made;
        update differences.difference d
           set state = 'decided', differing = n.many, differing_credits = n.credits, decided_at = now() - interval '3 days',
               decided_by = 'academic_office'
          from (
            select count(*) as many, coalesce(sum(i.credits), 0) as credits
              from differences.item i
             where i.difference_id = made and i.decision = 'made_up') n
         where d.id = made;
    end loop;
    perform set_config('session_replication_role', 'origin', true);
end $$;
