-- Retakes: attempts 2 and 3 take listed students of several groups and a commission of examiners.

-- The group of an examinee is the student's. Nothing is refused here: row security has not been asked yet.
create function timetable.take_group() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.group_id := (select s.group_id from students.student s where s.id = new.student_id);
    return new;
end $$;
comment on function timetable.take_group() is 'Definer: the student is looked up whatever the planner reads.';
create trigger take_group before insert on timetable.examinee for each row execute function timetable.take_group();

-- Who is listed: students of the faculty who study, in an attempt that has a list; each once in a control and attempt, and
-- not in two examinations at the same time. Whoever teaches one of their groups does not examine them, alone or in a
-- commission.
create function timetable.keep_examinees() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
    examination timetable.examination;
begin
    perform from timetable.examination x
      where x.id in (select n.examination_id from new_rows n)
      order by x.id
        for update;
    if exists (select from new_rows n join timetable.examination x on x.id = n.examination_id where x.attempt = 1) then
        perform security.refuse('The first attempt is held by the whole group. Students are listed for a retake.');
    end if;
    select s.full_name into wrong
      from new_rows n
      join students.student s on s.id = n.student_id
     where s.faculty_id <> n.faculty_id or s.status not in :students.may_sit_final
     order by s.id
     limit 1;
    if found then
        perform security.refuse('{student} does not study in this faculty at present.',
                                jsonb_build_object('student', wrong.full_name));
    end if;
    select s.full_name, b.name_uz as subject into wrong
      from new_rows n
      join timetable.examination x on x.id = n.examination_id
      join timetable.examinee o on o.student_id = n.student_id and o.id <> n.id
      join timetable.examination y on y.id = o.examination_id
       and ((y.course_id, y.kind, y.attempt) = (x.course_id, x.kind, x.attempt)
            or (y.day = x.day and y.pair < x.pair + x.pairs and x.pair < y.pair + y.pairs))
      join students.student s on s.id = n.student_id
      join curriculum.course c on c.id = y.course_id
      join subjects.subject b on b.id = c.subject_id
     order by s.id
     limit 1;
    if found then
        perform security.refuse('{student} is listed for {subject} already, in this attempt or at this time.',
                                jsonb_build_object('student', wrong.full_name, 'subject', wrong.subject));
    end if;
    for examination in
        select x.* from timetable.examination x where x.id in (select n.examination_id from new_rows n) order by x.id
    loop
        perform timetable.require_examiner(examination);
    end loop;
    perform timetable.require_commission(array(select n.examination_id from new_rows n));
    return null;
end $$;
comment on function timetable.keep_examinees() is 'Definer: all lists count, whatever the planner reads.';
create trigger examinees_insert after insert on timetable.examinee referencing new table as new_rows
    for each statement execute function timetable.keep_examinees();

-- A listed student is not in two places when a retake moves either.
create function timetable.keep_listed() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select s.full_name, b.name_uz as subject into wrong
      from new_rows x
      join old_rows w using (id)
      join timetable.examinee n on n.examination_id = x.id
      join timetable.examinee o on o.student_id = n.student_id and o.examination_id <> x.id
      join timetable.examination y on y.id = o.examination_id
       and y.day = x.day and y.pair < x.pair + x.pairs and x.pair < y.pair + y.pairs
      join students.student s on s.id = n.student_id
      join curriculum.course c on c.id = y.course_id
      join subjects.subject b on b.id = c.subject_id
     where (w.day, w.pair, w.pairs) is distinct from (x.day, x.pair, x.pairs)
     order by s.id
     limit 1;
    if found then
        perform security.refuse('{student} is listed for {subject} already, in this attempt or at this time.',
                                jsonb_build_object('student', wrong.full_name, 'subject', wrong.subject));
    end if;
    return null;
end $$;
comment on function timetable.keep_listed() is 'Definer: all lists count, whatever the planner reads.';
create trigger keep_listed after update on timetable.examination
    referencing old table as old_rows new table as new_rows
    for each statement execute function timetable.keep_listed();

-- Nobody of a commission teaches the subject to a group of those listed, as its examiner does not.
create function timetable.require_commission(examinations bigint[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select e.full_name, g.name into wrong
      from timetable.examination x
      join timetable.examiner m on m.examination_id = x.id
      join employees.employee e on e.id = m.employee_id
      join students."group" g on g.id in (select n.group_id from timetable.examinee n where n.examination_id = x.id)
     where x.id = any (examinations) and x.kind = :exam_type.final
       and timetable.teaches(m.employee_id, g.id, x.term_id, x.course_id)
     order by e.sort_key, e.id, g.name
     limit 1;
    if found then
        perform security.refuse(
            '{teacher} teaches this subject to {group} and does not judge its retake. Choose somebody else for the commission.',
            jsonb_build_object('teacher', wrong.full_name, 'group', wrong.name));
    end if;
end $$;
comment on function timetable.require_commission(bigint[])
    is 'Definer: who teaches a group is asked past the scope of the planner.';

-- A commission is for retakes; its members teach, and are held by the examination as its examiner is.
create function timetable.keep_examiners() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    examinations bigint[];
    each record;
begin
    if tg_op = 'DELETE' then
        select array_agg(distinct o.examination_id) into examinations from old_rows o;
    else
        select array_agg(distinct n.examination_id) into examinations from new_rows n;
        if exists (select from timetable.examination x where x.id = any (examinations) and x.attempt = 1) then
            perform security.refuse('A commission holds retakes. The first attempt has one examiner.');
        end if;
        for each in
            select x.day, array_agg(n.employee_id) as employees
              from new_rows n
              join timetable.examination x on x.id = n.examination_id
             group by x.id
        loop
            perform timetable.require_teachers(each.employees, coalesce(each.day, security.today()));
        end loop;
        perform timetable.require_commission(examinations);
    end if;
    perform timetable.free_examinations(examinations);
    perform timetable.hold_examinations(examinations);
    return null;
end $$;
comment on function timetable.keep_examiners() is 'Definer: lessons are written by functions alone.';
create trigger examiners_insert after insert on timetable.examiner referencing new table as new_rows
    for each statement execute function timetable.keep_examiners();
create trigger examiners_delete after delete on timetable.examiner referencing old table as old_rows
    for each statement execute function timetable.keep_examiners();

-- The examinations of a department, those that somebody holds alone or in a commission, and those of a tutor's groups.
create function timetable.examinations_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(x.id), '{}')
      from (
        select x.id
          from timetable.examination x
         where role = 'hemis_department_head' and x.department_id = any ((select security.units_of(login, role))::bigint[])
        union
        select x.id
          from timetable.examination x
         where role = 'hemis_teacher' and x.employee_id = (select security.employee_of(login, role))
        union
        select m.examination_id
          from timetable.examiner m
         where role = 'hemis_teacher' and m.employee_id = (select security.employee_of(login, role))
        union
        select x.id
          from timetable.examination x
         where role = 'hemis_tutor' and x.group_id = any ((select students.groups_of(login, role))::bigint[])
        union
        select n.examination_id
          from timetable.examinee n
         where role = 'hemis_tutor' and n.group_id = any ((select students.groups_of(login, role))::bigint[])) x
$$;
comment on function timetable.examinations_of(text, text) is 'Definer: the scope stands in tables read under that scope.';

create function timetable.my_examinations(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select timetable.examinations_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function timetable.my_examinations(text) is 'Definer: answers for the session user only.';
