-- What was decided takes effect when the student has come: recognised subjects are results that a second person accepts,
-- those to be made up are lines of the draft of a personal schedule. Opened again, it is taken back while nothing stands on it.

create function differences.enter(difference_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    difference differences.difference := differences.take(enter.difference_id, 'decided');
    entered integer;
begin
    perform from students.student s where s.id = difference.student_id for no key update;
    if not exists (select from students.student s
                    where s.id = difference.student_id and s.faculty_id = difference.faculty_id
                      and s.status in :students.with_group) then
        perform security.refuse('{student} does not study at the faculty yet. The order is applied first.',
                                jsonb_build_object('student', difference.student_name));
    end if;
    entered := differences.enter_results(difference);
    perform differences.enter_schedule(difference);
    update differences.difference d
       set state = 'entered', entered_at = now(), entered_by = security.me()
     where d.id = difference.id;
    return entered;
end $$;
comment on function differences.enter(bigint) is 'Definer: the state of a comparison is nobody''s to write.';

-- A subject that the academic record has already is not entered again.
create function differences.enter_results(difference differences.difference) returns integer
    language plpgsql
as $$
declare
    item record;
    made bigint;
    entered integer := 0;
begin
    for item in
        select i.id, i.subject_id, i.semester, i.hours, i.credits, i.ending, s.points, s.five,
               coalesce(s.year, p.entry_year + (i.semester - 1) / 2) as year,
               concat_ws(', ', coalesce(s.source_document, difference.elsewhere, 'Oʻquv rejalar farqi'), s.name) as source,
               case f.code when :sheet_type.practice then 'practice' else 'subject' end as line
          from differences.item i
          join differences.studied s on s.id = i.studied_id
          join curriculum.curriculum p on p.id = difference.curriculum_id
          join curriculum.course c on c.id = i.course_id
          left join curriculum.sheet_type f on f.id = c.sheet_type_id
         where i.difference_id = difference.id and i.decision = 'recognised'
           and not exists (select from grades.record r
                            where r.student_id = difference.student_id and r.subject_id = i.subject_id and r.counts
                              and r.passed and (s.own or r.semester = i.semester))
         order by i.semester, i.id
    loop
        insert into grades.result (faculty_id, student_id, subject_id, line, source, year, semester, hours, credits, ending,
                                   points, five, source_document)
        values (difference.faculty_id, difference.student_id, item.subject_id, item.line, 'recognised', item.year,
                item.semester, item.hours, item.credits, item.ending, item.points, item.five, left(item.source, 256))
        returning id into made;
        update differences.item i set result_id = made where i.id = item.id;
        entered := entered + 1;
    end loop;
    return entered;
end $$;

-- Into the draft that the student has, else into a new one. A subject that was failed here stands there as the debt it is.
create function differences.enter_schedule(difference differences.difference) returns void
    language plpgsql
as $$
declare
    schedule bigint;
begin
    if difference.differing = 0 then
        return;
    end if;
    select s.id into schedule
      from grades.schedule s
     where s.student_id = difference.student_id and s.state = 'draft'
       and not exists (select from movement.line l
                         join movement.decree d on d.id = l.decree_id and d.state <> 'cancelled'
                        where l.schedule_id = s.id)
     order by s.id desc
     limit 1
       for update;
    if schedule is null then
        insert into grades.schedule (number, faculty_id, student_id, made_on, subjects, credits, cost, state)
        values (grades.next_number('grades.schedule', 'G'), difference.faculty_id, difference.student_id, security.today(),
                0, 0, 0, 'draft')
        returning id into schedule;
    end if;
    insert into grades.schedule_line (faculty_id, student_id, schedule_id, record_id, course_id, until)
    select difference.faculty_id, difference.student_id, schedule, r.id, case when r.id is null then i.course_id end, i.until
      from differences.item i
      left join grades.record r
        on (r.student_id, r.subject_id, r.semester) = (difference.student_id, i.subject_id, i.semester)
       and r.counts and not r.passed and r.line <> 'course_work'
     where i.difference_id = difference.id and i.decision = 'made_up'
       and not exists (select from grades.schedule_line l where l.record_id = r.id)
     order by i.semester, i.id;
    perform differences.sum_schedule(schedule);
    update differences.difference d set schedule_id = schedule where d.id = difference.id;
end $$;

-- How many subjects and credits a personal schedule has, what they cost and until when they are to be done.
create function differences.sum_schedule(schedule_id bigint) returns void
    language sql
as $$
    update grades.schedule s
       set subjects = n.subjects, credits = n.credits, cost = grades.debt_cost(n.credits), until = coalesce(n.until, s.until)
      from (
        select count(*) as subjects, coalesce(sum(coalesce(r.credits, c.credits)), 0) as credits, max(l.until) as until
          from grades.schedule_line l
          left join grades.record r on r.id = l.record_id
          left join curriculum.course c on c.id = l.course_id
         where l.schedule_id = sum_schedule.schedule_id) n
     where s.id = sum_schedule.schedule_id
$$;

create function differences.reopen(difference_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    difference differences.difference := differences.take(reopen.difference_id, 'decided', 'entered');
    results bigint[];
begin
    if difference.state = 'entered' then
        results := array(select i.result_id from differences.item i
                          where i.difference_id = difference.id and i.result_id is not null);
        perform from grades.result r where r.id = any (results) order by r.id for update;
        if exists (select from grades.result r where r.id = any (results) and r.accepted_at is not null) then
            perform security.refuse('Results of this comparison are accepted already and stay. It is not opened again.');
        end if;
        update differences.item i set result_id = null where i.difference_id = difference.id and i.result_id is not null;
        delete from grades.result r where r.id = any (results);
        perform differences.leave_schedule(difference);
    end if;
    update differences.difference d
       set state = 'open', differing = 0, differing_credits = 0, decided_at = null, decided_by = null, entered_at = null,
           entered_by = null, schedule_id = null
     where d.id = difference.id;
end $$;
comment on function differences.reopen(bigint) is 'Definer: the state of a comparison is nobody''s to write.';

-- Debts stay in the schedule, subjects of the plan go; a schedule of which nothing is left goes with them.
create function differences.leave_schedule(difference differences.difference) returns void
    language plpgsql
as $$
begin
    if difference.schedule_id is null then
        return;
    end if;
    perform grades.take_schedule(difference.schedule_id);
    update differences.difference d set schedule_id = null where d.id = difference.id;
    delete from grades.schedule_line l
     using differences.item i
     where i.difference_id = difference.id and l.schedule_id = difference.schedule_id and l.course_id = i.course_id;
    perform differences.sum_schedule(difference.schedule_id);
    delete from grades.schedule s where s.id = difference.schedule_id and s.subjects = 0;
end $$;
